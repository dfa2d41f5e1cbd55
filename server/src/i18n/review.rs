//! The mark that a person who speaks a language has read its advice.

use std::fmt;

use super::file::{Piece, Wording};

/// Who has read a language's messages, and when: `Amal Haddad, 2026-11`.
#[derive(Clone, PartialEq, Eq)]
pub struct Review {
    by: String,
    month: String,
}

impl Review {
    /// What a message says, if that is a name and a month.
    pub(super) fn parse(wording: &Wording) -> Option<Self> {
        let [Piece::Text(text)] = wording.pieces.as_slice() else { return None };
        let (by, month) = text.rsplit_once(',')?;
        let (by, month) = (by.trim(), month.trim());
        let (year, number) = month.split_once('-')?;
        let digits =
            |text: &str, length| text.len() == length && text.bytes().all(|octet| octet.is_ascii_digit());
        let is_month = number.parse().is_ok_and(|number: u8| (1..=12).contains(&number));
        let is_whole = !by.is_empty() && digits(year, 4) && digits(number, 2) && is_month;
        is_whole.then(|| Self { by: by.to_owned(), month: month.to_owned() })
    }
}

impl fmt::Display for Review {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, {}", self.by, self.month)
    }
}

/// Whoever says that a page's Arabic is right may be somebody who should not be found by it: the name is for the
/// newsroom's own eyes.
impl fmt::Debug for Review {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Review(…)")
    }
}
