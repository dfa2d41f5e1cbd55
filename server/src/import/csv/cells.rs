//! One record's cells as a person.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use directory::{
    Bio, ChannelKind, ChannelValue, Directory, ExternalId, ExternalSystem, Label, Language, Name, Note,
    Pronouns, Slug, Title, Uid,
};

use super::super::person::{Fault, Person, ReadChannel, Spoken};
use super::super::{known as lists, read_consent, read_kind, read_status, read_visibility};
use super::column::{Column, Field, Part, parse, written};

/// Everything wrong with a row is found at once, so that an editor corrects it once.
struct Reader {
    faults: Vec<Fault>,
}

impl Reader {
    fn take<T, E: Display>(&mut self, field: &str, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.faults.push(Fault::new(field, error.to_string()))).ok()
    }

    fn optional<T, E: Display>(
        &mut self,
        field: &str,
        text: &str,
        read: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        if text.is_empty() { None } else { self.take(field, read(text)) }
    }

    fn list<T, E: Display>(
        &mut self,
        field: &str,
        text: &str,
        read: impl Fn(&str) -> Result<T, E>,
    ) -> Vec<T> {
        items(text).iter().filter_map(|item| self.take(field, read(item))).collect()
    }

    fn pairs<T>(
        &mut self,
        field: &str,
        text: &str,
        mut keep: impl FnMut(&str, &str) -> Result<T, String>,
    ) -> Vec<T> {
        let mut kept = Vec::new();
        for item in items(text) {
            let pair =
                item.split_once('=').ok_or_else(|| "is not of the form name=value; name=value".to_owned());
            let read = pair.and_then(|(name, value)| keep(name.trim(), value.trim()));
            kept.extend(self.take(field, read));
        }
        kept
    }
}

/// Reads a row.
pub(super) fn person(cells: &[String], columns: &[Column]) -> Result<Person, Vec<Fault>> {
    if cells.len() != columns.len() {
        return Err(vec![Fault::new(
            "row",
            format!("has {} cells; the header has {}", cells.len(), columns.len()),
        )]);
    }
    let mut reader = Reader { faults: Vec::new() };
    let mut person = Person::default();
    let mut channels: BTreeMap<(ChannelKind, usize), BTreeMap<Part, &str>> = BTreeMap::new();
    let mut in_order: Vec<(ChannelKind, usize)> = Vec::new();
    let mut kinds = BTreeSet::new();
    let mut order = "";
    for (cell, column) in cells.iter().zip(columns) {
        let cell = unguarded(cell).trim();
        match column {
            Column::Field(Field::Order) => order = cell,
            Column::Field(field) => read_field(&mut reader, &mut person, *field, cell),
            Column::Channel { kind, number, part } => {
                if *part == Part::Value {
                    kinds.insert(*kind);
                    in_order.push((*kind, *number));
                }
                if !cell.is_empty() {
                    channels.entry((*kind, *number)).or_default().insert(*part, cell);
                }
            }
        }
    }
    person.speaks_for = Spoken::Kinds(kinds);
    person.is_export = Field::published().all(|field| columns.contains(&Column::Field(field)));
    person.ranked = !order.is_empty();
    let listed = ranks(&mut reader, order);
    in_order.sort_by_key(|key| listed.iter().position(|ranked| ranked == key).unwrap_or(usize::MAX));
    for key in in_order {
        if let Some(parts) = channels.remove(&key) {
            read_channel(&mut reader, &mut person, key, &parts);
        }
    }
    for (kind, number) in channels.into_keys() {
        reader.faults.push(Fault::new(
            written(kind, number, Part::Value),
            "is missing, but its label, note or visibility is given",
        ));
    }
    if person.name.is_none() && reader.faults.iter().all(|fault| fault.field != "name") {
        reader.faults.push(Fault::new("name", "is missing"));
    }
    if reader.faults.is_empty() { Ok(person) } else { Err(reader.faults) }
}

