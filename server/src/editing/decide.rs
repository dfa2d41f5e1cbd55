//! The second person's decision. What it does, what became of the proposal, the history and the letters are one
//! transaction, of which one condition is that the proposal still waits: of two who decide at once, one does.

use directory::{Act, ProposalId, Timestamp};

use super::judging::Judged;
use super::preview::shown_of_account;
use super::proposals::{entry_of, profile_of};
use super::second::may_see;
use super::submit::still_holds;
use super::{DecideError, Editing, OVERTAKEN_AT_MOST, Outcome, Remark};
use crate::alerts::Event;
use crate::auth::{Permission, Refusal};
use crate::store::records::{
    Account, Actor, Checked, Decision, Entry, Proposal, ProposalState, Proposed, ShownHash, Work, Write,
};
use crate::store::{CommitError, Stored};

/// A decision about to be written.
pub(super) struct Deciding {
    pub(super) state: ProposalState,
    pub(super) decision: Decision,
    /// The hash that the approver confirms; none where the clock does what has cooled off.
    pub(super) shown: Option<ShownHash>,
}

/// What one attempt came to.
enum Attempt {
    Done(Outcome),
    /// Somebody else's edit came first: judge again.
    Overtaken,
}

impl Editing {
    /// Confirms and does it. `shown` is the hash of what the approver saw.
    pub async fn approve(
        &self,
        by: &Permission,
        id: &ProposalId,
        shown: &ShownHash,
        checked: Checked,
        remark: Option<String>,
    ) -> Result<Outcome, DecideError> {
        let remark = parsed(remark)?;
        if checked == Checked::Other && remark.is_none() {
            return Err(DecideError::RemarkNeeded);
        }
        let proposal = self.covered(by, id).await?;
        Self::may_decide(by, &proposal)?;
        still_holds(by, &self.store.accounts().await?)?;
        if self.was_set_up_by(by.account(), &proposal.proposed_by).await? {
            return Err(DecideError::NotTheSecondPerson(super::NotSecond::ResetByProposer));
        }
        let decision = Decision {
            by: by.actor(),
            at: self.clock.now(),
            checked: Some(checked),
            remark: remark.map(String::from),
        };
        let deciding = Deciding { state: ProposalState::Approved, decision, shown: Some(shown.clone()) };
        self.carry_out(id, &deciding).await
    }

    /// Refuses it. Whoever may see it as a second person may, also one who could not confirm it: one person closes a door.
    pub async fn refuse(
        &self,
        by: &Permission,
        id: &ProposalId,
        remark: Option<String>,
    ) -> Result<(), DecideError> {
        let remark = parsed(remark)?;
        let proposal = self.covered(by, id).await?;
        if by.act() != Act::DecideProposals || by.visitor().session().is_none() {
            return Err(Refusal::Forbidden.into());
        }
        if proposal.proposed_by == by.actor() {
            return Err(DecideError::NotTheSecondPerson(super::NotSecond::Proposer));
        }
        let remark = remark.map(String::from);
        self.end(&proposal, ProposalState::Refused, by.actor(), remark).await
    }

    /// Takes one's own proposal back.
    pub async fn cancel(&self, by: &Permission, id: &ProposalId) -> Result<(), DecideError> {
        let proposal = self.store.proposal(id).await?;
        let proposal =
            proposal.filter(|proposal| proposal.proposed_by == by.actor()).ok_or(DecideError::Unknown)?;
        self.end(&proposal, ProposalState::Cancelled, by.actor(), None).await
    }

    /// The proposal, if this permission extends to it. For anybody else it does not exist.
    async fn covered(&self, by: &Permission, id: &ProposalId) -> Result<Proposal, DecideError> {
        let proposal = self.store.proposal(id).await?.ok_or(DecideError::Unknown)?;
        match may_see(by, &proposal) {
            Ok(()) => Ok(proposal),
            Err(_) => Err(DecideError::Unknown),
        }
    }

    /// Does what a proposal says, as that decision.
    pub(super) async fn carry_out(
        &self,
        id: &ProposalId,
        deciding: &Deciding,
    ) -> Result<Outcome, DecideError> {
        for _ in 0..OVERTAKEN_AT_MOST {
            let proposal = self.store.proposal(id).await?.ok_or(DecideError::Unknown)?;
            let at = self.clock.now();
            if proposal.state != ProposalState::Waiting || proposal.expires_at <= at {
                return Err(DecideError::Decided);
            }
            let attempt = match &proposal.proposed {
                Proposed::Profile { .. } => self.change_profile(&proposal, deciding, at).await?,
                Proposed::Account { .. } => self.change_account_as_proposed(&proposal, deciding, at).await?,
            };
            if let Attempt::Done(outcome) = attempt {
                return Ok(outcome);
            }
        }
        Err(DecideError::Commit(CommitError::Stale))
    }

    async fn change_profile(
        &self,
        proposal: &Proposal,
        deciding: &Deciding,
        at: Timestamp,
    ) -> Result<Attempt, DecideError> {
        let stored = self.directory().await?;
        let Proposed::Profile { profile, changes } = &proposal.proposed else {
            return Err(DecideError::Unknown);
        };
        let before = stored.directory.profile(profile);
        // What would be seen today, as of the day on which it was proposed.
        let shown = before.and_then(|before| self.shown_now(proposal, &stored, before));
        let (Some(before), Some(shown)) = (before, shown) else { return self.outdated(proposal).await };
        if shown.hash != proposal.shown {
            return self.outdated(proposal).await;
        }
        if deciding.shown.as_ref().is_some_and(|saw| *saw != shown.hash) {
            // They saw something else; it is still there for whoever looks at it.
            return Err(DecideError::Outdated);
        }
        let judged = Judged::of(&stored.directory, profile, changes.clone(), at)?;
        let accounts = self.store.accounts().await?;
        let mut work = Work {
            expected_revision: Some(stored.revision),
            accepted: judged.accepted,
            ..written(proposal, deciding, at)
        };
        let decided = as_decided(proposal, deciding);
        let event = Event::Decided { proposal: &decided, profile: Some(before), account: None };
        work.writes.extend(self.told(&event, &accounts, at));
        self.attempted(work, Outcome::Applied { revision: judged.after.revision }).await
    }

