//! What each change makes of a profile.

use super::{Applied, ApplyError, Directory, SlugUse, rules::Edited};
use crate::{
    Beat, Change, Channel, ChannelId, NewChannel, NewProfile, OldSlug, Outlet, Profile, ProfileEdit,
    ProfileId, Slug, Status, Timestamp, Visibility,
};

/// Judges `change` and says what it would write.
pub(super) fn apply(directory: &Directory, change: &Change, at: Timestamp) -> Result<Applied, ApplyError> {
    match change {
        Change::SetBeat(beat) => set_beat(directory, beat),
        Change::SetOutlet(outlet) => set_outlet(directory, outlet),
        Change::AddProfile(new) => add(directory, new, at),
        Change::EditProfile { profile, edit } => Edit::of(directory, profile, at)?.describe(edit),
        Change::MoveProfile { profile, slug, old_slug } => {
            Edit::of(directory, profile, at)?.move_to(slug, *old_slug)
        }
        Change::AddChannel { profile, channel, rank } => {
            Edit::of(directory, profile, at)?.add_channel(channel, *rank)
        }
        Change::ChangeChannel { profile, channel } => {
            Edit::of(directory, profile, at)?.change_channel(channel)
        }
        Change::RankChannel { profile, channel, rank } => {
            Edit::of(directory, profile, at)?.rank_channel(channel, *rank)
        }
        Change::RemoveChannel { profile, channel } => {
            Edit::of(directory, profile, at)?.remove_channel(channel)
        }
        Change::HideChannel { profile, channel } => Edit::of(directory, profile, at)?.hide_channel(channel),
        Change::ConfirmChannel { profile, channel, confirm_by } => {
            Edit::of(directory, profile, at)?.confirm_channel(channel, *confirm_by)
        }
        Change::Publish { profile } => Edit::of(directory, profile, at)?.publish(),
        Change::Pause { profile, until } => Edit::of(directory, profile, at)?.pause(*until),
        Change::Withdraw { profile } => Edit::of(directory, profile, at)?.withdraw(),
    }
}

fn set_beat(directory: &Directory, beat: &Beat) -> Result<Applied, ApplyError> {
    if directory.beat(&beat.slug).is_none() && directory.beats().len() >= Directory::MAX_BEATS {
        return Err(ApplyError::TooMany { what: "beats", maximum: Directory::MAX_BEATS, field: "beats" });
    }
    Ok(Applied { beat: Some(beat.clone()), ..Applied::default() })
}

fn set_outlet(directory: &Directory, outlet: &Outlet) -> Result<Applied, ApplyError> {
    if directory.outlet(&outlet.name).is_none() && directory.outlets().len() >= Directory::MAX_OUTLETS {
        return Err(ApplyError::TooMany {
            what: "outlets",
            maximum: Directory::MAX_OUTLETS,
            field: "outlets",
        });
    }
    Ok(Applied { outlet: Some(outlet.clone()), ..Applied::default() })
}

fn add(directory: &Directory, new: &NewProfile, at: Timestamp) -> Result<Applied, ApplyError> {
    if directory.profiles().len() >= Directory::MAX_PROFILES {
        return Err(ApplyError::TooMany {
            what: "profiles",
            maximum: Directory::MAX_PROFILES,
            field: "profiles",
        });
    }
    if directory.profile(&new.id).is_some() {
        return Err(ApplyError::ProfileExists);
    }
    if directory.by_uid(&new.uid).is_some() {
        return Err(ApplyError::UidTaken);
    }
    check_slug_is_free(directory, &new.slug)?;
    let profile = Profile {
        id: new.id.clone(),
        uid: new.uid,
        slug: new.slug.clone(),
        kind: new.kind,
        name: new.name.clone(),
        sort_name: new.sort_name.clone(),
        title: new.title.clone(),
        outlet: new.outlet.clone(),
        also_at: new.also_at.clone(),
        status: Status::Draft,
        beats: new.beats.clone(),
        languages: new.languages.clone(),
        pronouns: new.pronouns.clone(),
        bio: new.bio.clone(),
        channels: new.channels.iter().map(|channel| made(channel, at)).collect(),
        desk: new.desk.clone(),
        consents: new.consents.clone(),
        external_ids: new.external_ids.clone(),
        paused_until: None,
        created_at: at,
        updated_at: at,
        revision: 1,
        since_edition: None,
    };
    let edited = Edited { directory, before: None, after: &profile, at };
    edited.check_description()?;
    edited.check_channels()?;
    let slugs = vec![(new.slug.clone(), SlugUse::Current(new.id.clone()))];
    Ok(Applied { profile: Some(profile), slugs, ..Applied::default() })
}

