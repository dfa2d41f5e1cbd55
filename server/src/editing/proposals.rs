//! What waits for a second person: drawing it up, and reading it.

use directory::{Profile, ProfileId, ProposalId, Timestamp};

use super::judging::{all, do_the_same};
use super::preview::{Shown, shown, shown_of_account};
use super::second::{is_alone, may_see};
use super::{Customs, DecideError, Editing, SubmitError};
use crate::alerts::Event;
use crate::auth::Permission;
use crate::secret::Random;
use crate::store::records::{
    Account, AccountChange, Actor, Entry, Proposal, ProposalState, Proposed, ShownHash, Work, Write,
};
use crate::store::{ReadError, Stored};

/// How long a proposal can be decided.
const WAITS_SECONDS: i64 = 7 * 86_400;
/// How many proposals wait for one profile or account.
const WAITING_FOR_ONE: usize = 20;
/// How many proposals wait in all.
const WAITING_IN_ALL: usize = 500;

/// A proposal being drawn up.
pub(super) struct Drawn<'a> {
    pub(super) proposed: Proposed,
    pub(super) base_revision: u64,
    /// The hash of what is shown of it.
    pub(super) shown: ShownHash,
    pub(super) by: Actor,
    /// The profile it would change, as it is; or the one that a proposal about an account would make theirs.
    pub(super) profile: Option<&'a Profile>,
    pub(super) account: Option<&'a Account>,
    pub(super) accounts: &'a [Account],
    /// The entry of the history that it would undo.
    pub(super) undoes: Option<u64>,
}

impl Editing {
    /// Adds a proposal to a transaction. One that already waits and does the same is handed back instead, and nothing
    /// is added.
    pub(super) async fn propose(&self, drawn: Drawn<'_>, work: &mut Work) -> Result<Proposal, SubmitError> {
        let at = work.at;
        let waiting = self.still_waiting(at).await?;
        if let Some(same) = alike(&waiting, &drawn.proposed, drawn.base_revision).next() {
            return Ok(same.clone());
        }
        if !has_room(&waiting, &drawn.proposed) {
            return Err(SubmitError::TooManyWaiting);
        }
        let (profile, account, accounts, undoes) =
            (drawn.profile, drawn.account, drawn.accounts, drawn.undoes);
        let proposal = drawn_up(drawn, self.customs, at);
        work.entries.push(entry_of_proposal(&proposal, undoes));
        let event = Event::Proposed { proposal: &proposal, profile, account };
        work.writes.extend(self.told(&event, accounts, at));
        work.writes.push(Write::AddProposal(Box::new(proposal.clone())));
        Ok(proposal)
    }

    /// What waits and has not expired.
    pub(super) async fn still_waiting(&self, at: Timestamp) -> Result<Vec<Proposal>, ReadError> {
        let mut waiting = self.store.proposals_waiting().await?;
        waiting.retain(|proposal| proposal.expires_at > at);
        Ok(waiting)
    }

    /// What waits, oldest first; only what this permission covers, and whatever they proposed themselves.
    pub async fn waiting(&self, by: &Permission) -> Result<Vec<Proposal>, ReadError> {
        let mut waiting = self.still_waiting(self.clock.now()).await?;
        waiting.retain(|proposal| may_see(by, proposal).is_ok() || proposal.proposed_by == by.actor());
        Ok(waiting)
    }

    /// A proposal, with what it shows; shown only while it waits, and its subject has not moved on.
    pub async fn proposal(
        &self,
        by: &Permission,
        id: &ProposalId,
    ) -> Result<(Proposal, Option<Shown>), DecideError> {
        let proposal = self.store.proposal(id).await?.ok_or(DecideError::Unknown)?;
        if may_see(by, &proposal).is_err() && proposal.proposed_by != by.actor() {
            return Err(DecideError::Unknown);
        }
        let waits = proposal.state == ProposalState::Waiting && proposal.expires_at > self.clock.now();
        let shown = if waits { self.shows(&proposal).await? } else { None };
        Ok((proposal, shown))
    }

    /// What a proposal shows today. Nothing, if its subject is gone or has moved on.
    async fn shows(&self, proposal: &Proposal) -> Result<Option<Shown>, ReadError> {
        let stored = self.directory().await?;
        match &proposal.proposed {
            Proposed::Profile { profile, .. } => {
                Ok(stored.directory.profile(profile).and_then(|now| self.shown_now(proposal, &stored, now)))
            }
            Proposed::Account { account, change } => {
                let account = self.store.account(account).await?;
                let revision = account.as_ref().map_or(0, |account| account.revision);
                let moved_on = revision != proposal.base_revision;
                let shown = shown_of_account(account.as_ref(), revision, change, &stored.directory);
                Ok(shown.ok().filter(|_| !moved_on))
            }
        }
    }

