//! Editing profiles: done at once, or proposed, by what the change does to the public.

use directory::{
    Act, Beat, Change, Door, Name, NewProfile, PhotoHash, Profile, ProfileId, Reach, Strength, Timestamp,
};
use sha2::{Digest as _, Sha256};

use super::judging::{Judged, Vouching, is_of};
use super::preview::shown;
use super::proposals::Drawn;
use super::{Editing, OVERTAKEN_AT_MOST, Outcome, SubmitError};
use crate::alerts::Event;
use crate::auth::{Permission, Refusal};
use crate::store::records::{Account, AccountState, Entry, Proposed, Work, Write};
use crate::store::{Accepted, CommitError, Stored};

/// How many changes one edit makes.
const CHANGES_AT_MOST: usize = 64;
/// How large a portrait is, encoded again by us.
const PHOTO_OCTETS: usize = 512 * 1_024;

/// How many portraits one account sends within an hour.
const PORTRAITS_AN_HOUR: u32 = 20;

/// Changes of one profile that somebody asks for.
#[derive(Default)]
pub(super) struct Asked {
    /// The profile's revision that they saw; none where they decided without looking, as in undoing.
    pub(super) expected: Option<u64>,
    pub(super) changes: Vec<Change>,
    /// The entry of the history that this undoes.
    pub(super) undoes: Option<u64>,
    /// What is written with them, done or proposed.
    pub(super) writes: Vec<Write>,
}

impl Editing {
    /// Makes a draft.
    pub async fn make_profile(&self, by: &Permission, profile: NewProfile) -> Result<Outcome, SubmitError> {
        if !matches!(by.act(), Act::MakeProfiles | Act::Import) || by.reach() != Reach::Everything {
            return Err(Refusal::Forbidden.into());
        }
        let id = profile.id.clone();
        let add = Change::AddProfile(Box::new(profile));
        for _ in 0..OVERTAKEN_AT_MOST {
            let stored = self.directory().await?;
            let at = self.clock.now();
            let vouching = Vouching { by_owner: false, customs: self.customs, at };
            let changes = vouching.dated(vec![add.clone()], None);
            let judged = Judged::of(&stored.directory, &id, changes.clone(), at)?;
            let accounts = self.store.accounts().await?;
            still_holds(by, &accounts)?;
            let mut work = accepted(by, at, &stored, judged.accepted);
            let event = Event::ProfileChanged {
                profile: &judged.after,
                changes: &changes,
                door: Door::Neither,
                by: &by.actor(),
            };
            work.writes.extend(self.told(&event, &accounts, at));
            if self.write(work).await? {
                return Ok(Outcome::Applied { revision: judged.after.revision });
            }
        }
        Err(overtaken())
    }

    /// Does `changes` of one profile, or proposes them where they open a door. `expected` is the profile's revision that
    /// the editor saw.
    pub async fn submit(
        &self,
        by: &Permission,
        profile: &ProfileId,
        expected: u64,
        changes: Vec<Change>,
    ) -> Result<Outcome, SubmitError> {
        may_edit(by, profile)?;
        self.put(by, profile, Asked { expected: Some(expected), changes, ..Asked::default() }).await
    }

    /// Adds or renames beats and outlets of the newsroom's lists.
    pub async fn submit_lists(&self, by: &Permission, changes: Vec<Change>) -> Result<(), SubmitError> {
        if !matches!(by.act(), Act::EditProfiles | Act::Import) || by.reach() != Reach::Everything {
            return Err(Refusal::Forbidden.into());
        }
        let is_of_lists = |change: &Change| matches!(change, Change::SetBeat(_) | Change::SetOutlet(_));
        if changes.is_empty() || changes.len() > CHANGES_AT_MOST || !changes.iter().all(is_of_lists) {
            return Err(SubmitError::Unknown);
        }
        if changes.iter().any(names_a_contact) {
            return Err(SubmitError::Account(
                "a beat's name looks like a contact, and stands on public pages",
            ));
        }
        for _ in 0..OVERTAKEN_AT_MOST {
            let accounts = self.store.accounts().await?;
            still_holds(by, &accounts)?;
            let stored = self.directory().await?;
            let at = self.clock.now();
            let applied = super::judging::all(&stored.directory, &changes, at)?;
            let done = changes.iter().cloned().zip(applied);
            let done = done.map(|(change, applied)| Accepted { change, applied }).collect();
            let renamed = renamed(&stored, &changes);
            let mut work = accepted(by, at, &stored, done);
            if !renamed.is_empty() {
                let event = Event::BeatsRenamed { renamed: &renamed, by: &by.actor() };
                work.writes.extend(self.told(&event, &accounts, at));
            }
            if self.write(work).await? {
                return Ok(());
            }
        }
        Err(overtaken())
    }

