//! The only way to serve an address: by its [`Route`]. So nothing is served that nobody decided about, and every
//! answer obeys its route's methods and is counted under its name.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use axum::routing::any;
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE, ALLOW, CONTENT_LENGTH,
};
use http::{HeaderValue, Method, StatusCode};
use http_body::Body as _;
use tokio::time::Instant;

use super::pace::Pacer;
use super::route::{Leaves, Route, Side};
use super::{Asked, Omitted, Problem};
use crate::telemetry::{Counted, Counters, Outcome};

/// How an address answers: from what is in memory, without waiting for anything.
pub(super) type Answer<S> = fn(&S, &Asked) -> Response;

/// What a side brings along: its state, and how it words a refusal.
pub struct Mount<S> {
    router: Router,
    shared: Arc<Shared<S>>,
    base_path: String,
}

struct Shared<S> {
    state: Arc<S>,
    counters: Arc<Counters>,
    refuse: fn(&S, &str, Side, Problem) -> Response,
    pacer: Pacer,
}

/// How long after its request was read a paced answer leaves. Pages about a profile are made in far less.
const PACE: Duration = Duration::from_millis(2);

const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, OPTIONS");

impl<S: Send + Sync + 'static> Mount<S> {
    /// Nothing mounted yet.
    pub fn new(
        state: Arc<S>,
        counters: Arc<Counters>,
        base_path: &str,
        refuse: fn(&S, &str, Side, Problem) -> Response,
    ) -> Self {
        let shared = Arc::new(Shared { state, counters, refuse, pacer: Pacer::start() });
        Self { router: Router::new(), shared, base_path: base_path.to_owned() }
    }

    /// Serves `route` under the base path.
    #[must_use]
    pub fn at(self, route: &'static Route, answer: Answer<S>) -> Self {
        let path = format!("{}{}", self.base_path, route.path);
        self.serve(&path, route, answer)
    }

    /// Serves `route` under the base path, and once more under each of these first parts: the languages of pages.
    #[must_use]
    pub fn at_each(mut self, parts: &[&str], route: &'static Route, answer: Answer<S>) -> Self {
        for part in parts {
            let path = format!("{}/{part}{}", self.base_path, route.path);
            self = self.serve(&path, route, answer);
        }
        self.at(route, answer)
    }

    /// Serves `route` at the root of the host, whatever the base path: for what RFCs place there.
    #[must_use]
    pub fn at_root(self, route: &'static Route, answer: Answer<S>) -> Self {
        self.serve(route.path, route, answer)
    }

    /// Answers every address that nothing else does; `route` says which one it counts as.
    pub fn otherwise(self, route: fn(&S, &Asked) -> &'static Route, answer: Answer<S>) -> Router {
        let shared = self.shared;
        self.router.fallback(move |request: Request| {
            let asked = Asked::new(request.into_parts().0);
            let response = shared.answer(route(&shared.state, &asked), &asked, answer);
            std::future::ready(response)
        })
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one place that gives axum a path")]
    fn serve(mut self, path: &str, route: &'static Route, answer: Answer<S>) -> Self {
        let shared = Arc::clone(&self.shared);
        let counted = shared.counters.place(route.name);
        let handler = any(move |request: Request| {
            // The while begins before the work does.
            let paced = (route.leaves == Leaves::Paced).then(|| shared.pacer.until(Instant::now() + PACE));
            let asked = Asked::new(request.into_parts().0);
            let response = shared.answer_counted(route, counted, &asked, answer);
            async move {
                if let Some(paced) = paced {
                    // It fails only where this side is going away.
                    let _ = paced.await;
                }
                response
            }
        });
        self.router = self.router.route(path, handler);
        self
    }
}

impl<S> Shared<S> {
    fn answer(&self, route: &'static Route, asked: &Asked, answer: Answer<S>) -> Response {
        self.answer_counted(route, self.counters.place(route.name), asked, answer)
    }

    fn answer_counted(
        &self,
        route: &'static Route,
        counted: Option<Counted>,
        asked: &Asked,
        answer: Answer<S>,
    ) -> Response {
        let response = match *asked.method() {
            Method::GET => answer(&self.state, asked),
            Method::HEAD => without_body(answer(&self.state, asked)),
            Method::OPTIONS => options(route),
            _ => self.refuse_method(route, asked.path()),
        };
        if let Some(counted) = counted {
            self.counters.count(counted, Outcome::of_status(response.status().as_u16()));
        }
        response
    }

    fn refuse_method(&self, route: &Route, path: &str) -> Response {
        let detail = "This address only reads: GET, HEAD and OPTIONS.";
        let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", detail);
        let mut response = (self.refuse)(&self.state, path, route.side, problem);
        response.headers_mut().insert(ALLOW, METHODS);
        response
    }
}

/// The same head as for GET, its length included (RFC 9110, 9.3.2).
pub fn without_body(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact() {
        parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    Response::from_parts(parts, Body::new(Omitted))
}

fn options(route: &Route) -> Response {
    // A 204 has no length, not even zero (RFC 9110, 8.6).
    let mut response = Response::new(Body::new(Omitted));
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(ALLOW, METHODS);
    if route.side == Side::Machine {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD"));
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("If-None-Match"));
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    }
    response
}
