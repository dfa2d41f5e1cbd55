//! The one script, for passkeys: a file of this program, allowed by its hash and nothing else.

use std::sync::LazyLock;

use axum::body::Body;
use axum::response::Response;
use http::HeaderValue;
use http::header::CONTENT_TYPE;

/// The script.
const SCRIPT: &str = include_str!("../../../assets/passkey.js");

static INTEGRITY: LazyLock<String> = LazyLock::new(|| super::style::source_of(SCRIPT.as_bytes()));

/// Its SHA-256, as `integrity` and `script-src` name it.
pub(super) fn script_integrity() -> &'static str {
    &INTEGRITY
}

/// `GET /passkey.js`.
pub(super) fn script() -> Response {
    let mut response = Response::new(Body::from(SCRIPT));
    let javascript = HeaderValue::from_static("text/javascript; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, javascript);
    response
}
