//! Threema IDs.

use super::ChannelError;
use super::held::{one_line, strip_prefix_any_case};

/// A Threema ID: eight letters and digits, or `*` and seven for a gateway.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ThreemaId(String);

impl ThreemaId {
    const LENGTH: usize = 8;

    /// Reads an ID, or the `https://threema.id/` link with one.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let text = one_line(text, 64)?;
        let id = strip_prefix_any_case(text, "https://threema.id/").unwrap_or(text).to_ascii_uppercase();
        let letters = id.strip_prefix('*').unwrap_or(&id);
        let alphabet = letters.bytes().all(|octet| octet.is_ascii_uppercase() || octet.is_ascii_digit());
        if id.len() != Self::LENGTH || !alphabet {
            return Err(ChannelError::ThreemaForm);
        }
        Ok(Self(id))
    }

    /// The page that opens the app.
    pub fn url(&self) -> String {
        format!("https://threema.id/{}", self.0)
    }
}

held_as_text!(ThreemaId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threema_id_is_eight_letters_and_digits() {
        for (given, kept) in [
            ("ABCD1234", "ABCD1234"),
            ("abcd1234", "ABCD1234"),
            ("*COURIER", "*COURIER"),
            ("https://threema.id/ABCD1234", "ABCD1234"),
        ] {
            assert_eq!(ThreemaId::parse(given).unwrap().as_str(), kept);
        }
        for bad in
            ["ABCD123", "ABCD12345", "ABCD-123", "**BCD123", "ABCD123É", "https://threema.id/", "A BCD123"]
        {
            assert_eq!(ThreemaId::parse(bad), Err(ChannelError::ThreemaForm), "{bad}");
        }
    }
}
