//! From rows back to the directory, through the same parsers that text from outside goes through: a row that
//! something else wrote is an error here, and not a wrong number on a page.

use std::collections::HashMap;

use directory::channel::OpenPgpKey;
use directory::{
    Beat, BeatSlug, Bio, Channel, ChannelId, ChannelKind, ChannelValue, ExternalId, ExternalSystem, Label,
    Language, Name, Note, Outlet, PhotoHash, Profile, ProfileId, Pronouns, Slug, SlugUse, Timestamp, Title,
    Uid,
};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as WordError, StrDeserializer};

use super::error::CorruptRow;
use super::rows::{
    BeatRow, ChannelRow, ConsentRow, DirectoryRows, ExternalIdRow, OutletRow, ProfileBeatRow,
    ProfileLanguageRow, ProfileMemberRow, ProfileOutletRow, ProfileRow, SlugRow,
};

/// What rows of a directory say.
pub(super) struct Contents {
    pub(super) profiles: Vec<Profile>,
    pub(super) slugs: Vec<(Slug, SlugUse)>,
    pub(super) beats: Vec<Beat>,
    pub(super) outlets: Vec<Outlet>,
}

/// Reads all of them, or names the first that is wrong.
pub(super) fn contents(rows: &DirectoryRows) -> Result<Contents, CorruptRow> {
    let mut children = children(rows);
    Ok(Contents {
        profiles: rows.profiles.iter().map(|row| profile(row, &mut children)).collect::<Result<_, _>>()?,
        slugs: rows.slugs.iter().map(slug).collect::<Result<_, _>>()?,
        beats: rows.beats.iter().map(beat).collect::<Result<_, _>>()?,
        outlets: rows.outlets.iter().map(outlet).collect::<Result<_, _>>()?,
    })
}

/// A number that both databases hold signed and that is never negative.
pub(super) fn number(table: &'static str, column: &'static str, value: i64) -> Result<u64, CorruptRow> {
    u64::try_from(value).map_err(|_| CorruptRow { table, row: "1".to_owned(), column })
}

/// When a stored key expires, or 0 if it never does; nothing for what is no key.
pub(super) fn key_ends(value: &str) -> Option<i64> {
    let key = OpenPgpKey::parse(value).ok()?;
    Some(key.expires_at().map_or(0, Timestamp::seconds))
}

/// The rows that belong to one profile, in order.
#[derive(Default)]
struct Children<'rows> {
    channels: Vec<&'rows ChannelRow>,
    beats: Vec<&'rows ProfileBeatRow>,
    languages: Vec<&'rows ProfileLanguageRow>,
    outlets: Vec<&'rows ProfileOutletRow>,
    members: Vec<&'rows ProfileMemberRow>,
    consents: Vec<&'rows ConsentRow>,
    external_ids: Vec<&'rows ExternalIdRow>,
}

fn children(rows: &DirectoryRows) -> HashMap<&str, Children<'_>> {
    let mut children: HashMap<&str, Children<'_>> = HashMap::with_capacity(rows.profiles.len());
    macro_rules! sort {
        ($($field:ident from $table:ident),+) => {
            $(for row in &rows.$table {
                children.entry(&row.profile_id).or_default().$field.push(row);
            })+
        };
    }
    sort!(channels from channels, beats from profile_beats, languages from profile_languages,
          outlets from profile_outlets, members from profile_members, consents from consents, external_ids from external_ids);
    children
}

/// Names the row that is being read.
#[derive(Clone, Copy)]
pub(super) struct Reading<'row> {
    pub(super) table: &'static str,
    pub(super) row: &'row str,
}

impl Reading<'_> {
    pub(super) fn column<T, E>(self, column: &'static str, read: Result<T, E>) -> Result<T, CorruptRow> {
        read.map_err(|_| self.wrong(column))
    }

    pub(super) fn optional<S, T, E>(
        self,
        column: &'static str,
        stored: Option<S>,
        parse: impl FnOnce(S) -> Result<T, E>,
    ) -> Result<Option<T>, CorruptRow> {
        stored.map(|stored| self.column(column, parse(stored))).transpose()
    }

    pub(super) fn word<'word, T: Deserialize<'word>>(
        self,
        column: &'static str,
        word: &'word str,
    ) -> Result<T, CorruptRow> {
        let word: StrDeserializer<'_, WordError> = word.into_deserializer();
        self.column(column, T::deserialize(word))
    }

    pub(super) fn time(self, column: &'static str, seconds: i64) -> Result<Timestamp, CorruptRow> {
        self.column(column, time(seconds))
    }

    pub(super) fn number(self, column: &'static str, value: i64) -> Result<u64, CorruptRow> {
        self.column(column, u64::try_from(value))
    }

    pub(super) fn wrong(self, column: &'static str) -> CorruptRow {
        CorruptRow { table: self.table, row: self.row.to_owned(), column }
    }
}

pub(super) fn time(seconds: i64) -> Result<Timestamp, ()> {
    let moment = Timestamp::from_seconds(seconds);
    if moment.seconds() == seconds { Ok(moment) } else { Err(()) }
}

