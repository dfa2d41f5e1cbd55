//! What a change does to the public: opens a door, closes one, or neither.
//!
//! Judged is what the public would see before and after, were the profile listed: what is changed while somebody is away
//! must not stand there unconfirmed when they are back. Nobody sees a draft or a withdrawn profile, so editing one is
//! neither; publishing it shows everything, and opens.

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Applied, ApplyError, Change, Channel, ChannelValue, Directory, Profile, ProfileId, Status, Timestamp,
    Visibility,
    apply::{is_shown, shows_photo},
};

/// What a change does to the ways in which sources reach people. *One person can close a door; opening a door takes two.*
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Sources would see something new that they may act on.
    Opens,
    /// Sources would see less, and nothing new.
    Closes,
    /// Neither.
    Neither,
}

impl Directory {
    /// What `changes`, made together at the moment `at`, do to the public; or which of them is refused, and why.
    pub fn door(&self, changes: &[Change], at: Timestamp) -> Result<Door, (usize, ApplyError)> {
        // Most edits are one change, and a directory is large.
        if let [change] = changes {
            let applied = self.apply(change, at).map_err(|refused| (0, refused))?;
            return Ok(self.judged(changes, &[applied], at));
        }
        let applied = self.clone().attempt(changes, at)?;
        Ok(self.judged(changes, &applied, at))
    }

    /// What one change does that came to `applied`.
    pub(crate) fn judged_one(&self, change: &Change, applied: &Applied, at: Timestamp) -> Door {
        self.judged(std::slice::from_ref(change), std::slice::from_ref(applied), at)
    }

    fn judged(&self, changes: &[Change], applied: &[Applied], at: Timestamp) -> Door {
        let written: Vec<&Profile> = changes
            .iter()
            .zip(applied)
            .filter(|(change, _)| is_about_a_profile(change))
            .flat_map(|(_, applied)| applied.profiles())
            .collect();
        let touched: BTreeSet<&ProfileId> = written.iter().map(|profile| &profile.id).collect();
        let doors = touched.into_iter().filter_map(|id| {
            let after = written.iter().rev().find(|profile| profile.id == *id)?;
            Some(between(self.profile(id), after, at))
        });
        doors.fold(Door::Neither, Door::and)
    }
}

impl Door {
    /// What two acts do together: whatever else is closed, an opened door is open.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Opens, _) | (_, Self::Opens) => Self::Opens,
            (Self::Closes, _) | (_, Self::Closes) => Self::Closes,
            (Self::Neither, Self::Neither) => Self::Neither,
        }
    }

    fn opens_if(opens: bool) -> Self {
        if opens { Self::Opens } else { Self::Neither }
    }

    /// What it does to put `after` in the place of `before`, of which more is more to see.
    fn by_amount<T: PartialOrd>(before: &T, after: &T) -> Self {
        if after > before {
            Self::Opens
        } else if after < before {
            Self::Closes
        } else {
            Self::Neither
        }
    }

    /// What it does to put the items `after` in the place of the items `before`, in whatever order.
    fn by_items<T: PartialEq>(before: &[T], after: &[T]) -> Self {
        if after.iter().any(|item| !before.contains(item)) {
            Self::Opens
        } else if before.iter().any(|item| !after.contains(item)) {
            Self::Closes
        } else {
            Self::Neither
        }
    }
}

/// Whether a change is judged by what it makes of profiles. A kind of change that nobody has thought of does not compile.
fn is_about_a_profile(change: &Change) -> bool {
    match change {
        // The newsroom's own lists: what a profile takes from them is judged when it does.
        Change::SetBeat(_) | Change::SetOutlet(_) => false,
        Change::AddProfile(_)
        | Change::EditProfile { .. }
        | Change::MoveProfile { .. }
        | Change::AddChannel { .. }
        | Change::ChangeChannel { .. }
        | Change::RankChannel { .. }
        | Change::RemoveChannel { .. }
        | Change::HideChannel { .. }
        | Change::ShowChannel { .. }
        | Change::ConfirmChannel { .. }
        | Change::DateChannel { .. }
        | Change::SetPhoto { .. }
        | Change::Shield { .. }
        | Change::Unshield { .. }
        | Change::SetMembers { .. }
        | Change::SetEnd { .. }
        | Change::Publish { .. }
        | Change::Pause { .. }
        | Change::Withdraw { .. } => true,
    }
}