fn read_field(reader: &mut Reader, person: &mut Person, column: Field, cell: &str) {
    let nothing = Directory::new();
    let field = column.name();
    match column {
        Field::Uid => person.uid = reader.optional(field, cell, Uid::parse),
        Field::Slug => person.slug = reader.optional(field, cell, Slug::parse),
        Field::Kind => person.kind = reader.optional(field, cell, read_kind),
        Field::Status => person.status = reader.optional(field, cell, read_status),
        Field::Name => person.name = reader.optional(field, cell, Name::parse),
        Field::SortName => person.sort_name = reader.optional(field, cell, Name::parse),
        Field::Title => person.title = Some(reader.optional(field, cell, Title::parse)),
        Field::Outlet => person.outlet = reader.optional(field, cell, Name::parse),
        Field::AlsoAt => person.also_at = Some(reader.list(field, cell, Name::parse)),
        Field::Beats => person.beats = Some(reader.list(field, cell, |text| beat(text, &nothing))),
        Field::Languages => {
            person.languages = Some(reader.list(field, &cell.replace(',', ";"), Language::parse));
        }
        Field::Pronouns => person.pronouns = Some(reader.optional(field, cell, Pronouns::parse)),
        Field::Bio => person.bio = Some(reader.optional(field, cell, Bio::parse)),
        Field::Desk => person.desk = Some(reader.optional(field, cell, Slug::parse)),
        Field::ExternalIds => {
            let read = |system: &str, id: &str| {
                let system = ExternalSystem::parse(system).map_err(|error| error.to_string())?;
                Ok((system, ExternalId::parse(id).map_err(|error| error.to_string())?))
            };
            person.external_ids = Some(reader.pairs(field, cell, read).into_iter().collect());
        }
        Field::Consent => {
            person.consents = Some(reader.pairs(field, cell, read_consent).into_iter().collect());
        }
        // Read with the channels, whose order it is.
        Field::Order => {}
    }
}

/// `Cybersecurity`, or `security=Cybersecurity` where the slug is not what the name suggests.
fn beat(text: &str, known: &Directory) -> Result<directory::Beat, String> {
    if let Some((slug, name)) = text.split_once('=')
        && let Ok(slug) = directory::BeatSlug::parse(slug.trim())
    {
        return Ok(directory::Beat {
            slug,
            name: Name::parse(name.trim()).map_err(|error| error.to_string())?,
        });
    }
    lists::beat_named(text, known)
}

fn ranks(reader: &mut Reader, order: &str) -> Vec<(ChannelKind, usize)> {
    let mut ranks = Vec::new();
    for name in order.split([' ', ',', ';']).filter(|name| !name.is_empty()) {
        match parse(name) {
            Some(Column::Channel { kind, number, part: Part::Value }) => ranks.push((kind, number)),
            _ => reader
                .faults
                .push(Fault::new("order", "names something that is not a channel column, such as email_2")),
        }
    }
    ranks
}

fn read_channel(
    reader: &mut Reader,
    person: &mut Person,
    (kind, number): (ChannelKind, usize),
    parts: &BTreeMap<Part, &str>,
) {
    let field = |part| written(kind, number, part);
    let Some(value) = parts.get(&Part::Value) else {
        reader
            .faults
            .push(Fault::new(field(Part::Value), "is missing, but its label, note or visibility is given"));
        return;
    };
    let value = reader.take(&field(Part::Value), ChannelValue::parse(kind, value));
    let label = parts.get(&Part::Label).and_then(|text| reader.take(&field(Part::Label), Label::parse(text)));
    let note = parts.get(&Part::Note).and_then(|text| reader.take(&field(Part::Note), Note::parse(text)));
    let visibility = parts
        .get(&Part::Visibility)
        .and_then(|text| reader.take(&field(Part::Visibility), read_visibility(text)));
    let Some(value) = value else { return };
    if person.channels.iter().any(|channel| channel.value == value) {
        reader.faults.push(Fault::new(field(Part::Value), "stands there twice"));
        return;
    }
    person.channels.push(ReadChannel {
        label: label.map(Some),
        note: note.map(Some),
        visibility,
        ..ReadChannel::new(value)
    });
}

/// The items of a cell, between semicolons; `\;` is a semicolon inside an item.
fn items(cell: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut characters = cell.chars();
    while let Some(character) = characters.next() {
        match (character, items.last_mut()) {
            ('\\', Some(item)) => item.extend(characters.next()),
            (';' | '\n', _) => items.push(String::new()),
            (other, Some(item)) => item.push(other),
            (_, None) => {}
        }
    }
    items.into_iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

/// Whether a spreadsheet would take a cell for a formula, apart from apostrophes in front.
pub(super) fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// A cell without the apostrophe that keeps spreadsheets from calculating it.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => cell,
    }
}
