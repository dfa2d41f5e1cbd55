//! What each change makes of a profile.

use super::{Applied, ApplyError, Directory, SlugUse, rules::Edited};
use crate::{
    Beat, Change, Channel, ChannelId, NewChannel, NewProfile, OldSlug, Outlet, PhotoHash, Profile,
    ProfileEdit, ProfileId, Slug, Status, Timestamp, Visibility,
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
        Change::DateChannel { profile, channel, confirm_by } => {
            Edit::of(directory, profile, at)?.date_channel(channel, *confirm_by)
        }
        Change::ShowChannel { profile, channel, visibility } => {
            Edit::of(directory, profile, at)?.show_channel(channel, *visibility)
        }
        Change::SetPhoto { profile, photo } => Edit::of(directory, profile, at)?.set_photo(photo.as_ref()),
        Change::Shield { profile } => Edit::of(directory, profile, at)?.shield(),
        Change::Unshield { profile } => Edit::of(directory, profile, at)?.unshield(),
        Change::SetMembers { profile, members } => Edit::of(directory, profile, at)?.set_members(members),
        Change::SetEnd { profile, ends_at } => Edit::of(directory, profile, at)?.set_end(*ends_at),
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
        photo: None,
        members: Vec::new(),
        shielded_at: None,
        ends_at: None,
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

/// A channel that becomes another. Whoever copies the date at which its former value was confirmed has not confirmed
/// the new one.
fn changed(old: &Channel, new: &NewChannel) -> Channel {
    let mut changed = made(new, old.added_at);
    if changed.value != old.value && changed.confirmed_at == old.confirmed_at {
        changed.confirmed_at = None;
    }
    changed
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
        Ok(Self { directory, before, after: touched(before, at), at })
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
            let old = |id: &ChannelId| self.before.channels.iter().find(|old| old.id == *id);
            profile.channels = channels
                .iter()
                .map(|new| old(&new.id).map_or_else(|| made(new, self.at), |old| changed(old, new)))
                .collect();
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
        *old = changed(old, channel);
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

    fn show_channel(mut self, id: &ChannelId, visibility: Visibility) -> Result<Applied, ApplyError> {
        let channel = self.channel(id)?;
        let shows_more = visibility > channel.visibility;
        channel.visibility = visibility;
        if shows_more {
            self.rules().check_channels()?;
        }
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

    fn date_channel(mut self, id: &ChannelId, confirm_by: Timestamp) -> Result<Applied, ApplyError> {
        if confirm_by <= self.at {
            return Err(ApplyError::DateInPast { field: "confirm_by" });
        }
        let channel = self.channel(id)?;
        if channel.confirm_by.is_none() {
            channel.confirm_by = Some(confirm_by);
        }
        // A card says when what it says last changed, and this is no such change.
        self.after.updated_at = self.before.updated_at;
        Ok(self.done())
    }

    fn set_photo(mut self, photo: Option<&PhotoHash>) -> Result<Applied, ApplyError> {
        self.after.photo = photo.cloned();
        if photo.is_some() {
            self.rules().check_consents()?;
        }
        Ok(self.done())
    }

    fn shield(mut self) -> Result<Applied, ApplyError> {
        if self.before.shielded_at.is_some() {
            return Err(ApplyError::AlreadyShielded);
        }
        self.after.shielded_at = Some(self.at);
        Ok(self.done())
    }

    fn unshield(mut self) -> Result<Applied, ApplyError> {
        if self.before.shielded_at.is_none() {
            return Err(ApplyError::NotShielded);
        }
        self.after.shielded_at = None;
        Ok(self.done())
    }

    fn set_members(mut self, members: &[ProfileId]) -> Result<Applied, ApplyError> {
        self.after.members = members.to_vec();
        self.rules().check_members()?;
        Ok(self.done())
    }

    fn set_end(mut self, ends_at: Option<Timestamp>) -> Result<Applied, ApplyError> {
        if ends_at.is_some_and(|ends_at| ends_at <= self.at) {
            return Err(ApplyError::DateInPast { field: "ends_at" });
        }
        self.after.ends_at = ends_at;
        Ok(self.done())
    }

    fn publish(mut self) -> Result<Applied, ApplyError> {
        if self.before.has_ended(self.at) {
            return Err(ApplyError::Ended);
        }
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
        // Whoever is gone reads no desk's messages, and confirms none of its channels.
        let desks = self.directory.desks_of(&self.before.id);
        let beside = desks.map(|desk| without_member(desk, &self.before.id, self.at)).collect();
        Ok(Applied { beside, ..self.done() })
    }

    fn channel(&mut self, id: &ChannelId) -> Result<&mut Channel, ApplyError> {
        self.after.channels.iter_mut().find(|channel| channel.id == *id).ok_or(ApplyError::UnknownChannel)
    }

    fn take_channel(&mut self, id: &ChannelId) -> Result<Channel, ApplyError> {
        let place = self.after.channels.iter().position(|channel| channel.id == *id);
        place.map(|place| self.after.channels.remove(place)).ok_or(ApplyError::UnknownChannel)
    }
}

fn without_member(desk: &Profile, member: &ProfileId, at: Timestamp) -> Profile {
    let mut after = touched(desk, at);
    after.members.retain(|other| other != member);
    after
}

/// The profile as a change begins with it: one revision further, and in no edition yet.
fn touched(before: &Profile, at: Timestamp) -> Profile {
    Profile {
        updated_at: at,
        revision: before.revision.saturating_add(1),
        since_edition: None,
        ..before.clone()
    }
}

fn replace<T: Clone>(field: &mut T, edit: Option<&T>) {
    if let Some(value) = edit {
        *field = value.clone();
    }
}