    /// Keeps a portrait that was decoded and encoded again, and proposes it for a profile.
    pub async fn set_photo(
        &self,
        by: &Permission,
        profile: &ProfileId,
        expected: u64,
        photo: Vec<u8>,
    ) -> Result<Outcome, SubmitError> {
        may_edit(by, profile)?;
        if photo.len() > PHOTO_OCTETS {
            return Err(SubmitError::Preview("the portrait is too large"));
        }
        let hash = PhotoHash::from_digest(Sha256::digest(&photo).into());
        let changes = vec![Change::SetPhoto { profile: profile.clone(), photo: Some(hash.clone()) }];
        // Kept before it is confirmed: the second person must see it.
        let at = self.clock.now();
        if self.portraits.count(by.account_id().clone(), at) > PORTRAITS_AN_HOUR {
            return Err(SubmitError::TooManyPortraits);
        }
        let writes = vec![Write::AddPhoto { hash, octets: photo, at }];
        self.put(by, profile, Asked { expected: Some(expected), changes, writes, ..Asked::default() }).await
    }

    /// Does what is asked, or proposes it. Whether they may edit that profile at all is the caller's to have judged.
    pub(super) async fn put(
        &self,
        by: &Permission,
        profile: &ProfileId,
        asked: Asked,
    ) -> Result<Outcome, SubmitError> {
        let is_of_it = asked.changes.iter().all(|change| is_of(change, profile));
        if asked.changes.is_empty() || asked.changes.len() > CHANGES_AT_MOST || !is_of_it {
            return Err(SubmitError::Unknown);
        }
        for _ in 0..OVERTAKEN_AT_MOST {
            let stored = self.directory().await?;
            let planned = self.planned(by, profile, &asked, &stored).await;
            let (work, outcome) = planned.map_err(|error| error.told_to(by))?;
            if self.write(work).await? {
                return Ok(outcome);
            }
        }
        Err(overtaken())
    }

    async fn planned(
        &self,
        by: &Permission,
        profile: &ProfileId,
        asked: &Asked,
        stored: &Stored,
    ) -> Result<(Work, Outcome), SubmitError> {
        let at = self.clock.now();
        let before = stored.directory.profile(profile).ok_or(SubmitError::Unknown)?;
        if asked.expected.is_some_and(|expected| expected != before.revision) {
            return Err(SubmitError::Stale);
        }
        let vouching = Vouching { by_owner: owns(by.account(), profile), customs: self.customs, at };
        let changes = vouching.dated(asked.changes.clone(), Some(before));
        let judged = Judged::of(&stored.directory, profile, changes.clone(), at)?;
        let door = match judged.door {
            Door::Opens if self.resumes(by, before, &changes).await? => Door::Neither,
            door => door,
        };
        let accounts = self.store.accounts().await?;
        still_holds(by, &accounts)?;
        let writes = self.with_portraits(asked, before, at).await?;
        if door == Door::Opens {
            may_open(by)?;
            let mut work = Work::new(by.actor(), at);
            work.writes = writes;
            let shown = shown(&self.site, &stored.directory, before, &judged.after, &changes, at)?;
            let drawn = Drawn {
                proposed: Proposed::Profile { profile: profile.clone(), changes },
                base_revision: before.revision,
                shown: shown.hash,
                by: by.actor(),
                profile: Some(before),
                account: None,
                accounts: &accounts,
                undoes: asked.undoes,
            };
            let proposal = self.propose(drawn, &mut work).await?;
            return Ok((work, Outcome::Waiting(Box::new(proposal))));
        }
        let mut work = accepted(by, at, stored, judged.accepted);
        work.entries.extend(asked.undoes.map(|entry| undone(profile, entry)));
        work.writes = writes;
        if door == Door::Closes {
            work.entries.push(self.closing(by, profile, at).await?);
        }
        let event = Event::ProfileChanged { profile: before, changes: &changes, door, by: &by.actor() };
        work.writes.extend(self.told(&event, &accounts, at));
        Ok((work, Outcome::Applied { revision: judged.after.revision }))
    }

