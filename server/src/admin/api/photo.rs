//! Portraits. What is sent is decoded and encoded again before anything is kept of it.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use directory::Change;
use http::HeaderValue;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

use super::super::call::Call;
use super::super::{Admin, problem};
use super::{Reply, conditions, found, outcome};
use crate::auth::Permission;

/// `GET …/photo`
pub(super) async fn one(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let editing = &admin.staff()?.editing;
    let stored = editing.directory().await?;
    let profile = found::profile(&call, &by, &stored.directory)?;
    let hash = profile.photo.as_ref().ok_or_else(problem::unknown)?;
    let octets = editing.photo(&by, hash).await?.ok_or_else(problem::unknown)?;
    let mut response = Response::new(Body::from(octets));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"portrait.jpg\""));
    Ok(response)
}

/// `PUT …/photo`
pub(super) async fn set(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let editing = &admin.staff()?.editing;
    let id = found::profile(&call, &by, &editing.directory().await?.directory)?.id.clone();
    let seen = conditions::seen_revision(call.asked().headers())?;
    let portrait = admin.portrait(call.body()).await?;
    let outcome = editing.set_photo(&by, &id, seen, portrait).await?;
    outcome::reply(&admin, &id, outcome).await
}

/// `DELETE …/photo`
pub(super) async fn remove(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    outcome::submit(&admin, &call, &by, |profile, _| {
        if profile.photo.is_none() {
            return Err(problem::unknown());
        }
        Ok(vec![Change::SetPhoto { profile: profile.id.clone(), photo: None }])
    })
    .await
}
