//! The JSON API for staff's programs: the same acts as on the pages, by bearer token.

mod accounts;
mod channels;
mod conditions;
mod found;
mod history;
mod lists;
mod moment;
mod once;
mod openapi;
mod outcome;
mod own;
mod photo;
mod profile_edit;
mod profiles;
mod proposals;
mod shown;
mod status;
mod strict;
mod tokens;

use axum::body::Body;
use axum::response::Response;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use serde_json::Value;

pub(super) use once::UnderWay;
pub(super) use openapi::document;

use super::mount::AdminMount;
use crate::http::{Problem, routes};
use once::once;

/// What a call is answered with.
type Reply = Result<Response, Problem>;

/// Mounts every call. Those that make something may be sent again with the same `Idempotency-Key`, except where the answer
/// holds a secret, which is never kept.
pub(super) fn mount(mount: AdminMount) -> AdminMount {
    let mount = own_account(mount);
    let mount = of_profiles(mount);
    let mount = of_channels(mount);
    let mount = of_decisions(mount);
    of_accounts(mount)
}

fn own_account(mount: AdminMount) -> AdminMount {
    mount
        .open(&routes::API_SIGN_IN, own::sign_in)
        .open(&routes::API_REFRESH, own::refresh)
        .staff(&routes::API_SESSIONS, own::sessions)
        .staff(&routes::API_SIGN_OUT, own::sign_out)
        .staff(&routes::API_END_SESSION, own::end_session)
        .staff(&routes::API_STEP_UP, own::step_up)
        .staff(&routes::API_ME, own::me)
        .staff(&routes::API_CHANGE_ME, own::change_me)
        .staff(&routes::API_TOKENS, tokens::list)
        .staff(&routes::API_MAKE_TOKEN, tokens::make)
        .staff(&routes::API_REVOKE_TOKEN, tokens::revoke)
}

fn of_profiles(mount: AdminMount) -> AdminMount {
    mount
        .staff(&routes::API_PROFILES, profiles::list)
        .staff(&routes::API_MAKE_PROFILE, once(profiles::make))
        .staff(&routes::API_PROFILE, profiles::one)
        .staff(&routes::API_EDIT_PROFILE, profile_edit::edit)
        .staff(&routes::API_REMOVE_PROFILE, status::withdraw)
        .staff(&routes::API_PUBLISH, once(status::publish))
        .staff(&routes::API_RESUME, once(status::resume))
        .staff(&routes::API_PAUSE, once(status::pause))
        .staff(&routes::API_WITHDRAW, once(status::withdraw))
        .staff(&routes::API_SHIELD, once(status::shield))
        .staff(&routes::API_UNSHIELD, once(status::unshield))
        .staff(&routes::API_MEMBERS, status::members)
        .staff(&routes::API_PHOTO, photo::one)
        .staff(&routes::API_SET_PHOTO, photo::set)
        .staff(&routes::API_REMOVE_PHOTO, photo::remove)
        .staff(&routes::API_CONFIRM, once(channels::confirm_all))
        .staff(&routes::API_COMPROMISED, once(channels::compromised))
}

fn of_channels(mount: AdminMount) -> AdminMount {
    mount
        .staff(&routes::API_ADD_CHANNEL, once(channels::add))
        .staff(&routes::API_EDIT_CHANNEL, channels::edit)
        .staff(&routes::API_REMOVE_CHANNEL, channels::remove)
        .staff(&routes::API_HIDE_CHANNEL, once(channels::hide))
        .staff(&routes::API_CONFIRM_CHANNEL, once(channels::confirm))
        .staff(&routes::API_RANK_CHANNEL, once(channels::rank))
        .staff(&routes::API_BEATS, lists::beats)
        .staff(&routes::API_SET_BEAT, once(lists::set_beat))
        .staff(&routes::API_OUTLETS, lists::outlets)
        .staff(&routes::API_SET_OUTLET, once(lists::set_outlet))
}

fn of_decisions(mount: AdminMount) -> AdminMount {
    mount
        .staff(&routes::API_PROPOSALS, proposals::list)
        .staff(&routes::API_PROPOSAL, proposals::one)
        .staff(&routes::API_APPROVE, once(proposals::approve))
        .staff(&routes::API_REJECT, once(proposals::reject))
        .staff(&routes::API_CANCEL, once(proposals::cancel))
        .staff(&routes::API_HISTORY, history::list)
        .staff(&routes::API_HISTORY_FILE, history::file)
        .staff(&routes::API_CHECK_HISTORY, history::check)
        .staff(&routes::API_ROLL_BACK, once(history::roll_back))
}

fn of_accounts(mount: AdminMount) -> AdminMount {
    mount
        .staff(&routes::API_ACCOUNTS, accounts::list)
        .staff(&routes::API_ACCOUNT, accounts::one)
        .staff(&routes::API_INVITE, once(accounts::invite))
        .staff(&routes::API_EDIT_ACCOUNT, accounts::edit)
        .staff(&routes::API_DISABLE_ACCOUNT, once(accounts::disable))
        .staff(&routes::API_ENABLE_ACCOUNT, once(accounts::enable))
        .staff(&routes::API_RESET_ACCOUNT, once(accounts::reset))
        .staff(&routes::API_LINK_ACCOUNT, accounts::link)
        .staff(&routes::API_LEAVE, once(accounts::leave))
}

/// An answer in JSON.
fn json(status: StatusCode, value: &Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// That it is done, and there is nothing to say of it.
fn done() -> Response {
    let mut response = Response::new(Body::new(crate::http::Omitted));
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}
