//! How the API says what became of an edit: done, or waiting for a second person.

use axum::response::Response;
use directory::ProfileId;
use http::header::LOCATION;
use http::{HeaderValue, StatusCode};

use super::super::Admin;
use super::super::call::Call;
use super::super::problem;
use super::{Reply, conditions, found, json, shown};
use crate::auth::Permission;
use crate::editing::Outcome;
use crate::http::Problem;
use crate::store::records::Proposal;
use directory::{Change, Directory, Profile};

/// Submits the changes that `make` makes of the profile at `{slug}`, as it was when the asker saw it.
pub(super) async fn submit(
    admin: &Admin,
    call: &Call,
    by: &Permission,
    make: impl FnOnce(&Profile, &Directory) -> Result<Vec<Change>, Problem>,
) -> Reply {
    let editing = &admin.staff()?.editing;
    let (id, seen, changes) = {
        let stored = editing.directory().await?;
        let profile = found::profile(call, by, &stored.directory)?;
        let seen = conditions::seen_revision(call.asked().headers())?;
        (profile.id.clone(), seen, make(profile, &stored.directory)?)
    };
    let outcome = editing.submit(by, &id, seen, changes).await?;
    reply(admin, &id, outcome).await
}

/// The answer to an edit of a profile: 200 with the profile, or 202 with the proposal that waits.
pub(super) async fn reply(admin: &Admin, id: &ProfileId, outcome: Outcome) -> Reply {
    let stored = admin.staff()?.editing.directory().await?;
    match outcome {
        Outcome::Applied { .. } => {
            let profile = stored.directory.profile(id).ok_or_else(problem::unknown)?;
            Ok(profile_answer(StatusCode::OK, profile, &stored.directory))
        }
        Outcome::Waiting(proposal) => Ok(waits(&proposal, &stored.directory)),
        Outcome::Both { revision, waiting } => {
            let mut response = waits(&waiting, &stored.directory);
            conditions::put_tag(response.headers_mut(), revision);
            Ok(response)
        }
    }
}

/// A profile with its entity tag.
pub(super) fn profile_answer(status: StatusCode, profile: &Profile, directory: &Directory) -> Response {
    let mut response = json(status, &shown::profile(profile, directory));
    conditions::put_tag(response.headers_mut(), profile.revision);
    response
}

/// That a proposal waits, and where.
pub(super) fn waits(proposal: &Proposal, directory: &Directory) -> Response {
    let mut response = json(StatusCode::ACCEPTED, &shown::proposal(proposal, None, directory));
    let location = format!("/api/v1/proposals/{}", proposal.id);
    let location = HeaderValue::try_from(location).expect("an identifier is visible ASCII");
    response.headers_mut().insert(LOCATION, location);
    response
}
