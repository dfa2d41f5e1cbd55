//! Who signs in.

use std::sync::Arc;

use axum::response::Response;
use directory::channel::EmailAddress;
use directory::{AccountId, Directory, Name, Role, Slug};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::Admin;
use super::super::call::Call;
use super::moment::present;
use super::profiles::unprocessable;
use super::{Reply, found, once, outcome, shown, strict};
use crate::auth::Permission;
use crate::editing::Outcome;
use crate::http::Problem;
use crate::store::records::{Account, AccountChange};

/// An account, without anything that it signs in by.
pub(super) fn account(account: &Account, directory: &Directory) -> Value {
    let profile = account.profile.as_ref().and_then(|id| directory.profile(id));
    json!({
        "id": account.id,
        "email": account.email,
        "name": account.name,
        "role": account.role,
        "profile": profile.map(|profile| profile.slug.as_str()),
        "state": account.state,
        "counts_from": account.counts_from.rfc3339(),
        "decider_until": shown::moment(account.decider_until),
        "reset_by": account.reset_by,
        "alert_address": account.alert_address,
        "former_alert_address": account.former_alert_address.as_ref().map(|(address, until)| {
            json!({ "address": address, "until": until.rfc3339() })
        }),
        "created_at": account.created_at.rfc3339(),
        "created_by": account.created_by,
        "revision": account.revision,
    })
}

/// `GET /accounts`
pub(super) async fn list(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    call.asked().query(&[])?;
    let staff = admin.staff()?;
    let accounts = staff.auth.accounts(&by).await?;
    let stored = staff.editing.directory().await?;
    let accounts: Vec<Value> = accounts.iter().map(|one| account(one, &stored.directory)).collect();
    Ok(super::json(StatusCode::OK, &json!({ "accounts": accounts })))
}

/// `GET /accounts/{account}`
pub(super) async fn one(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    call.asked().query(&[])?;
    answer(&admin, &by, &id(&call)?).await
}

fn id(call: &Call) -> Result<AccountId, Problem> {
    found::id(call, "account", AccountId::parse)
}

async fn answer(admin: &Admin, by: &Permission, id: &AccountId) -> Reply {
    let staff = admin.staff()?;
    let found = staff.auth.account(by, id).await?;
    let stored = staff.editing.directory().await?;
    Ok(super::json(StatusCode::OK, &account(&found, &stored.directory)))
}

/// An account about to be proposed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Inviting {
    email: EmailAddress,
    name: Name,
    role: Role,
    /// The slug of their own profile.
    profile: Option<Slug>,
}

/// `POST /accounts`
pub(super) async fn invite(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let asked: Inviting = strict::read(call.body())?;
    let staff = admin.staff()?;
    let stored = staff.editing.directory().await?;
    let profile = asked.profile.map(|slug| own_profile(&slug, &stored.directory)).transpose()?;
    let Inviting { email, name, role, .. } = asked;
    change(&admin, &by, None, AccountChange::Invite { email, name, role, profile }).await
}

fn own_profile(slug: &Slug, directory: &Directory) -> Result<directory::ProfileId, Problem> {
    let profile = directory.by_slug(slug).map(|profile| profile.id.clone());
    profile.ok_or_else(|| unprocessable("/profile", "There is no such profile."))
}

/// What changes about an account.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::option_option,
    reason = "outside: whether the request speaks of it; inside: whether it has a value"
)]
struct Changing {
    role: Option<Role>,
    #[serde(deserialize_with = "present")]
    profile: Option<Option<Slug>>,
    alert_address: Option<EmailAddress>,
}

/// `PATCH /accounts/{account}`
pub(super) async fn edit(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let asked: Changing = strict::read(call.body())?;
    let id = id(&call)?;
    let changes_role = asked.role.is_some() || asked.profile.is_some();
    let asked_change = match asked.alert_address {
        Some(_) if changes_role => {
            return Err(unprocessable("/alert_address", "is changed by itself, as a proposal of its own"));
        }
        Some(address) => AccountChange::SetAlertAddress { address },
        None if changes_role => {
            let staff = admin.staff()?;
            let account = staff.auth.account(&by, &id).await?;
            let stored = staff.editing.directory().await?;
            let profile = match asked.profile {
                None => account.profile,
                Some(None) => None,
                Some(Some(slug)) => Some(own_profile(&slug, &stored.directory)?),
            };
            AccountChange::SetRole { role: asked.role.unwrap_or(account.role), profile }
        }
        None => return Err(unprocessable("", "Nothing in it changes anything.")),
    };
    change(&admin, &by, Some(&id), asked_change).await
}

/// `POST …/enable`
pub(super) async fn enable(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    change(&admin, &by, Some(&id(&call)?), AccountChange::Enable).await
}

/// `POST …/reset`
pub(super) async fn reset(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    change(&admin, &by, Some(&id(&call)?), AccountChange::Reset).await
}

/// Does or proposes a change of an account: 200 with the account, or 202 with the proposal that waits.
pub(super) async fn change(
    admin: &Admin,
    by: &Permission,
    id: Option<&AccountId>,
    change: AccountChange,
) -> Reply {
    let editing = &admin.staff()?.editing;
    match (editing.change_account(by, id, change).await?, id) {
        (Outcome::Waiting(proposal) | Outcome::Both { waiting: proposal, .. }, _) => {
            let stored = editing.directory().await?;
            Ok(outcome::waits(&proposal, &stored.directory))
        }
        (Outcome::Applied { .. }, Some(id)) if id == by.account_id() => own(admin, by).await,
        (Outcome::Applied { .. }, Some(id)) => answer(admin, by, id).await,
        (Outcome::Applied { .. }, None) => Ok(super::done()),
    }
}

/// The asker's own account, as it was when they asked who they are.
async fn own(admin: &Admin, by: &Permission) -> Result<Response, Problem> {
    let stored = admin.staff()?.editing.directory().await?;
    Ok(super::json(StatusCode::OK, &account(by.account(), &stored.directory)))
}

/// `POST …/disable`
pub(super) async fn disable(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let id = id(&call)?;
    admin.staff()?.editing.disable_account(&by, &id).await?;
    answer(&admin, &by, &id).await
}

/// `POST …/link`. The answer holds a secret, and is never kept.
pub(super) async fn link(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    once::never_kept(&call)?;
    let id = id(&call)?;
    let staff = admin.staff()?;
    let made = staff.auth.make_link(&by, &id).await?;
    staff.editing.tell_of_link(&by, &id).await?;
    let address = format!("{}/set-up/{}", admin.setting.origin, made.secret.expose());
    let link = json!({ "link": address, "expires_at": made.expires_at.rfc3339() });
    Ok(super::json(StatusCode::CREATED, &link))
}

/// `POST …/leave`
pub(super) async fn leave(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let id = id(&call)?;
    if id == *by.account_id() {
        let detail = "Somebody else lets you go: you would end your own session in the middle of it.";
        return Err(Problem::new(StatusCode::CONFLICT, "not_oneself", detail));
    }
    let approvals = admin.staff()?.editing.leave(&by, &id).await?;
    let approvals: Vec<Value> = approvals.iter().map(shown::entry).collect();
    Ok(super::json(StatusCode::OK, &json!({ "to_review": approvals })))
}
