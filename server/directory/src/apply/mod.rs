//! The directory, and the one place where a change is accepted or refused.
//!
//! [`Directory::apply`] is pure: it looks, and says which rows would change. A store writes those rows, and
//! [`Directory::absorb`] takes them in, so that memory never runs ahead of what is on disk.

mod attempt;
mod edit;
mod error;
mod rules;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

pub use error::ApplyError;
pub(crate) use rules::{is_offered, is_reachable, is_shown, shows_photo};

use crate::{
    Beat, BeatSlug, Change, ExternalId, ExternalSystem, Name, Outlet, Profile, ProfileId, Slug, SlugError,
    Status, Timestamp, Uid, confusable,
};

/// Everything a newsroom publishes, as it keeps it, with what is needed to judge a change quickly.
#[derive(Clone, Default)]
pub struct Directory {
    profiles: BTreeMap<ProfileId, Profile>,
    slugs: BTreeMap<Slug, SlugUse>,
    beats: BTreeMap<BeatSlug, Beat>,
    outlets: BTreeMap<Name, Outlet>,
    by_uid: BTreeMap<Uid, ProfileId>,
    by_external_id: BTreeMap<(ExternalSystem, ExternalId), ProfileId>,
    /// The profiles that are not withdrawn, by what the eye makes of their names.
    by_skeleton: BTreeMap<String, BTreeMap<NameAtOutlet, BTreeSet<ProfileId>>>,
}

/// A name as it is written, and the outlet it works for. However many share a name, whether another name looks the
/// same is seen without looking at each of them.
type NameAtOutlet = (Name, Name);

/// What a slug stands for. A slug that was ever given stays here for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlugUse {
    /// A profile's address, also of a withdrawn one.
    Current(ProfileId),
    /// A former address that leads to the profile's present one.
    Redirects(ProfileId),
    /// A former address that leads nowhere.
    Gone,
}

/// What an accepted change writes: the rows as they shall be.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// The profile after the change.
    pub profile: Option<Profile>,
    /// Other profiles that change with it: the desks that lose a member who is withdrawn.
    pub beside: Vec<Profile>,
    /// The slugs whose meaning changes.
    pub slugs: Vec<(Slug, SlugUse)>,
    /// The beat after the change.
    pub beat: Option<Beat>,
    /// The outlet after the change.
    pub outlet: Option<Outlet>,
}

impl Applied {
    /// Every profile that the change writes.
    pub fn profiles(&self) -> impl Iterator<Item = &Profile> {
        self.profile.iter().chain(&self.beside)
    }
}

impl Directory {
    /// How many profiles one directory holds, withdrawn ones included.
    pub const MAX_PROFILES: usize = 100_000;
    /// How many beats the newsroom's list holds.
    pub const MAX_BEATS: usize = 1_000;
    /// How many outlets the newsroom's list holds.
    pub const MAX_OUTLETS: usize = 1_000;

    /// An empty directory.
    pub fn new() -> Self {
        Self::default()
    }

    /// The directory that a store's rows describe. The rows were checked when they were written.
    pub fn restore(
        profiles: impl IntoIterator<Item = Profile>,
        slugs: impl IntoIterator<Item = (Slug, SlugUse)>,
        beats: impl IntoIterator<Item = Beat>,
        outlets: impl IntoIterator<Item = Outlet>,
    ) -> Self {
        let mut directory = Self::new();
        for profile in profiles {
            directory.keep(profile);
        }
        directory.slugs.extend(slugs);
        directory.beats.extend(beats.into_iter().map(|beat| (beat.slug.clone(), beat)));
        directory.outlets.extend(outlets.into_iter().map(|outlet| (outlet.name.clone(), outlet)));
        directory
    }

    /// Judges `change`, made at the moment `at`, and says what it would write. Nothing changes yet.
    pub fn apply(&self, change: &Change, at: Timestamp) -> Result<Applied, ApplyError> {
        edit::apply(self, change, at)
    }

    /// Takes in what [`Directory::apply`] said, once it is written.
    pub fn absorb(&mut self, applied: Applied) {
        for profile in applied.profile.into_iter().chain(applied.beside) {
            self.keep(profile);
        }
        self.slugs.extend(applied.slugs);
        if let Some(beat) = applied.beat {
            self.beats.insert(beat.slug.clone(), beat);
        }
        if let Some(outlet) = applied.outlet {
            self.outlets.insert(outlet.name.clone(), outlet);
        }
    }

    fn keep(&mut self, profile: Profile) {
        self.forget(&profile.id);
        self.by_uid.insert(profile.uid, profile.id.clone());
        for (system, id) in &profile.external_ids {
            self.by_external_id.insert((system.clone(), id.clone()), profile.id.clone());
        }
        if profile.status != Status::Withdrawn {
            for key in confusable::keys(profile.name.as_str()) {
                let alike = self.by_skeleton.entry(key).or_default();
                let same = (profile.name.clone(), profile.outlet.clone());
                alike.entry(same).or_default().insert(profile.id.clone());
            }
        }
        self.profiles.insert(profile.id.clone(), profile);
    }

