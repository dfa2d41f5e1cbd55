//! From a request to a page's handler and back: what was typed is read as the route takes it, and what the handler
//! answers becomes a response with its cookie.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, SET_COOKIE};
use http::{HeaderName, HeaderValue, StatusCode};

use super::form::Typed;
use super::stranger::Stranger;
use super::upload::{File, Upload};
use super::visit::{Reply, Visit};
use crate::admin::{Admin, Call, SESSION_COOKIE, heads};
use crate::auth::{Opened, Permission};
use crate::http::{Problem, Takes};

/// What came with a request.
pub(super) struct Inputs {
    pieces: Vec<String>,
    query: Typed,
    typed: Typed,
    file: Option<File>,
    json: serde_json::Value,
}

impl Inputs {
    /// Reads what came with `call`.
    pub(super) fn of(call: &Call) -> Result<Self, Problem> {
        let (route, asked) = (call.route(), call.asked());
        let pieces = asked.parameters(route.path).into_iter().map(|(_, piece)| piece.to_owned()).collect();
        let query = asked.target().split_once('?').map_or("", |(_, query)| query);
        let mut inputs = Self {
            pieces,
            query: Typed::parse(query.as_bytes()),
            typed: Typed::default(),
            file: None,
            json: serde_json::Value::Null,
        };
        match route.takes {
            Takes::Nothing => {}
            Takes::Form => inputs.typed = Typed::parse(call.body()),
            Takes::Json => inputs.json = serde_json::from_slice(call.body()).map_err(|_| unreadable())?,
            Takes::Photo | Takes::Import => {
                let label = asked.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
                let upload = Upload::parse(label.unwrap_or_default(), call.body()).ok_or_else(unreadable)?;
                (inputs.typed, inputs.file) = (upload.typed, upload.file);
            }
        }
        Ok(inputs)
    }

    /// As a request of somebody who is signed in.
    pub(super) fn visit<'a>(
        &'a self,
        admin: &'a Arc<Admin>,
        call: &Call,
        by: &'a Permission,
    ) -> Result<Visit<'a>, Problem> {
        Ok(Visit {
            staff: admin.staff()?,
            admin,
            by,
            from: call.from(),
            pieces: &self.pieces,
            query: &self.query,
            typed: &self.typed,
            file: self.file.as_ref(),
            json: &self.json,
        })
    }

    /// As a request of nobody in particular.
    pub(super) fn stranger<'a>(&'a self, admin: &'a Admin, call: &Call) -> Result<Stranger<'a>, Problem> {
        Ok(Stranger {
            staff: admin.staff()?,
            from: call.from(),
            pieces: &self.pieces,
            query: &self.query,
            typed: &self.typed,
            json: &self.json,
        })
    }
}

fn unreadable() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "unreadable_body", "What was sent cannot be read. Try again.")
}

impl Reply {
    /// As a response.
    pub(super) fn response(self) -> Response {
        match self {
            Self::Page(status, html) => page(status, html),
            Self::See(address) => see(&address),
            Self::Opened(opened, address) => with_cookie(see(&address), &opened),
            Self::Forgotten(address) => forgotten(see(&address)),
            Self::File { media_type, name, octets } => file(media_type, name, octets),
            Self::Json(value) => json(&value),
            Self::OpenedJson(opened, value) => with_cookie(json(&value), &opened),
        }
    }
}

/// A page, with the policy that allows its style sheet and, where it has the script, that too.
pub(super) fn page(status: StatusCode, html: String) -> Response {
    // The title cannot hold a tag, and every text is escaped: so this finds the frame's own element or none.
    let has_script = html.contains("<script src=\"/passkey.js\"");
    let script = has_script.then(super::passkey::script_integrity);
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CONTENT_SECURITY_POLICY, heads::page_policy(super::style::style_source(), script));
    response
}

fn see(address: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let location = HeaderValue::try_from(address).unwrap_or_else(|_| HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, location);
    response
}

fn json(value: &serde_json::Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn file(media_type: &'static str, name: &'static str, octets: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(octets));
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\""));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers
        .insert(CONTENT_DISPOSITION, disposition.unwrap_or_else(|_| HeaderValue::from_static("attachment")));
    response
}

/// The cookie ends with the browser, or with the session here, whichever comes first: it has no date of its own.
fn with_cookie(mut response: Response, opened: &Opened) -> Response {
    let cookie =
        format!("{SESSION_COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Strict", opened.cookie.expose());
    let mut value = HeaderValue::try_from(cookie).expect("a cookie of ours is base64 and fixed words");
    value.set_sensitive(true);
    response.headers_mut().append(SET_COOKIE, value);
    response
}

/// Everything that the browser kept of us goes, the cookie with it.
fn forgotten(mut response: Response) -> Response {
    const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");
    let headers = response.headers_mut();
    headers.insert(CLEAR_SITE_DATA, HeaderValue::from_static("\"cache\", \"cookies\", \"storage\""));
    let over = format!("{SESSION_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    let over = HeaderValue::try_from(over).expect("fixed words are visible ASCII");
    headers.append(SET_COOKIE, over);
    response
}
