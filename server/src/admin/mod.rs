//! The admin listener: what operators ask for (whether the server is well, and its counters, neither of which tells
//! anything about people), and what staff ask for, by pages and by an API.

mod api;
mod call;
mod following;
pub mod heads;
pub mod mount;
pub mod next;
mod pages;
pub mod problem;
pub mod refusal;
mod staff;
#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::response::Response;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, StatusCode};
use serde_json::json;

pub use call::{Call, SESSION_COOKIE};
pub use following::Following;
pub use staff::{Staff, StaffSlot};

use mount::AdminMount;

use crate::clock::Clock;
use crate::config::Origin;
use crate::edition::Editions;
use crate::http::{Asked, Keeps, Problem, routes};
use crate::import::photo::{PhotoError, PhotoWorkshop};
use crate::telemetry::Counters;

/// What the listeners have counted, as text for `/metrics`.
pub type Connections = Arc<dyn Fn() -> String + Send + Sync>;

/// What the admin side answers from.
pub struct Admin {
    editions: Arc<Editions>,
    counters: Arc<Counters>,
    connections: Connections,
    following: Arc<Following>,
    clock: Clock,
    staff: StaffSlot,
    setting: Setting,
    previews: pages::Previews,
    openapi: Bytes,
    under_way: api::UnderWay,
    /// Started by the first photo: most servers never see one on most days.
    photos: OnceLock<Option<PhotoWorkshop>>,
}

/// What the admin side needs to know about itself.
#[derive(Clone, Debug)]
pub struct Setting {
    /// What staff type.
    pub origin: Origin,
    /// Whether browsers shall insist on TLS here for two years. Not on a first try, whose host is localhost.
    pub strict_transport: bool,
}

impl Admin {
    /// The admin side of a server with these editions and counters.
    pub fn new(
        editions: Arc<Editions>,
        counters: Arc<Counters>,
        connections: Connections,
        following: Arc<Following>,
        clock: Clock,
        staff: StaffSlot,
        setting: Setting,
    ) -> Self {
        let openapi = Bytes::from(api::document(&setting.origin));
        let (under_way, photos) = (api::UnderWay::default(), OnceLock::new());
        let previews = pages::Previews::default();
        Self {
            editions,
            counters,
            connections,
            following,
            clock,
            staff,
            setting,
            previews,
            openapi,
            under_way,
            photos,
        }
    }

    /// What staff's requests are answered by, once there is a database.
    pub fn staff(&self) -> Result<&Staff, Problem> {
        self.staff.get().ok_or_else(problem::editing_unavailable)
    }

    /// Every address of this side, mounted.
    pub fn router(self: Arc<Self>, counters: Arc<Counters>) -> Router {
        self.mounted(counters).router()
    }

    fn mounted(self: Arc<Self>, counters: Arc<Counters>) -> AdminMount {
        let mount = AdminMount::new(self, counters)
            .at(&routes::HEALTH, Self::health)
            .at(&routes::METRICS, Self::metrics)
            .at(&routes::ADMIN_OPENAPI, Self::openapi);
        pages::mounted(api::mount(mount))
    }

    /// Draws the portrait of a photo that somebody sent.
    pub async fn portrait(&self, photo: &Bytes) -> Result<Vec<u8>, Problem> {
        let workshop = self.photos.get_or_init(|| PhotoWorkshop::start().ok());
        let workshop = workshop.as_ref().ok_or(PhotoError::Busy)?;
        Ok(workshop.portrait(photo.to_vec()).await?)
    }

    /// `/openapi.json`
    fn openapi(&self, _asked: &Asked) -> Response {
        answer(StatusCode::OK, "application/json", self.openapi.clone())
    }

    /// Words the refusal of a request that came to no route.
    pub fn refuse(&self, path: &str, problem: Problem) -> Response {
        let side = mount::side_of(path);
        self.counters.count_refused(mount::other_address(side).name, problem.status.as_u16());
        let mut response = refusal::refuse_plainly(side, problem);
        heads::put_on(&mut response, self.setting.strict_transport);
        response
    }

    /// `/healthz`: 200 while readers get a valid edition, 503 while they do not. A node whose database is away is
    /// still worth sending readers to, so that only the body tells it from one that is well.
    fn health(&self, _asked: &Asked) -> Response {
        let edition = self.editions.newest();
        let now = self.clock.now();
        let (status, word) = match &edition {
            None => (StatusCode::SERVICE_UNAVAILABLE, "no edition"),
            Some(edition) if now > edition.imprint().valid_until() => {
                (StatusCode::SERVICE_UNAVAILABLE, "stale")
            }
            Some(_) if !self.following.works() => (StatusCode::OK, "reading only"),
            Some(_) => (StatusCode::OK, "well"),
        };
        let imprint = edition.as_ref().map(|edition| edition.imprint());
        let body = json!({
            "status": word,
            "reading": status == StatusCode::OK,
            "editing": self.following.works(),
            "edition": imprint.map(|imprint| imprint.number),
            "published_at": imprint.map(|imprint| imprint.published_at.rfc3339()),
            "valid_until": imprint.map(|imprint| imprint.valid_until().rfc3339()),
            "left_out": edition.as_ref().map(|edition| edition.left_out().len()),
        });
        answer(status, "application/json", body.to_string())
    }

    /// `/metrics`, in the text format of Prometheus.
    fn metrics(&self, _asked: &Asked) -> Response {
        let editing = format!(
            "# HELP masthead_editing Whether the database answers and edits become public.\n\
             # TYPE masthead_editing gauge\n\
             masthead_editing {}\n\
             # HELP masthead_profiles_left_out Profiles that are too long to be published.\n\
             # TYPE masthead_profiles_left_out gauge\n\
             masthead_profiles_left_out {}\n",
            u8::from(self.following.works()),
            self.editions.newest().map_or(0, |edition| edition.left_out().len()),
        );
        let text = self.counters.exposition() + &(self.connections)() + &editing;
        answer(StatusCode::OK, "text/plain; version=0.0.4; charset=utf-8", text)
    }
}

fn answer(status: StatusCode, media_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, Keeps::Nowhere.cache_control());
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
