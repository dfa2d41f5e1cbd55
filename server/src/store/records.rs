//! What the newsroom's side keeps: accounts and how they sign in, proposals, the history, letters. Each record is
//! made of checked types; reading a row back goes through the same parsers.

use directory::{
    AccountId, Act, Change, LetterId, Name, PasskeyId, PhotoHash, ProfileId, ProposalId, Role, SessionId,
    Timestamp, TokenId, channel::EmailAddress,
};
use serde::{Deserialize, Serialize};

use super::Accepted;
use crate::secret::Secret;

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Actor {
    /// Somebody who signed in.
    Account(AccountId),
    /// Whoever can run commands on the server itself.
    Console,
    /// The invented newsroom of `serve --demo`.
    Demo,
    /// Nobody: a time had come.
    Clock,
}

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
pub struct TokenHash(pub(super) String);

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

/// A change that waits, or waited, for a second person.
#[derive(Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Which proposal.
    pub id: ProposalId,
    /// What it would do.
    pub proposed: Proposed,
    /// The revision of its subject that the proposer saw.
    pub base_revision: u64,
    /// The hash of what is shown of it: what is approved is exactly that.
    pub shown: ShownHash,
    /// Who proposed it.
    pub proposed_by: Actor,
    /// When.
    pub proposed_at: Timestamp,
    /// Until when it can be decided.
    pub expires_at: Timestamp,
    /// Where nobody else could confirm it: from when on it is done alone.
    pub cool_off_until: Option<Timestamp>,
    /// What became of it.
    pub state: ProposalState,
    /// How it was decided, once it was.
    pub decision: Option<Decision>,
}

/// What a proposal would do.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case", deny_unknown_fields)]
pub enum Proposed {
    /// Changes of one profile.
    Profile {
        /// Which profile.
        profile: ProfileId,
        /// What would be done, in order.
        changes: Vec<Change>,
    },
    /// A change of who signs in, or how.
    Account {
        /// Which account: for an invitation, the one to be made.
        account: AccountId,
        /// What would be done.
        change: AccountChange,
    },
}

/// A change of an account that takes two people.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case", deny_unknown_fields)]
pub enum AccountChange {
    /// Makes the account.
    Invite {
        /// Their address.
        email: EmailAddress,
        /// Their name.
        name: Name,
        /// What they may do.
        role: Role,
        /// Their own profile.
        profile: Option<ProfileId>,
    },
    /// Gives it another role that may do more, or another profile.
    SetRole {
        /// The new role.
        role: Role,
        /// Their own profile.
        profile: Option<ProfileId>,
    },
    /// Lets its factors be set up anew.
    Reset,
    /// Lets a disabled account sign in again.
    Enable,
    /// Sends its alerts elsewhere.
    SetAlertAddress {
        /// Where to.
        address: EmailAddress,
    },
}

/// What became of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// Nobody has decided yet.
    Waiting,
    /// A second person confirmed it, and it was done.
    Approved,
    /// A second person refused it.
    Refused,
    /// The proposer took it back, or left.
    Cancelled,
    /// Nobody decided in time.
    Expired,
    /// Its subject moved on meanwhile.
    Outdated,
    /// Nobody else could decide, and the cool-off passed: it was done.
    CooledOff,
}

/// A decision about a proposal.
#[derive(Clone, PartialEq, Eq)]
pub struct Decision {
    /// Who decided.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// How they made sure that it is true.
    pub checked: Option<Checked>,
    /// What they remarked.
    pub remark: Option<String>,
}

/// How an approver made sure that what is proposed is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Checked {
    /// Face to face.
    InPerson,
    /// By a call to a number that was known before.
    CalledKnownNumber,
    /// By video.
    Video,
    /// Otherwise; the remark says how.
    Other,
}

/// SHA-256, in hexadecimal, of what an approver is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ShownHash(pub String);

/// The act of an entry that the store writes for each accepted change.
pub const CHANGED: &str = "changed";

/// The act of an entry that says that a door of its profile was closed. Whoever closes one writes it:
/// [`super::Store::closed_since`] counts these.
pub const CLOSED: &str = "closed";

/// Something to be written into the history.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// What was done: `proposed`, `approved`, `signed_in`, …. The store itself writes [`CHANGED`], and counts
    /// [`CLOSED`].
    pub act: &'static str,
    /// To which profile.
    pub profile: Option<ProfileId>,
    /// To which account.
    pub account: Option<AccountId>,
    /// By way of which proposal.
    pub proposal: Option<ProposalId>,
    /// What more is to be said.
    pub detail: serde_json::Value,
}