    /// What a proposal about a profile shows, recomputed as of the moment at which it was proposed from what the
    /// directory says now.
    pub(super) fn shown_now(&self, proposal: &Proposal, stored: &Stored, profile: &Profile) -> Option<Shown> {
        let Proposed::Profile { changes, .. } = &proposal.proposed else { return None };
        if profile.revision != proposal.base_revision {
            return None;
        }
        let applied = all(&stored.directory, changes, proposal.proposed_at).ok()?;
        let after = applied
            .iter()
            .rev()
            .flat_map(directory::Applied::profiles)
            .find(|after| after.id == profile.id)?;
        shown(&self.site, &stored.directory, profile, after, changes, proposal.proposed_at).ok()
    }
}

/// An entry of the history about a proposal.
pub(super) fn entry_of(act: &'static str, proposal: &Proposal) -> Entry {
    let (profile, account) = match &proposal.proposed {
        Proposed::Profile { profile, .. } => (Some(profile.clone()), None),
        Proposed::Account { account, .. } => (None, Some(account.clone())),
    };
    Entry { profile, account, proposal: Some(proposal.id.clone()), ..Entry::new(act) }
}

/// The proposal as it waits from now on.
pub(super) fn drawn_up(drawn: Drawn<'_>, customs: Customs, at: Timestamp) -> Proposal {
    let about = profile_of(&drawn.proposed);
    let cool_off_until =
        is_alone(drawn.accounts, &drawn.by, about, at).then(|| at.plus_seconds(customs.cool_off_seconds));
    Proposal {
        id: ProposalId::from_random(Random::system().octets()),
        base_revision: drawn.base_revision,
        shown: drawn.shown,
        proposed_by: drawn.by,
        proposed_at: at,
        // Somebody alone has time to see it, however long the newsroom lets it cool off.
        expires_at: at.plus_seconds(WAITS_SECONDS.max(customs.cool_off_seconds.saturating_mul(2))),
        cool_off_until,
        state: ProposalState::Waiting,
        decision: None,
        proposed: drawn.proposed,
    }
}

/// What the history says of a new proposal.
pub(super) fn entry_of_proposal(proposal: &Proposal, undoes: Option<u64>) -> Entry {
    Entry {
        detail: serde_json::json!({
            "proposed": proposal.proposed,
            "base_revision": proposal.base_revision,
            "shown": proposal.shown,
            "cool_off_until": proposal.cool_off_until,
            "undoes": undoes,
        }),
        ..entry_of("proposed", proposal)
    }
}

/// What waits already and does the same.
pub(super) fn alike<'a>(
    waiting: &'a [Proposal],
    proposed: &'a Proposed,
    base_revision: u64,
) -> impl Iterator<Item = &'a Proposal> {
    waiting.iter().filter(move |waiting| {
        waiting.base_revision == base_revision && does_the_same(&waiting.proposed, proposed)
    })
}

/// Whether one more may wait.
pub(super) fn has_room(waiting: &[Proposal], proposed: &Proposed) -> bool {
    let for_this = waiting.iter().filter(|waiting| are_about_one(&waiting.proposed, proposed)).count();
    for_this < WAITING_FOR_ONE && waiting.len() < WAITING_IN_ALL
}

fn does_the_same(one: &Proposed, other: &Proposed) -> bool {
    match (one, other) {
        (
            Proposed::Profile { profile: one, changes },
            Proposed::Profile { profile: other, changes: again },
        ) => one == other && do_the_same(changes, again),
        // Each invitation names a new account.
        (
            Proposed::Account { change: one @ AccountChange::Invite { .. }, .. },
            Proposed::Account { change: other, .. },
        ) => one == other,
        (one, other) => one == other,
    }
}

fn are_about_one(one: &Proposed, other: &Proposed) -> bool {
    match (one, other) {
        (Proposed::Profile { profile: one, .. }, Proposed::Profile { profile: other, .. }) => one == other,
        (Proposed::Account { account: one, .. }, Proposed::Account { account: other, .. }) => one == other,
        _ => false,
    }
}

/// The profile that a proposal is about.
pub(super) fn profile_of(proposed: &Proposed) -> Option<&ProfileId> {
    match proposed {
        Proposed::Profile { profile, .. } => Some(profile),
        Proposed::Account { .. } => None,
    }
}
