//! Every error of the public side, and its answer.

use ::directory::DeskReference;
use axum::body::Body;
use axum::response::Response;
use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, REFERRER_POLICY};
use http::{HeaderValue, StatusCode};
use serde_json::json;

use super::Public;
use crate::http::{Problem, QueryError, Side};

/// A problem whose words are always the same.
pub(super) struct Fixed {
    status: StatusCode,
    code: &'static str,
    detail: &'static str,
}

impl Fixed {
    pub(super) fn problem(&self) -> Problem {
        Problem::new(self.status, self.code, self.detail)
    }
}

pub(super) const UNKNOWN_ADDRESS: Fixed = Fixed {
    status: StatusCode::NOT_FOUND,
    code: "unknown_address",
    detail: "There is nothing at this address.",
};

pub(super) const UNKNOWN_PROFILE: Fixed = Fixed {
    status: StatusCode::NOT_FOUND,
    code: "unknown_profile",
    detail: "There is no such profile, or it is not published.",
};

pub(super) const NO_QR_CODE: Fixed = Fixed {
    status: StatusCode::NOT_FOUND,
    code: "no_qr_code",
    detail: "This profile has no channel that a QR code can carry.",
};

pub(super) const NO_SECURITY_CONTACT: Fixed = Fixed {
    status: StatusCode::NOT_FOUND,
    code: "no_security_contact",
    detail: "This newsroom has not set a contact for reports about this server.",
};

pub(super) const NO_EDITION: Fixed = Fixed {
    status: StatusCode::SERVICE_UNAVAILABLE,
    code: "no_edition",
    detail: "The first edition has not been published yet. Try again in a few seconds.",
};

/// The asker's question cannot be read.
pub(super) fn question(error: &QueryError) -> Problem {
    let problem = Problem::new(StatusCode::BAD_REQUEST, "unreadable_query", error.to_string());
    match error {
        QueryError::Unknown { .. } => problem,
        QueryError::Twice { name } | QueryError::Value { name, .. } => problem.with("parameter", *name),
    }
}

/// None of the acceptable forms is offered.
pub(super) fn not_acceptable(offered: &[&str]) -> Problem {
    let detail = "None of the forms that Accept allows is offered here.";
    Problem::new(StatusCode::NOT_ACCEPTABLE, "not_acceptable", detail).with("offered", json!(offered))
}

/// A profile that was withdrawn for good. Its name is not repeated; its desk stands in.
pub(super) fn gone(public: &Public, desk: Option<&DeskReference>) -> Problem {
    let detail = "This profile was withdrawn for good. Delete what you kept of it.";
    let problem = Problem::new(StatusCode::GONE, "withdrawn", detail);
    match desk {
        None => problem,
        Some(desk) => {
            let site = public.renderer.site();
            let page = site.url(&format!("/r/{}", desk.slug.as_str()));
            let json = site.url(&format!("/v1/profiles/{}.json", desk.slug.as_str()));
            problem.with("alternative", json!({ "name": desk.name.as_str(), "page": page, "json": json }))
        }
    }
}

/// Words a problem for a person or for a program.
pub(super) fn answer(public: &Public, side: Side, problem: Problem) -> Response {
    match side {
        Side::Human => {
            let page = match problem.status {
                StatusCode::NOT_FOUND => public.fixed.not_found.clone(),
                status => public.renderer.problem_page(status, &problem.detail).into(),
            };
            let mut response = Response::new(Body::from(page));
            *response.status_mut() = problem.status;
            *response.headers_mut() = public.heads.human();
            response
        }
        Side::Machine | Side::Operations | Side::StaffPages | Side::StaffApi => {
            let mut response = problem.into_response();
            let headers = response.headers_mut();
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
            headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
            public.heads.add_strict_transport(headers);
            response
        }
    }
}
