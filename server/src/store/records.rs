//! What the newsroom's side keeps: accounts and how they sign in, proposals, the history, letters. Each record is
//! made of checked types; reading a row back goes through the same parsers.

mod account;
mod history;
mod keeping;
mod proposal;
mod session;
mod write;

pub use account::{Account, AccountState, AuthenticatorRecord, PasskeyRecord};
pub use history::{Actor, CHANGED, CLOSED, Entry, HistoryEntry, HistoryQuery, HistoryVerdict};
pub use keeping::{AnsweredRecord, LetterRecord, LetterState, Stage};
pub use proposal::{AccountChange, Checked, Decision, Proposal, ProposalState, Proposed, ShownHash};
pub use session::{
    CeremonyRecord, LinkPurpose, LinkRecord, RefreshRecord, SessionKind, SessionRecord, SignInMeans,
    SigningKeyRecord, TokenHash, TokenRecord,
};
pub use write::{Work, Write};
