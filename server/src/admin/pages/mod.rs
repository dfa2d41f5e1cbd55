//! The pages for staff: complete without scripts, but for passkeys. Forms are sent by POST and answered by a redirect, so
//! that reloading does nothing twice; what is wrong stands beside the field, and what was typed stays.
//!
//! ```text
//! visit, stranger   a request of somebody, or of nobody in particular
//! receive           from a request to a handler, and back
//! layout, form      the frame around every page; fields and what is wrong with them
//! one file a page   what it shows, and what its forms do
//! ```

mod about;
mod accounts;
mod applying;
mod channels;
mod compromised;
mod confirm;
mod difference;
mod edit;
mod form;
mod history;
mod imports;
mod layout;
mod lists;
mod markup;
mod me;
mod new_profile;
mod passkey;
mod people;
mod photo;
mod previews;
mod profile;
mod proposals;
mod receive;
mod roster;
mod second_factor;
mod set_up;
mod settings;
mod sign_in;
mod snag;
mod status;
mod stranger;
mod style;
mod team;
mod telling;
mod tokens;
mod upload;
mod visit;
mod who;
mod words;

use std::sync::Arc;

use askama::Template;
use axum::response::Response;
use http::StatusCode;

pub(super) use previews::Previews;

use super::mount::AdminMount;
use super::{Admin, Call};
use crate::auth::Permission;
use crate::http::Problem;
use crate::http::routes::staff_pages as routes;
use layout::Frame;
use receive::Inputs;

/// A handler for somebody who is signed in.
macro_rules! visit {
    ($handler:path) => {
        |admin: Arc<Admin>, call: Call, by: Permission| async move {
            let inputs = Inputs::of(&call)?;
            let visit = inputs.visit(&admin, &call, &by)?;
            $handler(&visit).await.map(visit::Reply::response)
        }
    };
}

/// A handler for nobody in particular.
macro_rules! stranger {
    ($handler:path) => {
        |admin: Arc<Admin>, call: Call| async move {
            let inputs = Inputs::of(&call)?;
            let stranger = inputs.stranger(&admin, &call)?;
            $handler(&stranger).await.map(visit::Reply::response)
        }
    };
}

/// Mounts every page.
pub(super) fn mounted(mount: AdminMount) -> AdminMount {
    let mount = strangers(mount);
    let mount = own_account(mount);
    let mount = profiles(mount);
    let mount = channels_and_status(mount);
    let mount = second_person(mount);
    newsroom(mount)
}

/// For nobody in particular.
fn strangers(mount: AdminMount) -> AdminMount {
    mount
        .open(&routes::SIGN_IN, stranger!(sign_in::show))
        .open(&routes::SEND_SIGN_IN, stranger!(sign_in::sign_in))
        .open(&routes::BEGIN_PASSKEY_SIGN_IN, stranger!(sign_in::begin_passkey))
        .open(&routes::FINISH_PASSKEY_SIGN_IN, stranger!(sign_in::finish_passkey))
        .open(&routes::SET_UP_LINK, stranger!(set_up::show))
        .open(&routes::USE_SET_UP_LINK, stranger!(set_up::set_up))
        .open(
            &routes::PASSKEY_SCRIPT,
            |_admin: Arc<Admin>, _call: Call| std::future::ready(passkey::script()),
        )
}

/// One's own account.
fn own_account(mount: AdminMount) -> AdminMount {
    mount
        .staff(&routes::SIGN_OUT, visit!(sign_in::sign_out))
        .staff(&routes::STEP_UP, visit!(sign_in::show_step_up))
        .staff(&routes::SEND_STEP_UP, visit!(sign_in::step_up))
        .staff(&routes::BEGIN_PASSKEY_STEP_UP, visit!(sign_in::begin_step_up))
        .staff(&routes::FINISH_PASSKEY_STEP_UP, visit!(sign_in::finish_step_up))
        .staff(&routes::CONFIRMED, visit!(sign_in::confirmed))
        .staff(&routes::SECOND_FACTOR, visit!(second_factor::show))
        .staff(&routes::BEGIN_AUTHENTICATOR, visit!(second_factor::begin_authenticator))
        .staff(&routes::FINISH_AUTHENTICATOR, visit!(second_factor::finish_authenticator))
        .staff(&routes::BEGIN_PASSKEY, visit!(second_factor::begin_passkey))
        .staff(&routes::FINISH_PASSKEY, visit!(second_factor::finish_passkey))
        .staff(&routes::RECOVERY_CODES, visit!(second_factor::show_recovery_codes))
        .staff(&routes::DRAW_RECOVERY_CODES, visit!(second_factor::draw_recovery_codes))
        .staff(&routes::ME, visit!(me::show))
        .staff(&routes::END_SESSIONS, visit!(me::end_sessions))
        .staff(&routes::REMOVE_PASSKEY, visit!(me::remove_passkey))
        .staff(&routes::REMOVE_AUTHENTICATOR, visit!(me::remove_authenticator))
        .staff(&routes::PASSWORD, visit!(me::show_password))
        .staff(&routes::CHANGE_PASSWORD, visit!(me::change_password))
        .staff(&routes::SET_ALERT_ADDRESS, visit!(me::set_alert_address))
}

