//! What a read person changes in a profile that exists already: only what differs, and only what the source speaks of.

use std::collections::BTreeSet;

use directory::{
    BeatSlug, Change, ChannelId, ChannelKind, ConsentTopic, Directory, Name, NewChannel, Profile,
    ProfileEdit, Status, Timestamp, Visibility,
};

use super::fields::{desk, new_channel, shown, with_consent};
use super::matching::Match;
use super::outcome::{Options, Outcome, RandomOctets, Step};
use super::person::{Fault, Person, ReadChannel, Remark, Spoken};
use super::status;

/// Plans what a person changes in the profile they are.
#[expect(
    clippy::too_many_arguments,
    reason = "a plan needs all of them, and a struct for one call hides none"
)]
pub(super) fn update(
    person: &Person,
    found: &Match<'_>,
    directory: &Directory,
    options: &Options,
    random: &mut RandomOctets<'_>,
    at: Timestamp,
    changes: &mut Vec<Change>,
    remarks: &mut Vec<Remark>,
) -> Result<(Outcome, Vec<Step>), Vec<Fault>> {
    let profile = found.profile();
    let stands = Standing { profile, directory, at };
    let is_leaving = person.status == Some(Status::Withdrawn);
    let edit =
        if is_leaving { ProfileEdit::default() } else { edit(person, &stands, options, random, remarks)? };
    if let Some(slug) = person.slug.as_ref().filter(|slug| **slug != profile.slug) {
        remarks.push(Remark {
            field: Some("slug"),
            text: slug.as_str().to_owned(),
            reason: format!("not changed: the profile keeps its address {}", profile.slug),
        });
    }
    let steps = status::of_known(found, person, options, !stands.shows_no_channel(), remarks)?;
    changes.extend(steps.before);
    if edit != ProfileEdit::default() {
        let profile = found.certain()?.id.clone();
        changes.push(Change::EditProfile { profile, edit: Box::new(edit) });
    }
    changes.extend(steps.after);
    let slug = profile.slug.clone();
    let outcome = if changes.is_empty() { Outcome::Unchanged(slug) } else { Outcome::Updated(slug) };
    Ok((outcome, steps.told))
}

/// A profile as it stands at one moment, and what an export leaves out of it then. A source that lacks what no
/// export shows does not say that it is gone.
struct Standing<'a> {
    profile: &'a Profile,
    directory: &'a Directory,
    at: Timestamp,
}

impl Standing<'_> {
    /// Whether the public sees the profile, but no way to reach it: it is paused, or nothing of it is shown now.
    fn shows_no_channel(&self) -> bool {
        let shown = self.directory.published(&self.profile.id, self.at);
        shown.is_some_and(|shown| shown.channels.is_empty())
    }

    /// Whether the public sees the profile, but not the desk it names: the desk cannot be reached now.
    fn hides_its_desk(&self) -> bool {
        let shown = self.directory.published(&self.profile.id, self.at);
        shown.is_some_and(|shown| shown.desk.is_none())
    }
}

/// Only what differs.
fn edit(
    person: &Person,
    stands: &Standing<'_>,
    options: &Options,
    random: &mut RandomOctets<'_>,
    remarks: &mut Vec<Remark>,
) -> Result<ProfileEdit, Vec<Fault>> {
    fn differs<T: Clone + PartialEq>(said: Option<&T>, stands: &T) -> Option<T> {
        said.filter(|said| *said != stands).cloned()
    }
    let profile = stands.profile;
    let beats: Option<Vec<BeatSlug>> =
        person.beats.as_ref().map(|beats| beats.iter().map(|beat| beat.slug.clone()).collect());
    let external = person.external_ids.as_ref().map(|said| {
        // Another system's identifiers are added to; a file that knows one system does not speak of the others.
        profile.external_ids.clone().into_iter().chain(said.clone()).collect()
    });
    let consents = person
        .consents
        .as_ref()
        .map(|said| profile.consents.clone().into_iter().chain(said.clone()).collect());
    let has_consent = |topic| {
        profile.consents.contains_key(&topic)
            || person.consents.as_ref().is_some_and(|said| said.contains_key(&topic))
    };
    let pronouns = match &person.pronouns {
        Some(Some(_)) if profile.pronouns != person.pronouns.clone().flatten() => {
            with_consent(person, has_consent(ConsentTopic::Pronouns), remarks).map(Some)
        }
        // Without consent nobody was shown any, so their absence says nothing.
        Some(None) if !has_consent(ConsentTopic::Pronouns) => None,
        said => said.clone(),
    };
    let desk = match desk(person, stands.directory)? {
        Some(None) if stands.hides_its_desk() => None,
        said => said,
    };
    let sort_name = person.sort_name.as_ref().filter(|said| !is_same_index(said, &profile.sort_name));
    let channels = merged(person, stands, options, has_consent, random, remarks);
    Ok(ProfileEdit {
        kind: differs(person.kind.as_ref(), &profile.kind),
        name: differs(person.name.as_ref(), &profile.name),
        sort_name: sort_name.cloned(),
        title: differs(person.title.as_ref(), &profile.title),
        outlet: differs(person.outlet.as_ref(), &profile.outlet),
        also_at: differs(person.also_at.as_ref(), &profile.also_at),
        beats: differs(beats.as_ref(), &profile.beats),
        languages: differs(person.languages.as_ref(), &profile.languages),
        pronouns: differs(pronouns.as_ref(), &profile.pronouns),
        bio: differs(person.bio.as_ref(), &profile.bio),
        desk: differs(desk.as_ref(), &profile.desk),
        consents: differs(consents.as_ref(), &profile.consents),
        external_ids: differs(external.as_ref(), &profile.external_ids),
        channels,
    })
}

