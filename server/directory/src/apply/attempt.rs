//! Several changes that are accepted together or not at all: a row of an import is never half in.

use super::{Applied, ApplyError, Directory, SlugUse};
use crate::{Beat, BeatSlug, Change, Door, Name, Outlet, Profile, ProfileId, Slug, Timestamp};

/// What stood where a change wrote, so that it can be put back.
#[derive(Default)]
struct Before {
    profiles: Vec<(ProfileId, Option<Profile>)>,
    slugs: Vec<(Slug, Option<SlugUse>)>,
    beat: Option<(BeatSlug, Option<Beat>)>,
    outlet: Option<(Name, Option<Outlet>)>,
}

impl Directory {
    /// Judges and takes in `changes` one after the other, each on top of the one before. If one is refused, the
    /// directory is as it was, and the refused change's place comes with the reason.
    pub fn attempt(
        &mut self,
        changes: &[Change],
        at: Timestamp,
    ) -> Result<Vec<Applied>, (usize, ApplyError)> {
        let mut befores = Vec::with_capacity(changes.len());
        let mut accepted = Vec::with_capacity(changes.len());
        for (place, change) in changes.iter().enumerate() {
            match self.apply(change, at) {
                Ok(applied) => {
                    befores.push(self.before(&applied));
                    self.absorb(applied.clone());
                    accepted.push(applied);
                }
                Err(refused) => {
                    for before in befores.into_iter().rev() {
                        self.put_back(before);
                    }
                    return Err((place, refused));
                }
            }
        }
        Ok(accepted)
    }

    /// What each of `changes` would do to the public, on top of the ones before it. Nothing is taken in: the directory is
    /// as it was, also where one of them is refused.
    pub fn doors(&mut self, changes: &[Change], at: Timestamp) -> Result<Vec<Door>, (usize, ApplyError)> {
        let mut befores = Vec::with_capacity(changes.len());
        let mut doors = Vec::with_capacity(changes.len());
        let mut outcome = Ok(());
        for (place, change) in changes.iter().enumerate() {
            match self.apply(change, at) {
                Ok(applied) => {
                    doors.push(self.judged_one(change, &applied, at));
                    befores.push(self.before(&applied));
                    self.absorb(applied);
                }
                Err(refused) => {
                    outcome = Err((place, refused));
                    break;
                }
            }
        }
        for before in befores.into_iter().rev() {
            self.put_back(before);
        }
        outcome.map(|()| doors)
    }

    fn before(&self, applied: &Applied) -> Before {
        Before {
            profiles: applied
                .profiles()
                .map(|next| (next.id.clone(), self.profiles.get(&next.id).cloned()))
                .collect(),
            slugs: applied
                .slugs
                .iter()
                .map(|(slug, _)| (slug.clone(), self.slugs.get(slug).cloned()))
                .collect(),
            beat: applied.beat.as_ref().map(|next| (next.slug.clone(), self.beats.get(&next.slug).cloned())),
            outlet: applied
                .outlet
                .as_ref()
                .map(|next| (next.name.clone(), self.outlets.get(&next.name).cloned())),
        }
    }

    fn put_back(&mut self, before: Before) {
        for (id, profile) in before.profiles {
            match profile {
                Some(profile) => self.keep(profile),
                None => self.forget(&id),
            }
        }
        for (slug, used) in before.slugs {
            match used {
                Some(used) => self.slugs.insert(slug, used),
                None => self.slugs.remove(&slug),
            };
        }
        if let Some((slug, beat)) = before.beat {
            match beat {
                Some(beat) => self.beats.insert(slug, beat),
                None => self.beats.remove(&slug),
            };
        }
        if let Some((name, outlet)) = before.outlet {
            match outlet {
                Some(outlet) => self.outlets.insert(name, outlet),
                None => self.outlets.remove(&name),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        NewProfile,
        samples::{channel_id, empty, id, now, person, publish, signal},
    };

    #[test]
    fn a_refused_change_takes_the_ones_before_it_back() {
        let at = Timestamp::from_seconds(0);
        let mut directory = Directory::new();
        let beat = Beat { slug: BeatSlug::parse("courts").unwrap(), name: Name::parse("Courts").unwrap() };
        let outlet = Outlet { name: Name::parse("The Harbour Courier").unwrap() };
        let unknown = ProfileId::from_random([9; 16]);
        let changes =
            [Change::SetBeat(beat), Change::SetOutlet(outlet), Change::Publish { profile: unknown }];
        let Err((place, ApplyError::UnknownProfile)) = directory.attempt(&changes, at) else {
            panic!("publishing nobody was accepted")
        };
        assert_eq!(place, 2);
        assert_eq!(
            (directory.beats().len(), directory.outlets().len(), directory.profiles().len()),
            (0, 0, 0)
        );
    }

    #[test]
    fn each_change_is_judged_on_top_of_the_ones_before_and_none_is_kept() {
        let mut directory = empty();
        let new = NewProfile { channels: vec![signal(1)], ..person(1, "Ada Ferris") };
        let changes = [
            Change::AddProfile(Box::new(new)),
            Change::Publish { profile: id(1) },
            Change::Pause { profile: id(1), until: None },
        ];
        let doors = directory.doors(&changes, now());
        assert!(matches!(doors.as_deref(), Ok([Door::Neither, Door::Opens, Door::Closes])));
        assert_eq!(directory.profiles().len(), 0);
        let unknown = Change::Publish { profile: id(2) };
        let refused = directory.doors(&[&changes[..], &[unknown]].concat(), now());
        assert!(matches!(refused, Err((3, ApplyError::UnknownProfile))));
        assert_eq!(directory.profiles().len(), 0);
    }

    #[test]
    fn a_refused_change_leaves_everybody_as_they_were() {
        let mut directory = empty();
        publish(&mut directory, NewProfile { channels: vec![signal(1)], ..person(1, "Ada Ferris") });
        let ada = directory.profile(&id(1)).unwrap().clone();
        let new = person(2, "Nils Holm");
        let changes = [
            Change::AddProfile(Box::new(new.clone())),
            Change::HideChannel { profile: id(1), channel: channel_id(1) },
            Change::Pause { profile: id(1), until: None },
            Change::Publish { profile: id(2) },
        ];
        let refused = directory.attempt(&changes, now());
        assert!(matches!(refused, Err((3, ApplyError::NoVisibleChannel))));
        assert!(directory.profile(&id(1)) == Some(&ada));
        assert!(directory.profile(&id(2)).is_none() && directory.by_uid(&new.uid).is_none());
        assert_eq!(directory.slug_use(&new.slug), None);
        assert!(directory.namesake(&new.name, None).is_none());
    }
}
