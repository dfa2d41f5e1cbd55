//! Who signs in, and what they show to do so.

use directory::{AccountId, Name, PasskeyId, ProfileId, Role, Timestamp, channel::EmailAddress};
use serde::{Deserialize, Serialize};

use super::Actor;
use crate::secret::Secret;

/// Somebody who signs in.
#[derive(Clone)]
pub struct Account {
    /// Which account.
    pub id: AccountId,
    /// What they sign in with, folded to lower case: one address is one account.
    pub email: EmailAddress,
    /// As colleagues know them.
    pub name: Name,
    /// What they may do.
    pub role: Role,
    /// The profile that is their own.
    pub profile: Option<ProfileId>,
    /// Whether they can sign in.
    pub state: AccountState,
    /// Argon2id in PHC form; none while invited, or where only passkeys sign in.
    pub password: Option<Secret<String>>,
    /// Raised by a new password, role or state: what was signed in under an older one has ended.
    pub version: u64,
    /// From when on their word counts as a second person's.
    pub counts_from: Timestamp,
    /// When they last lost the power to be a second person.
    pub decider_until: Option<Timestamp>,
    /// Who opened their latest reset, and so is never confirmed by them.
    pub reset_by: Option<Actor>,
    /// Where alerts go.
    pub alert_address: EmailAddress,
    /// Where they went before, and until when they still do.
    pub former_alert_address: Option<(EmailAddress, Timestamp)>,
    /// When the account was made.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Actor,
    /// How often it has changed; an edit names the revision it started from.
    pub revision: u64,
}

/// Whether an account can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// Waits for its one-time link to be used.
    Invited,
    /// Signs in.
    Active,
    /// Does not, until somebody enables it.
    Disabled,
    /// Has left the newsroom, for good.
    Left,
}

/// A passkey of an account.
#[derive(Clone)]
#[expect(missing_docs, reason = "each field is the column of the same name in `passkeys`")]
pub struct PasskeyRecord {
    pub id: PasskeyId,
    pub account: AccountId,
    pub name: Name,
    pub credential_id: String,
    pub credential: Secret<String>,
    pub added_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

/// An authenticator app of an account.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the column of the same name in `authenticators`")]
pub struct AuthenticatorRecord {
    pub account: AccountId,
    /// Sealed.
    pub secret: Vec<u8>,
    pub last_step: u64,
    pub added_at: Timestamp,
}
