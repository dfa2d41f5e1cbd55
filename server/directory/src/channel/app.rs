//! How to reach a reporter through an app that has no addresses, such as a newspaper's own with secure messaging.

use super::ChannelError;
use super::held::{one_line, without_card_markup};

/// One line of plain text that says what to do, such as “The Harbour Courier app, menu, Secure messaging”.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AppInstructions(String);

impl AppInstructions {
    /// The most characters.
    pub const MAX_CHARACTERS: usize = 200;

    /// Reads one line of plain text.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let text = one_line(text, Self::MAX_CHARACTERS)?;
        without_card_markup(text)?;
        Ok(Self(text.to_owned()))
    }
}

held_as_text!(AppInstructions);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_one_line_of_plain_text() {
        let line = "The Harbour Courier app: menu, Secure messaging";
        assert_eq!(AppInstructions::parse(line).unwrap().as_str(), line);
        assert!(AppInstructions::parse("one\ntwo").is_err());
        assert!(AppInstructions::parse(&"a".repeat(201)).is_err());
        assert_eq!(AppInstructions::parse("x end:vcard"), Err(ChannelError::CardMarkup));
    }
}
