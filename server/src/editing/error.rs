//! Why an edit, or a decision about one, was refused.

use directory::{ApplyError, Reach};

use crate::auth::{Permission, Refusal};
use crate::store::{CommitError, ReadError};

/// Why an edit was refused.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// They may not.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The directory's rules.
    #[error(transparent)]
    Rule(#[from] ApplyError),
    /// The profile, channel, account or entry is not there.
    #[error("there is no such thing")]
    Unknown,
    /// Somebody else edited it first.
    #[error("somebody else changed it meanwhile")]
    Stale,
    /// The same account closed too many doors of others within the hour.
    #[error("one account closes at most five other profiles an hour")]
    TooManyClosings,
    /// The same account sent too many portraits within the hour.
    #[error("one account sends at most twenty portraits an hour")]
    TooManyPortraits,
    /// As much as can wait is waiting already.
    #[error("too many changes are waiting for a second person")]
    TooManyWaiting,
    /// The account's change makes no sense: its words say why.
    #[error("{0}")]
    Account(&'static str),
    /// The preview cannot be made.
    #[error("what a source would see cannot be shown: {0}")]
    Preview(&'static str),
    /// The database cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The database takes nothing.
    #[error(transparent)]
    Commit(CommitError),
}

/// Why a decision was refused.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// They may not.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// They may, but not this one: the words say why.
    #[error("{0}")]
    NotTheSecondPerson(NotSecond),
    /// There is no such proposal.
    #[error("there is no such proposal")]
    Unknown,
    /// It does not wait any more.
    #[error("it was decided already, or has expired")]
    Decided,
    /// What was shown is not what it would do now.
    #[error("the profile has moved on; what was shown would not be what is done")]
    Outdated,
    /// How it was checked must be said.
    #[error("say in a remark of at most 500 characters how you made sure")]
    RemarkNeeded,
    /// The directory's rules.
    #[error(transparent)]
    Rule(#[from] ApplyError),
    /// The database cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The database takes nothing.
    #[error(transparent)]
    Commit(CommitError),
}

/// Why somebody is not the second person for a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSecond {
    /// They proposed it.
    #[error("whoever proposes a change cannot confirm it")]
    Proposer,
    /// It is about their own account.
    #[error("nobody confirms a change of their own account")]
    Subject,
    /// Their account is too new.
    #[error("a new account's word counts after three days")]
    TooNew,
    /// The proposer opened the reset by which they sign in.
    #[error("the proposer opened the reset that this account signs in by")]
    ResetByProposer,
}

impl SubmitError {
    /// What those are told of it: who reaches their own profile only learns of no other, whose name may be a draft's.
    pub(super) fn told_to(self, by: &Permission) -> Self {
        match self {
            Self::Rule(ApplyError::ConfusableName { .. }) if by.reach() != Reach::Everything => {
                Self::Rule(ApplyError::ConfusableWithSomebody)
            }
            Self::Rule(ApplyError::DeskIsPerson | ApplyError::DeskIsWithdrawn)
                if by.reach() != Reach::Everything =>
            {
                Self::Rule(ApplyError::UnknownDesk)
            }
            told => told,
        }
    }
}

impl From<CommitError> for SubmitError {
    fn from(cause: CommitError) -> Self {
        match cause {
            CommitError::Stale => Self::Stale,
            cause => Self::Commit(cause),
        }
    }
}
