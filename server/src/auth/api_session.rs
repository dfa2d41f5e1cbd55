//! Sessions of the API: a short-lived access token, and a refresh token that works once.

use directory::Timestamp;

use super::session::{about, end, holds, is_drawn, new_session};
use super::{AddressClass, Auth, SignInError, Tokens, drawn, keys};
use crate::secret::Secret;
use crate::store::CommitError;
use crate::store::records::{
    Account, Actor, RefreshRecord, SessionKind, SessionRecord, SignInMeans, TokenHash, Work, Write,
};

impl Auth {
    /// Opens an API session for an account that has shown who it is, in one transaction with `work`.
    pub(super) async fn open_api_session(
        &self,
        account: &Account,
        how: SignInMeans,
        work: Work,
    ) -> Result<Tokens, SignInError> {
        let session = new_session(account, None, how, work.at);
        let key = self.signing_key().await?;
        let (refresh_token, write) = next_refresh_token(&session, work.at);
        let session = self.add_session(account, session, Some(write), work).await?;
        let access_token = key.sign(&self.issuer, &account.id, &session.id, session.made_at);
        Ok(Tokens { access_token, expires_in_seconds: keys::good_for_seconds(), refresh_token })
    }

    /// Exchanges a refresh token. One that comes twice ends its session: somebody else has it.
    pub async fn refresh(&self, refresh_token: &str, from: AddressClass) -> Result<Tokens, SignInError> {
        self.admit(from)?;
        if !is_drawn(refresh_token) {
            return Err(SignInError::Refused);
        }
        let hash = TokenHash::of(refresh_token);
        let record = self.store.refresh_token(&hash).await?.ok_or(SignInError::Refused)?;
        let found = self.store.session_by_id(&record.session).await?;
        let (session, account) = found.ok_or(SignInError::Refused)?;
        let now = self.clock.now();
        let holds = holds(&session, &account, now) && session.kind == SessionKind::Api;
        if !holds {
            return Err(SignInError::Refused);
        }
        if record.used_at.is_some() {
            return self.end_stolen(&session, &account).await;
        }
        if now >= record.expires_at {
            return Err(SignInError::Refused);
        }
        let key = self.signing_key().await?;
        let mut work = Work::new(Actor::Account(account.id.clone()), now);
        let (refresh_token, write) = next_refresh_token(&session, now);
        work.writes.push(Write::UseRefresh { hash: hash.clone(), at: now });
        work.writes.push(write);
        work.writes.push(Write::SeeSession { id: session.id.clone(), at: now });
        match self.store.write(work).await {
            Ok(_) => {}
            // Used at the same moment, which is twice, too; unless the session ended meanwhile.
            Err(CommitError::Stale) => return self.end_stolen(&session, &account).await,
            Err(error) => return Err(error.into()),
        }
        self.throttle.succeeded_from(from);
        let access_token = key.sign(&self.issuer, &account.id, &session.id, now);
        Ok(Tokens { access_token, expires_in_seconds: keys::good_for_seconds(), refresh_token })
    }

    /// Ends a session of which somebody else has a token, and says so in the history.
    async fn end_stolen(&self, session: &SessionRecord, account: &Account) -> Result<Tokens, SignInError> {
        let mut work = Work::new(Actor::Account(account.id.clone()), self.clock.now());
        work.writes.push(end(session, work.at));
        work.entries.push(about(account, "refresh_token_reused"));
        match self.store.write(work).await {
            // It has ended already, and whoever ended it said why.
            Ok(_) | Err(CommitError::Stale) => Err(SignInError::Refused),
            Err(error) => Err(error.into()),
        }
    }
}

fn next_refresh_token(session: &SessionRecord, now: Timestamp) -> (Secret<String>, Write) {
    let secret = drawn();
    let record = RefreshRecord {
        hash: TokenHash::of(secret.expose()),
        session: session.id.clone(),
        made_at: now,
        expires_at: session.ends_at,
        used_at: None,
    };
    (secret, Write::AddRefresh(record))
}
