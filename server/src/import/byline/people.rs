//! Where a text mentions the people it introduces, and whose a contact therefore is.

use std::ops::Range;

use super::name::Portrait;
use super::service::words;
use super::text::part;

/// Whose a contact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// The person of that index.
    Person(usize),
    /// It cannot be said for certain.
    Unclear,
}

/// A place where one of the people is named.
pub(super) struct Mention {
    range: Range<usize>,
    who: usize,
}

/// Every mention in the octets `range` of `text`.
pub(super) fn mentions(text: &str, range: Range<usize>, people: &[Portrait]) -> Vec<Mention> {
    let area = part(text, range.clone());
    let mut found = Vec::new();
    for (who, person) in people.iter().enumerate() {
        let whole = area
            .match_indices(person.name.as_str())
            .map(|(at, name)| Mention { range: range.start + at..range.start + at + name.len(), who });
        found.extend(whole);
        for short in short_names(person, people) {
            for (inside, word) in words(area) {
                let at = range.start + inside.start..range.start + inside.end;
                let covered = found
                    .iter()
                    .any(|mention: &Mention| mention.range.start <= at.start && at.end <= mention.range.end);
                if word == short && !covered {
                    found.push(Mention { range: at, who });
                }
            }
        }
    }
    found.sort_by_key(|mention| mention.range.start);
    found
}

/// A person's first and last name, where nobody else in the text has it.
fn short_names<'a>(person: &'a Portrait, people: &[Portrait]) -> Vec<&'a str> {
    let split: Vec<&str> = person.name.split_whitespace().collect();
    let alone = |word: &&str| {
        word.chars().count() > 1
            && people.iter().filter(|other| other.name.split_whitespace().any(|part| part == *word)).count()
                == 1
    };
    [split.first(), split.last()].into_iter().flatten().copied().filter(alone).collect()
}

/// What is known where a contact stands.
pub(super) struct Surroundings<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Everybody in it.
    pub(super) people: &'a [Portrait],
    /// Mentions in the same sentence.
    pub(super) in_sentence: &'a [Mention],
    /// Mentions in the same paragraph.
    pub(super) in_paragraph: &'a [Mention],
    /// Where the contact before this one, in the same sentence, ends, and whose it was.
    pub(super) before: Option<(usize, Owner)>,
}

/// Whose the contact at `contact` is.
pub(super) fn owner(contact: &Range<usize>, around: &Surroundings<'_>) -> Owner {
    if around.people.len() == 1 {
        return Owner::Person(0);
    }
    let from = around.before.map_or(0, |(end, _)| end);
    let near: Vec<&Mention> = around
        .in_sentence
        .iter()
        .filter(|mention| mention.range.start >= from && mention.range.end <= contact.start)
        .collect();
    let by_place = match near.as_slice() {
        [] => around.before.map(|(_, owner)| owner).or_else(|| only(around.in_paragraph)),
        [.., last] => Some(if joined(around.text, &near) { Owner::Unclear } else { Owner::Person(last.who) }),
    };
    let by_address = by_address(part(around.text, contact.clone()), around.people);
    match (by_place, by_address) {
        (Some(Owner::Person(place)), Some(address)) if place != address => Owner::Unclear,
        (Some(owner), None) => owner,
        (_, Some(address)) => Owner::Person(address),
        (None, None) => Owner::Unclear,
    }
}

/// The one person that these mentions are of.
fn only(mentions: &[Mention]) -> Option<Owner> {
    let first = mentions.first()?;
    mentions.iter().all(|mention| mention.who == first.who).then_some(Owner::Person(first.who))
}

/// Whether the last mention is joined to another person's: `Ada and Noor`, `Ada or Noor`.
fn joined(text: &str, near: &[&Mention]) -> bool {
    let [.., other, last] = near else { return false };
    let between = part(text, other.range.end..last.range.start).trim();
    other.who != last.who
        && between.chars().count() <= 4
        && between.chars().all(|c| c.is_alphabetic() || matches!(c, '&' | ',' | '/' | '、' | '،'))
}

/// The one person whose name an e-mail address carries.
fn by_address(contact: &str, people: &[Portrait]) -> Option<usize> {
    let (local, _) = contact.split_once('@').filter(|(local, _)| !local.is_empty())?;
    let local = local.to_lowercase();
    let pieces: Vec<&str> = local.split(|character: char| !character.is_alphanumeric()).collect();
    let carries = |person: &Portrait| {
        let last = person.name.split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let first = person.name.split_whitespace().next().unwrap_or_default().to_lowercase();
        pieces.contains(&last.as_str())
            || pieces.contains(&first.as_str())
            || (last.len() > 3 && local.ends_with(&last))
    };
    let mut named = people.iter().enumerate().filter(|(_, person)| carries(person)).map(|(who, _)| who);
    let who = named.next()?;
    named.next().is_none().then_some(who)
}
