//! What a read person changes in a profile that exists already: only what differs, and only what the source speaks of.

use directory::{
    BeatSlug, Change, ChannelId, ChannelKind, ConsentTopic, Directory, NewChannel, Profile, ProfileEdit,
    Status, Visibility,
};

use super::person::{Fault, Person, Remark, Spoken};
use super::plan::{
    Match, Options, Outcome, RandomOctets, desk, new_channel, publish, shown, slug_taken, with_consent,
};

/// Plans what a person changes in the profile they are.
pub(super) fn update(
    person: &Person,
    found: &Match<'_>,
    directory: &Directory,
    options: &Options,
    random: &mut RandomOctets<'_>,
    changes: &mut Vec<Change>,
    remarks: &mut Vec<Remark>,
) -> Result<Outcome, Vec<Fault>> {
    let (Match::Same(profile) | Match::Alike(profile)) = *found;
    let edit = edit(person, profile, directory, random, remarks)?;
    if let Some(slug) = person.slug.as_ref().filter(|slug| **slug != profile.slug) {
        remarks.push(Remark {
            field: Some("slug"),
            text: slug.as_str().to_owned(),
            reason: format!("not changed: the profile keeps its address {}", profile.slug),
        });
    }
    let edited = edit != ProfileEdit::default();
    if edited && matches!(found, Match::Alike(_)) {
        return Err(vec![slug_taken(&profile.slug)]);
    }
    if edited {
        changes.push(Change::EditProfile { profile: profile.id.clone(), edit: Box::new(edit) });
    }
    publish(changes, &profile.id, profile.status, person, options);
    let slug = profile.slug.clone();
    Ok(if changes.is_empty() { Outcome::Unchanged(slug) } else { Outcome::Updated(slug) })
}

/// Only what differs.
fn edit(
    person: &Person,
    profile: &Profile,
    directory: &Directory,
    random: &mut RandomOctets<'_>,
    remarks: &mut Vec<Remark>,
) -> Result<ProfileEdit, Vec<Fault>> {
    fn differs<T: Clone + PartialEq>(said: Option<&T>, stands: &T) -> Option<T> {
        said.filter(|said| *said != stands).cloned()
    }
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
        said => said.clone(),
    };
    let channels = merged(person, profile, has_consent, random, remarks);
    Ok(ProfileEdit {
        kind: differs(person.kind.as_ref(), &profile.kind),
        name: differs(person.name.as_ref(), &profile.name),
        sort_name: differs(person.sort_name.as_ref(), &profile.sort_name),
        title: differs(person.title.as_ref(), &profile.title),
        outlet: differs(person.outlet.as_ref(), &profile.outlet),
        also_at: differs(person.also_at.as_ref(), &profile.also_at),
        beats: differs(beats.as_ref(), &profile.beats),
        languages: differs(person.languages.as_ref(), &profile.languages),
        pronouns: differs(pronouns.as_ref(), &profile.pronouns),
        bio: differs(person.bio.as_ref(), &profile.bio),
        desk: differs(desk(person, directory)?.as_ref(), &profile.desk),
        consents: differs(consents.as_ref(), &profile.consents),
        external_ids: differs(external.as_ref(), &profile.external_ids),
        channels,
    })
}

/// The channels as they shall be, or `None` if they are so already.
///
/// A source replaces the kinds it speaks for and no others, and never removes a channel that it could not have
/// shown: one that is hidden or on the profile's own addresses only.
fn merged(
    person: &Person,
    profile: &Profile,
    has_consent: impl Fn(ConsentTopic) -> bool + Copy,
    random: &mut RandomOctets<'_>,
    remarks: &mut Vec<Remark>,
) -> Option<Vec<NewChannel>> {
    // Somebody paused is published without channels, so a source without them does not say that they are gone: the
    // same person resumes an unchanged profile.
    let is_paused = profile.status == Status::Paused || person.status == Some(Status::Paused);
    if is_paused && person.channels.is_empty() {
        return None;
    }
    let speaks_for = |kind: ChannelKind| match &person.speaks_for {
        Spoken::All => true,
        Spoken::Kinds(kinds) => kinds.contains(&kind),
        Spoken::Named => person.channels.iter().any(|channel| channel.value.kind() == kind),
    };
    let mut wanted: Vec<NewChannel> = Vec::new();
    for read in &person.channels {
        let old = profile.channels.iter().find(|old| old.value == read.value);
        let id = old.map_or_else(|| ChannelId::from_random(random()), |old| old.id.clone());
        let visibility = match old {
            Some(old) => read.visibility.unwrap_or(old.visibility),
            None => shown(read, has_consent, remarks),
        };
        wanted.push(new_channel(read, id, visibility, old));
    }
    let mut result: Vec<NewChannel> = Vec::new();
    for old in &profile.channels {
        let named = wanted.iter().position(|channel| channel.id == old.id);
        let stays = named.is_none() && person.channels.iter().any(|read| read.value == old.value);
        let replaceable = speaks_for(old.value.kind()) && old.visibility == Visibility::Listed;
        let next = match named {
            // Whatever is next in the source's order takes this place, which a ranked source means.
            Some(_) if person.ranked => Some(0),
            Some(at) => Some(at),
            None if person.ranked && (stays || replaceable) => (!wanted.is_empty()).then_some(0),
            None if replaceable => wanted.iter().position(|channel| {
                channel.value.kind() == old.value.kind()
                    && profile.channels.iter().all(|old| old.id != channel.id)
            }),
            None => None,
        };
        match next {
            Some(at) => result.push(wanted.remove(at)),
            None if replaceable || stays => {}
            None => result.push(unchanged(old)),
        }
    }
    result.extend(wanted);
    let stands: Vec<NewChannel> = profile.channels.iter().map(unchanged).collect();
    (result != stands).then_some(result)
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
