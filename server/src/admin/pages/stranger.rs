//! One request by somebody who is not signed in yet: signing in, or being set up by a one-time link.

use super::form::{Faults, Typed};
use super::layout::Frame;
use crate::admin::Staff;
use crate::admin::next::Next;
use crate::auth::{AccountError, AddressClass, SignInError};
use crate::http::Problem;

/// A request of nobody in particular.
pub(super) struct Stranger<'a> {
    /// What the work is done with.
    pub(super) staff: &'a Staff,
    /// Which network they come from, coarsely.
    pub(super) from: AddressClass,
    /// The pieces of the path that are not fixed, in order.
    pub(super) pieces: &'a [String],
    /// What stands behind the question mark.
    pub(super) query: &'a Typed,
    /// What was typed.
    pub(super) typed: &'a Typed,
    /// What the script sent.
    pub(super) json: &'a serde_json::Value,
}

impl Stranger<'_> {
    /// The frame of a page for nobody in particular.
    pub(super) fn frame(&self, title: impl Into<String>) -> Frame {
        Frame::new(self.staff.settings.newsroom.name.trim(), title)
    }

    /// The piece of the path with that number.
    pub(super) fn piece(&self, number: usize) -> &str {
        self.pieces.get(number).map_or("", String::as_str)
    }
}

/// A page of ours to go on to; the directory, where what came names another site's, or nothing.
pub(super) fn next_page(text: &str) -> String {
    Next::parse(text).unwrap_or_default().as_str().to_owned()
}

/// A page's address in a query.
pub(super) fn in_query(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// What is wrong with a proof of who somebody is, in words; or why there is no page at all.
pub(super) fn of_sign_in(error: SignInError, code_field: &'static str) -> Result<Faults, Problem> {
    match error {
        SignInError::Refused => {
            Ok(Faults::whole("The address, the password or the code is not right. Type all of them again"))
        }
        SignInError::CodeNeeded => Ok(Faults::of(
            code_field,
            "A code is needed too: six digits from your authenticator app, or a recovery code. Type the password again",
        )),
        SignInError::TooMany { .. } => Ok(Faults::whole(error.to_string())),
        error @ (SignInError::Read(_) | SignInError::Commit(_)) => Err(error.into()),
    }
}

/// What is wrong with a form about one's own account, in words; or why there is no page at all.
pub(super) fn of_account(error: AccountError, fields: &[&'static str]) -> Result<Faults, Problem> {
    match error {
        AccountError::Field { field, reason } => {
            let field = fields.iter().copied().find(|known| *known == field).unwrap_or_default();
            Ok(Faults::of(field, reason))
        }
        AccountError::LastFactor | AccountError::Unknown => Ok(Faults::whole(error.to_string())),
        AccountError::SignIn(SignInError::Refused) => {
            let field = fields.iter().copied().find(|known| ["code", "current"].contains(known));
            Ok(Faults::of(field.unwrap_or_default(), "That is not right; type it again"))
        }
        AccountError::SignIn(error) => of_sign_in(error, "code"),
        error @ (AccountError::Read(_) | AccountError::Commit(_)) => Err(error.into()),
    }
}
