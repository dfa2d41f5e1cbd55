//! What an approver remarks.

use std::fmt;

/// A remark about a decision: one to five hundred characters, without control characters. It says how somebody was
/// reached, so it does not print itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Remark(String);

/// Why a text is no remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemarkError {
    /// Nothing is said.
    #[error("say something, or leave it out")]
    Empty,
    /// Too much is said.
    #[error("say it in at most {} characters", Remark::MAX_CHARACTERS)]
    TooLong,
    /// Something in it is no text.
    #[error("it holds a character that nobody can see")]
    Control,
}

impl Remark {
    /// How long a remark may be.
    pub const MAX_CHARACTERS: usize = 500;

    /// Reads a remark. Lines may be broken.
    pub fn parse(text: &str) -> Result<Self, RemarkError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(RemarkError::Empty);
        }
        // Octets first: counting the characters of a very long text is work that a stranger could order.
        if text.len() > Self::MAX_CHARACTERS * 4 || text.chars().count() > Self::MAX_CHARACTERS {
            return Err(RemarkError::TooLong);
        }
        let text = text.replace("\r\n", "\n");
        let is_seen = |character: char| {
            character == '\n'
                || !(character.is_control()
                    || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        };
        if text.chars().all(is_seen) { Ok(Self(text)) } else { Err(RemarkError::Control) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Remark> for String {
    fn from(remark: Remark) -> Self {
        remark.0
    }
}

impl fmt::Debug for Remark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Remark(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_is_a_short_text_that_everybody_sees_all_of() {
        assert_eq!(
            Remark::parse(" Met her\r\nat the office. ").map(String::from),
            Ok("Met her\nat the office.".into())
        );
        assert_eq!(Remark::parse("  \n"), Err(RemarkError::Empty));
        assert_eq!(Remark::parse("a\u{202e}b"), Err(RemarkError::Control));
        assert_eq!(Remark::parse("a\0b"), Err(RemarkError::Control));
        assert!(Remark::parse(&"é".repeat(500)).is_ok());
        assert_eq!(Remark::parse(&"é".repeat(501)), Err(RemarkError::TooLong));
    }
}