fn profile<'rows>(
    row: &'rows ProfileRow,
    children: &mut HashMap<&'rows str, Children<'rows>>,
) -> Result<Profile, CorruptRow> {
    let of = Reading { table: "profiles", row: &row.id };
    let children = children.remove(row.id.as_str()).unwrap_or_default();
    let own = |table| Reading { table, row: &row.id };
    Ok(Profile {
        id: of.column("id", ProfileId::parse(&row.id))?,
        uid: of.column("uid", Uid::parse(&row.uid))?,
        slug: of.column("slug", Slug::parse(&row.slug))?,
        kind: of.word("kind", &row.kind)?,
        name: of.column("name", Name::parse(&row.name))?,
        sort_name: of.column("sort_name", Name::parse(&row.sort_name))?,
        title: of.optional("title", row.title.as_deref(), Title::parse)?,
        outlet: of.column("outlet", Name::parse(&row.outlet))?,
        also_at: each(&children.outlets, |child| {
            own("profile_outlets").column("outlet", Name::parse(&child.outlet))
        })?,
        status: of.word("status", &row.status)?,
        beats: each(&children.beats, |child| {
            own("profile_beats").column("beat", BeatSlug::parse(&child.beat))
        })?,
        languages: each(&children.languages, |child| {
            own("profile_languages").column("language", Language::parse(&child.language))
        })?,
        pronouns: of.optional("pronouns", row.pronouns.as_deref(), Pronouns::parse)?,
        bio: of.optional("bio", row.bio.as_deref(), Bio::parse)?,
        channels: each(&children.channels, channel)?,
        desk: of.optional("desk", row.desk.as_deref(), ProfileId::parse)?,
        consents: each(&children.consents, |child| {
            let of = own("consents");
            Ok((of.word("topic", &child.topic)?, of.time("recorded_at", child.recorded_at)?))
        })?,
        external_ids: each(&children.external_ids, |child| {
            let of = own("external_ids");
            let system = of.column("system", ExternalSystem::parse(&child.system))?;
            Ok((system, of.column("external_id", ExternalId::parse(&child.external_id))?))
        })?,
        photo: of.optional("photo", row.photo.as_deref(), PhotoHash::parse)?,
        members: each(&children.members, |child| {
            own("profile_members").column("member", ProfileId::parse(&child.member))
        })?,
        shielded_at: of.optional("shielded_at", row.shielded_at, time)?,
        ends_at: of.optional("ends_at", row.ends_at, time)?,
        paused_until: of.optional("paused_until", row.paused_until, time)?,
        created_at: of.time("created_at", row.created_at)?,
        updated_at: of.time("updated_at", row.updated_at)?,
        revision: of.number("revision", row.revision)?,
        since_edition: of.optional("since_edition", row.since_edition, u64::try_from)?,
    })
}

fn each<Row, T, All: FromIterator<T>>(
    rows: &[&Row],
    read: impl Fn(&Row) -> Result<T, CorruptRow>,
) -> Result<All, CorruptRow> {
    rows.iter().map(|row| read(row)).collect()
}

fn channel(row: &ChannelRow) -> Result<Channel, CorruptRow> {
    let of = Reading { table: "channels", row: &row.id };
    let kind = ChannelKind::parse(&row.kind).ok_or_else(|| of.wrong("kind"))?;
    let value = of.column("value", ChannelValue::parse(kind, &row.value))?;
    // A parser may tidy what people type. What is stored was tidied already, so a difference is damage.
    if value.as_str() != row.value {
        return Err(of.wrong("value"));
    }
    Ok(Channel {
        id: of.column("id", ChannelId::parse(&row.id))?,
        value,
        label: of.optional("label", row.label.as_deref(), Label::parse)?,
        note: of.optional("note", row.note.as_deref(), Note::parse)?,
        visibility: of.word("visibility", &row.visibility)?,
        confirmed_at: of.optional("confirmed_at", row.confirmed_at, time)?,
        confirm_by: of.optional("confirm_by", row.confirm_by, time)?,
        added_at: of.time("added_at", row.added_at)?,
    })
}

fn slug(row: &SlugRow) -> Result<(Slug, SlugUse), CorruptRow> {
    let of = Reading { table: "slugs", row: &row.profile_id };
    let owner = of.column("profile_id", ProfileId::parse(&row.profile_id))?;
    let answers = match row.answers.as_str() {
        "profile" => SlugUse::Current(owner),
        "redirect" => SlugUse::Redirects(owner),
        "gone" => SlugUse::Gone,
        _ => return Err(of.wrong("answers")),
    };
    Ok((of.column("slug", Slug::parse(&row.slug))?, answers))
}

fn beat(row: &BeatRow) -> Result<Beat, CorruptRow> {
    let of = Reading { table: "beats", row: &row.slug };
    Ok(Beat {
        slug: of.column("slug", BeatSlug::parse(&row.slug))?,
        name: of.column("name", Name::parse(&row.name))?,
    })
}

fn outlet(row: &OutletRow) -> Result<Outlet, CorruptRow> {
    let of = Reading { table: "outlets", row: "with that name" };
    Ok(Outlet { name: of.column("name", Name::parse(&row.name))? })
}
