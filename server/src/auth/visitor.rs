//! Somebody whose session or token holds.

use directory::{Act, Strength, Timestamp};

use crate::store::records::{Account, SessionRecord, TokenRecord};

/// How long a second factor counts as recent.
const RECENT_SECONDS: i64 = 10 * 60;

/// Somebody who showed who they are, at the moment of one request.
#[derive(Clone)]
pub struct Visitor {
    pub(super) account: Account,
    pub(super) means: Means,
    pub(super) at: Timestamp,
    /// Whether the account has a second factor. Until it has, it may do nothing but set one up.
    pub(super) is_set_up: bool,
}

/// What somebody is signed in by.
#[derive(Clone)]
pub enum Means {
    /// A browser's cookie.
    Browser(SessionRecord),
    /// A session of the API.
    Api(SessionRecord),
    /// A token for automation.
    Token(TokenRecord),
}

impl Visitor {
    /// Who.
    pub const fn account(&self) -> &Account {
        &self.account
    }

    /// By what.
    pub const fn means(&self) -> &Means {
        &self.means
    }

    /// When they were asked who they are.
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// Whether the account has a second factor.
    pub const fn is_set_up(&self) -> bool {
        self.is_set_up
    }

    /// The session, if it is one.
    pub const fn session(&self) -> Option<&SessionRecord> {
        match &self.means {
            Means::Browser(session) | Means::Api(session) => Some(session),
            Means::Token(_) => None,
        }
    }

    /// How sure we are of them at this moment.
    pub fn strength(&self) -> Strength {
        match self.session() {
            Some(session) if self.at <= session.strong_at.plus_seconds(RECENT_SECONDS) => Strength::Recent,
            _ => Strength::SignedIn,
        }
    }

    /// Whether what they are signed in by extends to `act`: a session to all that the role may do, a token to its scopes.
    pub(super) fn extends_to(&self, act: Act) -> bool {
        match &self.means {
            Means::Browser(_) | Means::Api(_) => true,
            Means::Token(token) => token.scopes.contains(&act),
        }
    }
}

#[cfg(test)]
impl Visitor {
    /// Somebody who opened a session in a browser, and showed a second factor at `strong_at`: for tests of what people may
    /// do, which need nobody to sign in.
    pub(crate) fn of_a_test(account: Account, strong_at: Timestamp, at: Timestamp) -> Self {
        use crate::store::records::{SessionKind, SignInMeans};
        let session = SessionRecord {
            id: directory::SessionId::from_random([1; 16]),
            hash: None,
            account: account.id.clone(),
            account_version: account.version,
            kind: SessionKind::Browser,
            how: SignInMeans::Passkey,
            made_at: strong_at,
            seen_at: at,
            strong_at,
            ends_at: at.plus_seconds(3_600),
            ended_at: None,
        };
        Self { account, means: Means::Browser(session), at, is_set_up: true }
    }

    /// A token for automation of that account, with these scopes.
    pub(crate) fn token_of_a_test(account: Account, scopes: Vec<Act>, at: Timestamp) -> Self {
        use crate::store::records::TokenHash;
        let token = TokenRecord {
            id: directory::TokenId::from_random([1; 16]),
            hash: TokenHash::of("a token of a test"),
            account: account.id.clone(),
            account_version: account.version,
            name: directory::Name::parse("Nightly").unwrap(),
            scopes,
            made_at: at,
            expires_at: at.plus_seconds(3_600),
            used_day: None,
            revoked_at: None,
        };
        Self { account, means: Means::Token(token), at, is_set_up: true }
    }
}
