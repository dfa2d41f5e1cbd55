//! The JSON API for staff's programs, on the admin listener: every call with the act it is and the certainty it needs.
//! The OpenAPI document is made from these pages.

mod accounts;
mod channels;
mod decisions;
mod own;
mod profiles;

pub use accounts::*;
pub use channels::*;
pub use decisions::*;
pub use own::*;
pub use profiles::*;

use directory::{Act, Strength};

use super::super::route::{Guard, Keeps, Leaves, Operation, Parameter, Route, Side, Takes, Verb};

/// Every call of the API.
pub const STAFF_API: [&Route; 57] = [
    &API_SIGN_IN,
    &API_REFRESH,
    &API_SESSIONS,
    &API_SIGN_OUT,
    &API_END_SESSION,
    &API_STEP_UP,
    &API_ME,
    &API_CHANGE_ME,
    &API_TOKENS,
    &API_MAKE_TOKEN,
    &API_REVOKE_TOKEN,
    &API_PROFILES,
    &API_MAKE_PROFILE,
    &API_PROFILE,
    &API_EDIT_PROFILE,
    &API_REMOVE_PROFILE,
    &API_PUBLISH,
    &API_RESUME,
    &API_PAUSE,
    &API_WITHDRAW,
    &API_SHIELD,
    &API_UNSHIELD,
    &API_MEMBERS,
    &API_PHOTO,
    &API_SET_PHOTO,
    &API_REMOVE_PHOTO,
    &API_CONFIRM,
    &API_COMPROMISED,
    &API_ADD_CHANNEL,
    &API_EDIT_CHANNEL,
    &API_REMOVE_CHANNEL,
    &API_HIDE_CHANNEL,
    &API_CONFIRM_CHANNEL,
    &API_RANK_CHANNEL,
    &API_BEATS,
    &API_SET_BEAT,
    &API_OUTLETS,
    &API_SET_OUTLET,
    &API_PROPOSALS,
    &API_PROPOSAL,
    &API_APPROVE,
    &API_REJECT,
    &API_CANCEL,
    &API_HISTORY,
    &API_HISTORY_FILE,
    &API_CHECK_HISTORY,
    &API_ROLL_BACK,
    &API_ACCOUNTS,
    &API_ACCOUNT,
    &API_INVITE,
    &API_EDIT_ACCOUNT,
    &API_DISABLE_ACCOUNT,
    &API_ENABLE_ACCOUNT,
    &API_RESET_ACCOUNT,
    &API_LINK_ACCOUNT,
    &API_LEAVE,
    &NO_API_ANSWER,
];

/// Any other address under `/api/`. Counted under one name, so that no counter holds what somebody typed.
pub const NO_API_ANSWER: Route = api("no_api_answer", Verb::Get, "", Guard::Stranger, Takes::Nothing, &[]);

const fn by(act: Act, strength: Strength) -> Guard {
    Guard::Staff(act, strength)
}

const fn api(
    name: &'static str,
    verb: Verb,
    path: &'static str,
    guard: Guard,
    takes: Takes,
    operations: &'static [Operation],
) -> Route {
    Route {
        name,
        path,
        verb,
        side: Side::StaffApi,
        guard,
        takes,
        keeps: Keeps::Nowhere,
        leaves: Leaves::AtOnce,
        operations,
    }
}

const fn call(
    summary: &'static str,
    parameters: &'static [Parameter],
    body: Option<&'static str>,
    schema: Option<&'static str>,
    statuses: &'static [u16],
) -> Operation {
    let media_types: &[&str] = if schema.is_some() { &["application/json"] } else { &[] };
    Operation { path: "", summary, parameters, body, media_types, schema, statuses, problems: &[] }
}
