//! The changes that take back what lies between two sides of a profile, on the profile as it now is.

use directory::{Change, Channel, NewChannel, OldSlug, Profile, ProfileEdit, Status};

/// What turns back whatever differs between `before` and `after`, on `now`.
pub(super) fn reverse(before: &Profile, after: &Profile, now: &Profile) -> Vec<Change> {
    let profile = || now.id.clone();
    let mut changes = Vec::new();
    let edit = fields(before, after, now);
    if edit != ProfileEdit::default() {
        changes.push(Change::EditProfile { profile: profile(), edit: Box::new(edit) });
    }
    if before.slug != after.slug && before.slug != now.slug {
        let slug = before.slug.clone();
        changes.push(Change::MoveProfile { profile: profile(), slug, old_slug: OldSlug::Redirects });
    }
    if before.photo != after.photo && before.photo != now.photo {
        changes.push(Change::SetPhoto { profile: profile(), photo: before.photo.clone() });
    }
    if before.members != after.members && before.members != now.members {
        changes.push(Change::SetMembers { profile: profile(), members: before.members.clone() });
    }
    if before.ends_at != after.ends_at && before.ends_at != now.ends_at {
        changes.push(Change::SetEnd { profile: profile(), ends_at: before.ends_at });
    }
    if before.shielded_at.is_some() != after.shielded_at.is_some()
        && before.shielded_at.is_some() != now.shielded_at.is_some()
    {
        changes.push(match before.shielded_at {
            Some(_) => Change::Shield { profile: profile() },
            None => Change::Unshield { profile: profile() },
        });
    }
    if before.status != after.status && before.status != now.status {
        changes.push(match before.status {
            Status::Listed => Change::Publish { profile: profile() },
            Status::Paused => Change::Pause { profile: profile(), until: None },
            // What was published once is a draft no more; it can only be taken away.
            Status::Draft | Status::Withdrawn => Change::Withdraw { profile: profile() },
        });
    }
    changes
}

fn fields(before: &Profile, after: &Profile, now: &Profile) -> ProfileEdit {
    ProfileEdit {
        kind: back(&before.kind, &after.kind, &now.kind),
        name: back(&before.name, &after.name, &now.name),
        sort_name: back(&before.sort_name, &after.sort_name, &now.sort_name),
        title: back(&before.title, &after.title, &now.title),
        outlet: back(&before.outlet, &after.outlet, &now.outlet),
        also_at: back(&before.also_at, &after.also_at, &now.also_at),
        beats: back(&before.beats, &after.beats, &now.beats),
        languages: back(&before.languages, &after.languages, &now.languages),
        pronouns: back(&before.pronouns, &after.pronouns, &now.pronouns),
        bio: back(&before.bio, &after.bio, &now.bio),
        desk: back(&before.desk, &after.desk, &now.desk),
        consents: back(&before.consents, &after.consents, &now.consents),
        external_ids: back(&before.external_ids, &after.external_ids, &now.external_ids),
        channels: channels(before, after, now),
    }
}

fn back<T: PartialEq + Clone>(before: &T, after: &T, now: &T) -> Option<T> {
    (before != after && before != now).then(|| before.clone())
}

fn channels(before: &Profile, after: &Profile, now: &Profile) -> Option<Vec<NewChannel>> {
    let mut channels: Vec<Channel> = now.channels.clone();
    for old in &before.channels {
        let is_as_it_was =
            after.channels.iter().find(|new| new.id == old.id).is_some_and(|new| is_alike(new, old));
        if is_as_it_was {
            continue;
        }
        if let Some(channel) = channels.iter_mut().find(|channel| channel.id == old.id) {
            *channel = old.clone();
        } else {
            let place = place_of(before, old).min(channels.len());
            channels.insert(place, old.clone());
        }
    }
    channels.retain(|channel| {
        let was_there = before.channels.iter().any(|old| old.id == channel.id);
        was_there || !after.channels.iter().any(|new| new.id == channel.id)
    });
    if order(before, after) != order(after, before) {
        // What was not there before comes behind, in the order it has.
        channels.sort_by_key(|channel| place_of(before, channel));
    }
    let is_alike = channels.len() == now.channels.len()
        && channels.iter().zip(&now.channels).all(|(one, other)| one.id == other.id && is_alike(one, other));
    (!is_alike).then(|| channels.into_iter().map(as_new).collect())
}

/// The channels of `one` that `other` has too, in the order of `one`.
fn order<'a>(one: &'a Profile, other: &Profile) -> Vec<&'a directory::ChannelId> {
    let ids = one.channels.iter().map(|channel| &channel.id);
    ids.filter(|id| other.channels.iter().any(|channel| channel.id == **id)).collect()
}

fn place_of(profile: &Profile, channel: &Channel) -> usize {
    profile.channels.iter().position(|known| known.id == channel.id).unwrap_or(usize::MAX)
}

/// Whether two channels are the same to whoever reads them. A confirmation is nothing to be taken back.
fn is_alike(one: &Channel, other: &Channel) -> bool {
    one.value == other.value
        && one.label == other.label
        && one.note == other.note
        && one.visibility == other.visibility
}

fn as_new(channel: Channel) -> NewChannel {
    NewChannel {
        id: channel.id,
        value: channel.value,
        label: channel.label,
        note: channel.note,
        visibility: channel.visibility,
        confirmed_at: channel.confirmed_at,
        confirm_by: channel.confirm_by,
    }
}