/// Profiles, and what they say about themselves.
fn profiles(mount: AdminMount) -> AdminMount {
    mount
        .staff(&routes::ROSTER, visit!(roster::show))
        .staff(&routes::NEW_PROFILE, visit!(new_profile::show))
        .staff(&routes::MAKE_PROFILE, visit!(new_profile::make))
        .staff(&routes::LISTS, visit!(lists::show))
        .staff(&routes::ADD_TO_LISTS, visit!(lists::add))
        .staff(&routes::STAFF_PROFILE, visit!(profile::show))
        .staff(&routes::WHO, visit!(who::show))
        .staff(&routes::SAVE_WHO, visit!(who::save))
        .staff(&routes::ABOUT, visit!(about::show))
        .staff(&routes::SAVE_ABOUT, visit!(about::save))
        .staff(&routes::TEAM, visit!(team::show))
        .staff(&routes::SAVE_TEAM, visit!(team::save))
        .staff(&routes::PHOTO, visit!(photo::show))
        .staff(&routes::SET_PHOTO, visit!(photo::set))
        .staff(&routes::REMOVE_PHOTO, visit!(photo::remove))
}

/// What sources see of them.
fn channels_and_status(mount: AdminMount) -> AdminMount {
    mount
        .staff(&routes::STATUS, visit!(status::show))
        .staff(&routes::PUBLISH, visit!(status::publish))
        .staff(&routes::PAUSE, visit!(status::pause))
        .staff(&routes::WITHDRAW, visit!(status::withdraw))
        .staff(&routes::SHIELD, visit!(status::shield))
        .staff(&routes::UNSHIELD, visit!(status::unshield))
        .staff(&routes::SET_END, visit!(status::set_end))
        .staff(&routes::COMPROMISED, visit!(compromised::show))
        .staff(&routes::HIDE_COMPROMISED, visit!(compromised::hide))
        .staff(&routes::CONFIRM, visit!(confirm::show))
        .staff(&routes::SEND_CONFIRM, visit!(confirm::confirm))
        .staff(&routes::NEW_CHANNEL, visit!(channels::show_new))
        .staff(&routes::ADD_CHANNEL, visit!(channels::add))
        .staff(&routes::CHANNEL, visit!(channels::show))
        .staff(&routes::SAVE_CHANNEL, visit!(channels::save))
        .staff(&routes::HIDE_CHANNEL, visit!(channels::hide))
        .staff(&routes::REMOVE_CHANNEL, visit!(channels::remove))
        .staff(&routes::SHOW_CHANNEL, visit!(channels::show_again))
        .staff(&routes::CONFIRM_CHANNEL, visit!(channels::confirm))
        .staff(&routes::CHANNEL_UP, visit!(channels::up))
        .staff(&routes::CHANNEL_DOWN, visit!(channels::down))
}

/// The second person, importing, and the history.
fn second_person(mount: AdminMount) -> AdminMount {
    mount
        .staff(&routes::PROPOSALS, visit!(proposals::show_all))
        .staff(&routes::PROPOSAL, visit!(proposals::show))
        .staff(&routes::APPROVE, visit!(proposals::approve))
        .staff(&routes::REFUSE, visit!(proposals::refuse))
        .staff(&routes::CANCEL, visit!(proposals::cancel))
        .staff(&routes::IMPORT, visit!(imports::show))
        .staff(&routes::UPLOAD_IMPORT, visit!(imports::upload))
        .staff(&routes::IMPORT_PREVIEW, visit!(imports::show_preview))
        .staff(&routes::CONFIRM_IMPORT, visit!(imports::confirm))
        .staff(&routes::HISTORY, visit!(history::show_all))
        .staff(&routes::HISTORY_FILE, visit!(history::export))
        .staff(&routes::ENTRY, visit!(history::show))
        .staff(&routes::ROLL_BACK, visit!(history::roll_back))
}

/// Who signs in, and the rest.
fn newsroom(mount: AdminMount) -> AdminMount {
    mount
        .staff(&routes::ACCOUNTS, visit!(accounts::show_all))
        .staff(&routes::NEW_ACCOUNT, visit!(accounts::show_invite))
        .staff(&routes::INVITE, visit!(accounts::invite))
        .staff(&routes::ACCOUNT, visit!(accounts::show))
        .staff(&routes::SET_ROLE, visit!(accounts::set_role))
        .staff(&routes::RESET_ACCOUNT, visit!(accounts::reset))
        .staff(&routes::ENABLE_ACCOUNT, visit!(accounts::enable))
        .staff(&routes::DISABLE_ACCOUNT, visit!(accounts::disable))
        .staff(&routes::LEAVE, visit!(accounts::leave))
        .staff(&routes::MAKE_LINK, visit!(accounts::make_link))
        .staff(&routes::TOKENS, visit!(tokens::show))
        .staff(&routes::MAKE_TOKEN, visit!(tokens::make))
        .staff(&routes::REVOKE_TOKEN, visit!(tokens::revoke))
        .staff(&routes::SETTINGS, visit!(settings::show))
}

#[derive(Template)]
#[template(path = "staff/problem.html")]
struct ProblemPage<'a> {
    frame: Frame,
    heading: &'static str,
    detail: &'a str,
    errors: Vec<&'a str>,
}

/// The answer to a request that could not be served, as a page.
pub(super) fn problem_page(problem: &Problem) -> Response {
    let heading = match problem.status {
        StatusCode::NOT_FOUND => "There is nothing here",
        StatusCode::FORBIDDEN => "This is not yours to do",
        StatusCode::CONFLICT | StatusCode::PRECONDITION_FAILED => "It has changed meanwhile",
        StatusCode::TOO_MANY_REQUESTS => "Too often",
        StatusCode::SERVICE_UNAVAILABLE => "Not now",
        StatusCode::PAYLOAD_TOO_LARGE => "That is too large",
        _ => "That did not work",
    };
    let page = ProblemPage {
        frame: Frame::new("Masthead", heading),
        heading,
        detail: &problem.detail,
        errors: problem.errors.iter().map(|error| error.detail.as_str()).collect(),
    };
    receive::page(problem.status, markup::rendered(&page))
}