    async fn change_account_as_proposed(
        &self,
        proposal: &Proposal,
        deciding: &Deciding,
        at: Timestamp,
    ) -> Result<Attempt, DecideError> {
        let stored = self.directory().await?;
        let Proposed::Account { account, change } = &proposal.proposed else {
            return Err(DecideError::Unknown);
        };
        let accounts = self.store.accounts().await?;
        let before = accounts.iter().find(|known| known.id == *account);
        let revision = before.map_or(0, |before| before.revision);
        let shown = shown_of_account(before, revision, change, &stored.directory);
        if !shown.is_ok_and(|shown| shown.hash == proposal.shown) || revision != proposal.base_revision {
            return self.outdated(proposal).await;
        }
        if deciding.shown.as_ref().is_some_and(|saw| *saw != proposal.shown) {
            return Err(DecideError::Outdated);
        }
        let mut work = written(proposal, deciding, at);
        let done = self.account_after(proposal, &accounts, &stored, at).await?;
        // Somebody else has the address by now, or the last owner would be gone.
        let Some(done) = done else { return self.outdated(proposal).await };
        work.entries.push(done.entry);
        work.writes.extend(done.writes);
        let decided = as_decided(proposal, deciding);
        let event =
            Event::Decided { proposal: &decided, profile: None, account: before.or(Some(&done.account)) };
        work.writes.extend(self.told(&event, &accounts, at));
        self.attempted(work, Outcome::Applied { revision: done.account.revision }).await
    }

    async fn attempted(&self, work: Work, outcome: Outcome) -> Result<Attempt, DecideError> {
        match self.store.write(work).await {
            Ok(_) => Ok(Attempt::Done(outcome)),
            Err(CommitError::Stale) => Ok(Attempt::Overtaken),
            Err(cause) => Err(DecideError::Commit(cause)),
        }
    }

    /// Notes that the subject has moved on.
    async fn outdated(&self, proposal: &Proposal) -> Result<Attempt, DecideError> {
        self.end(proposal, ProposalState::Outdated, Actor::Clock, None).await?;
        Err(DecideError::Outdated)
    }

    /// Ends a proposal without doing it.
    pub(super) async fn end(
        &self,
        proposal: &Proposal,
        state: ProposalState,
        by: Actor,
        remark: Option<String>,
    ) -> Result<(), DecideError> {
        if proposal.state != ProposalState::Waiting {
            return Err(DecideError::Decided);
        }
        let at = self.clock.now();
        let decision = Decision { by, at, checked: None, remark };
        let deciding = Deciding { state, decision, shown: None };
        let mut work = written(proposal, &deciding, at);
        let stored: std::sync::Arc<Stored> = self.directory().await?;
        let accounts = self.store.accounts().await?;
        let decided = as_decided(proposal, &deciding);
        let event = Event::Decided {
            proposal: &decided,
            profile: profile_of(&proposal.proposed).and_then(|profile| stored.directory.profile(profile)),
            account: about(&proposal.proposed, &accounts),
        };
        work.writes.extend(self.told(&event, &accounts, at));
        match self.store.write(work).await {
            Ok(_) => Ok(()),
            // The only condition is that it waits.
            Err(CommitError::Stale) => Err(DecideError::Decided),
            Err(cause) => Err(DecideError::Commit(cause)),
        }
    }
}

/// What every decision writes: the proposal's state, on the condition that it still waits, and the history.
fn written(proposal: &Proposal, deciding: &Deciding, at: Timestamp) -> Work {
    let mut work = Work::new(deciding.decision.by.clone(), at);
    work.entries.push(entry_of_decision(proposal, deciding));
    work.writes.push(Write::DecideProposal {
        id: proposal.id.clone(),
        state: deciding.state,
        decision: deciding.decision.clone(),
    });
    work
}

fn about<'a>(proposed: &Proposed, accounts: &'a [Account]) -> Option<&'a Account> {
    let Proposed::Account { account, .. } = proposed else { return None };
    accounts.iter().find(|known| known.id == *account)
}

fn as_decided(proposal: &Proposal, deciding: &Deciding) -> Proposal {
    Proposal { state: deciding.state, decision: Some(deciding.decision.clone()), ..proposal.clone() }
}

fn entry_of_decision(proposal: &Proposal, deciding: &Deciding) -> Entry {
    let act = match deciding.state {
        ProposalState::Approved | ProposalState::Waiting => "approved",
        ProposalState::Refused => "refused",
        ProposalState::Cancelled => "cancelled",
        ProposalState::Expired => "expired",
        ProposalState::Outdated => "outdated",
        ProposalState::CooledOff => "cooled_off",
    };
    let detail = serde_json::json!({
        "proposed_by": proposal.proposed_by,
        "shown": proposal.shown,
        "checked": deciding.decision.checked,
        "remark": deciding.decision.remark,
    });
    Entry { detail, ..entry_of(act, proposal) }
}

/// A remark of nothing but white space is none.
fn parsed(remark: Option<String>) -> Result<Option<Remark>, DecideError> {
    let said = remark.filter(|text| !text.trim().is_empty());
    said.map(|text| Remark::parse(&text).map_err(|_| DecideError::RemarkNeeded)).transpose()
}