    /// What is asked to be written, and that portraits which are kept already are kept on: one that nothing named may be
    /// forgotten by now, and would then be shown to nobody.
    async fn with_portraits(
        &self,
        asked: &Asked,
        before: &Profile,
        at: Timestamp,
    ) -> Result<Vec<Write>, SubmitError> {
        let mut writes = asked.writes.clone();
        for change in &asked.changes {
            let Change::SetPhoto { photo: Some(named), .. } = change else { continue };
            let is_sent = |write: &Write| matches!(write, Write::AddPhoto { hash, .. } if hash == named);
            if writes.iter().any(is_sent) || before.photo.as_ref() == Some(named) {
                continue;
            }
            if self.store.photo(named).await?.is_none() {
                return Err(SubmitError::Account("this portrait is not kept any more: send the file again"));
            }
            writes.push(Write::KeepPhoto { hash: named.clone(), at });
        }
        Ok(writes)
    }

    /// Writes it, or says that somebody else's edit came first.
    pub(super) async fn write(&self, work: Work) -> Result<bool, SubmitError> {
        if work.accepted.is_empty() && work.entries.is_empty() && work.writes.is_empty() {
            return Ok(true);
        }
        match self.store.write(work).await {
            Ok(_) => Ok(true),
            Err(CommitError::Stale) => Ok(false),
            Err(cause) => Err(SubmitError::Commit(cause)),
        }
    }
}

/// The beats that are called otherwise from now on: what they were called, and what they will be.
fn renamed(stored: &Stored, changes: &[Change]) -> Vec<(Name, Name)> {
    let former =
        |new: &Beat| stored.directory.beats().find(|beat| beat.slug == new.slug && beat.name != new.name);
    let of = |change: &Change| match change {
        Change::SetBeat(beat) => former(beat).map(|former| (former.name.clone(), beat.name.clone())),
        _ => None,
    };
    changes.iter().filter_map(of).collect()
}

/// Whether a beat is called what sources could write to. It takes one person to call it so, and is seen at once; an outlet
/// is seen only once two people gave it to a profile.
fn names_a_contact(change: &Change) -> bool {
    matches!(change, Change::SetBeat(beat) if beat.name.contact_like().is_some())
}

/// The entry of the history that says what was undone.
fn undone(profile: &ProfileId, entry: u64) -> Entry {
    let detail = serde_json::json!({ "entry": entry });
    Entry { profile: Some(profile.clone()), detail, ..Entry::new("rolled_back") }
}

/// What is done of `stored`, by them.
pub(super) fn accepted(by: &Permission, at: Timestamp, stored: &Stored, accepted: Vec<Accepted>) -> Work {
    Work { expected_revision: Some(stored.revision), accepted, ..Work::new(by.actor(), at) }
}

/// Others were faster each time. Nothing was written, and trying again later helps.
pub(super) const fn overtaken() -> SubmitError {
    SubmitError::Commit(CommitError::Stale)
}

/// Whether a profile is an account's own.
pub(super) fn owns(account: &Account, profile: &ProfileId) -> bool {
    account.profile.as_ref() == Some(profile)
}

/// Whether the account is still what it was when the permission was given: an import that runs for minutes stops where
/// somebody disabled whoever began it.
pub(super) fn still_holds(by: &Permission, accounts: &[Account]) -> Result<(), Refusal> {
    let holds = |account: &Account| {
        account.id == *by.account_id()
            && account.version == by.account().version
            && account.state == AccountState::Active
    };
    if accounts.iter().any(holds) { Ok(()) } else { Err(Refusal::Forbidden) }
}

/// Whether a permission is one to change that profile.
pub(super) fn may_edit(by: &Permission, profile: &ProfileId) -> Result<(), Refusal> {
    if !matches!(by.act(), Act::EditProfiles | Act::CloseDoors | Act::Import) {
        return Err(Refusal::Forbidden);
    }
    by.covers(profile)
}

/// Whether a permission is one to propose that a door be opened: not one for closing or confirming, and not by a session
/// that was left open. A token for automation may: what it proposes waits for a person.
pub(super) fn may_open(by: &Permission) -> Result<(), Refusal> {
    if !matches!(by.act(), Act::EditProfiles | Act::Import | Act::ConfirmChannels) {
        return Err(Refusal::Forbidden);
    }
    let visitor = by.visitor();
    if visitor.session().is_some() && visitor.strength() != Strength::Recent {
        return Err(Refusal::StepUp);
    }
    Ok(())
}

/// The profile as a change of it starts from.
pub(super) fn found<'a>(stored: &'a Stored, profile: &ProfileId) -> Result<&'a Profile, SubmitError> {
    stored.directory.profile(profile).ok_or(SubmitError::Unknown)
}
