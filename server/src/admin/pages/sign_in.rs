//! Signing in, by password and code or by passkey; showing a second factor again; and signing out.

use askama::Template;
use http::StatusCode;
use serde_json::json;

use super::form::{Faults, Field, Typed};
use super::layout::Frame;
use super::markup::{Markup, rendered};
use super::stranger::{Stranger, next_page, of_sign_in};
use super::visit::{Answered, Reply, Visit};
use crate::auth::{Credentials, SignInError};
use crate::http::Problem;
use crate::secret::Secret;

#[derive(Template)]
#[template(path = "staff/sign_in.html")]
struct SignIn {
    frame: Frame,
    next: String,
    email: Markup,
    password: Markup,
    code: Markup,
}

#[derive(Template)]
#[template(path = "staff/step_up.html")]
struct StepUp {
    frame: Frame,
    next: String,
    code: Markup,
}

/// The field for a code of an authenticator app, or a recovery code.
pub(super) fn code_field(name: &'static str) -> Field {
    Field::line(name, "Code").autocomplete("one-time-code").narrow()
}

/// `GET /sign-in`.
pub(super) async fn show(asked: &Stranger<'_>) -> Answered {
    Reply::page(&form(asked, &Typed::default(), Faults::default()))
}

/// `POST /sign-in`.
pub(super) async fn sign_in(asked: &Stranger<'_>) -> Answered {
    let typed = asked.typed;
    let code = typed.one("code");
    let credentials = Credentials {
        email: typed.one("email").to_owned(),
        password: Secret::new(typed.raw("password").to_owned()),
        code: (!code.is_empty()).then(|| Secret::new(code.to_owned())),
    };
    match asked.staff.auth.sign_in(credentials, asked.from).await {
        Ok(opened) => Ok(Reply::Opened(Box::new(opened), next_page(typed.one("next")))),
        Err(error) => {
            let status = status_of(&error);
            let faults = of_sign_in(error, "code")?;
            Ok(Reply::Page(status, rendered(&form(asked, typed, faults))))
        }
    }
}

/// `POST /sign-in/passkey/begin`, by the script.
pub(super) async fn begin_passkey(asked: &Stranger<'_>) -> Answered {
    let ceremony = asked.staff.auth.begin_passkey_sign_in(asked.from).await?;
    Ok(Reply::Json(json!({ "handle": ceremony.handle.expose(), "options": ceremony.options })))
}

/// `POST /sign-in/passkey/finish`, by the script.
pub(super) async fn finish_passkey(asked: &Stranger<'_>) -> Answered {
    let (handle, answer, next) = answered(asked.json);
    let opened = asked.staff.auth.finish_passkey_sign_in(handle, answer, asked.from).await;
    let opened = opened.map_err(of_passkey)?;
    Ok(Reply::OpenedJson(Box::new(opened), json!({ "location": next })))
}

/// A passkey that was refused, in words that fit one: it has neither address nor password.
fn of_passkey(error: SignInError) -> Problem {
    match error {
        SignInError::Refused | SignInError::CodeNeeded => {
            let detail = "This passkey is not known here, or it took too long. Try again, or use a code.";
            Problem::new(StatusCode::FORBIDDEN, "passkey_refused", detail)
        }
        error @ (SignInError::TooMany { .. } | SignInError::Read(_) | SignInError::Commit(_)) => error.into(),
    }
}

/// What the script says about a ceremony: which one, what the passkey answered, and where to go on.
pub(super) fn answered(said: &serde_json::Value) -> (&str, &serde_json::Value, String) {
    let text = |name| said.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
    (text("handle"), said.get("answer").unwrap_or(&serde_json::Value::Null), next_page(text("next")))
}

fn form(asked: &Stranger<'_>, typed: &Typed, faults: Faults) -> SignIn {
    let next = if typed.has("next") { typed.one("next") } else { asked.query.one("next") };
    SignIn {
        next: next_page(next),
        email: Field::kind("email", "E-mail address", "email")
            .autocomplete("username")
            .typed(typed, &faults)
            .markup(),
        password: Field::kind("password", "Password", "password")
            .autocomplete("current-password")
            .faults(&faults)
            .markup(),
        code: code_field("code")
            .hint("Six digits from your authenticator app, or one of your recovery codes.")
            .faults(&faults)
            .markup(),
        frame: asked.frame("Sign in").faults(faults).with_passkeys(),
    }
}

/// Too many tries are told apart by their status too, for programs between us and the browser.
fn status_of(error: &SignInError) -> StatusCode {
    match error {
        SignInError::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        SignInError::Refused | SignInError::CodeNeeded | SignInError::Read(_) | SignInError::Commit(_) => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }
}

/// `GET /step-up`.
pub(super) async fn show_step_up(visit: &Visit<'_>) -> Answered {
    Reply::page(&step_up_form(visit, Faults::default()))
}

/// `POST /step-up`.
pub(super) async fn step_up(visit: &Visit<'_>) -> Answered {
    let code = Secret::new(visit.typed.one("code").to_owned());
    match visit.staff.auth.step_up_by_code(visit.by.visitor(), code, visit.from).await {
        Ok(opened) => Ok(Reply::Opened(Box::new(opened), next_page(visit.typed.one("next")))),
        Err(SignInError::Refused | SignInError::CodeNeeded) => {
            let faults =
                Faults::of("code", "That code is not right, or was used already; wait for the next one");
            Reply::again(&step_up_form(visit, faults))
        }
        Err(error) => {
            let status = status_of(&error);
            let faults = of_sign_in(error, "code")?;
            Ok(Reply::Page(status, rendered(&step_up_form(visit, faults))))
        }
    }
}

fn step_up_form(visit: &Visit<'_>, faults: Faults) -> StepUp {
    let next = if visit.typed.has("next") { visit.typed.one("next") } else { visit.query.one("next") };
    StepUp {
        next: next_page(next),
        code: code_field("code")
            .hint("Six digits from your authenticator app, or one of your recovery codes.")
            .faults(&faults)
            .markup(),
        frame: visit.frame("Confirm that it is you", "").faults(faults).with_passkeys(),
    }
}

/// `POST /step-up/passkey/begin`, by the script.
pub(super) async fn begin_step_up(visit: &Visit<'_>) -> Answered {
    let ceremony = visit.staff.auth.begin_passkey_step_up(visit.by.visitor()).await?;
    Ok(Reply::Json(json!({ "handle": ceremony.handle.expose(), "options": ceremony.options })))
}

/// `POST /step-up/passkey/finish`, by the script.
pub(super) async fn finish_step_up(visit: &Visit<'_>) -> Answered {
    let (handle, answer, next) = answered(visit.json);
    let opened = visit.staff.auth.finish_passkey_step_up(visit.by.visitor(), handle, answer).await;
    let opened = opened.map_err(of_passkey)?;
    Ok(Reply::OpenedJson(Box::new(opened), json!({ "location": next })))
}

/// `POST /sign-out`.
pub(super) async fn sign_out(visit: &Visit<'_>) -> Result<Reply, Problem> {
    visit.staff.auth.sign_out(visit.by.visitor()).await?;
    Ok(Reply::Forgotten("/sign-in".to_owned()))
}

#[derive(Template)]
#[template(path = "staff/confirmed.html")]
struct Confirmed {
    frame: Frame,
}

/// `GET /confirmed`: the end of the way in a tab of its own.
pub(super) async fn confirmed(visit: &Visit<'_>) -> Answered {
    Reply::page(&Confirmed { frame: visit.frame("It is you", "") })
}
