//! Plain text that people write about themselves. It is checked once, here, so that no name can carry a line
//! break into a card, turn a page's writing direction round, or hide a character that nobody sees.

mod character;

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

pub use character::Unwanted;

use self::character::Breaks;
use crate::contact_like::{self, ContactLike};

/// Why a text cannot be published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing is left of it.
    #[error("is empty")]
    Empty,
    /// Longer than its place on a page or card.
    #[error("has {length} characters; at most {maximum} fit")]
    TooLong {
        /// How many characters it has.
        length: usize,
        /// How many fit.
        maximum: usize,
    },
    /// A character that has no place in it.
    #[error("contains {what} at character {position}")]
    Character {
        /// What kind of character.
        what: Unwanted,
        /// Where it stands, counted from 1 in the text as it was given.
        position: usize,
    },
    /// A name made of marks alone.
    #[error("has no letter and no digit in it")]
    NoLetter,
    /// A line of a vCard, which some address books take for the end of the card wherever it stands.
    #[error("contains the words {marker}, which address books take for part of the file's frame")]
    CardFrame {
        /// The words.
        marker: &'static str,
    },
    /// A way to reach somebody, outside the channels that are checked and confirmed.
    #[error("contains what looks like {kind}; put it in a channel")]
    Contact {
        /// What it looks like. The piece itself is not repeated.
        kind: ContactLike,
    },
    /// The name of another system in a form that JSON keys and CSV headings cannot take.
    #[error(
        "is not a system's name: 1 to 32 of a-z, 0-9, - and _, starting with a letter, such as wordpress"
    )]
    System,
    /// An identifier in another system that cannot be written everywhere.
    #[error("is not an identifier: 1 to 128 visible ASCII characters without quotes, <, >, \\ and @")]
    ExternalId,
}

/// What a kind of text may hold.
struct Rule {
    maximum: usize,
    breaks: Breaks,
    contacts: Contacts,
    needs_letter: bool,
}

/// Which pieces that look like a contact are refused.
enum Contacts {
    /// All.
    Any,
    /// All but bare domains and handles, which are also names of outlets: `Phys.org`.
    Unmistakable,
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $rule:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            const RULE: Rule = $rule;

            /// How many characters fit.
            pub const MAX_CHARACTERS: usize = Self::RULE.maximum;

            /// Reads a text: composed (NFC), trimmed, each run of white space as one space.
            pub fn parse(text: &str) -> Result<Self, TextError> {
                Self::RULE.parse(text).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(text: String) -> Result<Self, TextError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, formatter)
            }
        }
    };
}

text!(
    /// The name of a person, desk, beat or outlet: 1 to 120 characters on one line.
    Name,
    Rule { maximum: 120, breaks: Breaks::Refused, contacts: Contacts::Unmistakable, needs_letter: true }
);
text!(
    /// What somebody is: `Senior Reporter`.
    Title,
    Rule { maximum: 120, breaks: Breaks::Refused, contacts: Contacts::Unmistakable, needs_letter: true }
);
text!(
    /// How to speak of somebody: `she/her`.
    Pronouns,
    Rule { maximum: 40, breaks: Breaks::Refused, contacts: Contacts::Any, needs_letter: true }
);
text!(
    /// The newsroom's own label of a channel.
    Label,
    Rule { maximum: 60, breaks: Breaks::Refused, contacts: Contacts::Any, needs_letter: true }
);
text!(
    /// Who somebody is, in one paragraph without any contact in it.
    Bio,
    Rule { maximum: 600, breaks: Breaks::Space, contacts: Contacts::Any, needs_letter: true }
);
text!(
    /// A reporter's remark on a channel, without any contact in it: `I read this on weekdays.`
    Note,
    Rule { maximum: 280, breaks: Breaks::Space, contacts: Contacts::Any, needs_letter: true }
);

impl Name {
    /// What in it looks like a contact, by the strict rule of biographies: an outlet may be called `Phys.org`, and one
    /// person alone may call nothing so.
    pub fn contact_like(&self) -> Option<ContactLike> {
        contact_like::find(self.as_str())
    }
}

impl Title {
    /// What in it looks like a contact, by the strict rule of biographies.
    pub fn contact_like(&self) -> Option<ContactLike> {
        contact_like::find(self.as_str())
    }
}

