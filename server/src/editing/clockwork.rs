//! What is done when its time has come, by nobody. Several nodes may do it at once: everything is written on a condition,
//! so that it is done once.

use directory::{Change, ChannelId, Profile, Status, Timestamp};

use super::decide::Deciding;
use super::judging::Judged;
use super::proposals::profile_of;
use super::second::is_alone;
use super::{DecideError, Editing, SubmitError};
use crate::alerts::Event;
use crate::store::records::{Account, AccountState, Actor, Decision, Proposal, ProposalState, Work};
use crate::store::{CommitError, Stored};

/// How many profiles the clock writes at a time, so that it never stands in an editor's way for long.
const PROFILES_AT_A_TIME: usize = 25;
/// How many it gives dates at a time: the newsroom that has grown its accounts later than its directory gets them once.
const DATED_AT_A_TIME: usize = 1_000;
/// The first and the last day on which channels that came without a date must be confirmed: spread out, so that a
/// newsroom that brought in everybody on one day is not asked to confirm everything on one day.
const STAGGERED_FROM_DAYS: i64 = 60;
const STAGGERED_TO_DAYS: i64 = 120;
const DAY_SECONDS: i64 = 86_400;

impl Editing {
    /// Does what a time has come for: proposals expire or have cooled off, channels are due, engagements end.
    pub async fn keep_time(&self) -> Result<(), SubmitError> {
        self.keep_proposals().await?;
        let at = self.clock.now();
        self.kept.rest(at).await;
        // Where nobody signs in, nobody has set an end, and nobody can confirm: a date would only hide everybody one day.
        let accounts = self.store.accounts().await?;
        let is_staffed = accounts.iter().any(|account| account.state == AccountState::Active);
        if !is_staffed || !self.kept.dates_are_due(at) {
            return Ok(());
        }
        self.end_engagements().await?;
        self.stagger().await?;
        self.remind().await
    }

    async fn keep_proposals(&self) -> Result<(), SubmitError> {
        for proposal in self.store.proposals_waiting().await? {
            let at = self.clock.now();
            let kept = if proposal.expires_at <= at {
                self.end(&proposal, ProposalState::Expired, Actor::Clock, None).await
            } else if proposal.cool_off_until.is_some_and(|until| until <= at) {
                self.cool_off(&proposal, at).await
            } else {
                Ok(())
            };
            match kept {
                // Another node did it first, or what it would do is refused by now: it waits, and expires.
                Ok(())
                | Err(
                    DecideError::Decided
                    | DecideError::Outdated
                    | DecideError::Unknown
                    | DecideError::Rule(_)
                    | DecideError::Commit(CommitError::Stale | CommitError::Conflict(_)),
                ) => {}
                Err(DecideError::Read(cause)) => return Err(cause.into()),
                Err(DecideError::Commit(cause)) => return Err(SubmitError::Commit(cause)),
                // The clock asks for no permission and makes no remark.
                Err(
                    DecideError::Refused(_) | DecideError::NotTheSecondPerson(_) | DecideError::RemarkNeeded,
                ) => {}
            }
        }
        Ok(())
    }

    /// Does what nobody else could confirm, if there is still nobody. If there is somebody by now, it waits for them.
    async fn cool_off(&self, proposal: &Proposal, at: Timestamp) -> Result<(), DecideError> {
        let accounts = self.store.accounts().await?;
        if !is_alone(&accounts, &proposal.proposed_by, profile_of(&proposal.proposed), at) {
            return Ok(());
        }
        let decision = Decision { by: Actor::Clock, at, checked: None, remark: None };
        let deciding = Deciding { state: ProposalState::CooledOff, decision, shown: None };
        self.carry_out(&proposal.id, &deciding).await.map(|_| ())
    }

