//! Who is a second person: the rules of deciding, and when there is nobody to decide.

use directory::{Act, ProfileId, Reach, Strength, Timestamp};

use super::{DecideError, Editing, NotSecond};
use crate::auth::{Permission, Refusal};
use crate::store::records::{Account, AccountState, Actor, Proposal, Proposed};

/// For how long an account that lost its word keeps a change from being done alone: whoever disables the only colleague
/// does not thereby become the only one left.
pub(super) const REMEMBERED_SECONDS: i64 = 7 * 86_400;

impl Editing {
    /// Whether this account can be the second person for a proposal.
    pub fn may_decide(by: &Permission, proposal: &Proposal) -> Result<(), DecideError> {
        may_see(by, proposal)?;
        if by.act() != Act::DecideProposals || by.visitor().session().is_none() {
            return Err(Refusal::Forbidden.into());
        }
        let account = by.account();
        let not_second = if proposal.proposed_by == by.actor() {
            NotSecond::Proposer
        } else if matches!(&proposal.proposed, Proposed::Account { account: about, .. } if *about == account.id)
        {
            NotSecond::Subject
        } else if account.counts_from > by.at() {
            NotSecond::TooNew
        } else if account.reset_by.as_ref() == Some(&proposal.proposed_by) {
            NotSecond::ResetByProposer
        } else if account.state != AccountState::Active {
            return Err(Refusal::Forbidden.into());
        } else if by.visitor().strength() != Strength::Recent {
            return Err(Refusal::StepUp.into());
        } else {
            return Ok(());
        };
        Err(DecideError::NotTheSecondPerson(not_second))
    }
}

/// Whether a permission extends to a proposal: for anybody else it does not exist.
pub(super) fn may_see(by: &Permission, proposal: &Proposal) -> Result<(), Refusal> {
    match &proposal.proposed {
        Proposed::Profile { profile, .. } => by.covers(profile),
        Proposed::Account { account, .. }
            if by.reach() == Reach::Everything || account == by.account_id() =>
        {
            Ok(())
        }
        Proposed::Account { .. } => Err(Refusal::NotYours),
    }
}

/// Whether an account's word would count as a second person's, now, about what `proposer` proposes of that profile.
fn counts(account: &Account, proposer: &Actor, about: Option<&ProfileId>, at: Timestamp) -> bool {
    let reaches = match account.role.reaches(Act::DecideProposals) {
        Reach::Everything => true,
        Reach::Own => about.is_some() && account.profile.as_ref() == about,
        Reach::Nothing => false,
    };
    reaches
        && account.state == AccountState::Active
        && account.counts_from <= at
        && proposer.account() != Some(&account.id)
}

/// Whether there is nobody but the proposer whose word counts, and was nobody for the last days.
pub(super) fn is_alone(
    accounts: &[Account],
    proposer: &Actor,
    about: Option<&ProfileId>,
    at: Timestamp,
) -> bool {
    let others = || accounts.iter().filter(|account| proposer.account() != Some(&account.id));
    let had_word = |account: &Account| {
        account.decider_until.is_some_and(|until| until.plus_seconds(REMEMBERED_SECONDS) > at)
    };
    !others().any(|account| counts(account, proposer, about, at) || had_word(account))
}

/// Whether a role, with that profile of its own, decides anything at all.
pub(super) fn decides(account: &Account) -> bool {
    match account.role.reaches(Act::DecideProposals) {
        Reach::Everything => true,
        Reach::Own => account.profile.is_some(),
        Reach::Nothing => false,
    }
}
