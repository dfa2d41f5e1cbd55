//! Problem details (RFC 9457): the only way that an error leaves on the machine side.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use axum::body::Body;
use axum::response::Response;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::{Map, Value, json};

use super::route::Keeps;

/// What went wrong, in words for whoever asked. The cause stays with us.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The status.
    pub status: StatusCode,
    /// A short name that programs can tell apart: `unknown_profile`.
    pub code: &'static str,
    /// What to know, or to do about it.
    pub detail: Cow<'static, str>,
    /// What is wrong with which part of the request.
    pub errors: Vec<FieldProblem>,
    /// Further members, such as the address to ask instead.
    members: Option<Box<Map<String, Value>>>,
    /// Headers that come with it.
    headers: Option<Box<HeaderMap>>,
}

/// What is wrong with one part of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// Which part, as a JSON pointer (RFC 6901) into the body.
    pub pointer: String,
    /// What is wrong with it. Never repeats what was sent.
    pub detail: String,
}

impl Problem {
    /// A problem of that status and code.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { status, code, detail: detail.into(), errors: Vec::new(), members: None, headers: None }
    }

    /// That something broke here. The log gets the cause, and whoever asked does not.
    pub fn internal(cause: &dyn Error) -> Self {
        tracing::error!(cause = %Chain(cause), "a request could not be answered");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Something broke here. The server's log says what.",
        )
    }

    /// The same with one more member.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.get_or_insert_default().insert(name.to_owned(), value.into());
        self
    }

    /// The same, saying what is wrong with one part of the request.
    #[must_use]
    pub fn about(mut self, pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        self.errors.push(FieldProblem { pointer: pointer.into(), detail: detail.into() });
        self
    }

    /// The same with a header.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.get_or_insert_default().insert(name, value);
        self
    }

    /// The document, as bytes.
    pub fn body(&self) -> Vec<u8> {
        let mut members = Map::new();
        members.insert("type".to_owned(), json!("about:blank"));
        members.insert("title".to_owned(), json!(self.status.canonical_reason().unwrap_or("Problem")));
        members.insert("status".to_owned(), json!(self.status.as_u16()));
        members.insert("code".to_owned(), json!(self.code));
        members.insert("detail".to_owned(), json!(self.detail));
        if !self.errors.is_empty() {
            let errors = self.errors.iter();
            let errors = errors.map(|error| json!({ "pointer": error.pointer, "detail": error.detail }));
            members.insert("errors".to_owned(), errors.collect());
        }
        members.extend(self.members.as_deref().cloned().unwrap_or_default());
        Value::Object(members).to_string().into_bytes()
    }

    /// The headers that come with it, to be put on an answer of another form.
    pub fn take_headers(&mut self) -> HeaderMap {
        self.headers.take().map(|headers| *headers).unwrap_or_default()
    }

    /// The answer. Problems are not kept anywhere: what is unknown now may be published in a minute.
    pub fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body()));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.extend(self.headers.map(|headers| *headers).unwrap_or_default());
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(CACHE_CONTROL, Keeps::Nowhere.cache_control());
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        response
    }
}

/// An error with the causes behind it.
struct Chain<'a>(&'a dyn Error);

impl fmt::Display for Chain<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(deeper) = cause {
            write!(formatter, ": {deeper}")?;
            cause = deeper.source();
        }
        Ok(())
    }
}
