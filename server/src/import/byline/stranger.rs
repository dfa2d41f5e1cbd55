//! Signs that a contact is not meant for use, or belongs to somebody whom the text does not introduce.
//!
//! `Contact her editor, John Smith, on Signal at …` gives a number beside one known reporter, and it is not hers.

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

/// Whom the text last speaks of before `contact` in its sentence, or in a short line right before it, where that is
/// nobody it introduces.
pub(super) fn stranger_before<'a>(
    text: &'a str,
    sentences: &[Sentence],
    index: usize,
    contact: usize,
    people: &[Portrait],
) -> Option<&'a str> {
    const SHORT_LINE: usize = 8;
    let sentence = sentences.get(index)?;
    match last_spoken_of(part(text, sentence.range.start..contact), people) {
        Spoken::Stranger(other) => return Some(other),
        Spoken::Known => return None,
        Spoken::Nobody => {}
    }
    let before = index.checked_sub(1).and_then(|before| sentences.get(before))?;
    let line = part(text, before.range.clone());
    let names_a_job = words(line).iter().any(|(_, word)| is_job(word));
    // A line with a contact of its own says nothing about the next one.
    let has_contact = line.contains(|character: char| character == '@' || character.is_numeric());
    let is_label = names_a_job && !has_contact && line.split_whitespace().count() <= SHORT_LINE;
    if before.paragraph != sentence.paragraph || !is_label {
        return None;
    }
    match last_spoken_of(line, people) {
        Spoken::Stranger(other) => Some(other),
        Spoken::Known | Spoken::Nobody => None,
    }
}

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
    const POSSESSIVES: [&str; 8] = ["her", "his", "their", "my", "ihr", "sein", "son", "sa"];
    let known = |word: &str| {
        let bare = word.trim_end_matches("'s").trim_end_matches("’s");
        people.iter().any(|person| person.name.split_whitespace().any(|name| name == bare))
    };
    let found = words(text);
    let mut spoken = Spoken::Nobody;
    let mut introduced = false;
    for (place, (range, word)) in found.iter().enumerate() {
        let before = |steps: usize| place.checked_sub(steps).and_then(|place| found.get(place));
        let lower = word.to_lowercase();
        if known(word) {
            introduced = true;
            spoken = Spoken::Known;
        } else if OTHERS.contains(&lower.as_str()) {
            // `Ada, our courts editor,` is Ada; `her editor` and `Ada's desk editor` are not.
            let owned = [1, 2].into_iter().filter_map(before).any(|(_, owner)| {
                POSSESSIVES.contains(&owner.to_lowercase().as_str())
                    || owner.ends_with("'s")
                    || owner.ends_with("’s")
            });
            if owned || !introduced {
                spoken = Spoken::Stranger(part(text, range.clone()));
            }
        } else if let Some((first, previous)) = before(1)
            && is_name(word)
            && is_name(previous)
            && !known(previous)
            && part(text, first.end..range.start) == " "
            && !belongs_to_somebody(part(text, first.start..range.end), people)
        {
            spoken = Spoken::Stranger(part(text, first.start..range.end));
        }
    }
    spoken
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
