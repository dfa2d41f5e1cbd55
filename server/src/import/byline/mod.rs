//! The end of a published article: who wrote it and how to reach them, read without guessing.
//!
//! Contacts are found first, so that no full stop inside an address ends a sentence; then sentences; then who is
//! introduced; then whose each contact is. What is not understood is shown as such, and an ambiguous number is
//! reported and never stored.

mod caution;
mod channels;
mod found;
mod name;
mod number;
mod people;
mod phrases;
mod service;
mod stranger;
mod text;

#[cfg(test)]
mod tests;

use directory::{Bio, Directory, Name, ProfileKind, Title};

use super::limits::refused;
use super::limits::{TEXT_CONTACTS, TEXT_PEOPLE, TEXT_SENTENCES};
use super::person::{Fault, Person, Place, Row, Unit, Verdict};
use super::{TEXT_OCTETS, known as lists};
use channels::{Contact, judge};
use name::{Portrait, introduced_by};
use people::Owner;
use phrases::PARTICLES;
use text::{Sentence, part};

/// Reads the end of one article: a row for each person it introduces, or one that says why there is none.
pub fn read(file: &str, input: &[u8], known: &Directory) -> Vec<Row> {
    let refuse = |field: &str, reason: String| vec![refused(file, Unit::Line, 1, field, reason)];
    if input.len() > TEXT_OCTETS {
        return refuse(
            "text",
            format!("is longer than {TEXT_OCTETS} octets; give the end of the article only"),
        );
    }
    let text = match text::clean(input) {
        Ok(text) => text,
        Err(Fault { field, reason }) => return refuse(&field, reason),
    };
    let found = found::find(&text);
    if found.len() > TEXT_CONTACTS {
        let reason =
            format!("has more than {TEXT_CONTACTS} addresses and numbers; give the end of one article");
        return refuse("text", reason);
    }
    let kept: Vec<_> = found.iter().map(|found| found.range.clone()).collect();
    let sentences = text::sentences(&text, &kept);
    if sentences.len() > TEXT_SENTENCES {
        let reason =
            format!("has more than {TEXT_SENTENCES} sentences and lines; give the end of one article");
        return refuse("text", reason);
    }
    let introduced: Vec<Vec<Portrait>> =
        sentences.iter().map(|sentence| introduced_by(part(&text, sentence.range.clone()))).collect();
    let people = everybody(&introduced);
    if people.is_empty() {
        let expected =
            "no name was found; expected a sentence such as “… is a reporter at …” or a line “By …”";
        return refuse("name", expected.to_owned());
    }
    if people.len() > TEXT_PEOPLE {
        return refuse(
            "name",
            format!("introduces more than {TEXT_PEOPLE} people; give the end of one article"),
        );
    }
    let contacts = judge(&text, &sentences, &found, &people);
    let rest = rest(&text, &sentences, &introduced, &contacts, &people);
    let row = |(index, portrait): (usize, &Portrait)| {
        let at = text.find(portrait.name.as_str()).unwrap_or_default();
        let number = part(&text, 0..at).matches('\n').count() + 1;
        let place = Place { file: file.to_owned(), unit: Unit::Line, number };
        let verdict = match person(&text, portrait, index, &contacts, &rest, people.len(), known) {
            Ok(person) => Verdict::Read(Box::new(person)),
            Err(fault) => Verdict::Refused(vec![fault]),
        };
        Row { place, verdict }
    };
    people.iter().enumerate().map(row).collect()
}

/// Everybody the text introduces, each once. A request to write to somebody counts only where nothing else names them.
fn everybody(introduced: &[Vec<Portrait>]) -> Vec<Portrait> {
    let mut people: Vec<Portrait> = Vec::new();
    let said = introduced.iter().flatten().cloned();
    let (requested, introduced): (Vec<_>, Vec<_>) = said.partition(|portrait| portrait.from_request);
    for portrait in introduced {
        match people.iter_mut().find(|known| known.name == portrait.name) {
            Some(known) => {
                known.title = known.title.take().or(portrait.title);
                known.outlet = known.outlet.take().or(portrait.outlet);
                if known.beats.is_empty() {
                    known.beats = portrait.beats;
                }
            }
            None => people.push(portrait),
        }
        if people.len() > TEXT_PEOPLE {
            return people;
        }
    }
    if people.is_empty() {
        for portrait in requested {
            if people.len() <= TEXT_PEOPLE && !people.iter().any(|known| known.name == portrait.name) {
                people.push(portrait);
            }
        }
    }
    // `Ada covers courts` after `Ada Ferris is a reporter` is the same Ada.
    let names: Vec<String> = people.iter().map(|portrait| portrait.name.clone()).collect();
    people.retain(|portrait| {
        let longer = |name: &&String| {
            **name != portrait.name && name.split_whitespace().any(|word| word == portrait.name)
        };
        names.iter().filter(longer).count() != 1
    });
    people
}

/// A sentence that is no contact.
struct Rest {
    text: String,
    /// The people it introduces or speaks of; empty where it names nobody.
    about: Vec<usize>,
    role: Role,
}

/// What a sentence without a contact is.
#[derive(PartialEq)]
enum Role {
    /// Part of who somebody is.
    Bio,
    /// Speaks of ways to reach somebody without giving one.
    Talk,
}