/// Whether two index forms are the same but for the spaces around their commas, which a card does not keep.
fn is_same_index(one: &Name, other: &Name) -> bool {
    one.as_str().split(',').map(str::trim).eq(other.as_str().split(',').map(str::trim))
}

/// The channels as they shall be, or `None` if they are so already.
///
/// A source replaces the kinds it speaks for and no others, and never removes a channel that it could not have
/// shown: one that is hidden or on the profile's own addresses only, a key that has expired (unless a new one
/// comes in its place), and of somebody paused everything but the kinds that it brings a channel of.
fn merged(
    person: &Person,
    stands: &Standing<'_>,
    options: &Options,
    has_consent: impl Fn(ConsentTopic) -> bool + Copy,
    random: &mut RandomOctets<'_>,
    remarks: &mut Vec<Remark>,
) -> Option<Vec<NewChannel>> {
    let profile = stands.profile;
    // Somebody paused is published without channels, so a source without them does not say that they are gone: the
    // same person resumes an unchanged profile.
    let is_silent = person.status == Some(Status::Paused) || stands.shows_no_channel();
    if is_silent && person.channels.is_empty() {
        return None;
    }
    let mut wanted: Vec<NewChannel> = Vec::new();
    for read in &person.channels {
        let old = profile.channels.iter().find(|old| old.value == read.value);
        let id = old.map_or_else(|| ChannelId::from_random(random()), |old| old.id.clone());
        let visibility = match old {
            Some(old) => kept_hidden(old, read, options, remarks),
            None => shown(read, has_consent, remarks),
        };
        wanted.push(new_channel(read, id, visibility, old));
    }
    let is_new = |channel: &NewChannel| profile.channels.iter().all(|old| old.id != channel.id);
    let new_kinds: BTreeSet<ChannelKind> =
        wanted.iter().filter(|channel| is_new(channel)).map(|channel| channel.value.kind()).collect();
    let brought: BTreeSet<ChannelKind> = wanted.iter().map(|channel| channel.value.kind()).collect();
    // An export of somebody paused has no channels but those that were filled in later. A newsroom's own table that
    // lists them is none: a number that it no longer has must not come back with them.
    let is_partial = is_silent && (person.is_export || person.status != Some(Status::Listed));
    let (mut result, mut spared) = (Vec::<NewChannel>::new(), BTreeSet::new());
    for old in &profile.channels {
        let kind = old.value.kind();
        let successor = wanted.iter().position(|channel| channel.value.kind() == kind && is_new(channel));
        let could_be_shown = || profile.shows(old, stands.at) || new_kinds.contains(&kind);
        let may_go = match &person.speaks_for {
            Spoken::All => could_be_shown(),
            Spoken::Kinds(kinds) => kinds.contains(&kind) && could_be_shown(),
            Spoken::Named => successor.is_some(),
        };
        let named = wanted.iter().position(|channel| channel.id == old.id);
        let stays = named.is_none() && person.channels.iter().any(|read| read.value == old.value);
        let would_go = may_go && old.visibility == Visibility::Listed;
        let replaceable = would_go && (!is_partial || brought.contains(&kind));
        if would_go && !replaceable {
            spared.insert(kind.as_str());
        }
        let next = match named {
            // Whatever is next in the source's order takes this place, which a ranked source means.
            Some(_) if person.ranked => Some(0),
            Some(at) => Some(at),
            None if person.ranked && (stays || replaceable) => (!wanted.is_empty()).then_some(0),
            None if replaceable => successor,
            None => None,
        };
        match next {
            Some(at) => result.push(wanted.remove(at)),
            None if replaceable || stays => {}
            None => result.push(unchanged(old)),
        }
    }
    result.extend(wanted);
    remarks.extend(kept(&spared));
    let stands: Vec<NewChannel> = profile.channels.iter().map(unchanged).collect();
    (result != stands).then_some(result)
}

/// What the report says of the kinds that a row without them did not take from somebody paused.
fn kept(spared: &BTreeSet<&str>) -> Option<Remark> {
    (!spared.is_empty()).then(|| Remark {
        field: Some("channels"),
        text: spared.iter().copied().collect::<Vec<_>>().join(", "),
        reason: "kept: an export of somebody paused lacks every channel, so that none here is gone; to keep one from the page, name it and hide it".to_owned(),
    })
}

/// How a known channel is shown. What was hidden since a file was written stays so without `--publish`.
fn kept_hidden(
    old: &directory::Channel,
    read: &ReadChannel,
    options: &Options,
    remarks: &mut Vec<Remark>,
) -> Visibility {
    match read.visibility {
        Some(Visibility::Listed | Visibility::Profile)
            if old.visibility == Visibility::Hidden && !options.publish =>
        {
            remarks.push(Remark {
                field: Some(read.value.kind().as_str()),
                text: read.value.display(),
                reason: "kept hidden: it was hidden here, and --publish shows it".to_owned(),
            });
            Visibility::Hidden
        }
        said => said.unwrap_or(old.visibility),
    }
}

fn unchanged(old: &directory::Channel) -> NewChannel {
    NewChannel {
        id: old.id.clone(),
        value: old.value.clone(),
        label: old.label.clone(),
        note: old.note.clone(),
        visibility: old.visibility,
        confirmed_at: old.confirmed_at,
        confirm_by: old.confirm_by,
    }
}
