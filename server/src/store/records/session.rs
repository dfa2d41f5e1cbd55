//! Sign-ins, and what is good for one: links, tokens, the keys that sign them, ceremonies under way.

use directory::{AccountId, Act, Name, SessionId, Timestamp, TokenId};
use serde::{Deserialize, Serialize};

use super::Actor;
use crate::secret::Secret;

/// A one-time link.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the column of the same name in `links`")]
pub struct LinkRecord {
    pub hash: TokenHash,
    pub purpose: LinkPurpose,
    pub account: Option<AccountId>,
    pub made_by: Actor,
    pub made_at: Timestamp,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

/// What a one-time link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// Makes the first owner.
    FirstOwner,
    /// Sets up an invited account.
    Invitation,
    /// Sets up the factors of an account anew.
    Reset,
}

/// The SHA-256 of a random secret of 256 bits, in hexadecimal: what is stored of cookies, links and tokens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenHash(pub(in crate::store) String);

/// A sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the column of the same name in `sessions`")]
pub struct SessionRecord {
    pub id: SessionId,
    /// Of the cookie; none for a session of the API.
    pub hash: Option<TokenHash>,
    pub account: AccountId,
    pub account_version: u64,
    pub kind: SessionKind,
    pub how: SignInMeans,
    pub made_at: Timestamp,
    pub seen_at: Timestamp,
    pub strong_at: Timestamp,
    pub ends_at: Timestamp,
    pub ended_at: Option<Timestamp>,
}

/// Whether a session is a browser's or a program's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum SessionKind {
    Browser,
    Api,
}

/// How somebody showed who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum SignInMeans {
    Passkey,
    PasswordAndCode,
    PasswordAndRecoveryCode,
    /// The one-time link that set the account up.
    Link,
}

/// A refresh token of an API session. Each works once.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the column of the same name in `refresh_tokens`")]
pub struct RefreshRecord {
    pub hash: TokenHash,
    pub session: SessionId,
    pub made_at: Timestamp,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

/// A token for automation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the column of the same name in `tokens`")]
pub struct TokenRecord {
    pub id: TokenId,
    pub hash: TokenHash,
    pub account: AccountId,
    pub account_version: u64,
    pub name: Name,
    pub scopes: Vec<Act>,
    pub made_at: Timestamp,
    pub expires_at: Timestamp,
    /// In days since 1970.
    pub used_day: Option<i64>,
    pub revoked_at: Option<Timestamp>,
}

/// A key that signs the API's tokens, sealed.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the column of the same name in `signing_keys`")]
pub struct SigningKeyRecord {
    pub kid: String,
    pub sealed: Vec<u8>,
    pub made_at: Timestamp,
}

/// A ceremony under way: a passkey being made or shown, a second factor being set up.
#[derive(Clone)]
#[expect(missing_docs, reason = "each field is the column of the same name in `ceremonies`")]
pub struct CeremonyRecord {
    pub hash: TokenHash,
    pub account: Option<AccountId>,
    /// Sealed where it holds a secret.
    pub state: Secret<String>,
    pub expires_at: Timestamp,
}

impl TokenHash {
    /// The hash of a secret of 256 random bits, which no dictionary can be made of.
    pub fn of(secret: &str) -> Self {
        use sha2::Digest as _;
        Self(data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(secret.as_bytes())))
    }
}
