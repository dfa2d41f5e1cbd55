//! A file that somebody saved from a server of ours, and the contacts in it.

use std::collections::HashSet;

use directory::channel::{EmailAddress, TelephoneNumber};
use directory::{ChannelValue, Timestamp};

use super::answer::{Answer, Listed, Verdict};
use super::key::{Handle, Key, key};
use super::near::likeness;
use super::{card, json, page};

/// The most octets of a file: twice what ten thousand people with their codes take.
pub const SAVED_OCTETS_MAX: usize = 128 * 1024 * 1024;
/// A kept file asks to be checked again after so long, as the file to take along says itself.
const CHECK_AGAIN_SECONDS: i64 = 30 * 24 * 60 * 60;
/// The most contacts that an answer names.
const NAMED_MAX: usize = 10;

/// The contacts of a saved file.
pub struct Saved {
    published_at: Option<Timestamp>,
    contacts: Vec<Contact>,
}

/// Why a file cannot be searched.
#[derive(Debug, thiserror::Error)]
pub enum SavedError {
    /// More than [`SAVED_OCTETS_MAX`].
    #[error("is longer than {} MiB, which no directory is", SAVED_OCTETS_MAX / (1024 * 1024))]
    TooLong,
    /// Not text.
    #[error("is not text")]
    NotText,
    /// Text, but none that this server gives out.
    #[error(
        "is none of the files that can be searched: /take-along.html, /v1/directory.json, /v1/directory.vcf, or the \
         card or JSON of one person, as this server gives them out"
    )]
    Unknown,
    /// Broken JSON.
    #[error("is cut off or damaged")]
    Json(#[from] serde_json::Error),
    /// Nobody can be reached by it.
    #[error("holds no contact of anybody, so that nothing can be said by it; save the file again")]
    Empty,
}

impl Saved {
    /// Finds the contacts in a file, whichever it is.
    pub fn read(octets: &[u8]) -> Result<Self, SavedError> {
        if octets.len() > SAVED_OCTETS_MAX {
            return Err(SavedError::TooLong);
        }
        let text = std::str::from_utf8(octets).map_err(|_not_text| SavedError::NotText)?;
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let saved = match text.chars().next() {
            Some('{' | '[') => json::read(text)?,
            Some('<') => page::read(text),
            _ if card::begins(text) => Self::new(None, card::read(text)),
            _ => return Err(SavedError::Unknown),
        };
        if saved.contacts.is_empty() { Err(SavedError::Empty) } else { Ok(saved) }
    }

    pub(super) const fn new(published_at: Option<Timestamp>, contacts: Vec<Contact>) -> Self {
        Self { published_at, contacts }
    }

    /// When the directory was published that the file holds, where it says so. Cards do not.
    pub const fn published_at(&self) -> Option<Timestamp> {
        self.published_at
    }

    /// Until when a file made at that moment may be relied on.
    pub const fn check_again_at(made_at: Timestamp) -> Timestamp {
        made_at.plus_seconds(CHECK_AGAIN_SECONDS)
    }

    /// Whose the contact is.
    pub fn look_up(&self, asked: &Handle) -> Answer {
        let found: Vec<&Contact> =
            self.contacts.iter().filter(|contact| contact.keys.contains(&asked.key)).collect();
        if !found.is_empty() {
            let verdict = match &asked.key {
                Key::National(digits) if found.iter().any(|contact| contact.is_at_home(digits)) => {
                    Verdict::FoundWithoutCountry
                }
                _ => Verdict::Found,
            };
            return Answer::new(verdict, found.into_iter().map(Contact::listed).take(NAMED_MAX).collect());
        }
        let mut near: Vec<_> = self
            .contacts
            .iter()
            .filter_map(|contact| {
                let alike = contact.keys.iter().filter_map(|own| likeness(&asked.key, own)).min()?;
                Some((alike, contact))
            })
            .collect();
        near.sort_by_key(|(alike, _)| *alike);
        let nearest = near.first().map(|(alike, _)| *alike);
        let listed = near.into_iter().map(|(_, contact)| contact.listed()).take(NAMED_MAX).collect();
        Answer::new(nearest.map_or(Verdict::NotFound, Verdict::Nearly), listed)
    }
}

/// One contact of somebody.
pub(super) struct Contact {
    name: String,
    label: String,
    shown: String,
    confirmed: Option<String>,
    keys: HashSet<Key>,
}

impl Contact {
    /// A contact that is written in each of `texts`, the first as people read it; none where nobody writes from it.
    pub(super) fn new(name: &str, label: &str, texts: &[&str]) -> Option<Self> {
        let keys: HashSet<Key> = texts.iter().flat_map(|text| keys_of(text)).collect();
        let shown = (*texts.first()?).trim().to_owned();
        let (name, label) = (name.trim().to_owned(), label.trim().to_owned());
        (!keys.is_empty()).then_some(Self { name, label, shown, confirmed: None, keys })
    }

    /// The same, with the month in which its owner confirmed it.
    pub(super) fn confirmed(mut self, month: Option<&str>) -> Self {
        self.confirmed = month.map(str::to_owned);
        self
    }

    fn listed(&self) -> Listed {
        Listed {
            name: self.name.clone(),
            channel: self.label.clone(),
            contact: self.shown.clone(),
            confirmed: self.confirmed.clone(),
        }
    }

    /// Whether `digits` are this number without its country code.
    fn is_at_home(&self, digits: &str) -> bool {
        !self.keys.contains(&Key::Number(digits.to_owned()))
    }
}

/// What a contact is compared by: the key of each form that people write it in.
fn keys_of(text: &str) -> Vec<Key> {
    let Some(own) = key(text) else { return Vec::new() };
    let value = match &own {
        Key::Number(digits) => TelephoneNumber::parse(&format!("+{digits}")).ok().map(ChannelValue::Phone),
        Key::Address(_) => EmailAddress::parse(text).ok().map(ChannelValue::Email),
        _ => None,
    };
    let forms = value.as_ref().map(formats::handles).unwrap_or_default();
    forms.iter().filter_map(|form| key(form)).chain([own]).collect()
}
