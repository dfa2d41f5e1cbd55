//! Who is a second person: the rules of deciding, and when there is nobody to decide.

use directory::{Act, ProfileId, Reach, Strength, Timestamp};

use super::{DecideError, Editing, NotSecond};
use crate::auth::{Permission, Refusal};
use crate::store::ReadError;
use crate::store::records::{Account, AccountState, Actor, HistoryEntry, HistoryQuery, Proposal, Proposed};

/// The act of the history that says whose link set an account up.
const LINK_USED: &str = "link_used";
/// How many pages of an account's history are looked through for it.
const PAGES_AT_MOST: usize = 40;
/// How long one page is; the store gives no longer one.
const PAGE: usize = 500;

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
        } else if is_reset_by(account, &proposal.proposed_by) {
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

    /// Whether the proposer made the link that set this account up anew: whoever proposed the reset, the account may be
    /// in the hands of whoever made the link.
    pub(super) async fn was_set_up_by(&self, account: &Account, proposer: &Actor) -> Result<bool, ReadError> {
        if account.reset_by.is_none() || proposer.account().is_none() {
            return Ok(false);
        }
        let mut before = None;
        for _ in 0..PAGES_AT_MOST {
            let query =
                HistoryQuery { profile: None, account: Some(account.id.clone()), before, limit: PAGE };
            let entries = self.store.history(query).await?;
            let Some(last) = entries.last() else { return Ok(false) };
            before = Some(last.number);
            let is_of_it =
                |entry: &&HistoryEntry| entry.act == LINK_USED && entry.account.as_ref() == Some(&account.id);
            if let Some(used) = entries.iter().find(is_of_it) {
                return Ok(used.detail.get("made_by") == Some(&serde_json::json!(proposer)));
            }
        }
        // So much was done since that it cannot be told.
        Ok(true)
    }
}

/// Whether the proposer opened the reset by which this account signs in. What is done on the console is trusted: it does
/// not make itself a second person.
fn is_reset_by(account: &Account, proposer: &Actor) -> bool {
    proposer.account().is_some() && account.reset_by.as_ref() == Some(proposer)
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
