//! Writes published profiles as the table that [`super::read`] reads.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use directory::{Audience, BeatSlug, ChannelKind, ProfileKind, PublicChannel, PublicProfile, PublicStatus};

use super::cells::is_formula;
use super::column::{Field, Part, written};

/// Writes `profiles` with the channels that `audience` may see. A cell that a spreadsheet would calculate gets an
/// apostrophe in front, which [`super::read`] takes away again.
pub fn write(profiles: &[PublicProfile], audience: Audience, output: &mut dyn Write) -> std::io::Result<()> {
    let columns = columns(profiles, audience);
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(output);
    let names = columns.iter().map(|(kind, number, part)| written(*kind, *number, *part));
    table.write_record(Field::published().map(|field| field.name().to_owned()).chain(names))?;
    for profile in profiles {
        let channels = numbered(profile, audience);
        let find = |(kind, number, part): &(ChannelKind, usize, Part)| {
            let channel = channels.iter().find(|(key, _)| key == &(*kind, *number));
            channel.map(|(_, channel)| cell(channel, *part)).unwrap_or_default()
        };
        let order: Vec<String> =
            channels.iter().map(|((kind, number), _)| written(*kind, *number, Part::Value)).collect();
        let own = Field::published().map(|field| match field {
            Field::Order => order.join(" "),
            other => field_cell(profile, other),
        });
        let cells = own.chain(columns.iter().map(find));
        table.write_record(cells.map(guarded))?;
    }
    table.flush()
}

type Numbered<'a> = Vec<((ChannelKind, usize), &'a PublicChannel)>;

/// A profile's channels in order of rank, each with its number among its kind.
fn numbered(profile: &PublicProfile, audience: Audience) -> Numbered<'_> {
    let mut counts: BTreeMap<ChannelKind, usize> = BTreeMap::new();
    let number = |channel| {
        let count = counts.entry(PublicChannel::kind(channel)).or_default();
        *count += 1;
        ((channel.kind(), *count), channel)
    };
    profile.channels_for(audience).map(number).collect()
}

/// The channel columns that some profile needs. A note or label column only where there is one.
fn columns(profiles: &[PublicProfile], audience: Audience) -> Vec<(ChannelKind, usize, Part)> {
    let mut needed = BTreeSet::new();
    for profile in profiles {
        for ((kind, number), channel) in numbered(profile, audience) {
            needed.insert((kind, number, Part::Value));
            if channel.own_label.is_some() {
                needed.insert((kind, number, Part::Label));
            }
            if channel.note.is_some() {
                needed.insert((kind, number, Part::Note));
            }
            if channel.audience == Audience::ProfileOnly {
                needed.insert((kind, number, Part::Visibility));
            }
        }
    }
    needed.into_iter().collect()
}

fn cell(channel: &PublicChannel, part: Part) -> String {
    match part {
        Part::Value => channel.value.as_str().to_owned(),
        Part::Label => channel.own_label.as_ref().map(ToString::to_string).unwrap_or_default(),
        Part::Note => channel.note.as_ref().map(ToString::to_string).unwrap_or_default(),
        Part::Visibility => match channel.audience {
            Audience::Everyone => "listed".to_owned(),
            Audience::ProfileOnly => "profile".to_owned(),
        },
    }
}

fn field_cell(profile: &PublicProfile, field: Field) -> String {
    // `slug=name` where the name alone would be read as another slug.
    let beat = |beat: &directory::Beat| {
        let suggested = BeatSlug::from_name(&beat.name).is_ok_and(|slug| slug == beat.slug);
        let plain = suggested && !beat.name.as_str().contains('=');
        if plain { beat.name.to_string() } else { format!("{}={}", beat.slug, beat.name) }
    };
    let text = |value: Option<String>| value.unwrap_or_default();
    match field {
        Field::Uid => profile.uid.to_string(),
        Field::Slug => profile.slug.to_string(),
        Field::Kind => match profile.kind {
            ProfileKind::Person => "person".to_owned(),
            ProfileKind::Desk => "desk".to_owned(),
        },
        Field::Status => match profile.status {
            PublicStatus::Listed => "listed".to_owned(),
            PublicStatus::Paused => "paused".to_owned(),
        },
        Field::Name => profile.name.to_string(),
        Field::SortName => profile.sort_name.to_string(),
        Field::Title => text(profile.title.as_ref().map(ToString::to_string)),
        Field::Outlet => profile.outlet.to_string(),
        Field::AlsoAt => list(profile.also_at.iter().map(ToString::to_string)),
        Field::Beats => list(profile.beats.iter().map(beat)),
        Field::Languages => list(profile.languages.iter().map(ToString::to_string)),
        Field::Pronouns => text(profile.pronouns.as_ref().map(ToString::to_string)),
        Field::Bio => text(profile.bio.as_ref().map(ToString::to_string)),
        Field::Desk => text(profile.desk.as_ref().map(|desk| desk.slug.to_string())),
        Field::ExternalIds => list(profile.external_ids.iter().map(|(system, id)| format!("{system}={id}"))),
        Field::Consent | Field::Order => String::new(),
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.map(|item| item.replace('\\', "\\\\").replace(';', "\\;")).collect::<Vec<_>>().join("; ")
}

fn guarded(cell: String) -> String {
    if is_formula(&cell) { format!("'{cell}") } else { cell }
}