/// The first of the raw strings in `text` that address books search a whole file for, wherever they stand and in
/// whatever case.
pub(crate) fn card_frame_in(text: &str) -> Option<&'static str> {
    const CARD_FRAMES: [&str; 3] = ["BEGIN:VCARD", "END:VCARD", "VERSION:2.1"];
    let upper = text.to_ascii_uppercase();
    CARD_FRAMES.into_iter().find(|frame| upper.contains(frame))
}

impl Rule {
    fn parse(&self, text: &str) -> Result<String, TextError> {
        character::check(text, self.breaks)?;
        // ASCII is composed already, and most texts are ASCII.
        let composed: Cow<'_, str> = if text.is_ascii() { text.into() } else { text.nfc().collect() };
        let line = composed.split_whitespace().collect::<Vec<_>>().join(" ");
        let length = line.chars().count();
        if length == 0 {
            return Err(TextError::Empty);
        }
        if length > self.maximum {
            return Err(TextError::TooLong { length, maximum: self.maximum });
        }
        if let Some(marker) = card_frame_in(&line) {
            return Err(TextError::CardFrame { marker });
        }
        if self.needs_letter && !line.chars().any(char::is_alphanumeric) {
            return Err(TextError::NoLetter);
        }
        let found = match self.contacts {
            Contacts::Any => contact_like::find(&line),
            Contacts::Unmistakable => contact_like::find_unmistakable(&line),
        };
        match found {
            Some(kind) => Err(TextError::Contact { kind }),
            None => Ok(line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_composed_trimmed_and_set_on_one_line() {
        assert_eq!(Name::parse("  Zoe\u{308}\u{a0} Nu\u{301}n\u{303}ez ").unwrap().as_str(), "Zoë Núñez");
        assert_eq!(
            Bio::parse("First line.\r\n\tSecond line.\n").unwrap().as_str(),
            "First line. Second line."
        );
    }

    #[test]
    fn an_empty_text_and_one_of_marks_alone_are_refused() {
        assert_eq!(Name::parse(" \u{a0} "), Err(TextError::Empty));
        assert_eq!(Name::parse("..."), Err(TextError::NoLetter));
    }

    #[test]
    fn a_text_may_be_as_long_as_its_place_and_no_longer() {
        assert!(Name::parse(&"é".repeat(Name::MAX_CHARACTERS)).is_ok());
        let long = "é".repeat(Name::MAX_CHARACTERS + 1);
        assert_eq!(Name::parse(&long), Err(TextError::TooLong { length: 121, maximum: 120 }));
        assert!(Bio::parse(&"word ".repeat(120)).is_ok());
        assert!(Bio::parse(&"words ".repeat(120)).is_err());
    }

    #[test]
    fn the_frame_of_a_card_is_refused_in_every_case() {
        for text in ["x BEGIN:VCARD", "end:vCard x", "Version:2.1", "END:VCARD"] {
            assert!(matches!(Bio::parse(text), Err(TextError::CardFrame { .. })), "{text}");
        }
    }

    #[test]
    fn a_contact_is_refused_in_texts_and_named_by_its_kind() {
        let error = Bio::parse("Write to ada@example.org").unwrap_err();
        assert_eq!(error.to_string(), "contains what looks like an e-mail address; put it in a channel");
        assert!(!error.to_string().contains("ada"));
        assert!(Note::parse("or 202-555-0123").is_err());
        assert!(Label::parse("@ada").is_err());
        assert!(Title::parse("Editor, +1 202 555 0123").is_err());
        assert!(Title::parse("Editor-in-Chief, Phys.org").is_ok());
    }

    #[test]
    fn a_stored_text_goes_through_the_same_checks() {
        assert!(serde_json::from_str::<Name>("\"Ada\\nFerris\"").is_err());
        assert_eq!(serde_json::from_str::<Name>("\" Ada \"").unwrap().as_str(), "Ada");
    }

    proptest::proptest! {
        #[test]
        fn an_accepted_text_reads_back_as_itself(text in "\\PC{1,60}|[a-zéß가अ\\u{200c}\\u{200d}\\u{301} ]{1,40}") {
            if let Ok(name) = Name::parse(&text) {
                proptest::prop_assert_eq!(Name::parse(name.as_str()), Ok(name.clone()));
                proptest::prop_assert!(!name.as_str().chars().any(char::is_control));
            }
            if let Ok(bio) = Bio::parse(&text) {
                proptest::prop_assert_eq!(Bio::parse(bio.as_str()), Ok(bio));
            }
        }
    }
}
