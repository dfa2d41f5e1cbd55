//! Who did what.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use directory::AccountId;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use serde_json::{Value, json};

use super::super::call::Call;
use super::super::{Admin, problem};
use super::{Reply, found, outcome, profiles, shown};
use crate::auth::Permission;
use crate::http::Problem;
use crate::store::records::{HistoryQuery, HistoryVerdict};

/// `GET /history`
pub(super) async fn list(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let query = call.asked().query(&["slug", "account", "before", "limit"])?;
    let limit = profiles::limit(&query)?;
    let before = query.text("before").map(number).transpose()?;
    let account = query.text("account").map(AccountId::parse).transpose();
    let account = account.map_err(|_| profiles::bad("account is an account's identifier."))?;
    let editing = &admin.staff()?.editing;
    let profile = match query.text("slug") {
        Some(slug) => {
            let stored = editing.directory().await?;
            let profile = found::by_slug(slug, &stored.directory)?;
            by.covers(&profile.id)?;
            Some(profile.id.clone())
        }
        None => None,
    };
    let entries = editing.history(&by, HistoryQuery { profile, account, before, limit }).await?;
    let next = entries.last().filter(|_| entries.len() == limit).map(|entry| entry.number);
    let entries: Vec<Value> = entries.iter().map(shown::entry).collect();
    Ok(super::json(StatusCode::OK, &json!({ "entries": entries, "next": next })))
}

fn number(text: &str) -> Result<u64, Problem> {
    text.parse().map_err(|_| profiles::bad("The number of an entry is a whole number."))
}

/// `GET /history.jsonl`: 500 entries at a time, so that no answer grows with the years.
pub(super) async fn file(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let query = call.asked().query(&["after"])?;
    let after = query.text("after").map(number).transpose()?.unwrap_or_default();
    let entries = admin.staff()?.editing.history_after(&by, after).await?;
    let mut lines = String::new();
    for entry in &entries {
        lines.push_str(&shown::entry(entry).to_string());
        lines.push('\n');
    }
    let mut response = Response::new(Body::from(lines));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/jsonl"));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"history.jsonl\""));
    Ok(response)
}

/// `GET /history/check`
pub(super) async fn check(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    call.asked().query(&[])?;
    let verdict = match admin.staff()?.editing.check_history(&by).await? {
        HistoryVerdict::Sound { entries } => json!({ "sound": true, "entries": entries }),
        HistoryVerdict::Broken { number, fault } => {
            json!({ "sound": false, "number": number, "fault": fault })
        }
    };
    Ok(super::json(StatusCode::OK, &verdict))
}

/// `POST /history/{number}/roll-back`
pub(super) async fn roll_back(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let number: u64 = found::id(&call, "number", str::parse)?;
    let editing = &admin.staff()?.editing;
    let outcome = editing.roll_back(&by, number).await?;
    let profile = editing.profile_of_entry(&by, number).await?.ok_or_else(problem::unknown)?;
    outcome::reply(&admin, &profile, outcome).await
}
