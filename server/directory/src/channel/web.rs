//! Web addresses of forms and tip services: `https`, a name, and nothing that a card or a page could misread.

use url::{Host, Url};

use super::ChannelError;
use super::domain::ascii_domain;
use super::held::{one_line, percent_encoded, strip_prefix_any_case};
use super::onion::check_onion_name;

const MAX_CHARACTERS: usize = 1024;

/// An `https` address, percent-encoded so that it holds no comma, semicolon, backslash or white space.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebAddress(String);

impl WebAddress {
    /// Reads an `https` address of a named host.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        canonical(text, "https").map(Self)
    }
}

held_as_text!(WebAddress);

/// Where a tip service is reached: an `https` address, or the `http` address of an onion service, with or without a
/// path.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TipAddress(String);

impl TipAddress {
    /// Reads an `https` address, or an onion address with or without `http://`.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let line = one_line(text, MAX_CHARACTERS)?;
        let onion = strip_prefix_any_case(line, "http://").unwrap_or(line);
        let host = onion.split(['/', '?', '#']).next().unwrap_or_default();
        if host.to_ascii_lowercase().strip_suffix(".onion").is_some() {
            return canonical(&format!("http://{onion}"), "http").map(Self);
        }
        canonical(line, "https").map(Self)
    }

    /// Whether only Tor Browser opens it.
    pub fn is_onion(&self) -> bool {
        let host = self.0.split('/').nth(2).unwrap_or_default();
        host.split(':').next().unwrap_or_default().strip_suffix(".onion").is_some()
    }

    /// The address as people copy it: without `http://` before an onion, as everywhere.
    pub fn display(&self) -> &str {
        self.0.strip_prefix("http://").unwrap_or(&self.0)
    }
}

held_as_text!(TipAddress);

/// The address in the one form that is stored. `http` is for onion services, which encrypt by themselves.
pub(super) fn canonical(text: &str, scheme: &'static str) -> Result<String, ChannelError> {
    let text = one_line(text, MAX_CHARACTERS)?;
    let rest = match split_scheme(text) {
        Some((given, rest)) if given == scheme => rest,
        Some((given, _)) => return Err(ChannelError::WebScheme { scheme: given }),
        None => return Err(ChannelError::WebForm),
    };
    let rest = rest.strip_prefix("//").ok_or(ChannelError::WebForm)?;
    // `url` mends what browsers mend; an address that needs mending is not what somebody meant to publish.
    if text.contains(['\\', '"', '<', '>']) || text.contains(char::is_whitespace) || !has_whole_escapes(text)
    {
        return Err(ChannelError::WebForm);
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(ChannelError::WebUserInfo);
    }
    if authority.is_empty() || authority.ends_with(':') || authority.contains('%') {
        return Err(ChannelError::WebForm);
    }
    let url = Url::parse(text).map_err(|_| ChannelError::WebForm)?;
    match url.host() {
        Some(Host::Domain(host)) => check_host(host, scheme)?,
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => return Err(ChannelError::WebIpAddress),
        None => return Err(ChannelError::WebForm),
    }
    if url.port() == Some(0) {
        return Err(ChannelError::WebForm);
    }
    Ok(encoded(url.as_str()))
}

fn check_host(host: &str, scheme: &str) -> Result<(), ChannelError> {
    match host.strip_suffix(".onion") {
        // An onion service may have names under its own; the last label is what Tor connects to.
        Some(name) => check_onion_name(name.rsplit('.').next().unwrap_or(name)),
        None if scheme == "http" => Err(ChannelError::OnionForm),
        None if ascii_domain(host)? == host => Ok(()),
        None => Err(ChannelError::Domain),
    }
}

/// The scheme in lower case, and what follows its colon.
fn split_scheme(text: &str) -> Option<(String, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let alphabet = scheme.bytes().all(|octet| octet.is_ascii_alphanumeric() || b"+-".contains(&octet));
    let likely =
        alphabet && scheme.len() <= 16 && scheme.starts_with(|first: char| first.is_ascii_alphabetic());
    likely.then(|| (scheme.to_ascii_lowercase(), rest))
}

fn has_whole_escapes(text: &str) -> bool {
    text.split('%').skip(1).all(|part| {
        let mut octets = part.bytes();
        [octets.next(), octets.next()]
            .iter()
            .all(|octet| octet.is_some_and(|octet| octet.is_ascii_hexdigit()))
    })
}

