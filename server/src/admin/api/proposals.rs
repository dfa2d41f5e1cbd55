//! The second person.

use std::sync::Arc;

use directory::ProposalId;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::Admin;
use super::super::call::Call;
use super::{Reply, found, profiles, shown, strict};
use crate::auth::Permission;
use crate::store::records::{Checked, ProposalState, ShownHash};

/// `GET /proposals`
pub(super) async fn list(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let query = call.asked().query(&["slug", "state", "limit"])?;
    let limit = profiles::limit(&query)?;
    let state = query.text("state").map(state).transpose()?.unwrap_or(ProposalState::Waiting);
    let editing = &admin.staff()?.editing;
    let stored = editing.directory().await?;
    let directory = &stored.directory;
    let about = match query.text("slug") {
        Some(slug) => {
            let profile = found::by_slug(slug, directory)?;
            by.covers(&profile.id)?;
            Some(profile.id.clone())
        }
        None => None,
    };
    let mut proposals = if state == ProposalState::Waiting {
        editing.waiting(&by).await?
    } else {
        editing.proposals(&by, about.as_ref(), READ_AT_MOST).await?
    };
    proposals.retain(|proposal| {
        let of_profile = match &proposal.proposed {
            crate::store::records::Proposed::Profile { profile, .. } => Some(profile),
            crate::store::records::Proposed::Account { .. } => None,
        };
        proposal.state == state && (about.is_none() || about.as_ref() == of_profile)
    });
    proposals.truncate(limit);
    let proposals: Vec<Value> =
        proposals.iter().map(|proposal| shown::proposal(proposal, None, directory)).collect();
    Ok(super::json(StatusCode::OK, &json!({ "proposals": proposals })))
}

/// How many of the newest proposals are looked through.
const READ_AT_MOST: usize = 500;

fn state(text: &str) -> Result<ProposalState, crate::http::Problem> {
    match text {
        "waiting" => Ok(ProposalState::Waiting),
        "approved" => Ok(ProposalState::Approved),
        "refused" => Ok(ProposalState::Refused),
        "cancelled" => Ok(ProposalState::Cancelled),
        "expired" => Ok(ProposalState::Expired),
        "outdated" => Ok(ProposalState::Outdated),
        "cooled_off" => Ok(ProposalState::CooledOff),
        _ => Err(profiles::bad("state is waiting, or what became of a proposal.")),
    }
}

/// `GET /proposals/{proposal}`
pub(super) async fn one(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    answer(&admin, &by, &id(&call)?).await
}

fn id(call: &Call) -> Result<ProposalId, crate::http::Problem> {
    found::id(call, "proposal", ProposalId::parse)
}

async fn answer(admin: &Admin, by: &Permission, id: &ProposalId) -> Reply {
    let editing = &admin.staff()?.editing;
    let (proposal, sight) = editing.proposal(by, id).await?;
    let stored = editing.directory().await?;
    Ok(super::json(StatusCode::OK, &shown::proposal(&proposal, sight.as_ref(), &stored.directory)))
}

/// That somebody looked at exactly this, and made sure that it is true.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Approval {
    /// The hash of what was shown.
    shown: ShownHash,
    checked: Checked,
    remark: Option<String>,
}

/// `POST …/approve`
pub(super) async fn approve(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let asked: Approval = strict::read(call.body())?;
    let id = id(&call)?;
    let editing = &admin.staff()?.editing;
    editing.approve(&by, &id, &asked.shown, asked.checked, asked.remark).await?;
    answer(&admin, &by, &id).await
}

/// Why not, if that is to be said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rejection {
    remark: Option<String>,
}

/// `POST …/reject`
pub(super) async fn reject(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let asked: Rejection = strict::read(call.body())?;
    let id = id(&call)?;
    admin.staff()?.editing.refuse(&by, &id, asked.remark).await?;
    answer(&admin, &by, &id).await
}

/// `POST …/cancel`
pub(super) async fn cancel(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let id = id(&call)?;
    admin.staff()?.editing.cancel(&by, &id).await?;
    answer(&admin, &by, &id).await
}
