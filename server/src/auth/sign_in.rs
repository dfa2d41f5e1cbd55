//! Signing in by password and code.
//!
//! Whoever is refused learns nothing: the answer, and the work it takes, are the same for an address without an account,
//! for an account that is not in use or has no password, and for a wrong password. Only whoever knows the password is
//! told that a code is needed.

use directory::channel::EmailAddress;

use super::hasher::Busy;
use super::totp::{AppSecret, Digits};
use super::{AddressClass, Auth, Credentials, Opened, SignInError, Tokens, password, recovery};
use crate::secret::Secret;
use crate::store::CommitError;
use crate::store::records::{Account, AccountState, Actor, SignInMeans, Work, Write};

/// Somebody who has shown both factors. Neither is used up before `work` is written.
struct Proven {
    account: Account,
    how: SignInMeans,
    work: Work,
    attempt: Attempt,
}

/// What is given back of a try that succeeded, and remembered of one that did not.
struct Attempt {
    from: AddressClass,
    name: String,
    password: Secret<String>,
}

impl Auth {
    /// Opens a browser session by password and code.
    pub async fn sign_in(&self, credentials: Credentials, from: AddressClass) -> Result<Opened, SignInError> {
        let Proven { account, how, work, attempt } = self.prove(credentials, from).await?;
        let opened = self.open_session(account.clone(), how, work).await;
        self.conclude(&account, attempt, opened).await
    }

    /// Opens an API session by password and code.
    pub async fn sign_in_api(
        &self,
        credentials: Credentials,
        from: AddressClass,
    ) -> Result<Tokens, SignInError> {
        let Proven { account, how, work, attempt } = self.prove(credentials, from).await?;
        let opened = self.open_api_session(&account, how, work).await;
        self.conclude(&account, attempt, opened).await
    }

    async fn prove(&self, credentials: Credentials, from: AddressClass) -> Result<Proven, SignInError> {
        let Credentials { email, password, code } = credentials;
        self.admit(from)?;
        // What is no address is nobody's. It is counted and hashed for all the same.
        let email = EmailAddress::parse(&email).ok().map(|email| folded(&email));
        let name = email.as_ref().map_or_else(String::new, |email| email.as_str().to_owned());
        let now = self.clock.now();
        self.throttle.try_name(&name, now)?;
        let known = match &email {
            Some(email) => self.store.account_by_email(email.as_str()).await?,
            None => None,
        };
        let account = known.clone().filter(|account| account.state == AccountState::Active);
        let can_be_right = password::can_be_one(password.expose());
        let tried = if can_be_right { password.clone() } else { Secret::new(String::new()) };
        let stored = account.as_ref().filter(|_| can_be_right).and_then(|account| account.password.clone());
        let is_right = self.hasher.verify(tried, stored).await?;
        let Some(account) = account.filter(|_| is_right) else {
            if let Some(known) = known {
                self.refusals.note(&known.id);
            }
            return Err(SignInError::Refused);
        };
        let mut work = Work::new(Actor::Account(account.id.clone()), now);
        let how = self.show_code(&account, code.as_ref(), &mut work).await?;
        Ok(Proven { account, how, work, attempt: Attempt { from, name, password } })
    }

    /// Adds to `work` what using a code writes. A recovery code is only known to be right when that is written.
    async fn show_code(
        &self,
        account: &Account,
        code: Option<&Secret<String>>,
        work: &mut Work,
    ) -> Result<SignInMeans, SignInError> {
        let code = code.map(|code| code.expose().trim()).filter(|code| !code.is_empty());
        let Some(code) = code else { return Err(SignInError::CodeNeeded) };
        self.throttle.try_code(&account.id, work.at)?;
        let how = self.use_code(account, code, work).await?;
        if how.is_none() {
            self.refusals.note(&account.id);
        }
        how.ok_or(SignInError::Refused)
    }

    /// The same for whoever is signed in already.
    pub(super) async fn use_code(
        &self,
        account: &Account,
        code: &str,
        work: &mut Work,
    ) -> Result<Option<SignInMeans>, SignInError> {
        if let Some(digits) = Digits::parse(code) {
            let Some(app) = self.store.authenticator_of(&account.id).await? else { return Ok(None) };
            let Ok(secret) = AppSecret::open(&self.sealing, &account.id, &app.secret) else {
                tracing::error!(
                    "an authenticator app was sealed by another key: its owner needs a recovery code"
                );
                return Ok(None);
            };
            let Some(step) = secret.check(&digits, work.at, app.last_step) else { return Ok(None) };
            work.writes.push(Write::UseAuthenticator { account: account.id.clone(), step });
            return Ok(Some(SignInMeans::PasswordAndCode));
        }
        let Some(hash) = recovery::hash_of(&account.id, code) else { return Ok(None) };
        let left = self.store.recovery_codes_left(&account.id).await?.saturating_sub(1);
        work.writes.push(Write::UseRecoveryCode { account: account.id.clone(), hash, at: work.at });
        work.entries.push(recovery::used(account, left));
        Ok(Some(SignInMeans::PasswordAndRecoveryCode))
    }

    async fn conclude<T>(
        &self,
        account: &Account,
        attempt: Attempt,
        opened: Result<T, SignInError>,
    ) -> Result<T, SignInError> {
        match opened {
            Ok(opened) => {
                self.throttle.succeeded_from(attempt.from);
                self.throttle.name_succeeded(&attempt.name);
                self.throttle.code_succeeded(&account.id);
                self.hash_anew(account, attempt.password).await;
                Ok(opened)
            }
            // The code was used at the same moment, or was none.
            Err(SignInError::Commit(CommitError::Stale)) => {
                self.refusals.note(&account.id);
                Err(SignInError::Refused)
            }
            Err(error) => Err(error),
        }
    }

    /// Hashes a password by today's recipe, if it was hashed by another. Should that not work now, it will next time.
    async fn hash_anew(&self, account: &Account, password: Secret<String>) {
        if account.password.as_ref().is_none_or(|phc| !self.hasher.needs_rehash(phc)) {
            return;
        }
        let Ok(phc) = self.hasher.hash(password).await else { return };
        let mut work = Work::new(Actor::Clock, self.clock.now());
        let revision = account.revision + 1;
        let account = Account { password: Some(phc), revision, ..account.clone() };
        work.writes.push(Write::ChangeAccount(Box::new(account)));
        if let Err(cause) = self.store.write(work).await {
            tracing::debug!(%cause, "a password was not hashed anew");
        }
    }
}

impl From<Busy> for SignInError {
    fn from(_: Busy) -> Self {
        Self::TooMany { retry_after_seconds: Busy::RETRY_AFTER_SECONDS }
    }
}

/// An address as accounts are told apart by: in lower case, so that one address is one account.
pub fn folded(address: &EmailAddress) -> EmailAddress {
    // Lower case is as good an address as it was.
    EmailAddress::parse(&address.as_str().to_ascii_lowercase()).unwrap_or_else(|_| address.clone())
}
