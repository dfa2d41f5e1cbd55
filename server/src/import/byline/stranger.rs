//! Signs that a contact is not meant for use, or belongs to somebody whom the text does not introduce.
//!
//! `Contact her editor, John Smith, on Signal at …` gives a number beside one known reporter, and it is not hers.

use std::ops::Range;

use super::caution::{self, Caution, is_one_of, plain, says};
use super::name::Portrait;
use super::phrases::{LANGUAGES, PARTICLES};
use super::service::{is_ideograph, named_by, words};
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
    let ahead = plain(ahead);
    let behind = plain(behind);
    if caution::all().any(|caution| says(&ahead, caution.never) || says(&behind, caution.behind)) {
        Some(Warning::Certain)
    } else if caution::all().any(|caution| says(&ahead, caution.perhaps)) {
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

fn is_job(word: &str) -> bool {
    let lower = word.to_lowercase();
    let word = lower.as_str();
    caution::all().any(|caution| {
        [caution.others, caution.colleagues, caution.credits].iter().any(|roles| is_one_of(word, roles))
    }) || LANGUAGES.iter().any(|phrases| is_one_of(word, phrases.jobs))
}

fn last_spoken_of<'a>(text: &'a str, people: &[Portrait]) -> Spoken<'a> {
    let mut hearing = Hearing::from(text, 0, people);
    hearing.hear_until(text.len());
    hearing.spoken
}

/// What made somebody a stranger, where it was a word and not a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Somebody else, until the text names a person whom it introduces.
    Other,
    /// Somebody else, whomever it names: `a colleague of hers, who works with Ada`.
    Colleague,
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
    role: Option<Role>,
}

impl<'a, 'p> Hearing<'a, 'p> {
    /// Begins at the octet `start` of `text`.
    pub(super) fn from(text: &'a str, start: usize, people: &'p [Portrait]) -> Self {
        Self {
            text,
            people,
            heard: start,
            before: [None, None],
            introduced: false,
            spoken: Spoken::Nobody,
            role: None,
        }
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
            if word.contains(is_ideograph) {
                self.hear_run(&range, word);
            } else {
                self.hear(&range, word);
            }
            let [near, _] = std::mem::take(&mut self.before);
            self.before = [Some((range, word)), near];
        }
        self.heard = until;
    }

    fn hear(&mut self, range: &Range<usize>, word: &'a str) {
        let spoken = part(self.text, range.clone());
        if self.knows(word) {
            self.introduced = true;
            if !self.still_somebody_else() {
                self.spoken = Spoken::Known;
                self.role = None;
            }
        } else if any(word, |caution| caution.colleagues) {
            self.spoken = Spoken::Stranger(spoken);
            self.role = Some(Role::Colleague);
        } else if any(word, |caution| caution.others) {
            // `Ada, our courts editor,` is Ada; `her editor` and `Ada's desk editor` are not.
            let owned = self.before.iter().flatten().any(|(_, owner)| {
                any(owner, |caution| caution.owners) || owner.ends_with("'s") || owner.ends_with("’s")
            });
            if (owned || !self.introduced) && self.role != Some(Role::Colleague) {
                self.spoken = Spoken::Stranger(spoken);
                self.role = Some(Role::Other);
            }
        } else if let [Some((first, previous)), _] = &self.before
            && is_name(word)
            && is_name(previous)
            && !self.knows(previous)
            && part(self.text, first.end..range.start) == " "
            && !belongs_to_somebody(part(self.text, first.start..range.end), self.people)
        {
            self.spoken = Spoken::Stranger(part(self.text, first.start..range.end));
            self.role = None;
        }
    }

    /// Whether `word` is of the name of somebody whom the text introduces. The `de` in it is not.
    fn knows(&self, word: &str) -> bool {
        let bare = word.trim_end_matches("'s").trim_end_matches("’s");
        let named = |person: &Portrait| person.name.split_whitespace().any(|name| name == bare);
        !PARTICLES.contains(&bare) && self.people.iter().any(named)
    }

    /// Whether a name only says whose editor was meant: `the editor of Ada Ferris`, `a colleague who works with Ada`.
    fn still_somebody_else(&self) -> bool {
        let words_before = || self.before.iter().flatten().map(|(_, word)| *word);
        // The first name of two has decided.
        if self.role.is_some() && words_before().next().is_some_and(|word| self.knows(word)) {
            return true;
        }
        let of = words_before().any(|word| any(word, |caution| caution.of));
        match self.role {
            Some(Role::Other) => of,
            Some(Role::Colleague) => {
                let named = words_before().next().is_some_and(|word| any(word, |caution| caution.colleagues));
                of || !named
            }
            None => false,
        }
    }

    /// Hears words written without spaces between them.
    fn hear_run(&mut self, range: &Range<usize>, run: &'a str) {
        let caution = &caution::CHINESE;
        let names: Vec<&str> = self.people.iter().map(|person| person.name.as_str()).collect();
        let name = last_in(run, &names);
        self.introduced |= name.is_some();
        if name.is_some() {
            self.spoken = Spoken::Known;
            self.role = None;
        }
        let colleague = last_in(run, caution.colleagues);
        let Some((at, other)) = colleague.or_else(|| last_in(run, caution.others)) else { return };
        let before = run.get(..at).unwrap_or_default();
        let owned = caution.owners.iter().any(|owner| before.ends_with(owner))
            || names.iter().any(|name| before.strip_suffix('的').unwrap_or(before).ends_with(name));
        if colleague.is_some() || owned || !self.introduced {
            self.spoken = Spoken::Stranger(part(self.text, range.start + at..range.start + at + other.len()));
            self.role = Some(Role::Colleague);
        }
    }
}

/// The one of `patterns` that stands last in a run of words without spaces, and where.
fn last_in<'w>(run: &str, patterns: &[&'w str]) -> Option<(usize, &'w str)> {
    let found = |pattern: &&'w str| {
        let word = pattern.trim_matches('*');
        run.rfind(word).map(|at| (at, word))
    };
    patterns.iter().filter_map(found).max_by_key(|(at, _)| *at)
}

/// Whether a list of any language holds `word`.
fn any(word: &str, list: impl Fn(&'static Caution) -> &'static [&'static str]) -> bool {
    let lower = word.to_lowercase();
    caution::all().any(|caution| is_one_of(&lower, list(caution)))
}

/// Words that label a contact, and are no part of a name.
pub(super) const LABELS: [&str; 40] = [
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

/// Whether a word can be half of a name: a capital and small letters, and no word that labels a contact.
fn is_name(word: &str) -> bool {
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
