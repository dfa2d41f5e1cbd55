//! Who did what, and when.

use directory::{AccountId, ProfileId, ProposalId, Timestamp};
use serde::{Deserialize, Serialize};

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

/// The act of an entry that the store writes for each accepted change.
pub const CHANGED: &str = "changed";

/// The act of an entry that says that a door of its profile was closed. Whoever closes one writes it:
/// [`crate::store::Store::closed_since`] counts these.
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

impl Entry {
    /// An entry about nothing in particular yet.
    pub const fn new(act: &'static str) -> Self {
        Self { act, profile: None, account: None, proposal: None, detail: serde_json::Value::Null }
    }
}
