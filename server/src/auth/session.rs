//! Sessions: who has a cookie or a bearer token, and until when.
//!
//! A session holds while its row says so, its account is active and has the version that it signed in with. Both are
//! read for every request, so that whatever ends a session ends it at once, on every node.

use std::time::Duration;

use directory::{SessionId, Timestamp};
use serde_json::json;

use super::{AccountError, AddressClass, Auth, Means, Opened, SignInError, Visitor, drawn};
use crate::secret::Random;
use crate::store::records::{
    Account, AccountState, Actor, Entry, SessionKind, SessionRecord, SignInMeans, TokenHash, Work, Write,
};
use crate::store::{CommitError, ReadError};

/// A session that is not used ends after half an hour.
const IDLE_SECONDS: i64 = 30 * 60;
/// One that is used ends after a working day.
const ABSOLUTE_SECONDS: i64 = 8 * 60 * 60;
/// How exactly it is noted when a session was seen: a write for every request would be one too many.
const SEEN_EVERY_SECONDS: i64 = 60;
/// How long a request waits for that note, or for one like it, while the database takes nothing.
pub(super) const NOTED_WITHIN: Duration = Duration::from_secs(2);
/// How far the clocks of two nodes may be apart. A clock set back by more ends sessions and prolongs none.
const CLOCKS_APART_SECONDS: i64 = 5 * 60;
/// How many sessions an account may have; the oldest make room.
const MAX_SESSIONS: usize = 20;

impl Auth {
    /// Who has this session cookie. Nobody, when it has ended in any way. Notes that the session was seen.
    pub async fn visitor_of_cookie(&self, cookie: &str) -> Result<Option<Visitor>, ReadError> {
        if !is_drawn(cookie) {
            return Ok(None);
        }
        let found = self.store.session(&TokenHash::of(cookie)).await?;
        self.visitor_of_session(found, SessionKind::Browser).await
    }

    /// Who has this bearer token: a JWT of an API session, or an automation token.
    pub async fn visitor_of_bearer(&self, token: &str) -> Result<Option<Visitor>, ReadError> {
        if super::token::is_one(token) {
            return self.visitor_of_token(token).await;
        }
        let Some(claims) = self.read_access_token(token).await? else { return Ok(None) };
        let found = self.store.session_by_id(&claims.sid).await?;
        let found = found.filter(|(_, account)| account.id == claims.sub);
        self.visitor_of_session(found, SessionKind::Api).await
    }