fn check_slug_is_free(directory: &Directory, slug: &Slug) -> Result<(), ApplyError> {
    if slug.is_reserved() {
        Err(ApplyError::SlugReserved { slug: slug.clone() })
    } else if directory.slug_use(slug).is_some() {
        Err(ApplyError::SlugTaken { slug: slug.clone() })
    } else {
        Ok(())
    }
}

fn made(new: &NewChannel, added_at: Timestamp) -> Channel {
    Channel {
        id: new.id.clone(),
        value: new.value.clone(),
        label: new.label.clone(),
        note: new.note.clone(),
        visibility: new.visibility,
        confirmed_at: new.confirmed_at,
        confirm_by: new.confirm_by,
        added_at,
    }
}

/// A profile in the middle of a change.
struct Edit<'a> {
    directory: &'a Directory,
    before: &'a Profile,
    after: Profile,
    at: Timestamp,
}

impl<'a> Edit<'a> {
    fn of(directory: &'a Directory, id: &ProfileId, at: Timestamp) -> Result<Self, ApplyError> {
        let before = directory.profile(id).ok_or(ApplyError::UnknownProfile)?;
        let mut after = before.clone();
        after.updated_at = at;
        after.revision = before.revision.saturating_add(1);
        after.since_edition = None;
        Ok(Self { directory, before, after, at })
    }

