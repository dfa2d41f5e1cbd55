//! One's own password, and what one can sign in with.

use directory::AccountId;

use super::session::about;
use super::{AccountError, Auth, Factors, Means, Opened, SignInError, Visitor, drawn, password};
use crate::secret::{Random, Secret};
use crate::store::CommitError;
use crate::store::records::{Account, SessionRecord, TokenHash, Write};
use directory::SessionId;

impl Auth {
    /// Sets a new password; ends every other session.
    pub async fn change_password(
        &self,
        visitor: &Visitor,
        current: Option<Secret<String>>,
        new: Secret<String>,
    ) -> Result<Opened, AccountError> {
        let Means::Browser(session) = &visitor.means else { return Err(AccountError::Unknown) };
        let account = self.store.account(&visitor.account.id).await?.ok_or(AccountError::Unknown)?;
        if account.version != session.account_version {
            return Err(AccountError::Unknown);
        }
        if let Some(stored) = account.password.clone() {
            self.check_current(&account, current, stored).await?;
        }
        let phc = self.hash_new(&account, &new).await?;
        let mut work = self.work_of(visitor);
        let account = Account {
            password: Some(phc),
            version: account.version + 1,
            revision: account.revision + 1,
            ..account
        };
        let cookie = drawn();
        let session = SessionRecord {
            id: SessionId::from_random(Random::system().octets()),
            hash: Some(TokenHash::of(cookie.expose())),
            account_version: account.version,
            seen_at: work.at,
            ..session.clone()
        };
        let (id, at) = (account.id.clone(), work.at);
        work.entries.push(about(&account, "password_changed"));
        work.writes.push(Write::ChangeAccount(Box::new(account.clone())));
        // They are over by their version; this says so in the list, too.
        work.writes.push(Write::EndSessions { account: id.clone(), except: None, at });
        work.writes.push(Write::RevokeTokens { account: id, at });
        work.writes.push(Write::AddSession(session.clone()));
        self.store.write(work).await?;
        let is_set_up = visitor.is_set_up;
        Ok(Opened { visitor: Visitor { account, means: Means::Browser(session), at, is_set_up }, cookie })
    }

    /// What the account has: its passkeys, whether an authenticator app, how many recovery codes.
    pub async fn factors(&self, account: &AccountId) -> Result<Factors, crate::store::ReadError> {
        let app = self.store.authenticator_of(account).await?;
        let has_password =
            self.store.account(account).await?.is_some_and(|account| account.password.is_some());
        Ok(Factors {
            passkeys: self.store.passkeys_of(account).await?,
            authenticator_since: app.map(|app| app.added_at),
            has_password,
            recovery_codes: self.store.recovery_codes_left(account).await?,
        })
    }

    /// Judges a new password, and hashes it.
    pub(super) async fn hash_new(
        &self,
        account: &Account,
        new: &Secret<String>,
    ) -> Result<Secret<String>, AccountError> {
        let context = password::context(&[account.email.as_str(), account.name.as_str(), &self.host]);
        let judged = new.clone();
        let verdict = self.hasher.aside(move || password::judge(judged.expose(), &context)).await;
        verdict.map_err(SignInError::from)??;
        Ok(self.hasher.hash(new.clone()).await.map_err(SignInError::from)?)
    }

    async fn check_current(
        &self,
        account: &Account,
        current: Option<Secret<String>>,
        stored: Secret<String>,
    ) -> Result<(), AccountError> {
        self.throttle.try_code(&account.id, self.clock.now())?;
        let current = current.filter(|current| password::can_be_one(current.expose()));
        let current = current.ok_or(AccountError::SignIn(SignInError::Refused))?;
        if !self.hasher.verify(current, Some(stored)).await.map_err(SignInError::from)? {
            self.refusals.note(&account.id);
            return Err(SignInError::Refused.into());
        }
        self.throttle.code_succeeded(&account.id);
        Ok(())
    }
}

/// An account that was changed by somebody else in the same moment is not known as it was.
pub(super) fn moved_on(error: CommitError) -> AccountError {
    match error {
        CommitError::Stale => AccountError::Unknown,
        error => error.into(),
    }
}
