//! What one transaction writes.

use directory::{AccountId, LetterId, PasskeyId, PhotoHash, ProposalId, SessionId, Timestamp, TokenId};

use super::{
    Account, Actor, AnsweredRecord, AuthenticatorRecord, CeremonyRecord, Decision, Entry, LetterRecord,
    LetterState, LinkRecord, PasskeyRecord, Proposal, ProposalState, RefreshRecord, SessionRecord,
    SigningKeyRecord, Stage, TokenHash, TokenRecord,
};
use crate::secret::Secret;
use crate::store::Accepted;

/// One thing that a transaction writes besides changes of the directory. A condition that does not hold makes the whole
/// of it [`crate::store::CommitError::Stale`].
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
