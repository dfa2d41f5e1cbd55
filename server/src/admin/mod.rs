//! What operators ask for, on the admin listener: whether the server is well, and its counters. Neither tells
//! anything about people.

mod following;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, StatusCode};
use serde_json::json;

pub use following::Following;

use crate::clock::Clock;
use crate::edition::Editions;
use crate::http::{Asked, Keeps, Mount, Problem, Route, Side, routes};
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
}

impl Admin {
    /// The admin side of a server with these editions and counters.
    pub fn new(
        editions: Arc<Editions>,
        counters: Arc<Counters>,
        connections: Connections,
        following: Arc<Following>,
        clock: Clock,
    ) -> Self {
        Self { editions, counters, connections, following, clock }
    }

    /// Every address of this side, mounted.
    pub fn router(self: Arc<Self>, counters: Arc<Counters>) -> Router {
        Mount::new(self, counters, "", refuse)
            .at(&routes::HEALTH, Self::health)
            .at(&routes::METRICS, Self::metrics)
            .otherwise(unknown, not_found)
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
        });
        answer(status, "application/json", body.to_string())
    }

    /// `/metrics`, in the text format of Prometheus.
    fn metrics(&self, _asked: &Asked) -> Response {
        let editing = format!(
            "# HELP masthead_editing Whether the database answers and edits become public.\n\
             # TYPE masthead_editing gauge\n\
             masthead_editing {}\n",
            u8::from(self.following.works())
        );
        let text = self.counters.exposition() + &(self.connections)() + &editing;
        answer(StatusCode::OK, "text/plain; version=0.0.4; charset=utf-8", text)
    }
}

fn refuse(_admin: &Admin, _side: Side, problem: Problem) -> Response {
    problem.into_response()
}

fn unknown(_admin: &Admin, _asked: &Asked) -> &'static Route {
    &routes::NO_OPERATION
}

fn not_found(_admin: &Admin, _asked: &Asked) -> Response {
    Problem::new(StatusCode::NOT_FOUND, "unknown_address", "There is nothing at this address.")
        .into_response()
}

fn answer(status: StatusCode, media_type: &'static str, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, Keeps::Nowhere.cache_control());
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