    /// Pauses whoever's engagement has ended. Sources have seen them as paused since that moment; now the books say so
    /// too, and people are told, once.
    async fn end_engagements(&self) -> Result<(), SubmitError> {
        let at = self.clock.now();
        let stored = self.directory().await?;
        let ended: Vec<&Profile> = stored
            .directory
            .profiles()
            .filter(|profile| profile.status == Status::Listed && profile.has_ended(at))
            .take(PROFILES_AT_A_TIME)
            .collect();
        if ended.is_empty() {
            return Ok(());
        }
        let accounts = self.store.accounts().await?;
        let pauses = ended.iter().map(|profile| Change::Pause { profile: profile.id.clone(), until: None });
        self.write_as_clock(&stored, pauses.collect(), &accounts, at).await
    }

    /// Gives channels that came without a date one, each by a hash of its own name.
    async fn stagger(&self) -> Result<(), SubmitError> {
        let at = self.clock.now();
        let stored = self.directory().await?;
        let undated: Vec<&Profile> =
            stored.directory.profiles().filter(|profile| is_undated(profile)).collect();
        if undated.is_empty() {
            return Ok(());
        }
        // A proposal about a profile would be outdated by this; the date can wait for it.
        let waiting = self.still_waiting(at).await?;
        let waits = |profile: &Profile| {
            waiting.iter().any(|proposal| profile_of(&proposal.proposed) == Some(&profile.id))
        };
        let chosen = undated.into_iter().filter(|profile| !waits(profile)).take(DATED_AT_A_TIME);
        let changes = chosen.flat_map(|profile| dates(profile, at)).collect();
        self.write_as_clock(&stored, changes, &[], at).await
    }

    /// Does changes that open no door, as the clock. Each of a profile is judged on top of the one before; when somebody
    /// else's edit comes first, all of them wait for the next time.
    async fn write_as_clock(
        &self,
        stored: &Stored,
        changes: Vec<Change>,
        told: &[Account],
        at: Timestamp,
    ) -> Result<(), SubmitError> {
        let mut work = Work { expected_revision: Some(stored.revision), ..Work::new(Actor::Clock, at) };
        let mut directory = stored.directory.clone();
        for change in changes {
            let Some(profile) = change.profile().cloned() else { continue };
            let Some(before) = directory.profile(&profile).cloned() else { continue };
            // What the rules refuse today (a key that has expired, say) is left as it is.
            let Ok(judged) = Judged::of(&directory, &profile, vec![change.clone()], at) else { continue };
            if judged.door == directory::Door::Opens {
                continue;
            }
            if !told.is_empty() {
                let event = Event::ProfileChanged {
                    profile: &before,
                    changes: std::slice::from_ref(&change),
                    door: judged.door,
                    by: &Actor::Clock,
                };
                work.writes.extend(self.told(&event, told, at));
            }
            for accepted in &judged.accepted {
                directory.absorb(accepted.applied.clone());
            }
            work.accepted.extend(judged.accepted);
        }
        if work.accepted.is_empty() {
            return Ok(());
        }
        self.write(work).await.map(|_| ())
    }
}

/// Whether a published profile has a channel that came without a date.
fn is_undated(profile: &Profile) -> bool {
    matches!(profile.status, Status::Listed | Status::Paused)
        && profile.channels.iter().any(|channel| channel.confirm_by.is_none())
}

/// What gives dates to the channels of a profile that came without one.
fn dates(profile: &Profile, at: Timestamp) -> Vec<Change> {
    let undated = profile.channels.iter().filter(|channel| channel.confirm_by.is_none());
    let dated = undated.map(|channel| Change::DateChannel {
        profile: profile.id.clone(),
        channel: channel.id.clone(),
        confirm_by: staggered(&channel.id, at),
    });
    dated.collect()
}

/// The date by which a channel that came without one must be confirmed.
pub(super) fn staggered(channel: &ChannelId, at: Timestamp) -> Timestamp {
    use sha2::Digest as _;
    let digest: [u8; 32] = sha2::Sha256::digest(channel.as_str().as_bytes()).into();
    let [high, low, ..] = digest;
    let spread = i64::from(u16::from_be_bytes([high, low])) % (STAGGERED_TO_DAYS - STAGGERED_FROM_DAYS + 1);
    at.plus_seconds((STAGGERED_FROM_DAYS + spread) * DAY_SECONDS)
}
