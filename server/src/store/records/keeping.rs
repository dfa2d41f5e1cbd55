//! What is kept for a while: letters on their way, answers that may be asked for again, reminders.

use directory::{AccountId, LetterId, Timestamp};
use serde::{Deserialize, Serialize};

use super::TokenHash;
use crate::secret::Secret;

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