/// What becomes of one profile's door.
fn between(before: Option<&Profile>, after: &Profile, at: Timestamp) -> Door {
    let standing = |profile: &Profile| match profile.status {
        Status::Draft | Status::Withdrawn => 0,
        Status::Paused => 1,
        Status::Listed => 2,
    };
    match (before.map(|before| (before, standing(before))), standing(after)) {
        (None | Some((_, 0)), 0) => Door::Neither,
        (None | Some((_, 0)), _) => Door::Opens,
        (Some(_), 0) => Door::Closes,
        (Some((before, stood)), stands) => {
            Door::by_amount(&stood, &stands).and(as_if_listed(before, after, at))
        }
    }
}

/// Compares field by field. A field that nobody has thought of does not compile.
fn as_if_listed(before: &Profile, after: &Profile, at: Timestamp) -> Door {
    let Profile {
        id: _,
        uid,
        slug,
        kind,
        name,
        sort_name,
        outlet,
        also_at,
        channels: _,
        external_ids,
        photo: _,
        members,
        shielded_at,
        ends_at,
        consents: _,
        // Compared by whoever asks.
        status: _,
        title,
        // Words beside a channel lead nowhere: the rules keep contacts out of them.
        beats: _,
        languages: _,
        pronouns: _,
        bio: _,
        // It names another profile, which was opened by two.
        desk: _,
        // Nobody outside sees these.
        paused_until: _,
        created_at: _,
        updated_at: _,
        revision: _,
        since_edition: _,
    } = after;
    let is_somebody_else = *uid != before.uid
        || *slug != before.slug
        || *kind != before.kind
        || *name != before.name
        || *sort_name != before.sort_name
        || *outlet != before.outlet;
    // A title may name an outlet, `Phys.org`, which no rule can tell from a name to write to. Two people can.
    let names_a_contact =
        *title != before.title && title.as_ref().is_some_and(|title| title.contact_like().is_some());
    // None is no end, and so the latest.
    let end = |ends_at: Option<Timestamp>| (ends_at.is_none(), ends_at);
    [
        Door::opens_if(is_somebody_else || names_a_contact),
        Door::by_items(&before.also_at, also_at),
        Door::by_items(&pairs(&before.external_ids), &pairs(external_ids)),
        Door::by_items(&before.members, members),
        Door::by_amount(&before.shielded_at.is_none(), &shielded_at.is_none()),
        Door::by_amount(&end(before.ends_at), &end(*ends_at)),
        Door::by_items(&portrait(before), &portrait(after)),
        by_channels(&sights(before, at), &sights(after, at)),
    ]
    .into_iter()
    .fold(Door::Neither, Door::and)
}

fn pairs<K, V>(map: &BTreeMap<K, V>) -> Vec<(&K, &V)> {
    map.iter().collect()
}

fn portrait(profile: &Profile) -> Vec<&crate::PhotoHash> {
    profile.photo.iter().filter(|_| shows_photo(profile)).collect()
}

/// What of a channel a source acts on.
struct Sight<'a> {
    value: &'a ChannelValue,
    visibility: Visibility,
}

/// What a source would see, best first. Whether anybody could be reached by it is not asked: a profile whose last
/// channel is hidden is like one that is paused.
fn sights(profile: &Profile, at: Timestamp) -> Vec<Sight<'_>> {
    let shown = profile.channels.iter().filter(|channel| is_shown(profile, channel, at));
    shown
        .map(|channel| {
            let Channel {
                value,
                visibility,
                id: _,
                label: _,
                note: _,
                confirmed_at: _,
                confirm_by: _,
                added_at: _,
            } = channel;
            Sight { value, visibility: *visibility }
        })
        .collect()
}

fn by_channels(before: &[Sight<'_>], after: &[Sight<'_>]) -> Door {
    // Where each channel stood: whoever stands before one that stood before them has risen.
    let former: Vec<Option<(usize, Visibility)>> = after
        .iter()
        .map(|sight| {
            let place = before.iter().position(|former| former.value == sight.value)?;
            Some((place, before.get(place)?.visibility))
        })
        .collect();
    let known: Vec<(usize, Visibility)> = former.iter().copied().flatten().collect();
    let is_new = known.len() < after.len();
    let has_risen = !known.is_sorted_by_key(|(place, _)| *place);
    let visibilities = former.iter().zip(after).filter_map(|(former, sight)| {
        former.map(|(_, visibility)| Door::by_amount(&visibility, &sight.visibility))
    });
    let is_gone = known.len() < before.len();
    let gone = if is_gone { Door::Closes } else { Door::Neither };
    visibilities.fold(Door::opens_if(is_new || has_risen).and(gone), Door::and)
}