/// An entry of the history, read back.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the column of the same name in `history_entries`")]
pub struct HistoryEntry {
    pub number: u64,
    pub at: Timestamp,
    pub actor: Actor,
    pub act: String,
    pub profile: Option<ProfileId>,
    pub account: Option<AccountId>,
    pub proposal: Option<ProposalId>,
    pub revision: Option<u64>,
    pub detail: serde_json::Value,
    pub hash: String,
}

/// Which entries of the history are asked for, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryQuery {
    /// Only of this profile.
    pub profile: Option<ProfileId>,
    /// Only of this account, as actor or as subject.
    pub account: Option<AccountId>,
    /// Only entries before this number.
    pub before: Option<u64>,
    /// At most so many; the store caps it at 500.
    pub limit: usize,
}

/// What checking the history found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HistoryVerdict {
    /// Every entry follows from the one before it.
    Sound {
        /// How many there are.
        entries: u64,
    },
    /// An entry is not what was written, or is missing.
    Broken {
        /// The first such entry's number.
        number: u64,
        /// What is wrong with it: `is missing`, `was edited`, `was cut off`.
        fault: &'static str,
    },
}

/// A mail on its way out. Its text is sealed.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the column of the same name in `letters`")]
pub struct LetterRecord {
    pub id: LetterId,
    pub sealed: Vec<u8>,
    pub made_at: Timestamp,
    pub next_try_at: Timestamp,
    pub tries: u32,
    pub state: LetterState,
}

/// What became of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum LetterState {
    Waiting,
    Sent,
    GivenUp,
}

/// What was answered to a request that may come again.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each field is the column of the same name in `idempotency_keys`")]
pub struct AnsweredRecord {
    pub account: AccountId,
    pub hash: TokenHash,
    pub request_hash: TokenHash,
    pub status: u16,
    pub location: Option<String>,
    pub entity_tag: Option<String>,
    pub body: Secret<String>,
    pub made_at: Timestamp,
}

/// Which reminder about a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum Stage {
    Before,
    OnTheDay,
    After,
    Hiding,
}

/// One thing that a transaction writes besides changes of the directory. A condition that does not hold makes the whole
/// of it [`super::CommitError::Stale`].
#[derive(Clone)]
#[expect(missing_docs, reason = "the name of each field is a column's")]
pub enum Write {
    /// Makes an account.
    AddAccount(Box<Account>),
    /// Writes an account, if it still has the revision before its own.
    ChangeAccount(Box<Account>),
    AddPasskey(PasskeyRecord),
    /// Notes a use, with the counter that came with it.
    UsePasskey {
        id: PasskeyId,
        credential: Secret<String>,
        at: Timestamp,
    },
    RemovePasskey {
        id: PasskeyId,
        account: AccountId,
    },
    /// Adds or replaces the account's authenticator app.
    SetAuthenticator(AuthenticatorRecord),
    RemoveAuthenticator(AccountId),
    /// Notes the time step of a code, if it is later than the last one.
    UseAuthenticator {
        account: AccountId,
        step: u64,
    },
    /// Replaces all recovery codes.
    SetRecoveryCodes {
        account: AccountId,
        hashes: Vec<TokenHash>,
    },
    /// Uses one up, if it is the account's and unused.
    UseRecoveryCode {
        account: AccountId,
        hash: TokenHash,
        at: Timestamp,
    },
    AddLink(LinkRecord),
    /// Uses a link up, if it is unused and has not expired.
    UseLink {
        hash: TokenHash,
        at: Timestamp,
    },
    /// Ends every unused link of an account; of nobody yet, for `None`.
    EndLinks {
        account: Option<AccountId>,
        at: Timestamp,
    },
    AddSession(SessionRecord),
    /// Notes that a session was seen, if it has not ended.
    SeeSession {
        id: SessionId,
        at: Timestamp,
    },
    /// Notes that a second factor was shown again, if the session has not ended; a browser's gets a new cookie.
    RenewSession {
        id: SessionId,
        hash: Option<TokenHash>,
        at: Timestamp,
    },
    EndSession {
        id: SessionId,
        account: AccountId,
        at: Timestamp,
    },
    /// Ends every session of an account but one.
    EndSessions {
        account: AccountId,
        except: Option<SessionId>,
        at: Timestamp,
    },
    AddRefresh(RefreshRecord),
    /// Uses a refresh token up, if it is unused.
    UseRefresh {
        hash: TokenHash,
        at: Timestamp,
    },
    AddToken(TokenRecord),
    UseToken {
        id: TokenId,
        day: i64,
    },
    RevokeToken {
        id: TokenId,
        account: AccountId,
        at: Timestamp,
    },
    RevokeTokens {
        account: AccountId,
        at: Timestamp,
    },
    AddSigningKey(SigningKeyRecord),
    RemoveSigningKey {
        kid: String,
    },
    AddCeremony(CeremonyRecord),
    /// Takes a ceremony away, if it is there and has not expired.
    TakeCeremony {
        hash: TokenHash,
        at: Timestamp,
    },
    AddProposal(Box<Proposal>),
    /// Decides a proposal, if it still waits.
    DecideProposal {
        id: ProposalId,
        state: ProposalState,
        decision: Decision,
    },
    /// Cancels everything that an account proposed and nobody has decided.
    CancelProposals {
        by: Actor,
        at: Timestamp,
    },
    AddLetter(LetterRecord),
    /// Notes what became of a try.
    TryLetter {
        id: LetterId,
        state: LetterState,
        tries: u32,
        next_try_at: Timestamp,
    },
    /// Keeps an answer; none was kept for the same key.
    AddAnswer(AnsweredRecord),
    /// Keeps a portrait. The same one again is kept from then on.
    AddPhoto {
        hash: PhotoHash,
        octets: Vec<u8>,
        at: Timestamp,
    },
    /// Keeps a portrait for longer, if it is there still.
    KeepPhoto {
        hash: PhotoHash,
        at: Timestamp,
    },
    /// Notes a reminder, if it was not sent before.
    AddReminder {
        channel: directory::ChannelId,
        confirm_by: Timestamp,
        stage: Stage,
        at: Timestamp,
    },
    /// Forgets ceremonies, links, sessions, refresh tokens, answers and letters that were over before this moment, and
    /// portraits that were sent before it and that no profile and no waiting proposal names.
    Sweep {
        before: Timestamp,
    },
}

