//! Sessions, and one's own account.

use std::sync::Arc;

use directory::channel::EmailAddress;
use directory::{Act, Reach, SessionId, Strength};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::Admin;
use super::super::call::Call;
use super::{Reply, accounts, done, found, once, strict};
use crate::auth::{Credentials, Means, Permission, Tokens};
use crate::secret::Secret;
use crate::store::records::{AccountChange, SessionKind, SessionRecord, SignInMeans};

/// What somebody signs in with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SigningIn {
    email: String,
    password: Typed,
    code: Option<Typed>,
}

/// A secret as it was typed.
#[derive(Deserialize)]
#[serde(from = "String")]
struct Typed(Secret<String>);

impl From<String> for Typed {
    fn from(text: String) -> Self {
        Self(Secret::new(text))
    }
}

/// `POST /sessions`
pub(super) async fn sign_in(admin: Arc<Admin>, call: Call) -> Reply {
    once::never_kept(&call)?;
    let SigningIn { email, password: Typed(password), code } = strict::read(call.body())?;
    let credentials = Credentials { email, password, code: code.map(|Typed(code)| code) };
    let tokens = admin.staff()?.auth.sign_in_api(credentials, call.from()).await?;
    Ok(super::json(StatusCode::CREATED, &shown(&tokens)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Refreshing {
    refresh_token: Typed,
}

/// `POST /sessions/refresh`
pub(super) async fn refresh(admin: Arc<Admin>, call: Call) -> Reply {
    once::never_kept(&call)?;
    let Refreshing { refresh_token: Typed(token) } = strict::read(call.body())?;
    let tokens = admin.staff()?.auth.refresh(token.expose(), call.from()).await?;
    Ok(super::json(StatusCode::OK, &shown(&tokens)))
}

fn shown(tokens: &Tokens) -> Value {
    json!({
        "access_token": tokens.access_token.expose(),
        "token_type": "Bearer",
        "expires_in": tokens.expires_in_seconds,
        "refresh_token": tokens.refresh_token.expose(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SteppingUp {
    code: Typed,
}

/// `POST /sessions/step-up`
pub(super) async fn step_up(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    once::never_kept(&call)?;
    let SteppingUp { code: Typed(code) } = strict::read(call.body())?;
    admin.staff()?.auth.step_up_api(by.visitor(), code, call.from()).await?;
    Ok(done())
}

/// `DELETE /sessions`
pub(super) async fn sign_out(admin: Arc<Admin>, _call: Call, by: Permission) -> Reply {
    admin.staff()?.auth.sign_out(by.visitor()).await?;
    Ok(done())
}

/// `GET /sessions`
pub(super) async fn sessions(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    call.asked().query(&[])?;
    let sessions = admin.staff()?.auth.sessions(by.visitor()).await?;
    let present = by.visitor().session().map(|session| &session.id);
    let sessions: Vec<Value> =
        sessions.iter().map(|session| one_session(session, present == Some(&session.id))).collect();
    Ok(super::json(StatusCode::OK, &json!({ "sessions": sessions })))
}

fn one_session(session: &SessionRecord, is_present: bool) -> Value {
    json!({
        "id": session.id,
        "kind": match session.kind { SessionKind::Browser => "browser", SessionKind::Api => "api" },
        "how": match session.how {
            SignInMeans::Passkey => "passkey",
            SignInMeans::PasswordAndCode => "password_and_code",
            SignInMeans::PasswordAndRecoveryCode => "password_and_recovery_code",
            SignInMeans::Link => "link",
        },
        "made_at": session.made_at.rfc3339(),
        "seen_at": session.seen_at.rfc3339(),
        "factor_shown_at": session.strong_at.rfc3339(),
        "ends_at": session.ends_at.rfc3339(),
        "is_present": is_present,
    })
}

/// `DELETE /sessions/{session}`
pub(super) async fn end_session(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let id = found::id(&call, "session", SessionId::parse)?;
    admin.staff()?.auth.end_session(by.visitor(), Some(&id)).await?;
    Ok(done())
}

/// `GET /me`
pub(super) async fn me(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    call.asked().query(&[])?;
    let staff = admin.staff()?;
    let (stored, factors) = (staff.editing.directory().await?, staff.auth.factors(by.account_id()).await?);
    let visitor = by.visitor();
    let reaches = Act::ALL.iter().filter_map(|act| {
        let reach = visitor.permit(*act, Strength::SignedIn).ok()?.reach();
        let word = match reach {
            Reach::Nothing => return None,
            Reach::Own => "own",
            Reach::Everything => "everything",
        };
        Some((json!(act).as_str()?.to_owned(), json!(word)))
    });
    let me = json!({
        "account": accounts::account(by.account(), &stored.directory),
        "signed_in_by": match visitor.means() {
            Means::Browser(_) | Means::Api(_) => "session",
            Means::Token(_) => "token",
        },
        "factor_is_recent": visitor.strength() == Strength::Recent,
        "acts": reaches.collect::<Map<_, _>>(),
        "factors": {
            "passkeys": factors.passkeys.len(),
            "authenticator": factors.authenticator_since.is_some(),
            "password": factors.has_password,
            "recovery_codes": factors.recovery_codes,
        },
    });
    Ok(super::json(StatusCode::OK, &me))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangingMe {
    alert_address: EmailAddress,
}

/// `PATCH /me`
pub(super) async fn change_me(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let ChangingMe { alert_address: address } = strict::read(call.body())?;
    let change = AccountChange::SetAlertAddress { address };
    accounts::change(&admin, &by, Some(by.account_id()), change).await
}
