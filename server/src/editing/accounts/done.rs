//! What an approved change of an account makes of it.

use directory::Timestamp;

use super::{entry, fits, is_last_owner, is_owner, is_raised, is_same_address};
use crate::alerts::AccountNews;
use crate::editing::second::decides;
use crate::editing::{DecideError, Editing};
use crate::store::Stored;
use crate::store::records::{Account, AccountChange, AccountState, Actor, Entry, Proposal, Proposed, Write};

/// How long the word of an account does not count that a proposal made, raised or reset: long enough for the letters
/// about it to be read.
pub(in crate::editing) const COUNTS_AFTER_SECONDS: i64 = 72 * 3_600;
/// How long a former alert address is still told.
const FORMER_ADDRESS_SECONDS: i64 = 30 * 86_400;

/// An account as it shall be, and what writes it.
pub(in crate::editing) struct Done {
    pub(in crate::editing) account: Account,
    pub(in crate::editing) entry: Entry,
    pub(in crate::editing) writes: Vec<Write>,
}

impl Editing {
    /// What a proposal makes of an account; nothing where it can be done no more.
    pub(in crate::editing) async fn account_after(
        &self,
        proposal: &Proposal,
        accounts: &[Account],
        stored: &Stored,
        at: Timestamp,
    ) -> Result<Option<Done>, DecideError> {
        let Proposed::Account { account: id, change } = &proposal.proposed else { return Ok(None) };
        let before = accounts.iter().find(|account| account.id == *id);
        let done = match (before, change) {
            (None, AccountChange::Invite { .. }) => invited(proposal, change, accounts, stored, at),
            (Some(before), AccountChange::SetRole { role, profile }) => {
                let after = Account { role: *role, profile: profile.clone(), ..before.clone() };
                let leaves_none = is_owner(before) && !is_owner(&after) && is_last_owner(accounts, before);
                let fits = fits(Some(before), *role, profile.as_ref(), accounts, stored).is_ok();
                let after = if is_raised(before, &after) { unproven(after, before, at) } else { after };
                (fits && !leaves_none).then(|| changed(AccountNews::RoleSet(*role), before, after, true, at))
            }
            (Some(before), AccountChange::Reset) => self.reset(proposal, before, accounts, at).await?,
            (Some(before), AccountChange::Enable) if before.state == AccountState::Disabled => {
                let signs_in = before.password.is_some() || !self.store.passkeys_of(id).await?.is_empty();
                let state = if signs_in { AccountState::Active } else { AccountState::Invited };
                let after = unproven(Account { state, ..before.clone() }, before, at);
                Some(changed(AccountNews::Enabled, before, after, true, at))
            }
            (Some(before), AccountChange::SetAlertAddress { address }) => {
                let former = (before.alert_address.clone(), at.plus_seconds(FORMER_ADDRESS_SECONDS));
                let after = Account {
                    alert_address: address.clone(),
                    former_alert_address: Some(former),
                    ..before.clone()
                };
                Some(changed(AccountNews::AlertAddressSet, before, after, false, at))
            }
            _ => None,
        };
        Ok(done)
    }

    /// Nothing that the account signed in by works any more; a one-time link sets it up anew.
    async fn reset(
        &self,
        proposal: &Proposal,
        before: &Account,
        accounts: &[Account],
        at: Timestamp,
    ) -> Result<Option<Done>, DecideError> {
        let ended = matches!(before.state, AccountState::Disabled | AccountState::Left);
        if ended || (is_owner(before) && is_last_owner(accounts, before)) {
            return Ok(None);
        }
        let after = Account {
            state: AccountState::Invited,
            password: None,
            reset_by: Some(proposal.proposed_by.clone()),
            ..before.clone()
        };
        let after = unproven(after, before, at);
        let mut done = changed(AccountNews::Reset, before, after, true, at);
        let account = || before.id.clone();
        let passkeys = self.store.passkeys_of(&before.id).await?;
        done.writes.extend(
            passkeys.into_iter().map(|passkey| Write::RemovePasskey { id: passkey.id, account: account() }),
        );
        if self.store.authenticator_of(&before.id).await?.is_some() {
            done.writes.push(Write::RemoveAuthenticator(account()));
        }
        done.writes.push(Write::SetRecoveryCodes { account: account(), hashes: Vec::new() });
        done.writes.push(Write::RevokeTokens { account: account(), at });
        done.writes.push(Write::EndLinks { account: Some(account()), at });
        // Whoever had it until now may have proposed what would be done by itself once it has cooled off.
        done.writes.push(Write::CancelProposals { by: Actor::Account(account()), at });
        Ok(Some(done))
    }
}

fn invited(
    proposal: &Proposal,
    change: &AccountChange,
    accounts: &[Account],
    stored: &Stored,
    at: Timestamp,
) -> Option<Done> {
    let (Proposed::Account { account: id, .. }, AccountChange::Invite { email, name, role, profile }) =
        (&proposal.proposed, change)
    else {
        return None;
    };
    let taken = accounts.iter().any(|account| is_same_address(account, email.as_str()));
    if taken || fits(None, *role, profile.as_ref(), accounts, stored).is_err() {
        return None;
    }
    let account = Account {
        id: id.clone(),
        email: email.clone(),
        name: name.clone(),
        role: *role,
        profile: profile.clone(),
        state: AccountState::Invited,
        password: None,
        version: 1,
        counts_from: at.plus_seconds(COUNTS_AFTER_SECONDS),
        decider_until: None,
        reset_by: None,
        alert_address: email.clone(),
        former_alert_address: None,
        created_at: at,
        created_by: proposal.proposed_by.clone(),
        revision: 1,
    };
    let entry = entry(AccountNews::Invited, &account, &account);
    let writes = vec![Write::AddAccount(Box::new(account.clone()))];
    Some(Done { account, entry, writes })
}

/// The account with a word that counts only later; if it had one, that it had is remembered.
fn unproven(after: Account, before: &Account, at: Timestamp) -> Account {
    let had_word = before.state == AccountState::Active && before.counts_from <= at && decides(before);
    Account {
        counts_from: at.plus_seconds(COUNTS_AFTER_SECONDS),
        decider_until: if had_word { Some(at) } else { before.decider_until },
        ..after
    }
}

fn changed(news: AccountNews, before: &Account, after: Account, ends_sessions: bool, at: Timestamp) -> Done {
    let version = before.version.saturating_add(u64::from(ends_sessions));
    let account = Account { version, revision: before.revision.saturating_add(1), ..after };
    let entry = entry(news, before, &account);
    let mut writes = vec![Write::ChangeAccount(Box::new(account.clone()))];
    if ends_sessions {
        writes.push(Write::EndSessions { account: account.id.clone(), except: None, at });
    }
    Done { account, entry, writes }
}
