//! What a source says about somebody, every field already of its own type.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use directory::{
    Beat, Bio, ChannelKind, ChannelValue, ConsentTopic, ExternalId, ExternalSystem, Label, Language, Name,
    Note, ProfileKind, Pronouns, Slug, Status, Timestamp, Title, Uid, Visibility,
};

/// One row of a file, and what the reader made of it.
#[derive(Clone)]
pub struct Row {
    /// Where it stands.
    pub place: Place,
    /// A person, or the reasons why not.
    pub verdict: Verdict,
}

/// Where a row stands, as the report writes it: `people.csv:7`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file's name, as it was given.
    pub file: String,
    /// What `number` counts.
    pub unit: Unit,
    /// From one.
    pub number: usize,
}

/// What a place's number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Lines of the file.
    Line,
    /// Cards of a vCard file.
    Card,
    /// Profiles of a JSON document.
    Profile,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit {
            Unit::Line => write!(formatter, "{}:{}", self.file, self.number),
            Unit::Card => write!(formatter, "{}: card {}", self.file, self.number),
            Unit::Profile => write!(formatter, "{}: profile {}", self.file, self.number),
        }
    }
}

/// What a reader made of a row.
#[derive(Clone)]
pub enum Verdict {
    /// Somebody, with everything the row says about them.
    Read(Box<Person>),
    /// Nobody: nothing of this row is kept.
    Refused(Vec<Fault>),
}

/// One reason why a row is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which field, by its name in CSV and JSON.
    pub field: String,
    /// What is wrong and what is expected, without the value.
    pub reason: String,
}

impl Fault {
    /// A fault of `field`.
    pub fn new(field: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { field: field.into(), reason: reason.into() }
    }
}

/// Something a good row says that was not stored, or a decision that a person should look at.
#[derive(Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which field it would have been, if that is known.
    pub field: Option<&'static str>,
    /// The text in question. May hold contact details: for the terminal of whoever gave the file, never for logs.
    pub text: String,
    /// Why it was left.
    pub reason: String,
}

/// Somebody as a source describes them. `None` means that the source does not speak of the field, and an existing
/// profile keeps what it has; an empty value clears it.
#[derive(Clone, Default)]
#[expect(missing_docs, reason = "each field is the field of the same name in `Profile`")]
pub struct Person {
    pub uid: Option<Uid>,
    pub slug: Option<Slug>,
    pub kind: Option<ProfileKind>,
    /// Absent only in [`Default`]; every reader refuses a row without a name.
    pub name: Option<Name>,
    pub sort_name: Option<Name>,
    pub title: Option<Option<Title>>,
    pub outlet: Option<Name>,
    pub also_at: Option<Vec<Name>>,
    pub beats: Option<Vec<Beat>>,
    pub languages: Option<Vec<Language>>,
    pub pronouns: Option<Option<Pronouns>>,
    pub bio: Option<Option<Bio>>,
    pub desk: Option<Option<Slug>>,
    pub consents: Option<BTreeMap<ConsentTopic, Timestamp>>,
    pub external_ids: Option<BTreeMap<ExternalSystem, ExternalId>>,
    pub status: Option<Status>,
    /// The channels the source names, best first.
    pub channels: Vec<ReadChannel>,
    /// Whether their order is meant; otherwise an existing profile keeps its own.
    pub ranked: bool,
    /// Which kinds of channel the source speaks for: those kinds are replaced, others are kept.
    pub speaks_for: Spoken,
    /// Whether the source has the shape of an export of ours, which says paused also of whoever shows nothing.
    pub is_export: bool,
    /// What was not stored, and why.
    pub remarks: Vec<Remark>,
}

impl Person {
    /// Notes something that is not stored.
    pub(super) fn remark(&mut self, field: Option<&'static str>, text: &str, reason: impl Into<String>) {
        self.remarks.push(Remark { field, text: text.to_owned(), reason: reason.into() });
    }

    /// Adds a channel unless the same one is already there.
    pub(super) fn add_channel(&mut self, value: ChannelValue) -> Option<&mut ReadChannel> {
        if self.channels.iter().any(|channel| channel.value == value) {
            return None;
        }
        self.channels.push(ReadChannel::new(value));
        self.channels.last_mut()
    }
}

/// A channel as a source describes it.
#[derive(Clone, PartialEq, Eq)]
pub struct ReadChannel {
    /// What it is.
    pub value: ChannelValue,
    /// `None`: the source does not say.
    pub label: Option<Option<Label>>,
    /// `None`: the source does not say.
    pub note: Option<Option<Note>>,
    /// `None`: the source does not say.
    pub visibility: Option<Visibility>,
    /// When its owner confirmed it; `None`: the source does not say.
    pub confirmed_at: Option<Timestamp>,
    /// When it must be confirmed again; `None`: the source does not say.
    pub confirm_by: Option<Timestamp>,
}

impl ReadChannel {
    /// A channel of which only the value is known.
    pub fn new(value: ChannelValue) -> Self {
        Self { value, label: None, note: None, visibility: None, confirmed_at: None, confirm_by: None }
    }
}

/// The kinds of channel a source speaks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Spoken {
    /// The kinds it names a channel of, without saying that it names all of them: a new one takes an old one's place,
    /// and nothing goes without a successor.
    #[default]
    Named,
    /// These, whether or not it names a channel of them: the columns of a table.
    Kinds(BTreeSet<ChannelKind>),
    /// All: a list of channels that is meant to be complete.
    All,
}
