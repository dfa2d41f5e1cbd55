//! Setting up an authenticator app, and taking it away.

use data_encoding::BASE64;
use serde_json::json;

use super::session::{about, is_drawn};
use super::totp::{AppSecret, Digits};
use super::{AccountError, Auth, AuthenticatorSetUp, SignInError, Visitor, drawn};
use crate::secret::{Random, Secret};
use crate::store::CommitError;
use crate::store::records::{AuthenticatorRecord, CeremonyRecord, Entry, TokenHash, Write};

/// How long there is for scanning the code and typing the first six digits.
const SET_UP_WITHIN_SECONDS: i64 = 15 * 60;

impl Auth {
    /// Begins setting up an authenticator app.
    pub async fn begin_authenticator(&self, visitor: &Visitor) -> Result<AuthenticatorSetUp, AccountError> {
        let account = &visitor.account;
        let (secret, handle) = (AppSecret::draw(Random::system()), drawn());
        let mut work = self.work_of(visitor);
        work.writes.push(Write::AddCeremony(CeremonyRecord {
            hash: TokenHash::of(handle.expose()),
            account: Some(account.id.clone()),
            state: Secret::new(BASE64.encode(&secret.seal(&self.sealing, &account.id))),
            expires_at: work.at.plus_seconds(SET_UP_WITHIN_SECONDS),
        }));
        self.store.write(work).await?;
        let link = secret.link(&self.host, account.email.as_str());
        // An address of 254 characters still fits; were it not so, the secret can be typed in.
        let qr_png = formats::qr_png_of(link.expose()).unwrap_or_default();
        Ok(AuthenticatorSetUp { handle, secret: secret.base32(), qr_png, link })
    }

    /// Sets it up, once its first code is right.
    pub async fn finish_authenticator(
        &self,
        visitor: &Visitor,
        handle: &str,
        code: Secret<String>,
    ) -> Result<(), AccountError> {
        let account = &visitor.account;
        let mut work = self.work_of(visitor);
        if !is_drawn(handle) {
            return Err(AccountError::Unknown);
        }
        let hash = TokenHash::of(handle);
        let found = self.store.ceremony(&hash).await?;
        let found = found.filter(|it| it.account.as_ref() == Some(&account.id) && work.at < it.expires_at);
        // Ceremonies of passkeys are kept beside these, and are not sealed.
        let sealed = found.and_then(|it| BASE64.decode(it.state.expose().as_bytes()).ok());
        let secret = sealed.and_then(|sealed| AppSecret::open(&self.sealing, &account.id, &sealed).ok());
        let secret = secret.ok_or(AccountError::Unknown)?;
        self.throttle.try_code(&account.id, work.at)?;
        let step = Digits::parse(code.expose()).and_then(|digits| secret.check(&digits, work.at, 0));
        let last_step = step.ok_or(AccountError::SignIn(SignInError::Refused))?;
        work.writes.push(Write::TakeCeremony { hash, at: work.at });
        work.writes.push(Write::SetAuthenticator(AuthenticatorRecord {
            account: account.id.clone(),
            secret: secret.seal(&self.sealing, &account.id),
            last_step,
            added_at: work.at,
        }));
        work.entries.push(about(account, "authenticator_added"));
        match self.store.write(work).await {
            Ok(_) => {
                self.throttle.code_succeeded(&account.id);
                Ok(())
            }
            Err(CommitError::Stale) => Err(AccountError::Unknown),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes the authenticator app away, and ends every other session: whoever has it now may be signed in by it.
    pub async fn remove_authenticator(&self, visitor: &Visitor) -> Result<(), AccountError> {
        let account = &visitor.account;
        if self.store.authenticator_of(&account.id).await?.is_none() {
            return Err(AccountError::Unknown);
        }
        let passkeys = self.store.passkeys_of(&account.id).await?;
        if passkeys.is_empty() {
            return Err(AccountError::LastFactor);
        }
        let mut work = self.work_of(visitor);
        work.writes.push(Write::RemoveAuthenticator(account.id.clone()));
        work.writes.push(Write::EndSessions {
            account: account.id.clone(),
            except: visitor.session().map(|session| session.id.clone()),
            at: work.at,
        });
        let detail = json!({ "passkeys_left": passkeys.len() });
        work.entries.push(Entry { detail, ..about(account, "authenticator_removed") });
        self.store.write(work).await?;
        Ok(())
    }
}
