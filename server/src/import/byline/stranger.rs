//! Signs that a contact is not meant for use, or belongs to somebody whom the text does not introduce.
//!
//! `Contact her editor, John Smith, on Signal at …` gives a number beside one known reporter, and it is not hers.

use std::ops::Range;

use super::name::Portrait;
use super::phrases::LANGUAGES;
use super::service::{named_by, words};
use super::text::{Sentence, part};

/// How surely the words around a contact say not to use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Warning {
    /// `Do not write to …`, `her former number was …`.
    Certain,
    /// A word that may also speak of something else: `No tip is too small`.
    Possible,
}

/// What the words before and behind a contact warn of.
pub(super) fn warning(ahead: &str, behind: &str) -> Option<Warning> {
    const CERTAIN: [&str; 34] = [
        "not",
        "never",
        "cannot",
        "former",
        "formerly",
        "old",
        "previous",
        "previously",
        "avoid",
        "beware",
        "fake",
        "impostor",
        "impostors",
        "imposter",
        "imposters",
        "impersonator",
        "impersonators",
        "scam",
        "scammer",
        "scammers",
        "nicht",
        "niemals",
        "frühere",
        "früher",
        "alte",
        "jamais",
        "ancien",
        "ancienne",
        "nunca",
        "antiguo",
        "нельзя",
        "не",
        "бывший",
        "старый",
    ];
    const POSSIBLE: [&str; 7] = ["no", "instead", "kein", "keine", "pas", "ne", "without"];
    const BEHIND: [&str; 8] =
        ["no longer", "is not ", "isn't", "isn’t", "was her ", "was his ", "is fake", "do not use"];
    let ahead = ahead.to_lowercase();
    let behind = behind.to_lowercase();
    let said = || words(&ahead).into_iter().map(|(_, word)| word);
    let denied = |word: &str| word.ends_with("n't") || word.ends_with("n’t");
    if said().any(|word| CERTAIN.contains(&word) || denied(word))
        || BEHIND.iter().any(|phrase| behind.contains(phrase))
    {
        Some(Warning::Certain)
    } else if said().any(|word| POSSIBLE.contains(&word)) {
        Some(Warning::Possible)
    } else {
        None
    }
}

/// Whom a short line right before a sentence speaks of, where it labels what follows and that is nobody introduced.
pub(super) fn stranger_in_line_before<'a>(
    text: &'a str,
    sentences: &[Sentence],
    index: usize,
    people: &[Portrait],
) -> Option<&'a str> {
    const SHORT_LINE: usize = 8;
    let sentence = sentences.get(index)?;
    let before = index.checked_sub(1).and_then(|before| sentences.get(before))?;
    let line = part(text, before.range.clone());
    // A line with a contact of its own says nothing about the next one.
    let has_contact = line.contains(|character: char| character == '@' || character.is_numeric());
    let is_short = line.split_whitespace().take(SHORT_LINE + 1).count() <= SHORT_LINE;
    if before.paragraph != sentence.paragraph || has_contact || !is_short {
        return None;
    }
    if !words(line).iter().any(|(_, word)| is_job(word)) {
        return None;
    }
    match last_spoken_of(line, people) {
        Spoken::Stranger(other) => Some(other),
        Spoken::Known | Spoken::Nobody => None,
    }
}

#[derive(Clone, Copy)]
enum Spoken<'a> {
    Known,
    Stranger(&'a str),
    Nobody,
}

/// Roles of people and teams who are not the reporter, unless the text introduces them.
const OTHERS: [&str; 22] = [
    "editor",
    "editors",
    "colleague",
    "colleagues",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "lawyer",
    "agent",
    "assistant",
    "producer",
    "desk",
    "team",
    "newsroom",
    "office",
    "hotline",
    "kollege",
    "kollegin",
    "collègue",
    "rédaction",
    "redaktion",
    "redacción",
];

fn is_job(word: &str) -> bool {
    let lower = word.to_lowercase();
    OTHERS.contains(&lower.as_str())
        || LANGUAGES.iter().any(|phrases| phrases.jobs.iter().any(|job| lower.contains(job)))
        || ["by", "editing", "photos", "photographs", "additional"].contains(&lower.as_str())
}

fn last_spoken_of<'a>(text: &'a str, people: &[Portrait]) -> Spoken<'a> {
    let mut hearing = Hearing::from(text, 0, people);
    hearing.hear_until(text.len());
    hearing.spoken
}