/// What one transaction writes: all of it or nothing.
#[derive(Clone)]
pub struct Work {
    /// Who does it.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
    /// The directory's revision that `accepted` was judged on; needed exactly where something was accepted.
    pub expected_revision: Option<u64>,
    /// Changes of the directory. Each becomes an entry of the history, `changed`.
    pub accepted: Vec<Accepted>,
    /// What the history says besides.
    pub entries: Vec<Entry>,
    /// Everything else.
    pub writes: Vec<Write>,
}

impl Actor {
    /// The account, if it was one.
    pub const fn account(&self) -> Option<&AccountId> {
        match self {
            Self::Account(id) => Some(id),
            Self::Console | Self::Demo | Self::Clock => None,
        }
    }
}

impl std::fmt::Display for Actor {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Account(id) => formatter.write_str(id.as_str()),
            Self::Console => formatter.write_str("console"),
            Self::Demo => formatter.write_str("demo"),
            Self::Clock => formatter.write_str("clock"),
        }
    }
}

impl From<Actor> for String {
    fn from(actor: Actor) -> Self {
        actor.to_string()
    }
}

impl TryFrom<String> for Actor {
    type Error = directory::IdError;
    fn try_from(text: String) -> Result<Self, directory::IdError> {
        match text.as_str() {
            "console" => Ok(Self::Console),
            "demo" => Ok(Self::Demo),
            "clock" => Ok(Self::Clock),
            account => AccountId::parse(account).map(Self::Account),
        }
    }
}

impl TokenHash {
    /// The hash of a secret of 256 random bits, which no dictionary can be made of.
    pub fn of(secret: &str) -> Self {
        use sha2::Digest as _;
        Self(data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(secret.as_bytes())))
    }
}

impl Work {
    /// Nothing yet.
    pub const fn new(actor: Actor, at: Timestamp) -> Self {
        Self {
            actor,
            at,
            expected_revision: None,
            accepted: Vec::new(),
            entries: Vec::new(),
            writes: Vec::new(),
        }
    }
}

impl Entry {
    /// An entry about nothing in particular yet.
    pub const fn new(act: &'static str) -> Self {
        Self { act, profile: None, account: None, proposal: None, detail: serde_json::Value::Null }
    }
}
