//! The newsroom's beats and outlets.

use std::sync::Arc;

use directory::{Beat, Change, Directory, Outlet};
use http::StatusCode;
use serde_json::{Value, json};

use super::super::Admin;
use super::super::call::Call;
use super::{Reply, strict};
use crate::auth::Permission;

/// `GET /beats`
pub(super) async fn beats(admin: Arc<Admin>, call: Call, _by: Permission) -> Reply {
    call.asked().query(&[])?;
    shown(&admin, |directory| json!({ "beats": directory.beats().collect::<Vec<_>>() })).await
}

/// `GET /outlets`
pub(super) async fn outlets(admin: Arc<Admin>, call: Call, _by: Permission) -> Reply {
    call.asked().query(&[])?;
    shown(&admin, |directory| json!({ "outlets": directory.outlets().collect::<Vec<_>>() })).await
}

/// `POST /beats`
pub(super) async fn set_beat(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let beat: Beat = strict::read(call.body())?;
    admin.staff()?.editing.submit_lists(&by, vec![Change::SetBeat(beat)]).await?;
    shown(&admin, |directory| json!({ "beats": directory.beats().collect::<Vec<_>>() })).await
}

/// `POST /outlets`
pub(super) async fn set_outlet(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let outlet: Outlet = strict::read(call.body())?;
    admin.staff()?.editing.submit_lists(&by, vec![Change::SetOutlet(outlet)]).await?;
    shown(&admin, |directory| json!({ "outlets": directory.outlets().collect::<Vec<_>>() })).await
}

async fn shown(admin: &Admin, list: impl Fn(&Directory) -> Value) -> Reply {
    let stored = admin.staff()?.editing.directory().await?;
    Ok(super::json(StatusCode::OK, &list(&stored.directory)))
}
