//! Where the newsroom's public side lives, so that cards and blocks can name their own addresses.

use directory::Slug;

use crate::service;

/// The newsroom and the address of its public side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The newsroom's name, as cards name the maker of the card.
    pub newsroom: String,
    base: String,
}

/// Why an address cannot be the public side's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SiteError {
    /// Another scheme than TLS gives, or no host.
    #[error("the public address must start with https:// (or be http://….onion) and name a host")]
    Scheme,
    /// Something that would need escaping in some format.
    #[error("the public address may hold letters, digits and . _ ~ - : / [ ] only, and no query or fragment")]
    Character,
}

impl Site {
    /// The site whose public side answers under `base_url`, which includes the base path if there is one.
    pub fn new(newsroom: impl Into<String>, base_url: &str) -> Result<Self, SiteError> {
        let base = base_url.trim_end_matches('/');
        let host = base
            .strip_prefix("https://")
            .or_else(|| base.strip_prefix("http://").filter(|_| service::is_onion(base)));
        if host.is_none_or(|host| host.is_empty() || host.starts_with(['/', ':'])) {
            return Err(SiteError::Scheme);
        }
        // With this alphabet the address is the same bytes in a card, in JSON, in HTML and in a sentence.
        if !base.chars().all(|character| character.is_ascii_alphanumeric() || "._~-:/[]".contains(character))
        {
            return Err(SiteError::Character);
        }
        Ok(Self { newsroom: newsroom.into(), base: base.to_owned() })
    }

    /// The address of the public side, without a slash at its end.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The full address of `path` on the public side.
    pub fn url(&self, path: &str) -> String {
        format!("{}/{}", self.base, path.trim_start_matches('/'))
    }

    /// The page of one profile, which is what cards tell people to check.
    pub fn page(&self, slug: &Slug) -> String {
        self.url(&format!("/r/{}", slug.as_str()))
    }

    /// One machine-readable form of a profile; `suffix` is `.vcf`, `.json`, …
    pub fn form(&self, slug: &Slug, suffix: &str) -> String {
        self.url(&format!("/v1/profiles/{}{suffix}", slug.as_str()))
    }

    /// The maker of a card, as a formal public identifier. The newsroom's name is cut down to what such an
    /// identifier may hold, so that a `/` or `;` in it cannot end a field.
    pub(crate) fn product_identifier(&self) -> String {
        let kept: String = self
            .newsroom
            .chars()
            .map(
                |character| {
                    if character.is_alphanumeric() || ".-&'".contains(character) { character } else { ' ' }
                },
            )
            .collect();
        let name = kept.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = if name.is_empty() { "Newsroom" } else { name.as_str() };
        format!("-//{name}//Masthead//EN")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_the_base_path_and_loses_the_last_slash() {
        let site = Site::new("The Harbour Courier", "https://paper.example/contact/").unwrap();
        assert_eq!(site.url("/safety"), "https://paper.example/contact/safety");
        assert_eq!(site.url("safety"), "https://paper.example/contact/safety");
    }

    #[test]
    fn an_address_without_tls_or_with_characters_that_need_escaping_is_refused() {
        for refused in
            ["http://paper.example", "https://", "https:///x", "ftp://paper.example", "", "https://:8443"]
        {
            assert_eq!(Site::new("x", refused), Err(SiteError::Scheme), "{refused}");
        }
        for refused in
            ["https://paper.example/a;b", "https://a@b", "https://a/?q", "https://a/#f", "https://é"]
        {
            assert_eq!(Site::new("x", refused), Err(SiteError::Character), "{refused}");
        }
        assert!(Site::new("x", "http://abc.onion:8080").is_ok());
        assert!(Site::new("x", "https://localhost:8443").is_ok());
        assert!(Site::new("x", "https://[::1]:8443").is_ok());
    }

    #[test]
    fn the_product_identifier_keeps_its_fields_whatever_the_newsroom_is_called() {
        let site = Site::new("A//B;C\r\nD & É", "https://paper.example").unwrap();
        assert_eq!(site.product_identifier(), "-//A B C D & É//Masthead//EN");
        let site = Site::new("//", "https://paper.example").unwrap();
        assert_eq!(site.product_identifier(), "-//Newsroom//Masthead//EN");
    }
}
