//! Every error of the public side, and its answer.

use ::directory::{DeskReference, Name, Slug};
use axum::body::Bytes;
use axum::response::Response;
use formats::Site;
use http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, REFERRER_POLICY,
};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::json;

use super::{Public, human};
use crate::edition::{Tag, Tongue, tag_of};
use crate::http::{Keeps, Problem, QueryError, Side};

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

/// Problems about a profile, worded before anybody asks: so that a miss takes no longer than a hit.
pub(super) struct Ready {
    pub(super) unknown: ReadyProblem,
    pub(super) no_qr_code: ReadyProblem,
    pub(super) withdrawn: ReadyProblem,
    /// The octets of the longest problem about a profile.
    pub(super) longest: usize,
}

/// A problem's document.
#[derive(Clone)]
pub(super) struct ReadyProblem {
    pub(super) status: StatusCode,
    pub(super) body: Bytes,
    pub(super) tag: Tag,
}

impl Ready {
    pub(super) fn new(site: &Site) -> Self {
        let (unknown, no_qr_code) = (UNKNOWN_PROFILE.problem(), NO_QR_CODE.problem());
        let longest = longest_desks().iter().map(|desk| gone(site, Some(desk)).body().len()).max();
        Self {
            unknown: ReadyProblem::of(&unknown),
            no_qr_code: ReadyProblem::of(&no_qr_code),
            withdrawn: ReadyProblem::of(&gone(site, None)),
            longest: longest.unwrap_or_default(),
        }
    }
}

impl ReadyProblem {
    pub(super) fn of(problem: &Problem) -> Self {
        let body = Bytes::from(problem.body());
        Self { status: problem.status, tag: tag_of(&body), body }
    }
}

/// Labels headers that were made for a profile as those of a problem about it. They stay the same ones, so that only their
/// values tell the two apart.
pub(super) fn label(headers: &mut HeaderMap) {
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(CACHE_CONTROL, Keeps::Nowhere.cache_control());
    if headers.contains_key(CONTENT_DISPOSITION) {
        headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    }
}

/// Desks whose names and slugs take up as much as any can: in JSON, and in HTML, which escapes.
pub(super) fn longest_desks() -> Vec<DeskReference> {
    let desk = |letter: &str| {
        let slug = Slug::parse(&"w".repeat(Slug::MAX_CHARACTERS)).ok()?;
        // A name has a letter.
        let name = Name::parse(&format!("a{}", letter.repeat(Name::MAX_CHARACTERS - 1))).ok()?;
        Some(DeskReference { slug, name })
    };
    ["\u{20000}", "&"].into_iter().filter_map(desk).collect()
}

/// A profile that was withdrawn for good. Its name is not repeated; its desk stands in.
pub(super) fn gone(site: &Site, desk: Option<&DeskReference>) -> Problem {
    let detail = "This profile was withdrawn for good. Delete what you kept of it.";
    let problem = Problem::new(StatusCode::GONE, "withdrawn", detail);
    match desk {
        None => problem,
        Some(desk) => {
            let page = site.url(&format!("/r/{}", desk.slug.as_str()));
            let json = site.url(&format!("/v1/profiles/{}.json", desk.slug.as_str()));
            problem.with("alternative", json!({ "name": desk.name.as_str(), "page": page, "json": json }))
        }
    }
}

/// Words a problem for a person, in that language, or for a program.
pub(super) fn answer(public: &Public, side: Side, tongue: Tongue, problem: Problem) -> Response {
    match side {
        Side::Human => {
            let worded = match problem.status {
                StatusCode::NOT_FOUND => public.not_found.clone(),
                status => public.renderer.problem_page(status).into(),
            };
            let mut response = Response::new(human::opened(public, tongue, &worded));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_desks_can_be_named() {
        assert_eq!(longest_desks().len(), 2);
    }
}
