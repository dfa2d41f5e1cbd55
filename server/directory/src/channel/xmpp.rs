//! XMPP addresses.

use super::ChannelError;
use super::domain::ascii_domain;
use super::held::{one_line, strip_prefix_any_case};

/// A bare XMPP address, such as `zoe@courier.example`, in lower case and without a device.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct XmppAddress(String);

impl XmppAddress {
    /// Reads an address, with or without `xmpp:`.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let text = one_line(text, 320)?;
        let address = strip_prefix_any_case(text, "xmpp:").unwrap_or(text);
        let (local, domain) = address.split_once('@').ok_or(ChannelError::XmppForm)?;
        if domain.contains('/') {
            return Err(ChannelError::XmppResource);
        }
        let alphabet = local.bytes().all(|octet| octet.is_ascii_alphanumeric() || b"._+-=~".contains(&octet));
        if !(1..=64).contains(&local.len()) || !alphabet {
            return Err(ChannelError::XmppForm);
        }
        Ok(Self(format!("{}@{}", local.to_ascii_lowercase(), ascii_domain(domain)?)))
    }

    /// The `xmpp:` address (RFC 5122).
    pub fn url(&self) -> String {
        format!("xmpp:{}", self.0)
    }
}

held_as_text!(XmppAddress);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_xmpp_address_is_bare_and_in_lower_case() {
        assert_eq!(XmppAddress::parse("xmpp:Zoe@Courier.example").unwrap().as_str(), "zoe@courier.example");
        assert_eq!(XmppAddress::parse("zoe@courier.example/phone"), Err(ChannelError::XmppResource));
        for bad in [
            "zoe",
            "@courier.example",
            "zoe@",
            "zoe@localhost",
            "z oe@courier.example",
            "zoë@courier.example",
            "zoe@a@courier.example",
            "zoe@courier.example?message",
            "a'b@courier.example",
            "zoe;x@courier.example",
        ] {
            assert!(XmppAddress::parse(bad).is_err(), "{bad}");
        }
    }
}
