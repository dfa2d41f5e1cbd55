//! The columns a table may have.

use std::collections::BTreeSet;

use directory::ChannelKind;

use super::super::Fault;

/// What a column's cells are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// Something of the profile.
    Field(Field),
    /// Something of the `number`th channel of a kind.
    Channel { kind: ChannelKind, number: usize, part: Part },
}

macro_rules! fields {
    ($($field:ident = $name:literal),+ $(,)?) => {
        /// A column that is no channel. Their names stand here and nowhere else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Field {
            $($field,)+
        }

        impl Field {
            /// Every field, in the order in which a table is written.
            pub(super) const ALL: &[Self] = &[$(Self::$field),+];

            /// The column's name.
            pub(super) const fn name(self) -> &'static str {
                match self {
                    $(Self::$field => $name,)+
                }
            }
        }
    };
}

fields! {
    Uid = "uid",
    Slug = "slug",
    Kind = "kind",
    Status = "status",
    Name = "name",
    SortName = "sort_name",
    Title = "title",
    Outlet = "outlet",
    AlsoAt = "also_at",
    Beats = "beats",
    Languages = "languages",
    Pronouns = "pronouns",
    Bio = "bio",
    Desk = "desk",
    ExternalIds = "external_ids",
    Consent = "consent",
    Order = "order",
}

impl Field {
    /// The fields that are published. Consent is not, and a table that does not speak of it takes none away.
    pub(super) fn published() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|field| *field != Self::Consent)
    }
}

/// What a cell says about a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Value,
    Label,
    Note,
    Visibility,
}

const PARTS: [(&str, Part); 3] =
    [("_label", Part::Label), ("_note", Part::Note), ("_visibility", Part::Visibility)];

/// The most channels of one kind in a row: as many as a profile has at all.
const CHANNELS: usize = 24;

/// Reads a header.
pub(super) fn parse_all(header: &[String]) -> Result<Vec<Column>, Vec<Fault>> {
    let (mut columns, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (index, name) in header.iter().enumerate() {
        let shown: String = name.chars().filter(|character| !character.is_control()).take(40).collect();
        match parse(name.trim()) {
            None if name.trim().is_empty() => {
                faults.push(Fault::new(format!("column {}", index + 1), "has no name in the header"));
            }
            None => faults.push(Fault::new(format!("column {}", index + 1), format!("“{shown}” is not a column: expected {} or a channel kind such as signal_number, email, email_2", names()))),
            Some(column) if !seen.insert(column.clone()) => {
                faults.push(Fault::new(format!("column {}", index + 1), format!("“{shown}” stands there twice")));
            }
            Some(column) => columns.push(column),
        }
    }
    if !columns.contains(&Column::Field(Field::Name)) {
        faults.push(Fault::new("header", "has no column “name”"));
    }
    if faults.is_empty() { Ok(columns) } else { Err(faults) }
}

/// The fields' names, as a report lists them.
fn names() -> String {
    Field::ALL.iter().map(|field| field.name()).collect::<Vec<_>>().join(", ")
}

/// Reads one column's name.
pub(super) fn parse(name: &str) -> Option<Column> {
    let lower = name.to_ascii_lowercase();
    if let Some(field) = Field::ALL.iter().find(|field| field.name() == lower) {
        return Some(Column::Field(*field));
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
