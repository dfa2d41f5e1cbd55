//! Somebody leaves the newsroom: one act, by an owner, that closes whatever they could open.

use directory::{AccountId, Change, Status, Timestamp};

use super::accounts::{ended, found, is_last_owner, is_owner, keeps_accounts};
use super::judging::Judged;
use super::submit::overtaken;
use super::{Editing, OVERTAKEN_AT_MOST, SubmitError};
use crate::alerts::{AccountNews, Event};
use crate::auth::Permission;
use crate::store::records::{Account, AccountState, Entry, HistoryEntry, HistoryQuery, Work};
use crate::store::{ReadError, Stored};

/// How far back approvals are looked at again.
const APPROVALS_SECONDS: i64 = 30 * 86_400;
/// How many pages of the history are looked through for them.
const PAGES_AT_MOST: usize = 20;
/// How long one page is; the store gives no longer one.
const PAGE: usize = 500;

impl Editing {
    /// Somebody leaves: sessions, tokens and proposals end, desks lose the member, the profile is withdrawn. Returns
    /// what they approved in the last thirty days, to be looked at again.
    pub async fn leave(
        &self,
        by: &Permission,
        account: &AccountId,
    ) -> Result<Vec<HistoryEntry>, SubmitError> {
        keeps_accounts(by)?;
        let approvals = self.approvals_of(account, self.clock.now()).await?;
        for _ in 0..OVERTAKEN_AT_MOST {
            let accounts = self.store.accounts().await?;
            let stored = self.directory().await?;
            let before = found(&accounts, account)?;
            let work = self.leaving(by, before, &accounts, &stored, approvals.len()).await?;
            if self.write(work).await? {
                return Ok(approvals);
            }
        }
        Err(overtaken())
    }

    async fn leaving(
        &self,
        by: &Permission,
        before: &Account,
        accounts: &[Account],
        stored: &Stored,
        approvals: usize,
    ) -> Result<Work, SubmitError> {
        if before.state == AccountState::Left {
            return Err(SubmitError::Account("they have left already"));
        }
        if is_owner(before) && is_last_owner(accounts, before) {
            return Err(SubmitError::Account(
                "this is the last owner who can sign in: make another one first",
            ));
        }
        let at = self.clock.now();
        let after = Account { state: AccountState::Left, password: None, ..before.clone() };
        let mut work = self.lessened(by, before, after, AccountNews::Disabled, accounts, at)?;
        // What is written of an account that ends is the same; what is told of it is not.
        work.writes.retain(|write| !matches!(write, crate::store::records::Write::AddLetter(_)));
        work.entries = vec![Entry { account: Some(before.id.clone()), ..Entry::new("left") }];
        work.writes.extend(ended(before, at));
        let profile = before.profile.as_ref().and_then(|own| stored.directory.profile(own));
        if let Some(profile) = profile
            && profile.status != Status::Withdrawn
        {
            // Withdrawing takes them out of every desk they are a member of.
            let withdraw = vec![Change::Withdraw { profile: profile.id.clone() }];
            let judged = Judged::of(&stored.directory, &profile.id, withdraw, at)?;
            work.expected_revision = Some(stored.revision);
            work.accepted = judged.accepted;
            work.entries.push(self.closing(by, &profile.id, at).await?);
        }
        let event = Event::Left { account: before, profile, approvals, by: &by.actor() };
        work.writes.extend(self.told(&event, accounts, at));
        Ok(work)
    }

    /// What an account approved lately, newest first.
    async fn approvals_of(&self, account: &AccountId, at: Timestamp) -> Result<Vec<HistoryEntry>, ReadError> {
        let since = at.plus_seconds(-APPROVALS_SECONDS);
        let (mut approvals, mut before) = (Vec::new(), None);
        for _ in 0..PAGES_AT_MOST {
            let query = HistoryQuery { profile: None, account: Some(account.clone()), before, limit: PAGE };
            let entries = self.store.history(query).await?;
            let Some(last) = entries.last() else { break };
            let (reached, number) = (last.at < since, last.number);
            approvals.extend(entries.into_iter().filter(|entry| {
                entry.at >= since && entry.act == "approved" && entry.actor.account() == Some(account)
            }));
            if reached {
                break;
            }
            before = Some(number);
        }
        Ok(approvals)
    }
}
