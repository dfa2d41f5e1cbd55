//! What is said to somebody who asked.

use super::near::Likeness;

/// Whether a contact is one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is listed.
    Found,
    /// It is listed, if the country is the right one, which was not given.
    FoundWithoutCountry,
    /// It is not listed, and could be taken for one that is.
    Nearly(Likeness),
    /// It is not listed.
    NotFound,
}

/// A listed contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Whose.
    pub name: String,
    /// What the channel is called.
    pub channel: String,
    /// The contact as it is printed.
    pub contact: String,
    /// The month in which its owner confirmed it, where the file says so.
    pub confirmed: Option<String>,
}

/// A verdict, and the listed contacts that it speaks of, the nearest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The verdict.
    pub verdict: Verdict,
    /// Those it was found in or resembles.
    pub listed: Vec<Listed>,
}

impl Answer {
    pub(super) const fn new(verdict: Verdict, listed: Vec<Listed>) -> Self {
        Self { verdict, listed }
    }
}