/// Encodes what RFC 3986 does not allow raw, and of what it allows: `,` and `;`, which separate values in a card,
/// quotation marks and brackets.
fn encoded(url: &str) -> String {
    percent_encoded(url, b"-._~:/?#@!$&()*+=%")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONION: &str = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";

    #[test]
    fn an_address_is_stored_in_one_form() {
        for (given, stored) in [
            ("https://tips.courier.example", "https://tips.courier.example/"),
            ("HTTPS://Tips.Courier.example/A?b=c#d", "https://tips.courier.example/A?b=c#d"),
            ("https://courier.example:443/a", "https://courier.example/a"),
            (
                "https://courier.example/a,b;c?d,e;f#g,h;i",
                "https://courier.example/a%2Cb%3Bc?d%2Ce%3Bf#g%2Ch%3Bi",
            ),
            ("https://courier.example/ä?q='[{|}]'", "https://courier.example/%C3%A4?q=%27%5B%7B%7C%7D%5D%27"),
            ("https://bücher.example/", "https://xn--bcher-kva.example/"),
            ("https://courier.example/a/../b", "https://courier.example/b"),
        ] {
            let address = WebAddress::parse(given).unwrap();
            assert_eq!(address.as_str(), stored);
            assert_eq!(WebAddress::parse(stored), Ok(address));
        }
    }

    #[test]
    fn another_scheme_is_refused_by_its_name() {
        for (text, scheme) in [
            ("javascript:alert(1)", "javascript"),
            ("JavaScript:alert(1)", "javascript"),
            ("data:text/html,x", "data"),
            ("http://courier.example/", "http"),
            ("ftp://courier.example/", "ftp"),
            ("blob:https://courier.example/x", "blob"),
        ] {
            let refused = WebAddress::parse(text).unwrap_err();
            assert_eq!(refused, ChannelError::WebScheme { scheme: scheme.to_owned() });
            assert!(refused.to_string().contains(scheme));
        }
    }

    #[test]
    fn an_address_that_browsers_would_mend_or_misread_is_refused() {
        for text in [
            "courier.example",
            "//courier.example/",
            "https:courier.example",
            "https:/courier.example",
            "https://",
            "https:///a",
            "https:\\\\courier.example\\a",
            "https://courier.example\\@evil.example/",
            "https://a b.example/",
            "https://courier.example/a b",
            "https://user@courier.example/",
            "https://u:p@courier.example/",
            "https://@courier.example/",
            "https://127.0.0.1/",
            "https://0x7f.1/",
            "https://2130706433/",
            "https://[::1]/",
            "https://localhost/",
            "https://courier.example./",
            "https://courier_x.example/",
            "https://courier.example:0/",
            "https://courier.example:/",
            "https://courier.example:99999/",
            "https://courier.example/%zz",
            "https://courier.example/%",
            "https://courier.example/\u{202e}a",
            "https://courier.example/a\nb",
            "https://courier.example/\"><script>",
            "https://cou%72ier.example/",
            "java\tscript:alert(1)",
            "https://xn--a.example/",
        ] {
            assert!(WebAddress::parse(text).is_err(), "{text:?}");
        }
        assert!(WebAddress::parse(&format!("https://courier.example/{}", "a".repeat(1024))).is_err());
    }

    #[test]
    fn a_tip_service_is_on_the_web_or_an_onion_service() {
        for (given, stored) in [
            ("https://tips.courier.example/", "https://tips.courier.example/".to_owned()),
            (ONION, format!("http://{ONION}/")),
            (&format!("HTTP://{}/drop,1", ONION.to_uppercase()), format!("http://{ONION}/drop%2C1")),
            (&format!("https://{ONION}/"), format!("https://{ONION}/")),
        ] {
            let address = TipAddress::parse(given).unwrap();
            assert_eq!(address.as_str(), stored);
            assert_eq!(TipAddress::parse(&stored), Ok(address.clone()));
            assert_eq!(address.is_onion(), stored.contains(".onion"));
        }
    }

    #[test]
    fn a_tip_service_without_encryption_or_with_a_dead_onion_is_refused() {
        assert_eq!(TipAddress::parse("http://k5ri3fdr232d36nb.onion/"), Err(ChannelError::OnionVersionTwo));
        assert_eq!(TipAddress::parse("https://k5ri3fdr232d36nb.onion/"), Err(ChannelError::OnionVersionTwo));
        let wrong = ONION.replacen('2', "3", 1);
        assert_eq!(TipAddress::parse(&wrong), Err(ChannelError::OnionChecksum));
        assert_eq!(WebAddress::parse(&format!("https://{wrong}/")), Err(ChannelError::OnionChecksum));
        for text in
            ["http://courier.example/", "javascript:alert(1)", &format!("http://courier.example/{ONION}")]
        {
            assert!(matches!(TipAddress::parse(text), Err(ChannelError::WebScheme { .. })), "{text}");
        }
        assert_eq!(TipAddress::parse(&format!("http://u@{ONION}/")), Err(ChannelError::WebUserInfo));
    }
}
