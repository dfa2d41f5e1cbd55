//! How a refusal is worded: to programs as a problem, to people as a page that leads on where something leads on.

use axum::body::Body;
use axum::response::Response;
use http::header::{ACCEPT, LOCATION};
use http::{HeaderValue, Method, StatusCode};

use super::next::Next;
use super::problem::{NOT_SET_UP, NOT_SIGNED_IN, STEP_UP_NEEDED};
use crate::http::{Asked, Problem, Side, Verb, routes};

/// Where people sign in.
pub const SIGN_IN: &str = "/sign-in";
/// Where they show a second factor again.
pub const STEP_UP: &str = "/step-up";
/// Where they set one up.
pub const SET_UP: &str = "/me/set-up";

/// The answer that says `problem` to whoever asked.
pub(super) fn refuse(side: Side, asked: &Asked, problem: Problem) -> Response {
    match side {
        // The one script of the pages reads problems, and follows nothing.
        Side::StaffPages if wants_json(asked) => problem.into_response(),
        Side::Human | Side::StaffPages => match problem.code {
            NOT_SIGNED_IN => see_other(&way_back(asked).by_way_of(SIGN_IN)),
            STEP_UP_NEEDED => see_other(&way_back(asked).by_way_of(STEP_UP)),
            NOT_SET_UP => see_other(SET_UP),
            _ => refuse_plainly(side, problem),
        },
        Side::Machine | Side::Operations | Side::StaffApi => refuse_plainly(side, problem),
    }
}

fn wants_json(asked: &Asked) -> bool {
    asked.headers().get(ACCEPT).is_some_and(|accepted| accepted == "application/json")
}

/// The same where nothing leads on.
pub(super) fn refuse_plainly(side: Side, problem: Problem) -> Response {
    match side {
        Side::Human | Side::StaffPages => page(problem),
        Side::Machine | Side::Operations | Side::StaffApi => problem.into_response(),
    }
}

/// Sends a browser on to another page of this side, by GET.
pub fn see_other(target: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let location = HeaderValue::try_from(target).unwrap_or_else(|_| HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, location);
    response
}

/// The page to come back to: the one asked for, or, for what a form sends, the nearest page above it.
fn way_back(asked: &Asked) -> Next {
    if matches!(*asked.method(), Method::GET | Method::HEAD) {
        return Next::parse(asked.target()).unwrap_or_default();
    }
    let mut path = asked.path();
    while let Some((above, _)) = path.rsplit_once('/') {
        if is_page(path) {
            return Next::parse(path).unwrap_or_default();
        }
        path = above;
    }
    Next::default()
}

/// Whether a page for staff stands at `path`.
fn is_page(path: &str) -> bool {
    let matches = |template: &str| {
        template.split('/').count() == path.split('/').count()
            && template
                .split('/')
                .zip(path.split('/'))
                .all(|(name, part)| name.starts_with('{') || name == part)
    };
    routes::STAFF_PAGES
        .iter()
        .any(|route| route.verb == Verb::Get && !route.path.is_empty() && matches(route.path))
}

fn page(mut problem: Problem) -> Response {
    let headers = problem.take_headers();
    let mut response = super::pages::problem_page(&problem);
    response.headers_mut().extend(headers);
    response
}
