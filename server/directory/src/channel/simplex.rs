//! SimpleX contact addresses.

use super::ChannelError;
use super::held::{one_line, strip_prefix_any_case};
use super::web::canonical;

/// A SimpleX contact address in its `https` form: `https://simplex.chat/contact#/?v=…&smp=…`, or the short
/// `https://smp….example/a#…`. What matters stands after the `#` and never reaches the host.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SimplexAddress(String);

impl SimplexAddress {
    const TEAM: &str = "https://simplex.chat/";
    const LONG_PREFIX: &str = "https://simplex.chat/contact#/?";

    /// Reads an address as the app shares it. The app's own `simplex:/contact#…` becomes the `https` form.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let text = one_line(text, 1024)?;
        let text = match strip_prefix_any_case(text, "simplex:") {
            // A short address of this form leaves its server out: it cannot become a link, and is refused below.
            Some(rest) => format!("https://simplex.chat/{}", rest.trim_start_matches('/')),
            None => text.to_owned(),
        };
        let address = canonical(&text, "https")?;
        let (page, fragment) = address.split_once('#').ok_or(ChannelError::SimplexForm)?;
        let (_, path) =
            page.strip_prefix("https://").and_then(|rest| rest.split_once('/')).unwrap_or_default();
        match path.trim_end_matches('/') {
            "invitation" | "i" => Err(ChannelError::SimplexInvitation),
            "contact" => Self::long(fragment),
            "a" if Self::is_short_key(fragment) && !page.starts_with(Self::TEAM) => Ok(Self(address)),
            _ => Err(ChannelError::SimplexForm),
        }
    }

    /// The long form names its queue in `smp=`; whichever host carried it, simplex.chat is the one that is written.
    fn long(fragment: &str) -> Result<Self, ChannelError> {
        let query = fragment.strip_prefix("/?").ok_or(ChannelError::SimplexForm)?;
        let names = |name: &str| {
            query.split('&').any(|pair| pair.strip_prefix(name).is_some_and(|value| !value.is_empty()))
        };
        if !names("v=") || !names("smp=") {
            return Err(ChannelError::SimplexForm);
        }
        Ok(Self(format!("{}{query}", Self::LONG_PREFIX)))
    }

    /// The short form's fragment is a key in base64url.
    fn is_short_key(fragment: &str) -> bool {
        let key = fragment.split('?').next().unwrap_or_default();
        key.len() >= 32 && key.bytes().all(|octet| octet.is_ascii_alphanumeric() || b"-_=".contains(&octet))
    }
}

held_as_text!(SimplexAddress);

#[cfg(test)]
mod tests {
    use super::*;

    const QUERY: &str =
        "v=2-7&smp=smp%3A%2F%2FaGFyYm91cg%3D%3D%40smp.courier.example%2FQ29udGFjdA%23%2F%3Fv%3D1-2";
    const KEY: &str = "aGFyYm91ci1jb3VyaWVyLWFkZHJlc3MtMDEyMzQ1Njc4OQ";

    #[test]
    fn a_simplex_address_is_kept_in_its_https_form() {
        let long = format!("https://simplex.chat/contact#/?{QUERY}");
        for text in [
            long.clone(),
            format!("simplex:/contact#/?{QUERY}"),
            format!("https://simplex.chat/contact/#/?{QUERY}"),
        ] {
            assert_eq!(SimplexAddress::parse(&text).unwrap().as_str(), long, "{text}");
        }
        let short = format!("https://smp.courier.example/a#{KEY}");
        assert_eq!(SimplexAddress::parse(&short).unwrap().as_str(), short);
    }

    #[test]
    fn an_invitation_for_one_reader_is_refused_by_name() {
        for text in [
            format!("https://simplex.chat/invitation#/?{QUERY}"),
            format!("simplex:/invitation#/?{QUERY}"),
            format!("https://smp.courier.example/i#{KEY}"),
        ] {
            assert_eq!(SimplexAddress::parse(&text), Err(ChannelError::SimplexInvitation), "{text}");
        }
    }

    #[test]
    fn another_link_is_no_simplex_address() {
        for text in [
            "https://simplex.chat/".to_owned(),
            "https://simplex.chat/contact#/?v=2".to_owned(),
            format!("https://smp.courier.example/g#{KEY}"),
            "https://smp.courier.example/a#short".to_owned(),
            format!("http://simplex.chat/contact#/?{QUERY}"),
            "javascript:alert(1)".to_owned(),
            format!("simplex:/a#{KEY}"),
        ] {
            assert!(SimplexAddress::parse(&text).is_err(), "{text}");
        }
    }
}
