//! Setting up a second factor: a passkey, or an authenticator app; and the recovery codes for the day when neither is at
//! hand.

use askama::Template;
use data_encoding::BASE64;
use directory::{Act, Name, Strength};
use serde_json::json;

use super::form::{Faults, Field, Typed};
use super::layout::Frame;
use super::markup::Markup;
use super::sign_in::{answered, code_field};
use super::stranger::of_account;
use super::visit::{Answered, Reply, Visit};
use crate::auth::AuthenticatorSetUp;
use crate::http::{FieldProblem, Problem};
use crate::secret::Secret;

#[derive(Template)]
#[template(path = "staff/second_factor.html")]
struct SecondFactor {
    frame: Frame,
    is_set_up: bool,
    has_authenticator: bool,
    recovery_codes: u64,
    name: Markup,
}

#[derive(Template)]
#[template(path = "staff/authenticator.html")]
struct Authenticator {
    frame: Frame,
    handle: String,
    /// The QR code and the secret in groups of four; none when a wrong code was typed for a secret that was shown before.
    shown: Option<(String, String)>,
    code: Markup,
}

#[derive(Template)]
#[template(path = "staff/recovery_codes.html")]
struct RecoveryCodes {
    frame: Frame,
    codes: Vec<String>,
}

impl Visit<'_> {
    /// Whoever has a second factor shows it again before another way in is made.
    pub(super) fn strong(&self) -> Result<(), Problem> {
        if self.by.visitor().is_set_up() {
            self.by.visitor().permit(Act::KeepOwnAccount, Strength::Recent)?;
        }
        Ok(())
    }
}

/// `GET /me/set-up`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    visit.strong()?;
    let factors = visit.staff.auth.factors(visit.by.account_id()).await?;
    Reply::page(&SecondFactor {
        is_set_up: visit.by.visitor().is_set_up(),
        has_authenticator: factors.authenticator_since.is_some(),
        recovery_codes: factors.recovery_codes,
        name: Field::line("name", "Name of the passkey")
            .hint("So that you recognise it later: “work laptop”, “blue key”.")
            .value(format!("Passkey {}", factors.passkeys.len().saturating_add(1)))
            .markup(),
        frame: visit.frame("Second factor", "").with_passkeys(),
    })
}

/// `POST /me/set-up/app`: a new secret for an authenticator app.
pub(super) async fn begin_authenticator(visit: &Visit<'_>) -> Answered {
    visit.strong()?;
    match visit.staff.auth.begin_authenticator(visit.by.visitor()).await {
        Ok(begun) => Reply::page(&authenticator(visit, &begun)),
        Err(error) => {
            let faults = of_account(error, &[])?;
            Reply::again(&code_again(visit, String::new(), faults))
        }
    }
}

/// `POST /me/set-up/app/code`: its first code.
pub(super) async fn finish_authenticator(visit: &Visit<'_>) -> Answered {
    visit.strong()?;
    let (handle, code) = (visit.typed.one("handle"), Secret::new(visit.typed.one("code").to_owned()));
    if let Err(error) = visit.staff.auth.finish_authenticator(visit.by.visitor(), handle, code).await {
        let faults = of_account(error, &["code"])?;
        return Reply::again(&code_again(visit, handle.to_owned(), faults));
    }
    visit.staff.editing.tell_of_own_sign_in(visit.by).await?;
    let factors = visit.staff.auth.factors(visit.by.account_id()).await?;
    Reply::see(if factors.recovery_codes == 0 { "/me/recovery-codes" } else { "/me?done=added" })
}

/// `POST /me/set-up/passkey/begin`, by the script.
pub(super) async fn begin_passkey(visit: &Visit<'_>) -> Answered {
    visit.strong()?;
    let ceremony = visit.staff.auth.begin_passkey(visit.by.visitor()).await?;
    Ok(Reply::Json(json!({ "handle": ceremony.handle.expose(), "options": ceremony.options })))
}

/// `POST /me/set-up/passkey/finish`, by the script.
pub(super) async fn finish_passkey(visit: &Visit<'_>) -> Answered {
    visit.strong()?;
    let (handle, answer, _) = answered(visit.json);
    let name = visit.json.get("name").and_then(serde_json::Value::as_str).unwrap_or_default();
    let name = Name::parse(name).map_err(|reason| bad_name(&reason))?;
    visit.staff.auth.finish_passkey(visit.by.visitor(), handle, name, answer).await?;
    visit.staff.editing.tell_of_own_sign_in(visit.by).await?;
    let factors = visit.staff.auth.factors(visit.by.account_id()).await?;
    let location = if factors.recovery_codes == 0 { "/me/recovery-codes" } else { "/me?done=added" };
    Ok(Reply::Json(json!({ "location": location })))
}

fn bad_name(reason: &directory::TextError) -> Problem {
    let mut problem =
        Problem::new(http::StatusCode::UNPROCESSABLE_ENTITY, "invalid", "The passkey’s name is not a name.");
    problem.errors.push(FieldProblem { pointer: "/name".to_owned(), detail: format!("The name {reason}.") });
    problem
}

/// `GET /me/recovery-codes`: what they are for, and the button that draws them.
pub(super) async fn show_recovery_codes(visit: &Visit<'_>) -> Answered {
    visit.strong()?;
    Reply::page(&RecoveryCodes { frame: visit.frame("Recovery codes", ""), codes: Vec::new() })
}

/// `POST /me/recovery-codes`: new ones. They stand in this one answer and nowhere else.
pub(super) async fn draw_recovery_codes(visit: &Visit<'_>) -> Answered {
    visit.strong()?;
    match visit.staff.auth.draw_recovery_codes(visit.by.visitor()).await {
        Ok(codes) => {
            visit.staff.editing.tell_of_own_sign_in(visit.by).await?;
            Reply::page(&RecoveryCodes {
                frame: visit.frame("Recovery codes: keep them now", ""),
                codes: codes.iter().map(|code| code.expose().clone()).collect(),
            })
        }
        Err(error) => {
            let faults = of_account(error, &[])?;
            let frame = visit.frame("Recovery codes", "").faults(faults);
            Reply::again(&RecoveryCodes { frame, codes: Vec::new() })
        }
    }
}

fn authenticator(visit: &Visit<'_>, begun: &AuthenticatorSetUp) -> Authenticator {
    let secret: Vec<char> = begun.secret.expose().chars().collect();
    let groups: Vec<String> = secret.chunks(4).map(|group| group.iter().collect()).collect();
    Authenticator {
        handle: begun.handle.expose().clone(),
        shown: Some((BASE64.encode(&begun.qr_png), groups.join(" "))),
        code: first_code(&Faults::default()),
        frame: visit.frame("Set up an authenticator app", ""),
    }
}

fn code_again(visit: &Visit<'_>, handle: String, faults: Faults) -> Authenticator {
    Authenticator {
        handle,
        shown: None,
        code: first_code(&faults),
        frame: visit.frame("Set up an authenticator app", "").faults(faults),
    }
}

fn first_code(faults: &Faults) -> Markup {
    code_field("code")
        .hint("The six digits that the app shows now.")
        .typed(&Typed::default(), faults)
        .markup()
}
