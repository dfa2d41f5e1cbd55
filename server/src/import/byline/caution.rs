//! The words that keep a contact from being given to the wrong person, or from being used at all, in each language.
//!
//! A pattern is a word or a few in small letters; a star at its beginning or end stands for any letters.

mod latin;
mod scripts;

pub(super) use latin::{DUTCH, ENGLISH, FRENCH, GERMAN, SPANISH};
pub(super) use scripts::{ARABIC_CAUTION, CHINESE, RUSSIAN_AND_UKRAINIAN};

use super::phrases::{ARABIC, LANGUAGES};
use super::service::words;

/// One language's words of caution. It has no default: who adds a language writes them.
pub(super) struct Caution {
    /// Before a contact: not to be used.
    pub(super) never: &'static [&'static str],
    /// Before a contact: perhaps not to be used, or said of something else.
    pub(super) perhaps: &'static [&'static str],
    /// Behind a contact: not to be used.
    pub(super) behind: &'static [&'static str],
    /// Roles of people and teams who are not the reporter, unless the text introduces them.
    pub(super) others: &'static [&'static str],
    /// Those who are somebody else whomever the text introduces.
    pub(super) colleagues: &'static [&'static str],
    /// What makes a role somebody's: `her editor`.
    pub(super) owners: &'static [&'static str],
    /// What makes a role that of the person behind it: `the editor of Ada`.
    pub(super) of: &'static [&'static str],
    /// What a line of thanks or credit begins with.
    pub(super) credits: &'static [&'static str],
}

/// Those of every language that the reader introduces people in.
pub(super) fn all() -> impl Iterator<Item = &'static Caution> {
    LANGUAGES.iter().map(|phrases| &phrases.caution).chain([&ARABIC.caution, &CHINESE])
}

/// Whether one word in small letters is what one of `patterns` stands for, as a whole or as a part between hyphens.
pub(super) fn is_one_of(word: &str, patterns: &[&str]) -> bool {
    let bare = word.trim_end_matches("'s").trim_end_matches("’s");
    let fits = |part: &str| patterns.iter().any(|pattern| fits(part, pattern));
    fits(bare) || (bare.contains('-') && bare.split('-').any(fits))
}

fn fits(word: &str, pattern: &str) -> bool {
    let core = pattern.trim_matches('*');
    match (pattern.starts_with('*'), pattern.ends_with('*')) {
        (false, false) => word == core,
        (false, true) => word.starts_with(core),
        (true, false) => word.ends_with(core),
        (true, true) => word.contains(core),
    }
}

/// The words of a text in small letters, each between spaces, for [`says`].
pub(super) fn plain(text: &str) -> String {
    let mut plain = " ".to_owned();
    for (_, word) in words(&text.to_lowercase()) {
        plain.push_str(word);
        plain.push(' ');
    }
    plain
}

/// Whether [`plain`] words hold what one of `patterns` stands for.
pub(super) fn says(plain: &str, patterns: &[&str]) -> bool {
    patterns.iter().any(|pattern| {
        let core = pattern.trim_matches('*');
        plain.match_indices(core).any(|(at, _)| {
            let before = plain.get(..at).unwrap_or_default();
            let after = plain.get(at + core.len()..).unwrap_or_default();
            (pattern.starts_with('*') || before.ends_with(' '))
                && (pattern.ends_with('*') || after.starts_with(' '))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_letters_and_nothing_else_does() {
        assert!(is_one_of("hoofdredacteur", &["*redacteur*"]));
        assert!(is_one_of("co-editor", &["editor"]));
        assert!(!is_one_of("creditor", &["editor"]));
        assert!(says(&plain("Please: do NOT use it"), &["do not use"]));
        assert!(!says(&plain("a knot"), &["not"]));
        assert!(says(&plain("її колишня пошта"), &["колишн*"]));
    }

    #[test]
    fn every_language_has_words_for_what_not_to_use_and_for_somebody_else() {
        for caution in all() {
            for list in [caution.never, caution.behind, caution.others, caution.colleagues, caution.credits] {
                assert!(!list.is_empty());
                assert!(list.iter().all(|pattern| pattern.to_lowercase() == *pattern));
            }
        }
    }
}
