//! What changes of one profile come to: the rows they write, the profile after them, and the door they open or close.

use directory::{
    Applied, ApplyError, Change, Channel, ChannelId, Directory, Door, NewChannel, Profile, ProfileEdit,
    ProfileId, Timestamp,
};

use super::Customs;
use crate::store::Accepted;

/// Changes that the rules accept.
pub(super) struct Judged {
    /// As they are written.
    pub(super) accepted: Vec<Accepted>,
    /// The profile after them.
    pub(super) after: Profile,
    /// What they do to the public.
    pub(super) door: Door,
}

impl Judged {
    /// Judges changes that are all of `profile`.
    pub(super) fn of(
        directory: &Directory,
        profile: &ProfileId,
        changes: Vec<Change>,
        at: Timestamp,
    ) -> Result<Self, ApplyError> {
        let door = directory.door(&changes, at).map_err(|(_, refused)| refused)?;
        let applied = all(directory, &changes, at)?;
        let after = written(&applied, profile).ok_or(ApplyError::UnknownProfile)?.clone();
        let accepted = changes.into_iter().zip(applied).map(|(change, applied)| Accepted { change, applied });
        Ok(Self { accepted: accepted.collect(), after, door })
    }
}

/// What `changes` write, one on top of the other.
pub(super) fn all(
    directory: &Directory,
    changes: &[Change],
    at: Timestamp,
) -> Result<Vec<Applied>, ApplyError> {
    // Most edits are one change, and a directory is large.
    if let [change] = changes {
        return Ok(vec![directory.apply(change, at)?]);
    }
    directory.clone().attempt(changes, at).map_err(|(_, refused)| refused)
}

/// The profile as the last of those leaves it.
fn written<'a>(applied: &'a [Applied], profile: &ProfileId) -> Option<&'a Profile> {
    applied.iter().rev().flat_map(Applied::profiles).find(|written| written.id == *profile)
}

/// Whether a change is of `profile`, and not the making of one.
pub(super) fn is_of(change: &Change, profile: &ProfileId) -> bool {
    !matches!(change, Change::AddProfile(_)) && change.profile() == Some(profile)
}

/// Who vouches for a channel's value, and from when on.
pub(super) struct Vouching {
    /// Whether whoever edits is its owner: then a new value counts as confirmed.
    pub(super) by_owner: bool,
    /// How long that counts.
    pub(super) customs: Customs,
    /// When it is edited.
    pub(super) at: Timestamp,
}

impl Vouching {
    /// The changes with dates of confirmation that are ours and not the editor's: nobody says on behalf of somebody else
    /// that a number reaches them. What keeps its value keeps its dates.
    pub(super) fn dated(&self, changes: Vec<Change>, before: Option<&Profile>) -> Vec<Change> {
        changes.into_iter().map(|change| self.one(change, before)).collect()
    }

    fn one(&self, change: Change, before: Option<&Profile>) -> Change {
        let channels = before.map_or(&[][..], |before| before.channels.as_slice());
        match change {
            Change::AddProfile(mut new) => {
                new.channels =
                    new.channels.into_iter().map(|channel| self.channel(channel, channels)).collect();
                Change::AddProfile(new)
            }
            Change::AddChannel { profile, channel, rank } => {
                Change::AddChannel { profile, channel: Box::new(self.channel(*channel, channels)), rank }
            }
            Change::ChangeChannel { profile, channel } => {
                Change::ChangeChannel { profile, channel: Box::new(self.channel(*channel, channels)) }
            }
            Change::EditProfile { profile, mut edit } => {
                let dated = |all: Vec<NewChannel>| {
                    all.into_iter().map(|channel| self.channel(channel, channels)).collect()
                };
                edit.channels = edit.channels.map(dated);
                Change::EditProfile { profile, edit }
            }
            Change::ConfirmChannel { profile, channel, .. } => {
                Change::ConfirmChannel { profile, channel, confirm_by: Some(self.confirm_by()) }
            }
            other => other,
        }
    }

    fn channel(&self, new: NewChannel, channels: &[Channel]) -> NewChannel {
        let kept = channels.iter().find(|old| old.id == new.id && old.value == new.value);
        match kept {
            Some(old) => NewChannel { confirmed_at: old.confirmed_at, confirm_by: old.confirm_by, ..new },
            None => NewChannel {
                confirmed_at: self.by_owner.then_some(self.at),
                confirm_by: Some(self.confirm_by()),
                ..new
            },
        }
    }

    fn confirm_by(&self) -> Timestamp {
        self.at.plus_seconds(self.customs.confirm_every_seconds)
    }
}

/// Whether two lists of changes do the same, whenever they were drawn up and whatever names their new channels were given.
pub(super) fn do_the_same(one: &[Change], other: &[Change]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| undated(one) == undated(other))
}

fn undated(change: &Change) -> Change {
    let bare = |channel: &NewChannel| NewChannel { confirmed_at: None, confirm_by: None, ..channel.clone() };
    match change {
        Change::AddChannel { profile, channel, rank } => {
            let channel = Box::new(NewChannel { id: ChannelId::from_random([0; 16]), ..bare(channel) });
            Change::AddChannel { profile: profile.clone(), channel, rank: *rank }
        }
        Change::ChangeChannel { profile, channel } => {
            Change::ChangeChannel { profile: profile.clone(), channel: Box::new(bare(channel)) }
        }
        Change::ConfirmChannel { profile, channel, .. } => {
            Change::ConfirmChannel { profile: profile.clone(), channel: channel.clone(), confirm_by: None }
        }
        Change::EditProfile { profile, edit } => {
            let nameless = |channel| NewChannel { id: ChannelId::from_random([0; 16]), ..bare(channel) };
            let channels = edit.channels.as_ref().map(|all| all.iter().map(nameless).collect());
            let edit = ProfileEdit { channels, ..(**edit).clone() };
            Change::EditProfile { profile: profile.clone(), edit: Box::new(edit) }
        }
        other => other.clone(),
    }
}
