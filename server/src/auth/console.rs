//! Accounts, as kept by whoever can run commands on the server itself. They could write into the database as well, so
//! that one is enough; what they do stands in the history as the console's, and counts at once.

use directory::channel::EmailAddress;
use directory::{AccountId, Act, Name, ProfileId, Reach, Role, Timestamp};
use serde_json::json;

use super::jwt::SigningKey;
use super::link::{add_link, made, new_account};
use super::own_account::moved_on;
use super::session::about;
use super::{AccountError, Auth, MadeLink};
use crate::store::records::{
    Account, AccountState, Actor, Entry, LinkPurpose, SigningKeyRecord, Work, Write,
};
use crate::store::{CommitError, Conflict, ReadError};

impl Auth {
    /// Makes an account that waits for its link, and the link.
    pub async fn add_account_on_console(
        &self,
        email: EmailAddress,
        name: Name,
        role: Role,
        profile: Option<ProfileId>,
    ) -> Result<(Account, MadeLink), AccountError> {
        let mut work = Work::new(Actor::Console, self.clock.now());
        let account = Account { profile, ..new_account(&email, name, role, Actor::Console, work.at) };
        work.entries.push(made(&account));
        work.writes.push(Write::AddAccount(Box::new(account.clone())));
        // There is an account now: nobody becomes the first owner any more.
        work.writes.push(Write::EndLinks { account: None, at: work.at });
        let link = add_link(&mut work, LinkPurpose::Invitation, Some(&account));
        match self.store.write(work).await {
            Ok(_) => Ok((account, link)),
            Err(CommitError::Conflict(Conflict::Account)) => {
                Err(AccountError::Field { field: "email", reason: "is another account's address".to_owned() })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Begins an account anew: everything that signs in to it ends, and a link sets it up again.
    pub async fn reset_on_console(&self, account: &AccountId) -> Result<MadeLink, AccountError> {
        let account = self.store.account(account).await?.ok_or(AccountError::Unknown)?;
        if account.state == AccountState::Left {
            return Err(AccountError::Unknown);
        }
        let mut work = Work::new(Actor::Console, self.clock.now());
        let lost = if could_decide(&account, work.at) { Some(work.at) } else { account.decider_until };
        let reset = Account {
            state: AccountState::Invited,
            password: None,
            reset_by: Some(Actor::Console),
            counts_from: work.at,
            decider_until: lost,
            ..next(account)
        };
        work.entries.push(about(&reset, "account_reset"));
        work.writes.push(Write::ChangeAccount(Box::new(reset.clone())));
        self.take_factors_away(&reset.id, &mut work).await?;
        // Whoever had it until now may have proposed what would be done by itself once it has cooled off.
        let by = Actor::Account(reset.id.clone());
        work.writes.push(Write::CancelProposals { by, at: work.at });
        let link = add_link(&mut work, LinkPurpose::Reset, Some(&reset));
        self.store.write(work).await.map_err(moved_on)?;
        Ok(link)
    }

    /// Keeps an account from signing in, until it is enabled again.
    pub async fn disable_on_console(&self, account: &AccountId) -> Result<(), AccountError> {
        let account = self.store.account(account).await?.ok_or(AccountError::Unknown)?;
        if !matches!(account.state, AccountState::Active | AccountState::Invited) {
            return Err(AccountError::Unknown);
        }
        let mut work = Work::new(Actor::Console, self.clock.now());
        let (id, at) = (account.id.clone(), work.at);
        let lost = if could_decide(&account, at) { Some(at) } else { account.decider_until };
        let disabled = Account { state: AccountState::Disabled, decider_until: lost, ..next(account) };
        work.entries.push(about(&disabled, "account_disabled"));
        work.writes.extend([
            Write::ChangeAccount(Box::new(disabled)),
            Write::EndSessions { account: id.clone(), except: None, at },
            Write::RevokeTokens { account: id.clone(), at },
            Write::EndLinks { account: Some(id.clone()), at },
            Write::CancelProposals { by: Actor::Account(id), at },
        ]);
        self.store.write(work).await.map_err(moved_on)?;
        Ok(())
    }

    /// Lets a disabled account sign in again, with what it had.
    pub async fn enable_on_console(&self, account: &AccountId) -> Result<(), AccountError> {
        let account = self.store.account(account).await?.ok_or(AccountError::Unknown)?;
        if account.state != AccountState::Disabled {
            return Err(AccountError::Unknown);
        }
        let mut work = Work::new(Actor::Console, self.clock.now());
        // One that was never set up, or that was reset before, still waits for a link.
        let is_set_up = self.has_second_factor(&account.id).await?;
        let state = if is_set_up { AccountState::Active } else { AccountState::Invited };
        let enabled = Account { state, counts_from: work.at, ..next(account) };
        work.entries.push(Entry { detail: json!({ "state": state }), ..about(&enabled, "account_enabled") });
        work.writes.push(Write::ChangeAccount(Box::new(enabled)));
        self.store.write(work).await.map_err(moved_on)?;
        Ok(())
    }

    /// Whether this server's key opens every key that signs access tokens: not so after a restore without it.
    pub async fn opens_stored_keys(&self) -> Result<bool, ReadError> {
        Ok(self.store.signing_keys().await?.iter().all(|record| self.opens(record)))
    }

    /// Takes away the keys that sign access tokens, and that this server's key does not open.
    pub async fn forget_keys_on_console(&self) -> Result<(), AccountError> {
        let mut work = Work::new(Actor::Console, self.clock.now());
        let lost = self.store.signing_keys().await?.into_iter().filter(|record| !self.opens(record));
        work.writes.extend(lost.map(|record| Write::RemoveSigningKey { kid: record.kid }));
        if work.writes.is_empty() {
            return Ok(());
        }
        let detail = json!({ "keys": work.writes.len() });
        work.entries.push(Entry { detail, ..Entry::new("signing_keys_forgotten") });
        self.store.write(work).await?;
        Ok(())
    }

    fn opens(&self, record: &SigningKeyRecord) -> bool {
        SigningKey::open(&self.sealing, &record.kid, &record.sealed).is_ok()
    }
}

/// The account's next version: what was signed in under this one is over.
fn next(account: Account) -> Account {
    Account { version: account.version + 1, revision: account.revision + 1, ..account }
}

/// Whether an account can be the second person for what others propose.
fn could_decide(account: &Account, at: Timestamp) -> bool {
    account.state == AccountState::Active
        && account.counts_from <= at
        && account.role.reaches(Act::DecideProposals) != Reach::Nothing
}
