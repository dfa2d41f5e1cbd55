//! The columns a table may have.

use std::collections::BTreeSet;

use directory::ChannelKind;

use super::super::Fault;

/// What a column's cells are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// One of [`FIELDS`].
    Field(&'static str),
    /// Something of the `number`th channel of a kind.
    Channel { kind: ChannelKind, number: usize, part: Part },
}

/// What a cell says about a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Value,
    Label,
    Note,
    Visibility,
}

/// The columns that are no channels.
pub(super) const FIELDS: [&str; 16] = [
    "uid",
    "slug",
    "kind",
    "name",
    "sort_name",
    "title",
    "outlet",
    "also_at",
    "beats",
    "languages",
    "pronouns",
    "bio",
    "desk",
    "external_ids",
    "consent",
    "order",
];

const PARTS: [(&str, Part); 3] =
    [("_label", Part::Label), ("_note", Part::Note), ("_visibility", Part::Visibility)];

/// The most channels of one kind in a row.
const CHANNELS: usize = 20;

/// Reads a header.
pub(super) fn parse_all(header: &[String]) -> Result<Vec<Column>, Vec<Fault>> {
    let (mut columns, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (index, name) in header.iter().enumerate() {
        let shown: String = name.chars().filter(|character| !character.is_control()).take(40).collect();
        match parse(name.trim()) {
            None if name.trim().is_empty() => {
                faults.push(Fault::new(format!("column {}", index + 1), "has no name in the header"));
            }
            None => faults.push(Fault::new(format!("column {}", index + 1), format!("“{shown}” is not a column: expected {} or a channel kind such as signal_number, email, email_2", FIELDS.join(", ")))),
            Some(column) if !seen.insert(column.clone()) => {
                faults.push(Fault::new(format!("column {}", index + 1), format!("“{shown}” stands there twice")));
            }
            Some(column) => columns.push(column),
        }
    }
    if !columns.contains(&Column::Field("name")) {
        faults.push(Fault::new("header", "has no column “name”"));
    }
    if faults.is_empty() { Ok(columns) } else { Err(faults) }
}

/// Reads one column's name.
pub(super) fn parse(name: &str) -> Option<Column> {
    let lower = name.to_ascii_lowercase();
    if let Some(field) = FIELDS.into_iter().find(|field| *field == lower) {
        return Some(Column::Field(field));
    }
    let (stem, part) = PARTS
        .into_iter()
        .find_map(|(ending, part)| lower.strip_suffix(ending).map(|stem| (stem, part)))
        .unwrap_or((&lower, Part::Value));
    let (kind, number) = match (ChannelKind::parse(stem), stem.rsplit_once('_')) {
        (Some(kind), _) => (kind, 1),
        (None, Some((kind, number))) => {
            let counted = number
                .parse()
                .ok()
                .filter(|number| (2..=CHANNELS).contains(number) && !stem.ends_with("_0"))?;
            (ChannelKind::parse(kind)?, counted)
        }
        (None, None) => return None,
    };
    Some(Column::Channel { kind, number, part })
}

/// Writes one column's name.
pub(super) fn written(kind: ChannelKind, number: usize, part: Part) -> String {
    let ending = PARTS.into_iter().find(|(_, other)| *other == part).map_or("", |(ending, _)| ending);
    match number {
        1 => format!("{}{ending}", kind.as_str()),
        number => format!("{}_{number}{ending}", kind.as_str()),
    }
}