    /// Ends the visitor's session.
    pub async fn sign_out(&self, visitor: &Visitor) -> Result<(), CommitError> {
        let Some(session) = visitor.session() else { return Ok(()) };
        let mut work = self.work_of(visitor);
        work.writes.push(end(session, work.at));
        work.entries.push(about(&visitor.account, "signed_out"));
        match self.store.write(work).await {
            // It had ended already: that is what was wanted.
            Ok(_) | Err(CommitError::Stale) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The visitor's sessions that have not ended.
    pub async fn sessions(&self, visitor: &Visitor) -> Result<Vec<SessionRecord>, ReadError> {
        let now = self.clock.now();
        let mut sessions = self.store.sessions_of(&visitor.account.id).await?;
        sessions.retain(|session| holds(session, &visitor.account, now));
        Ok(sessions)
    }

    /// Ends one of them, or all but the present one.
    pub async fn end_session(
        &self,
        visitor: &Visitor,
        session: Option<&SessionId>,
    ) -> Result<(), AccountError> {
        let mut work = self.work_of(visitor);
        let (account, at) = (visitor.account.id.clone(), work.at);
        let (write, which) = if let Some(id) = session {
            (Write::EndSession { id: id.clone(), account, at }, "one")
        } else {
            let except = visitor.session().map(|present| present.id.clone());
            (Write::EndSessions { account, except, at }, "all but the present one")
        };
        work.writes.push(write);
        work.entries
            .push(Entry { detail: json!({ "which": which }), ..about(&visitor.account, "sessions_ended") });
        match self.store.write(work).await {
            Ok(_) => Ok(()),
            Err(CommitError::Stale) => Err(AccountError::Unknown),
            Err(error) => Err(error.into()),
        }
    }

    /// Counts a try from a network, and refuses it when there were too many.
    pub(super) fn admit(&self, from: AddressClass) -> Result<(), SignInError> {
        self.throttle.admit(from, self.clock.now())
    }

    /// Opens a browser session for an account that has shown who it is, in one transaction with `work`: what proves it
    /// is used up by that.
    pub(super) async fn open_session(
        &self,
        account: Account,
        how: SignInMeans,
        work: Work,
    ) -> Result<Opened, SignInError> {
        let cookie = drawn();
        let session = new_session(&account, Some(TokenHash::of(cookie.expose())), how, work.at);
        let session = self.add_session(&account, session, None, work).await?;
        let is_set_up = self.is_set_up(&session).await?;
        let at = session.made_at;
        Ok(Opened { visitor: Visitor { account, means: Means::Browser(session), at, is_set_up }, cookie })
    }

    /// Writes a new session, in the same transaction what it follows from, and what follows from it.
    pub(super) async fn add_session(
        &self,
        account: &Account,
        session: SessionRecord,
        then: Option<Write>,
        mut work: Work,
    ) -> Result<SessionRecord, SignInError> {
        self.make_room(account).await?;
        work.actor = Actor::Account(account.id.clone());
        work.entries
            .push(Entry { detail: json!({ "how": words(session.how) }), ..about(account, "signed_in") });
        work.writes.push(Write::AddSession(session.clone()));
        work.writes.extend(then);
        self.store.write(work).await?;
        Ok(session)
    }

    /// Notes that a second factor was shown again, and gives the browser's session a new cookie, so that an older copy of
    /// it is not strong, too.
    pub(super) async fn renew_session(
        &self,
        visitor: &Visitor,
        mut work: Work,
    ) -> Result<Opened, SignInError> {
        let Means::Browser(session) = &visitor.means else { return Err(SignInError::Refused) };
        let (cookie, at) = (drawn(), work.at);
        let hash = Some(TokenHash::of(cookie.expose()));
        work.writes.push(Write::RenewSession { id: session.id.clone(), hash: hash.clone(), at });
        work.entries.push(about(&visitor.account, "confirmed_who_they_are"));
        self.store.write(work).await?;
        let session = SessionRecord { hash, seen_at: at, strong_at: at, ..session.clone() };
        let (account, is_set_up) = (visitor.account.clone(), visitor.is_set_up);
        Ok(Opened { visitor: Visitor { account, means: Means::Browser(session), at, is_set_up }, cookie })
    }

    /// What the visitor is about to do.
    pub(super) fn work_of(&self, visitor: &Visitor) -> Work {
        Work::new(Actor::Account(visitor.account.id.clone()), self.clock.now())
    }

    async fn visitor_of_session(
        &self,
        found: Option<(SessionRecord, Account)>,
        kind: SessionKind,
    ) -> Result<Option<Visitor>, ReadError> {
        let at = self.clock.now();
        let holds = |(session, account): &(SessionRecord, Account)| {
            session.kind == kind && holds(session, account, at)
        };
        let Some((mut session, account)) = found.filter(holds) else { return Ok(None) };
        let is_set_up = self.is_set_up(&session).await?;
        self.see(&mut session, at).await;
        let means = match kind {
            SessionKind::Browser => Means::Browser(session),
            SessionKind::Api => Means::Api(session),
        };
        Ok(Some(Visitor { account, means, at, is_set_up }))
    }

    /// Whether the account has a second factor. Whoever signed in by one has; somebody who came by a link, or by a code
    /// on paper, may not.
    async fn is_set_up(&self, session: &SessionRecord) -> Result<bool, ReadError> {
        match session.how {
            SignInMeans::Passkey | SignInMeans::PasswordAndCode => Ok(true),
            SignInMeans::PasswordAndRecoveryCode | SignInMeans::Link => {
                self.has_second_factor(&session.account).await
            }
        }
    }

    /// Whether an account has a passkey or an authenticator app.
    pub(super) async fn has_second_factor(&self, account: &directory::AccountId) -> Result<bool, ReadError> {
        Ok(self.store.authenticator_of(account).await?.is_some()
            || !self.store.passkeys_of(account).await?.is_empty())
    }

    async fn see(&self, session: &mut SessionRecord, at: Timestamp) {
        if at < session.seen_at.plus_seconds(SEEN_EVERY_SECONDS) {
            return;
        }
        let mut work = Work::new(Actor::Account(session.account.clone()), at);
        work.writes.push(Write::SeeSession { id: session.id.clone(), at });
        // A database that takes nothing ends the session in half an hour; until then it may read, and does not wait.
        if let Ok(Ok(_)) = tokio::time::timeout(NOTED_WITHIN, self.store.write(work)).await {
            session.seen_at = at;
        }
    }

    /// Ends the oldest sessions of an account that has too many.
    async fn make_room(&self, account: &Account) -> Result<(), SignInError> {
        let sessions = self.store.sessions_of(&account.id).await?;
        let now = self.clock.now();
        for session in sessions.iter().skip(MAX_SESSIONS - 1) {
            let mut work = Work::new(Actor::Clock, now);
            work.writes.push(end(session, now));
            match self.store.write(work).await {
                Ok(_) | Err(CommitError::Stale) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

/// Whether a session holds, for an account, at a moment.
pub(super) fn holds(session: &SessionRecord, account: &Account, now: Timestamp) -> bool {
    session.ended_at.is_none()
        && session.account == account.id
        && session.account_version == account.version
        && account.state == AccountState::Active
        && now < session.ends_at
        && now < session.seen_at.plus_seconds(IDLE_SECONDS)
        && session.seen_at <= now.plus_seconds(CLOCKS_APART_SECONDS)
}

/// A session that begins now. One without a cookie is the API's.
pub(super) fn new_session(
    account: &Account,
    hash: Option<TokenHash>,
    how: SignInMeans,
    at: Timestamp,
) -> SessionRecord {
    SessionRecord {
        id: SessionId::from_random(Random::system().octets()),
        kind: if hash.is_some() { SessionKind::Browser } else { SessionKind::Api },
        hash,
        account: account.id.clone(),
        account_version: account.version,
        how,
        made_at: at,
        seen_at: at,
        strong_at: at,
        ends_at: at.plus_seconds(ABSOLUTE_SECONDS),
        ended_at: None,
    }
}

/// An entry of the history about an account.
pub(super) fn about(account: &Account, act: &'static str) -> Entry {
    Entry { account: Some(account.id.clone()), ..Entry::new(act) }
}

pub(super) fn end(session: &SessionRecord, at: Timestamp) -> Write {
    Write::EndSession { id: session.id.clone(), account: session.account.clone(), at }
}

/// Whether a text can be one that [`drawn`] made: nothing else is hashed and looked up.
pub(super) fn is_drawn(text: &str) -> bool {
    text.len() == 43
        && text.bytes().all(|octet| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_'))
}

const fn words(how: SignInMeans) -> &'static str {
    match how {
        SignInMeans::Passkey => "passkey",
        SignInMeans::PasswordAndCode => "password_and_code",
        SignInMeans::PasswordAndRecoveryCode => "password_and_recovery_code",
        SignInMeans::Link => "link",
    }
}
