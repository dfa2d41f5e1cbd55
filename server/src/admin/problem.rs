//! What every error of the newsroom's side is answered with. No `_` arm: a new error does not compile until somebody has
//! chosen its answer.

use std::borrow::Cow;

use directory::ApplyError;
use http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};

use crate::auth::{AccountError, PeopleError, Refusal, SignInError};
use crate::editing::{DecideError, ReadingError, SubmitError};
use crate::http::{Problem, QueryError};
use crate::import::photo::PhotoError;
use crate::store::{CommitError, ReadError};

/// Nobody known asks.
pub const NOT_SIGNED_IN: &str = "not_signed_in";
/// A second factor must be shown again.
pub const STEP_UP_NEEDED: &str = "step_up_needed";
/// A second factor must be set up first.
pub const NOT_SET_UP: &str = "not_set_up";

/// That nobody known asks.
pub fn not_signed_in() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, NOT_SIGNED_IN, "Sign in first.")
        .with_header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
}

/// That there is no database yet, or not now.
pub fn editing_unavailable() -> Problem {
    let detail =
        "The database is away. Readers get the last edition; nothing can be changed until it is back.";
    retry(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "editing_unavailable", detail), 5)
}

/// That there is nothing of that name, or nothing for whoever asks.
pub fn unknown() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown", "There is nothing here, or nothing for you.")
}

/// That somebody else came first.
pub fn stale() -> Problem {
    let detail = "Somebody else changed it meanwhile. Look at what it says now, then try again.";
    Problem::new(StatusCode::PRECONDITION_FAILED, "stale_edit", detail)
}

fn too_many(code: &'static str, detail: impl Into<Cow<'static, str>>, seconds: u64) -> Problem {
    retry(Problem::new(StatusCode::TOO_MANY_REQUESTS, code, detail), seconds)
}

fn retry(problem: Problem, seconds: u64) -> Problem {
    problem.with_header(RETRY_AFTER, HeaderValue::from(seconds))
}

fn unprocessable(code: &'static str, detail: impl Into<Cow<'static, str>>) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
}

fn conflict(code: &'static str, detail: impl Into<Cow<'static, str>>) -> Problem {
    Problem::new(StatusCode::CONFLICT, code, detail)
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let detail = refusal.to_string();
        match refusal {
            Refusal::Forbidden => Self::new(StatusCode::FORBIDDEN, "forbidden", detail),
            Refusal::NotYours => unknown(),
            Refusal::StepUp => Self::new(StatusCode::FORBIDDEN, STEP_UP_NEEDED, detail),
            Refusal::NotSetUp => Self::new(StatusCode::FORBIDDEN, NOT_SET_UP, detail),
        }
    }
}

impl From<ApplyError> for Problem {
    fn from(error: ApplyError) -> Self {
        let problem = unprocessable("refused_by_the_rules", "The directory's rules do not allow this.");
        let pointer = error.field().map_or_else(String::new, |field| format!("/{field}"));
        problem.about(pointer, error.to_string())
    }
}

impl From<QueryError> for Problem {
    fn from(error: QueryError) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_query", error.to_string())
    }
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        match &error {
            ReadError::Corrupt(_) | ReadError::Moved => Self::internal(&error),
            ReadError::Database(_) => away(&error),
        }
    }
}

impl From<CommitError> for Problem {
    fn from(error: CommitError) -> Self {
        match &error {
            CommitError::Stale => stale(),
            CommitError::Conflict(broken) => conflict("conflict", format!("It cannot be: {broken}.")),
            CommitError::History(_) => Self::internal(&error),
            CommitError::Database(_) => away(&error),
        }
    }
}

/// The publisher says once that the database is away. Here it is one of many requests that notice it.
fn away(cause: &dyn std::error::Error) -> Problem {
    tracing::debug!(%cause, "the database does not answer");
    editing_unavailable()
}

impl From<SubmitError> for Problem {
    fn from(error: SubmitError) -> Self {
        let detail = error.to_string();
        match error {
            SubmitError::Refused(refusal) => refusal.into(),
            SubmitError::Rule(rule) => rule.into(),
            SubmitError::Unknown => unknown(),
            SubmitError::Stale => stale(),
            SubmitError::TooManyClosings => too_many("too_many_closings", detail, 60 * 60),
            SubmitError::TooManyPortraits => too_many("too_many_portraits", detail, 60 * 60),
            SubmitError::TooManyWaiting => conflict("too_many_waiting", detail),
            SubmitError::Account(words) => unprocessable("refused_by_the_rules", words),
            SubmitError::Preview(_) => unprocessable("no_preview", detail),
            SubmitError::Read(error) => error.into(),
            SubmitError::Commit(error) => error.into(),
        }
    }
}

impl From<DecideError> for Problem {
    fn from(error: DecideError) -> Self {
        let detail = error.to_string();
        match error {
            DecideError::Refused(refusal) => refusal.into(),
            DecideError::NotTheSecondPerson(_) => {
                Self::new(StatusCode::FORBIDDEN, "not_the_second_person", detail)
            }
            DecideError::Unknown => unknown(),
            DecideError::Decided => conflict("decided", detail),
            DecideError::Outdated => conflict("outdated", detail),
            DecideError::RemarkNeeded => {
                unprocessable("remark_needed", "A remark is needed.").about("/remark", detail)
            }
            DecideError::Rule(rule) => rule.into(),
            DecideError::Read(error) => error.into(),
            DecideError::Commit(error) => error.into(),
        }
    }
}

impl From<SignInError> for Problem {
    fn from(error: SignInError) -> Self {
        let detail = error.to_string();
        let refused = |code, detail| {
            Self::new(StatusCode::UNAUTHORIZED, code, detail)
                .with_header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
        };
        match error {
            SignInError::Refused => refused("sign_in_refused", detail),
            SignInError::CodeNeeded => refused("code_needed", detail),
            SignInError::TooMany { retry_after_seconds } => {
                too_many("too_many_tries", detail, retry_after_seconds)
            }
            SignInError::Read(error) => error.into(),
            SignInError::Commit(error) => error.into(),
        }
    }
}

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Self {
        let detail = error.to_string();
        match error {
            AccountError::Field { field, reason } => {
                unprocessable("bad_field", detail).about(format!("/{field}"), reason)
            }
            AccountError::LastFactor => conflict("last_factor", detail),
            AccountError::Unknown => unknown(),
            AccountError::SignIn(error) => error.into(),
            AccountError::Read(error) => error.into(),
            AccountError::Commit(error) => error.into(),
        }
    }
}

impl From<PhotoError> for Problem {
    fn from(error: PhotoError) -> Self {
        let detail = error.to_string();
        match error {
            PhotoError::Busy => {
                let problem =
                    Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "Others' photos are being drawn.");
                retry(problem, 5)
            }
            PhotoError::Format
            | PhotoError::TooManyOctets
            | PhotoError::TooManyPixels
            | PhotoError::Damaged
            | PhotoError::TooNoisy => unprocessable("bad_photo", "The photo is not taken.").about("", detail),
        }
    }
}

impl From<ReadingError> for Problem {
    fn from(error: ReadingError) -> Self {
        let detail = error.to_string();
        match error {
            ReadingError::Refused(refusal) => refusal.into(),
            ReadingError::Busy => too_many("busy_checking", detail, 5),
            ReadingError::Read(error) => error.into(),
        }
    }
}

impl From<PeopleError> for Problem {
    fn from(error: PeopleError) -> Self {
        match error {
            PeopleError::Refused(refusal) => refusal.into(),
            PeopleError::Unknown => unknown(),
            PeopleError::Read(error) => error.into(),
        }
    }
}
