//! How long an answer of one profile may be. Every answer is padded to a size that all profiles share, so the longest
//! makes each of them as long: one that is longer than this is not published, and whoever edits is told of it by name.

use std::fmt;

use directory::Slug;
use serde::{Deserialize, Serialize};

use super::{Entry, Form, Phrases};

/// No answer of a profile is longer, a page with its opening. With its head, and with the notice that the edition is past
/// its validity, it fits in 64 KiB.
pub const ANSWER_OCTETS_MAX: usize = 60 * 1024;

/// A profile that was left out of an edition, because an answer of it would be longer than [`ANSWER_OCTETS_MAX`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Whose.
    pub slug: Slug,
    /// Which answer.
    pub form: Form,
    /// How long it would be.
    pub octets: usize,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { slug, form, octets } = self;
        write!(
            formatter,
            "{slug}: its {form} would have {octets} octets, and {ANSWER_OCTETS_MAX} is the most"
        )
    }
}

/// The longest of `answers`, if it is too long; and how many octets the page has after its opening.
pub(super) fn measured(
    answers: &[Option<Vec<u8>>],
    phrases: &Phrases,
    opening: usize,
) -> (usize, Option<(Form, usize)>) {
    let mut page = 0;
    let mut longest = (Form::Page, 0);
    for form in Form::ANSWERS {
        let Some(answer) = answers.get(form as usize).and_then(Option::as_ref) else { continue };
        let octets = if form == Form::Page {
            page = phrases.longest(answer);
            opening + page
        } else {
            answer.len()
        };
        if octets > longest.1 {
            longest = (form, octets);
        }
    }
    (page, Some(longest).filter(|(_, octets)| *octets > ANSWER_OCTETS_MAX))
}

/// The most octets that an answer of each form has.
pub(super) fn longest<'a>(entries: impl Iterator<Item = &'a Entry>) -> [usize; Form::COUNT] {
    let mut all = [0; Form::COUNT];
    for entry in entries {
        for (longest, form) in all.iter_mut().zip(Form::ALL) {
            *longest = entry.length(form).max(*longest);
        }
    }
    all
}