    fn rules(&self) -> Edited<'_> {
        Edited { directory: self.directory, before: Some(self.before), after: &self.after, at: self.at }
    }

    fn done(self) -> Applied {
        Applied { profile: Some(self.after), ..Applied::default() }
    }

    fn describe(mut self, edit: &ProfileEdit) -> Result<Applied, ApplyError> {
        let profile = &mut self.after;
        replace(&mut profile.kind, edit.kind.as_ref());
        replace(&mut profile.name, edit.name.as_ref());
        replace(&mut profile.sort_name, edit.sort_name.as_ref());
        replace(&mut profile.title, edit.title.as_ref());
        replace(&mut profile.outlet, edit.outlet.as_ref());
        replace(&mut profile.also_at, edit.also_at.as_ref());
        replace(&mut profile.beats, edit.beats.as_ref());
        replace(&mut profile.languages, edit.languages.as_ref());
        replace(&mut profile.pronouns, edit.pronouns.as_ref());
        replace(&mut profile.bio, edit.bio.as_ref());
        replace(&mut profile.desk, edit.desk.as_ref());
        replace(&mut profile.consents, edit.consents.as_ref());
        replace(&mut profile.external_ids, edit.external_ids.as_ref());
        if let Some(channels) = &edit.channels {
            let added_at = |id: &ChannelId| {
                self.before.channels.iter().find(|old| old.id == *id).map_or(self.at, |old| old.added_at)
            };
            profile.channels = channels.iter().map(|channel| made(channel, added_at(&channel.id))).collect();
        }
        self.rules().check_description()?;
        if edit.channels.is_some() {
            self.rules().check_channels()?;
        }
        Ok(self.done())
    }

    fn move_to(mut self, slug: &Slug, old_slug: OldSlug) -> Result<Applied, ApplyError> {
        let id = &self.before.id;
        if *slug == self.before.slug {
            return Err(ApplyError::SlugUnchanged);
        }
        // Going back to an address that still leads here gives it to nobody else.
        if self.directory.slug_use(slug) != Some(&SlugUse::Redirects(id.clone())) {
            check_slug_is_free(self.directory, slug)?;
        }
        let mut slugs = match old_slug {
            OldSlug::Redirects => vec![(self.before.slug.clone(), SlugUse::Redirects(id.clone()))],
            // A still older address would lead from the former name to the new one just as well.
            OldSlug::Gone => self
                .directory
                .slugs()
                .filter(
                    |(_, leads)| matches!(leads, SlugUse::Current(to) | SlugUse::Redirects(to) if to == id),
                )
                .map(|(old, _)| (old.clone(), SlugUse::Gone))
                .filter(|(old, _)| old != slug)
                .collect(),
        };
        slugs.push((slug.clone(), SlugUse::Current(id.clone())));
        self.after.slug = slug.clone();
        Ok(Applied { slugs, ..self.done() })
    }

    fn add_channel(mut self, channel: &NewChannel, rank: usize) -> Result<Applied, ApplyError> {
        let rank = rank.min(self.after.channels.len());
        self.after.channels.insert(rank, made(channel, self.at));
        self.rules().check_channels()?;
        Ok(self.done())
    }

    fn change_channel(mut self, channel: &NewChannel) -> Result<Applied, ApplyError> {
        let old = self.channel(&channel.id)?;
        *old = made(channel, old.added_at);
        self.rules().check_channels()?;
        Ok(self.done())
    }

    fn rank_channel(mut self, id: &ChannelId, rank: usize) -> Result<Applied, ApplyError> {
        let channel = self.take_channel(id)?;
        let rank = rank.min(self.after.channels.len());
        self.after.channels.insert(rank, channel);
        Ok(self.done())
    }

    fn remove_channel(mut self, id: &ChannelId) -> Result<Applied, ApplyError> {
        self.take_channel(id)?;
        Ok(self.done())
    }

    fn hide_channel(mut self, id: &ChannelId) -> Result<Applied, ApplyError> {
        self.channel(id)?.visibility = Visibility::Hidden;
        Ok(self.done())
    }

    fn confirm_channel(
        mut self,
        id: &ChannelId,
        confirm_by: Option<Timestamp>,
    ) -> Result<Applied, ApplyError> {
        let at = self.at;
        if confirm_by.is_some_and(|confirm_by| confirm_by <= at) {
            return Err(ApplyError::DateInPast { field: "confirm_by" });
        }
        let channel = self.channel(id)?;
        channel.confirmed_at = Some(at);
        channel.confirm_by = confirm_by;
        Ok(self.done())
    }

    fn publish(mut self) -> Result<Applied, ApplyError> {
        if self.before.status == Status::Listed {
            return Err(ApplyError::AlreadyListed);
        }
        self.after.status = Status::Listed;
        self.after.paused_until = None;
        self.rules().check_publication()?;
        Ok(self.done())
    }

    fn pause(mut self, until: Option<Timestamp>) -> Result<Applied, ApplyError> {
        match self.before.status {
            Status::Listed | Status::Paused => {}
            status @ (Status::Draft | Status::Withdrawn) => return Err(ApplyError::NotPausable { status }),
        }
        if until.is_some_and(|until| until <= self.at) {
            return Err(ApplyError::DateInPast { field: "paused_until" });
        }
        self.after.status = Status::Paused;
        self.after.paused_until = until;
        Ok(self.done())
    }

    fn withdraw(mut self) -> Result<Applied, ApplyError> {
        if self.before.status == Status::Withdrawn {
            return Err(ApplyError::AlreadyWithdrawn);
        }
        self.after.status = Status::Withdrawn;
        self.after.paused_until = None;
        Ok(self.done())
    }

    fn channel(&mut self, id: &ChannelId) -> Result<&mut Channel, ApplyError> {
        self.after.channels.iter_mut().find(|channel| channel.id == *id).ok_or(ApplyError::UnknownChannel)
    }

    fn take_channel(&mut self, id: &ChannelId) -> Result<Channel, ApplyError> {
        let place = self.after.channels.iter().position(|channel| channel.id == *id);
        place.map(|place| self.after.channels.remove(place)).ok_or(ApplyError::UnknownChannel)
    }
}

fn replace<T: Clone>(field: &mut T, edit: Option<&T>) {
    if let Some(value) = edit {
        *field = value.clone();
    }
}
