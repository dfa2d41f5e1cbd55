//! Postal addresses, as they stand on the envelope.

use super::ChannelError;
use super::held::{one_line, without_card_markup};

/// A postal address: up to eight lines of plain text.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PostalAddress(String);

impl PostalAddress {
    /// The most lines.
    pub const MAX_LINES: usize = 8;
    /// The most characters of a line.
    pub const MAX_LINE_CHARACTERS: usize = 80;

    /// Reads the lines; blank ones fall away.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let mut lines = Vec::with_capacity(Self::MAX_LINES);
        for line in text.lines() {
            match one_line(line, Self::MAX_LINE_CHARACTERS) {
                Err(ChannelError::Empty) => {}
                Ok(_) if lines.len() == Self::MAX_LINES => {
                    return Err(ChannelError::TooManyLines { limit: Self::MAX_LINES });
                }
                read => lines.push(read?),
            }
        }
        if lines.is_empty() {
            return Err(ChannelError::Empty);
        }
        let text = lines.join("\n");
        without_card_markup(&text)?;
        Ok(Self(text))
    }

    /// The lines, in order.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.lines()
    }

    /// The address on one line, with commas.
    pub fn on_one_line(&self) -> String {
        self.0.replace('\n', ", ")
    }
}

held_as_text!(PostalAddress);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_its_lines() {
        let address = PostalAddress::parse(" Tips \r\n\r\nThe Harbour Courier\r\n1 Quay Street \n").unwrap();
        assert_eq!(address.as_str(), "Tips\nThe Harbour Courier\n1 Quay Street");
        assert_eq!(address.lines().count(), 3);
        assert_eq!(address.on_one_line(), "Tips, The Harbour Courier, 1 Quay Street");
        assert_eq!(PostalAddress::parse(address.as_str()), Ok(address));
    }

    #[test]
    fn an_address_has_eight_lines_at_most() {
        assert!(PostalAddress::parse(&"line\n".repeat(8)).is_ok());
        assert_eq!(PostalAddress::parse(&"line\n".repeat(9)), Err(ChannelError::TooManyLines { limit: 8 }));
        assert!(PostalAddress::parse(&"a".repeat(81)).is_err());
        assert_eq!(PostalAddress::parse(" \n \n"), Err(ChannelError::Empty));
    }

    #[test]
    fn control_characters_are_no_part_of_an_address() {
        for text in ["a\tb", "a\u{b}b", "a\u{1b}[2Jb", "a\rb", "a\u{202e}b"] {
            assert!(PostalAddress::parse(text).is_err(), "{text:?}");
        }
    }
}
