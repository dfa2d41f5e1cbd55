//! Where to go after signing in: an address of this side, and never another site's.

/// The longest address that is kept.
const OCTETS_MAX: usize = 512;

/// A path of this origin, with its query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next(String);

impl Next {
    /// Reads what came as `next=`. A browser takes `//host`, `/\host` and a path with a tab or line break in it for
    /// another site's address; only visible ASCII that starts with a single slash is ours.
    pub fn parse(text: &str) -> Option<Self> {
        let visible = text.bytes().all(|octet| octet.is_ascii_graphic() && octet != b'\\');
        let ours = text.starts_with('/') && !text.starts_with("//");
        (ours && visible && text.len() <= OCTETS_MAX).then(|| Self(text.to_owned()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `page?next=…`, for a page that leads back here.
    pub fn by_way_of(&self, page: &str) -> String {
        let next = url::form_urlencoded::byte_serialize(self.0.as_bytes()).collect::<String>();
        if self.0 == "/" { page.to_owned() } else { format!("{page}?next={next}") }
    }
}

impl Default for Next {
    fn default() -> Self {
        Self("/".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_this_side_is_kept() {
        let next = Next::parse("/profiles/ada-ferris?tab=channels").unwrap();
        assert_eq!(next.by_way_of("/sign-in"), "/sign-in?next=%2Fprofiles%2Fada-ferris%3Ftab%3Dchannels");
        assert_eq!(Next::default().by_way_of("/sign-in"), "/sign-in");
    }

    #[test]
    fn another_sites_address_is_not() {
        for foreign in [
            "",
            "profiles",
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/a\r\nSet-Cookie: a=b",
            "/é",
            &format!("/{}", "a".repeat(OCTETS_MAX)),
        ] {
            assert_eq!(Next::parse(foreign), None, "{foreign:?}");
        }
    }
}
