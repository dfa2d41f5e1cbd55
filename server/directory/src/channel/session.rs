//! Session IDs.

use super::ChannelError;
use super::held::one_line;

/// A Session ID: `05` and the 32 octets of a public key, as 66 hexadecimal digits in lower case.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SessionId(String);

impl SessionId {
    const DIGITS: usize = 66;

    /// Reads a Session ID, in either case.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let text = one_line(text, Self::DIGITS + 32)?;
        let hexadecimal = text.bytes().all(|octet| octet.is_ascii_hexdigit());
        if text.len() != Self::DIGITS || !text.starts_with("05") || !hexadecimal {
            return Err(ChannelError::SessionForm);
        }
        Ok(Self(text.to_ascii_lowercase()))
    }
}

held_as_text!(SessionId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_id_is_05_and_64_hexadecimal_digits() {
        let text = format!("05{}", "Ab".repeat(32));
        assert_eq!(SessionId::parse(&text).unwrap().as_str(), text.to_ascii_lowercase());
        for bad in [
            format!("15{}", "ab".repeat(32)),
            format!("05{}", "ab".repeat(31)),
            format!("05{}", "zz".repeat(32)),
        ] {
            assert_eq!(SessionId::parse(&bad), Err(ChannelError::SessionForm));
        }
    }
}
