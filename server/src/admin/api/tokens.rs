//! Tokens for automation.

use std::sync::Arc;

use directory::{Act, Name, TokenId};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::Admin;
use super::super::call::Call;
use super::moment::Moment;
use super::{Reply, done, found, once, shown, strict};
use crate::auth::Permission;
use crate::store::records::TokenRecord;

/// `GET /tokens`
pub(super) async fn list(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    call.asked().query(&[])?;
    let tokens = admin.staff()?.auth.tokens(&by).await?;
    let tokens: Vec<Value> = tokens.iter().map(token).collect();
    Ok(super::json(StatusCode::OK, &json!({ "tokens": tokens })))
}

/// A token, without its secret, which nobody has any more.
fn token(token: &TokenRecord) -> Value {
    json!({
        "id": token.id,
        "account": token.account,
        "name": token.name,
        "scopes": token.scopes,
        "made_at": token.made_at.rfc3339(),
        "expires_at": token.expires_at.rfc3339(),
        "used_day": token.used_day,
        "revoked_at": shown::moment(token.revoked_at),
    })
}

/// A token about to be made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Making {
    name: Name,
    scopes: Vec<Act>,
    expires_at: Moment,
}

/// `POST /tokens`. The answer holds a secret, and is never kept.
pub(super) async fn make(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    once::never_kept(&call)?;
    let Making { name, scopes, expires_at: Moment(expires_at) } = strict::read(call.body())?;
    let (made, secret) = admin.staff()?.auth.make_token(&by, name, scopes, expires_at).await?;
    let answer = json!({ "token": token(&made), "secret": secret.expose() });
    Ok(super::json(StatusCode::CREATED, &answer))
}

/// `DELETE /tokens/{token}`
pub(super) async fn revoke(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let id = found::id(&call, "token", TokenId::parse)?;
    admin.staff()?.auth.revoke_token(&by, &id).await?;
    Ok(done())
}
