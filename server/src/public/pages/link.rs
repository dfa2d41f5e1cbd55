//! Addresses that a page may offer to click.

use std::fmt;

/// Schemes that open a program or a page the source knows.
const SCHEMES: [&str; 6] = ["https", "mailto", "matrix", "simplex", "tel", "xmpp"];

/// An address that may stand in a link: of a scheme that runs nothing, and never an onion address. Clicked in the
/// wrong browser, an onion address is looked up by name, and tells the network where the source meant to go.
pub(super) struct SafeUrl(String);

impl SafeUrl {
    /// The address, if it may be clicked. Its text stays as it is: a Signal link must not change by a letter.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let url = url::Url::parse(text).ok()?;
        let is_onion = text.to_ascii_lowercase().contains(".onion")
            || url.host_str().and_then(|host| host.rsplit('.').next()) == Some("onion");
        let is_plain = text.chars().all(|character| character.is_ascii_graphic());
        (SCHEMES.contains(&url.scheme()) && is_plain && !is_onion).then(|| Self(text.to_owned()))
    }

    /// A public key as a file that is already in the page, so that saving it asks nobody for anything.
    pub(super) fn key_file(armored: &str) -> Self {
        let mut text = String::from("data:application/pgp-keys,");
        for octet in armored.bytes() {
            // Letters, digits and the other signs of base64 stay as they are: the same lines stand in the page a
            // second time, and a compressor then sees one.
            if octet.is_ascii_alphanumeric() || b"+/=-:.".contains(&octet) {
                text.push(char::from(octet));
            } else {
                text.push_str(&format!("%{octet:02X}"));
            }
        }
        Self(text)
    }

    /// The host whose name the network learns when the link is opened.
    pub(super) fn host(&self) -> Option<String> {
        url::Url::parse(&self.0).ok().filter(|url| url.scheme() == "https")?.host_str().map(str::to_owned)
    }

    /// Whether it is of that scheme.
    pub(super) fn is(&self, scheme: &str) -> bool {
        self.0.split_once(':').is_some_and(|(own, _)| own.eq_ignore_ascii_case(scheme))
    }
}

impl fmt::Display for SafeUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_runs_something_or_leads_to_an_onion_is_no_link() {
        for refused in [
            "javascript:alert(1)",
            "data:text/html,x",
            "http://paper.example/",
            "http://sdolvtfhatvsysc6l34d65ymdwxcujausv7k5jk4cy5ttzhjoi6fzvyd.onion",
            "https://sdolvtfhatvsysc6l34d65ymdwxcujausv7k5jk4cy5ttzhjoi6fzvyd.ONION/",
            "https://x%2Eonion/",
            "https://paper.example/a b",
            "//paper.example",
        ] {
            assert!(SafeUrl::parse(refused).is_none(), "{refused}");
        }
    }

    #[test]
    fn a_link_is_written_as_it_was_given() {
        let text = "https://signal.me/#eu/AbC-_dEf";
        let link = SafeUrl::parse(text).unwrap();
        assert_eq!(link.to_string(), text);
        assert_eq!(link.host().as_deref(), Some("signal.me"));
    }

    #[test]
    fn a_key_file_holds_the_key_in_full() {
        let link = SafeUrl::key_file("-----BEGIN PGP-----\n\nab+/=\"\n").to_string();
        assert_eq!(link, "data:application/pgp-keys,-----BEGIN%20PGP-----%0A%0Aab+/=%22%0A");
    }
}