    fn forget(&mut self, id: &ProfileId) {
        let Some(profile) = self.profiles.remove(id) else { return };
        self.by_uid.remove(&profile.uid);
        for (system, external) in profile.external_ids {
            self.by_external_id.remove(&(system, external));
        }
        let keys = confusable::keys(profile.name.as_str());
        let same = (profile.name, profile.outlet);
        for key in keys {
            let Some(alike) = self.by_skeleton.get_mut(&key) else { continue };
            if let Some(namesakes) = alike.get_mut(&same) {
                namesakes.remove(id);
                if namesakes.is_empty() {
                    alike.remove(&same);
                }
            }
            if alike.is_empty() {
                self.by_skeleton.remove(&key);
            }
        }
    }

    /// The profile of that identifier.
    pub fn profile(&self, id: &ProfileId) -> Option<&Profile> {
        self.profiles.get(id)
    }

    /// The profile whose present address is `slug`.
    pub fn by_slug(&self, slug: &Slug) -> Option<&Profile> {
        match self.slugs.get(slug)? {
            SlugUse::Current(id) => self.profiles.get(id),
            SlugUse::Redirects(_) | SlugUse::Gone => None,
        }
    }

    /// What `slug` stands for, if it was ever given.
    pub fn slug_use(&self, slug: &Slug) -> Option<&SlugUse> {
        self.slugs.get(slug)
    }

    /// Every slug that was ever given, in order.
    pub fn slugs(&self) -> impl ExactSizeIterator<Item = (&Slug, &SlugUse)> {
        self.slugs.iter()
    }

    /// The profile that another system knows as `id`.
    pub fn by_external_id(&self, system: &ExternalSystem, id: &ExternalId) -> Option<&Profile> {
        self.profiles.get(self.by_external_id.get(&(system.clone(), id.clone()))?)
    }

    /// The profile of that UID.
    pub fn by_uid(&self, uid: &Uid) -> Option<&Profile> {
        self.profiles.get(self.by_uid.get(uid)?)
    }

    /// A profile that is not withdrawn and has exactly this name, at `outlet` where one is given.
    pub fn namesake(&self, name: &Name, outlet: Option<&Name>) -> Option<&Profile> {
        let [key, _] = confusable::keys(name.as_str());
        let alike = self.by_skeleton.get(&key)?;
        let at_outlet = |outlet: &Name| alike.get(&(name.clone(), outlet.clone()));
        let ids = match outlet {
            Some(outlet) => at_outlet(outlet),
            None => alike.iter().find(|((other, _), _)| other == name).map(|(_, ids)| ids),
        };
        self.profiles.get(ids?.first()?)
    }

    /// A profile other than `except` that is not withdrawn and whose name is another than `name` but looks the same.
    pub fn lookalike(&self, name: &Name, except: &ProfileId) -> Option<&Profile> {
        let keys = confusable::keys(name.as_str());
        let alike = keys.iter().filter_map(|key| self.by_skeleton.get(key)).flatten();
        let mut others = alike.filter(|((other, _), _)| other != name);
        let id = others.find_map(|(_, ids)| ids.iter().find(|id| *id != except))?;
        self.profiles.get(id)
    }

    /// Every profile, in the order of their identifiers.
    pub fn profiles(&self) -> impl ExactSizeIterator<Item = &Profile> {
        self.profiles.values()
    }

    /// The desks of which this profile is a member.
    pub fn desks_of(&self, member: &ProfileId) -> impl Iterator<Item = &Profile> {
        self.profiles.values().filter(|profile| profile.members.contains(member))
    }

    /// The newsroom's beats, in the order of their slugs.
    pub fn beats(&self) -> impl ExactSizeIterator<Item = &Beat> {
        self.beats.values()
    }

    /// The beat of that slug.
    pub fn beat(&self, slug: &BeatSlug) -> Option<&Beat> {
        self.beats.get(slug)
    }

    /// The newsroom's outlets, in the order of their names.
    pub fn outlets(&self) -> impl ExactSizeIterator<Item = &Outlet> {
        self.outlets.values()
    }

    /// The outlet of that name.
    pub fn outlet(&self, name: &Name) -> Option<&Outlet> {
        self.outlets.get(name)
    }

    /// A slug for a new profile of that name: the name in ASCII, with a number behind it where that was ever given.
    pub fn free_slug_for(&self, name: &Name) -> Result<Slug, SlugError> {
        let plain = Slug::from_name(name)?;
        let is_free = |slug: &Slug| !slug.is_reserved() && !self.slugs.contains_key(slug);
        if is_free(&plain) {
            return Ok(plain);
        }
        let numbered = |number: usize| plain.numbered(number);
        let few = (2..=FEW_NAMESAKES).map(numbered).find(is_free);
        if let Some(slug) = few {
            return Ok(slug);
        }
        // Many share this name. Leaping to a free number and halving the way back finds one without trying them all.
        let leap = (1..usize::BITS).map(|power| 1 << power).find(|number| is_free(&numbered(*number)));
        if let Some(free) = leap {
            let (mut taken, mut free): (usize, usize) = (free / 2, free);
            while free - taken > 1 {
                let middle = taken.midpoint(free);
                if is_free(&numbered(middle)) { free = middle } else { taken = middle }
            }
            return Ok(numbered(free));
        }
        // Among one more number than there are slugs, one is free.
        (2..=self.slugs.len() + 2).map(numbered).find(is_free).ok_or(SlugError::NoLetter)
    }
}

/// How many numbers behind a name are tried one after the other, so that a free one among them is not passed over.
const FEW_NAMESAKES: usize = 32;
