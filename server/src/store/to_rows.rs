//! From what the rules accepted to the rows that say so.

use std::collections::HashMap;

use directory::{Applied, Profile, ProfileId, Slug, SlugUse, Timestamp};
use serde::Serialize;

use super::error::{CommitError, Conflict};
use super::rows::{
    Batch, BeatRow, ChannelRow, ConsentRow, DirectoryRows, EditionNumberRow, ExternalIdRow, OutletRow,
    ProfileBeatRow, ProfileLanguageRow, ProfileMemberRow, ProfileOutletRow, ProfileRow, SlugRow,
};
use super::{Accepted, EditionRow};

/// A number of ours, as both databases hold it.
pub(super) fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// An edition's row.
pub(super) fn edition(edition: EditionRow) -> EditionNumberRow {
    EditionNumberRow {
        number: number(edition.number),
        published_at: edition.published_at.seconds(),
        revision: number(edition.revision),
        mark: edition.mark,
    }
}

/// The rows of changes that become revision `revision` together. A profile that several of them change is
/// written once, as the last of them leaves it.
pub(super) fn batch(accepted: Vec<Accepted>, revision: i64) -> Result<Batch, CommitError> {
    let mut batch = Batch::default();
    let mut profiles: HashMap<ProfileId, (Option<i64>, Profile)> = HashMap::new();
    let mut order = Vec::new();
    for Accepted { change: _, applied } in accepted {
        write_lists(&mut batch.directory, &applied, revision)?;
        for profile in applied.profile.into_iter().chain(applied.beside) {
            if let Some((_, earlier)) = profiles.get_mut(&profile.id) {
                *earlier = profile;
            } else {
                // The rules count a profile's revisions from 1, one for each change.
                let expected = profile.revision.checked_sub(1).filter(|before| *before > 0).map(number);
                order.push(profile.id.clone());
                profiles.insert(profile.id.clone(), (expected, profile));
            }
        }
    }
    for (expected, profile) in order.iter().filter_map(|id| profiles.remove(id)) {
        batch.expected.push(expected);
        write_profile(&mut batch.directory, &profile, revision);
    }
    Ok(batch)
}

fn write_lists(
    rows: &mut DirectoryRows,
    applied: &Applied,
    changed_revision: i64,
) -> Result<(), CommitError> {
    if let Some(beat) = &applied.beat {
        let (slug, name) = (beat.slug.as_str().to_owned(), beat.name.as_str().to_owned());
        rows.beats.push(BeatRow { slug, name, changed_revision });
    }
    if let Some(outlet) = &applied.outlet {
        rows.outlets.push(OutletRow { name: outlet.name.as_str().to_owned(), changed_revision });
    }
    for (slug, answers) in &applied.slugs {
        rows.slugs.push(slug_row(slug, answers, applied.profile.as_ref(), changed_revision)?);
    }
    Ok(())
}

// A slug that leads nowhere is still its former owner's in our books, so that nobody else can be given it.
fn slug_row(
    slug: &Slug,
    answers: &SlugUse,
    profile: Option<&Profile>,
    changed_revision: i64,
) -> Result<SlugRow, CommitError> {
    let (owner, answers) = match answers {
        SlugUse::Current(owner) => (Some(owner), "profile"),
        SlugUse::Redirects(owner) => (Some(owner), "redirect"),
        SlugUse::Gone => (profile.map(|profile| &profile.id), "gone"),
    };
    let owner = owner.ok_or(CommitError::Conflict(Conflict::Slug))?;
    Ok(SlugRow {
        slug: slug.as_str().to_owned(),
        profile_id: owner.to_string(),
        answers: answers.to_owned(),
        changed_revision,
    })
}

fn write_profile(rows: &mut DirectoryRows, profile: &Profile, changed_revision: i64) {
    rows.profiles.push(ProfileRow {
        id: profile.id.to_string(),
        uid: profile.uid.to_string(),
        slug: profile.slug.as_str().to_owned(),
        kind: word(profile.kind),
        name: profile.name.as_str().to_owned(),
        sort_name: profile.sort_name.as_str().to_owned(),
        title: profile.title.as_ref().map(|title| title.as_str().to_owned()),
        outlet: profile.outlet.as_str().to_owned(),
        status: word(profile.status),
        pronouns: profile.pronouns.as_ref().map(|pronouns| pronouns.as_str().to_owned()),
        bio: profile.bio.as_ref().map(|bio| bio.as_str().to_owned()),
        desk: profile.desk.as_ref().map(ToString::to_string),
        photo: profile.photo.as_ref().map(|photo| photo.as_str().to_owned()),
        shielded_at: profile.shielded_at.map(Timestamp::seconds),
        ends_at: profile.ends_at.map(Timestamp::seconds),
        paused_until: profile.paused_until.map(Timestamp::seconds),
        created_at: profile.created_at.seconds(),
        updated_at: profile.updated_at.seconds(),
        revision: number(profile.revision),
        since_edition: profile.since_edition.map(number),
        changed_revision,
    });
    write_channels(rows, profile);
    write_members(rows, profile);
}

fn write_channels(rows: &mut DirectoryRows, profile: &Profile) {
    rows.channels.extend(profile.channels.iter().enumerate().map(|(place, channel)| ChannelRow {
        id: channel.id.to_string(),
        profile_id: profile.id.to_string(),
        place: place_of(place),
        kind: channel.value.kind().as_str().to_owned(),
        value: channel.value.as_str().to_owned(),
        label: channel.label.as_ref().map(|label| label.as_str().to_owned()),
        note: channel.note.as_ref().map(|note| note.as_str().to_owned()),
        visibility: word(channel.visibility),
        confirmed_at: channel.confirmed_at.map(Timestamp::seconds),
        confirm_by: channel.confirm_by.map(Timestamp::seconds),
        added_at: channel.added_at.seconds(),
    }));
}

fn write_members(rows: &mut DirectoryRows, profile: &Profile) {
    let id = || profile.id.to_string();
    rows.profile_beats.extend(profile.beats.iter().enumerate().map(|(place, beat)| ProfileBeatRow {
        profile_id: id(),
        place: place_of(place),
        beat: beat.as_str().to_owned(),
    }));
    rows.profile_languages.extend(profile.languages.iter().enumerate().map(|(place, language)| {
        ProfileLanguageRow {
            profile_id: id(),
            place: place_of(place),
            language: language.as_str().to_owned(),
        }
    }));
    rows.profile_outlets.extend(profile.also_at.iter().enumerate().map(|(place, outlet)| ProfileOutletRow {
        profile_id: id(),
        place: place_of(place),
        outlet: outlet.as_str().to_owned(),
    }));
    rows.profile_members.extend(profile.members.iter().enumerate().map(|(place, member)| ProfileMemberRow {
        profile_id: id(),
        place: place_of(place),
        member: member.to_string(),
    }));
    rows.consents.extend(profile.consents.iter().map(|(topic, recorded_at)| ConsentRow {
        profile_id: id(),
        topic: word(*topic),
        recorded_at: recorded_at.seconds(),
    }));
    rows.external_ids.extend(profile.external_ids.iter().map(|(system, external_id)| ExternalIdRow {
        profile_id: id(),
        system: system.as_str().to_owned(),
        external_id: external_id.as_str().to_owned(),
    }));
}

fn place_of(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

// SQL uses JSON's word for it, as everything else does.
pub(super) fn word(value: impl Serialize) -> String {
    let json = serde_json::to_value(value).ok();
    json.as_ref()
        .and_then(serde_json::Value::as_str)
        .expect("an enum without fields is serialised as its name")
        .to_owned()
}