/// Goes through a sentence once, and knows at each contact whom the words before it spoke of last.
pub(super) struct Hearing<'a, 'p> {
    text: &'a str,
    people: &'p [Portrait],
    heard: usize,
    /// The two words before, the nearer one first.
    before: [Option<(Range<usize>, &'a str)>; 2],
    introduced: bool,
    spoken: Spoken<'a>,
}

impl<'a, 'p> Hearing<'a, 'p> {
    /// Begins at the octet `start` of `text`.
    pub(super) fn from(text: &'a str, start: usize, people: &'p [Portrait]) -> Self {
        Self { text, people, heard: start, before: [None, None], introduced: false, spoken: Spoken::Nobody }
    }

    /// Whom the text speaks of before a contact at `until`, where that is nobody it introduces; failing anybody in
    /// the sentence, whom the line before it labels.
    pub(super) fn stranger_until(&mut self, until: usize, line_before: Option<&'a str>) -> Option<&'a str> {
        self.hear_until(until);
        match self.spoken {
            Spoken::Stranger(other) => Some(other),
            Spoken::Known => None,
            Spoken::Nobody => line_before,
        }
    }

    fn hear_until(&mut self, until: usize) {
        let start = self.heard;
        for (range, word) in words(part(self.text, start..until)) {
            let range = start + range.start..start + range.end;
            self.hear(&range, word);
            let [near, _] = std::mem::take(&mut self.before);
            self.before = [Some((range, word)), near];
        }
        self.heard = until;
    }

    fn hear(&mut self, range: &Range<usize>, word: &'a str) {
        const POSSESSIVES: [&str; 8] = ["her", "his", "their", "my", "ihr", "sein", "son", "sa"];
        let known = |word: &str| {
            let bare = word.trim_end_matches("'s").trim_end_matches("’s");
            self.people.iter().any(|person| person.name.split_whitespace().any(|name| name == bare))
        };
        let lower = word.to_lowercase();
        if known(word) {
            self.introduced = true;
            self.spoken = Spoken::Known;
        } else if OTHERS.contains(&lower.as_str()) {
            // `Ada, our courts editor,` is Ada; `her editor` and `Ada's desk editor` are not.
            let owned = self.before.iter().flatten().any(|(_, owner)| {
                POSSESSIVES.contains(&owner.to_lowercase().as_str())
                    || owner.ends_with("'s")
                    || owner.ends_with("’s")
            });
            if owned || !self.introduced {
                self.spoken = Spoken::Stranger(part(self.text, range.clone()));
            }
        } else if let [Some((first, previous)), _] = &self.before
            && is_name(word)
            && is_name(previous)
            && !known(previous)
            && part(self.text, first.end..range.start) == " "
            && !belongs_to_somebody(part(self.text, first.start..range.end), self.people)
        {
            self.spoken = Spoken::Stranger(part(self.text, first.start..range.end));
        }
    }
}

/// Whether a word can be half of a name: a capital and small letters, and no word that labels a contact.
fn is_name(word: &str) -> bool {
    const LABELS: [&str; 40] = [
        "address",
        "key",
        "line",
        "mail",
        "messenger",
        "app",
        "contact",
        "tip",
        "tips",
        "secure",
        "securely",
        "send",
        "number",
        "username",
        "handle",
        "id",
        "direct",
        "work",
        "personal",
        "public",
        "private",
        "message",
        "browser",
        "tor",
        "chat",
        "encrypted",
        "confidential",
        "proton",
        "get",
        "in",
        "got",
        "via",
        "you",
        "or",
        "and",
        "sie",
        "per",
        "the",
        "reach",
        "at",
    ];
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.all(|letter| {
            letter.is_lowercase() || matches!(letter, '-' | '\'' | '’') || letter.is_uppercase()
        })
        && word.chars().any(char::is_lowercase)
        && word.chars().count() > 1
        && named_by(word).is_none()
        && !LABELS.contains(&word.to_lowercase().as_str())
        && !is_job(word)
}

/// Whether a phrase is a part of what the text says of the people it introduces: an outlet, a title.
fn belongs_to_somebody(phrase: &str, people: &[Portrait]) -> bool {
    let phrase = phrase.trim_end_matches("'s").trim_end_matches("’s");
    people.iter().any(|person| {
        [&person.title, &person.outlet].into_iter().flatten().any(|field| field.contains(phrase))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stranger(text: &str) -> Option<&str> {
        let ada = Portrait {
            name: "Ada Ferris".to_owned(),
            outlet: Some("The Harbour Courier".to_owned()),
            ..Portrait::default()
        };
        match last_spoken_of(text, &[ada]) {
            Spoken::Stranger(other) => Some(other),
            Spoken::Known | Spoken::Nobody => None,
        }
    }

    #[test]
    fn a_person_whom_nobody_introduced_is_seen() {
        for (text, other) in [
            ("Contact her editor, John Smith, on Signal at ", "John Smith"),
            ("Ada works with Noor Haddad, who is on Signal at ", "Noor Haddad"),
            ("Photos by Tom Jones (", "Tom Jones"),
            ("Contact Ada's editor on Signal at ", "editor"),
            ("Our tips desk is on Signal at ", "desk"),
            ("The company's spokesman can be reached at ", "spokesman"),
            ("Our press office: ", "office"),
        ] {
            assert_eq!(stranger(text), Some(other), "{text}");
        }
    }

    #[test]
    fn the_reporter_and_her_outlet_are_nobody_else() {
        for text in [
            "You can contact Ada securely on Signal at ",
            "Contact Ada, our courts editor, on Signal at ",
            "Noor Haddad wrote this with Ada, who is on Signal at ",
            "The Harbour Courier's SecureDrop is at ",
            "Signal Number: ",
            "Proton Mail: ",
            "Got a Tip? Send Ada Ferris a Signal Message at ",
        ] {
            assert_eq!(stranger(text), None, "{text}");
        }
    }

    #[test]
    fn words_that_say_what_not_to_use_are_seen() {
        for ahead in [
            "Do not write to ",
            "Don't use ",
            "She isn’t on Signal at ",
            "Her former number was ",
            "Beware of ",
        ] {
            assert_eq!(warning(ahead, ""), Some(Warning::Certain), "{ahead}");
        }
        assert_eq!(warning("Signal ", " is no longer hers"), Some(Warning::Certain));
        assert_eq!(warning("No tip is too small: ", ""), Some(Warning::Possible));
        assert_eq!(warning("You can contact Ada on Signal at ", ", not by day."), None);
    }
}
