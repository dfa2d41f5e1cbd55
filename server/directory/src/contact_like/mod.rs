//! Finds what looks like a contact in a text about somebody. A number in a biography would be published without
//! the checks, the second person and the owner's confirmation that a channel needs.
//!
//! The search goes by form and is meant for mistakes and for short cuts. Whoever wants to can still write a number
//! in words nobody thought of: the second person who reads the change is there for that.

mod address;
mod code;
mod telephone;

#[cfg(test)]
mod tests;

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// What a piece of text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactLike {
    /// `name@host.example`, also spelt out.
    Email,
    /// A telephone number in any style.
    Telephone,
    /// A URL, a domain or an IP address.
    WebAddress,
    /// `@name`, or a name after the service's.
    Handle,
    /// A Signal username, `name.42`.
    SignalUsername,
    /// A key, a fingerprint, an onion address or another long code.
    Code,
}

impl fmt::Display for ContactLike {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Email => "an e-mail address",
            Self::Telephone => "a telephone number",
            Self::WebAddress => "a web address",
            Self::Handle => "a user name",
            Self::SignalUsername => "a Signal user name",
            Self::Code => "a key or another long code",
        })
    }
}

/// The kind of contact that `text` seems to contain.
pub(crate) fn find(text: &str) -> Option<ContactLike> {
    let text = Text::new(text);
    text.find_unmistakable().or_else(|| {
        if address::has_spelt_email(&text) {
            Some(ContactLike::Email)
        } else if address::has_domain(&text) {
            Some(ContactLike::WebAddress)
        } else if code::has_signal_username(&text) {
            Some(ContactLike::SignalUsername)
        } else if address::has_handle(&text) {
            Some(ContactLike::Handle)
        } else {
            None
        }
    })
}

/// The kind of contact that `text` seems to contain, leaving out what is also the name of an outlet: `Phys.org`.
pub(crate) fn find_unmistakable(text: &str) -> Option<ContactLike> {
    Text::new(text).find_unmistakable()
}

/// A text in the forms in which it is searched.
struct Text {
    /// With compatibility characters as the plain ones they stand for: a full-width `＠` is `@`.
    plain: String,
    /// The same in small letters.
    lower: String,
}

impl Text {
    fn new(text: &str) -> Self {
        let plain: String = text.nfkc().collect();
        let lower = plain.to_lowercase();
        Self { plain, lower }
    }

    fn find_unmistakable(&self) -> Option<ContactLike> {
        if address::has_email(self) {
            Some(ContactLike::Email)
        } else if address::has_link(self) {
            Some(ContactLike::WebAddress)
        } else if code::has_code(self) {
            Some(ContactLike::Code)
        } else if telephone::has_telephone(self) {
            Some(ContactLike::Telephone)
        } else {
            None
        }
    }

    /// Runs of letters, digits and what joins them in addresses, as written.
    fn pieces(&self) -> impl Iterator<Item = &str> {
        self.plain
            .split(|character: char| !(character.is_alphanumeric() || matches!(character, '.' | '-' | '_')))
            .map(|piece| piece.trim_matches(['.', '-']))
            .filter(|piece| !piece.is_empty())
    }

    /// Words in small letters, without brackets and the punctuation around them.
    fn words(&self) -> Vec<&str> {
        self.lower
            .split(|character: char| character.is_whitespace() || "()[]{}<>".contains(character))
            .map(|word| word.trim_matches([',', ';', ':', '!', '?', '"', '\'', '“', '”']))
            .map(|word| if word.len() > 1 { word.trim_end_matches('.') } else { word })
            .filter(|word| !word.is_empty())
            .collect()
    }
}