/// The sentences that say something beyond the fields.
fn rest(
    text: &str,
    sentences: &[Sentence],
    introduced: &[Vec<Portrait>],
    contacts: &[Contact],
    people: &[Portrait],
) -> Vec<Rest> {
    let mut rest = Vec::new();
    let mut last: Vec<usize> = Vec::new();
    for (sentence, introduced) in sentences.iter().zip(introduced) {
        let written = part(text, sentence.range.clone());
        let known = |portrait: &Portrait| people.iter().position(|person| person.name == portrait.name);
        let mut about: Vec<usize> = introduced.iter().filter_map(known).collect();
        if about.is_empty() {
            let named = |person: &Portrait| {
                // The `de` in a name is in most sentences.
                let mut words = person.name.split_whitespace().filter(|word| !PARTICLES.contains(word));
                words.any(|word| written.contains(word))
            };
            about = people
                .iter()
                .enumerate()
                .filter(|(_, person)| named(person))
                .map(|(index, _)| index)
                .collect();
        }
        if about.is_empty() {
            about.clone_from(&last);
        }
        last.clone_from(&about);
        let holds_contact = contacts.iter().any(|contact| {
            sentence.range.start <= contact.range.start && contact.range.end <= sentence.range.end
        });
        let prompt = written.ends_with(['?', '؟', '？']) || written.ends_with(':');
        let said = !introduced.is_empty() && introduced.iter().all(|portrait| portrait.complete);
        let wordless = !written.chars().any(char::is_alphabetic);
        let is_name_alone = people.iter().any(|person| person.name == written);
        if holds_contact || prompt || said || wordless || is_name_alone {
            continue;
        }
        // An item of a list among contacts is one more way, such as a postal address, and no sentence about anybody.
        let talks = written.starts_with(['•', '*', '-', '–'])
            || !service::mentioned_in(written, 0).is_empty()
            || introduced.iter().any(|portrait| portrait.from_request);
        let role = if talks { Role::Talk } else { Role::Bio };
        rest.push(Rest { text: written.split_whitespace().collect::<Vec<_>>().join(" "), about, role });
    }
    rest
}

fn person(
    text: &str,
    portrait: &Portrait,
    index: usize,
    contacts: &[Contact],
    rest: &[Rest],
    count: usize,
    known: &Directory,
) -> Result<Person, Fault> {
    let name = Name::parse(&portrait.name).map_err(|error| Fault::new("name", error.to_string()))?;
    let kind = if portrait.desk { ProfileKind::Desk } else { ProfileKind::Person };
    let mut person = Person { name: Some(name), kind: Some(kind), ..Person::default() };
    if let Some(title) = &portrait.title {
        match Title::parse(title) {
            Ok(read) => person.title = Some(Some(read)),
            Err(error) => person.remark(Some("title"), title, error.to_string()),
        }
    }
    if let Some(outlet) = &portrait.outlet {
        match Name::parse(outlet) {
            Ok(read) => person.outlet = Some(lists::known_outlet(read, known)),
            Err(error) => person.remark(Some("outlet"), outlet, error.to_string()),
        }
    }
    let mut beats = Vec::new();
    for beat in &portrait.beats {
        match lists::beat_named(beat, known) {
            Ok(read) => beats.push(read),
            Err(reason) => person.remark(Some("beats"), beat, reason),
        }
    }
    if !beats.is_empty() {
        person.beats = Some(beats);
    }
    for contact in contacts {
        take(&mut person, text, contact, index);
    }
    let own = rest.iter().filter(|rest| rest.about.contains(&index) || rest.about.is_empty());
    describe(&mut person, own, count);
    Ok(person)
}

/// Gives a contact to its owner, and reports one without a certain owner to everybody it may belong to.
fn take(person: &mut Person, text: &str, contact: &Contact, index: usize) {
    let written = part(text, contact.range.clone());
    match (&contact.verdict, contact.owner) {
        (_, Owner::Person(owner)) if owner != index => {}
        (Err(doubt), _) => {
            person.remark(doubt.kind.map(directory::ChannelKind::as_str), written, doubt.reason.clone());
        }
        (Ok(values), Owner::Unclear) if !values.is_empty() => {
            person.remark(None, written, "may belong to either of the people named here");
        }
        (Ok(values), _) => {
            for value in values {
                person.add_channel(value.clone());
            }
            if let Some(aside) = &contact.aside {
                person.remark(aside.kind.map(directory::ChannelKind::as_str), written, aside.reason.clone());
            }
        }
    }
}

/// Makes the bio of the sentences that are about this person alone and carry no contact.
fn describe<'a>(person: &mut Person, rest: impl Iterator<Item = &'a Rest>, count: usize) {
    let mut bio: Option<Bio> = None;
    for sentence in rest {
        let certain = count == 1 || sentence.about.len() == 1;
        if sentence.role == Role::Talk {
            person.remark(
                None,
                &sentence.text,
                "speaks of a way to reach somebody, without an address or number",
            );
            continue;
        }
        if !certain {
            person.remark(Some("bio"), &sentence.text, "does not say of whom it speaks");
            continue;
        }
        let longer = bio
            .as_ref()
            .map_or_else(|| sentence.text.clone(), |bio| format!("{} {}", bio.as_str(), sentence.text));
        if longer.chars().count() > Bio::MAX_CHARACTERS {
            // Said before anything is parsed, so that a whole article does not cost a check of each prefix.
            let reason = format!("would make the bio longer than {} characters", Bio::MAX_CHARACTERS);
            person.remark(Some("bio"), &sentence.text, reason);
            continue;
        }
        match Bio::parse(&longer) {
            Ok(read) => bio = Some(read),
            Err(error) => person.remark(Some("bio"), &sentence.text, error.to_string()),
        }
    }
    if bio.is_some() {
        person.bio = Some(bio);
    }
}
