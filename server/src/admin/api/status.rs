//! Publishing, and closing doors.

use std::sync::Arc;

use directory::{Change, ProfileId, Slug, Status};
use serde::Deserialize;

use super::super::Admin;
use super::super::call::Call;
use super::moment::Moment;
use super::{Reply, outcome, profiles, strict};
use crate::auth::Permission;
use crate::http::Problem;
use http::StatusCode;

/// `POST …/publish`
pub(super) async fn publish(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    change(&admin, &call, &by, |profile| Change::Publish { profile }).await
}

/// `POST …/resume`
pub(super) async fn resume(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    outcome::submit(&admin, &call, &by, |profile, _| {
        if profile.status != Status::Paused {
            return Err(Problem::new(StatusCode::CONFLICT, "not_paused", "The profile is not paused."));
        }
        Ok(vec![Change::Publish { profile: profile.id.clone() }])
    })
    .await
}

/// Until when somebody is away, if that is known. Private.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pausing {
    until: Option<Moment>,
}

/// `POST …/pause`
pub(super) async fn pause(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let asked: Pausing = strict::read(call.body())?;
    let until = asked.until.map(|Moment(at)| at);
    change(&admin, &call, &by, |profile| Change::Pause { profile, until }).await
}

/// `POST …/withdraw` and `DELETE …`
pub(super) async fn withdraw(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    change(&admin, &call, &by, |profile| Change::Withdraw { profile }).await
}

/// `POST …/shield`
pub(super) async fn shield(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    change(&admin, &call, &by, |profile| Change::Shield { profile }).await
}

/// `POST …/unshield`
pub(super) async fn unshield(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    change(&admin, &call, &by, |profile| Change::Unshield { profile }).await
}

async fn change(
    admin: &Admin,
    call: &Call,
    by: &Permission,
    change: impl FnOnce(ProfileId) -> Change,
) -> Reply {
    outcome::submit(admin, call, by, |profile, _| Ok(vec![change(profile.id.clone())])).await
}

/// The persons behind a desk, by slug.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Members {
    members: Vec<Slug>,
}

/// `PUT …/members`
pub(super) async fn members(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let asked: Members = strict::read(call.body())?;
    outcome::submit(&admin, &call, &by, |profile, directory| {
        let member = |(place, slug): (usize, &Slug)| {
            let known = directory.by_slug(slug).map(|member| member.id.clone());
            known.ok_or_else(|| {
                profiles::unprocessable(&format!("/members/{place}"), "There is no such profile.")
            })
        };
        let members = asked.members.iter().enumerate().map(member).collect::<Result<Vec<_>, _>>()?;
        Ok(vec![Change::SetMembers { profile: profile.id.clone(), members }])
    })
    .await
}
