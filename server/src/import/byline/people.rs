//! Where a text mentions the people it introduces, and whose a contact therefore is.

use std::collections::BTreeMap;
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

/// Every mention in a text, in order, found once.
pub(super) struct Mentions(Vec<Mention>);

impl Mentions {
    /// Finds whole names, and first and last names that only one of `people` has.
    pub(super) fn of(text: &str, people: &[Portrait]) -> Self {
        let mut found: Vec<Mention> = Vec::new();
        for (who, person) in people.iter().enumerate() {
            let whole = text.match_indices(person.name.as_str());
            found.extend(whole.map(|(at, name)| Mention { range: at..at + name.len(), who }));
        }
        found.sort_by_key(|mention| mention.range.start);
        let mut short: BTreeMap<&str, usize> = BTreeMap::new();
        for (who, person) in people.iter().enumerate() {
            short.extend(short_names(person, people).into_iter().map(|name| (name, who)));
        }
        let mut whole = found.iter().map(|mention| mention.range.clone()).peekable();
        let (mut covered, mut alone) = (0, Vec::new());
        for (range, word) in words(text) {
            while let Some(name) = whole.next_if(|name| name.start <= range.start) {
                covered = covered.max(name.end);
            }
            if let Some(who) = short.get(word).filter(|_| range.end > covered) {
                alone.push(Mention { range, who: *who });
            }
        }
        found.extend(alone);
        found.sort_by_key(|mention| mention.range.start);
        Self(found)
    }

    /// Those in the octets `range`.
    pub(super) fn within(&self, range: Range<usize>) -> impl Iterator<Item = &Mention> + Clone {
        let first = self.0.partition_point(|mention| mention.range.start < range.start);
        let from = self.0.get(first..).unwrap_or_default().iter();
        from.take_while(move |mention| mention.range.start < range.end)
            .filter(move |mention| mention.range.end <= range.end)
    }
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
    /// Everywhere they are named.
    pub(super) mentions: &'a Mentions,
    /// The sentence that the contact stands in.
    pub(super) sentence: Range<usize>,
    /// The one person whom its paragraph names, if it names nobody else.
    pub(super) only_in_paragraph: Option<Owner>,
    /// Where the contact before this one, in the same sentence, ends, and whose it was.
    pub(super) before: Option<(usize, Owner)>,
}

/// Whose the contact at `contact` is.
pub(super) fn owner(contact: &Range<usize>, around: &Surroundings<'_>) -> Owner {
    if around.people.len() == 1 {
        return Owner::Person(0);
    }
    let from = around.before.map_or(around.sentence.start, |(end, _)| end);
    let near: Vec<&Mention> = around.mentions.within(from..contact.start).collect();
    let by_place = match near.as_slice() {
        [] => around.before.map(|(_, owner)| owner).or(around.only_in_paragraph),
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
pub(super) fn only<'a>(mut mentions: impl Iterator<Item = &'a Mention>) -> Option<Owner> {
    let first = mentions.next()?;
    mentions.all(|mention| mention.who == first.who).then_some(Owner::Person(first.who))
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
