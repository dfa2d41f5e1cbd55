//! The headers of every answer on the admin listener.

use axum::response::Response;
use http::HeaderValue;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};

use crate::http::Keeps;

const FIXED: [(HeaderName, HeaderValue); 6] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), \
             publickey-credentials-create=(self), publickey-credentials-get=(self), usb=()",
        ),
    ),
];

/// What an answer may load and do that says nothing of it itself: nothing.
const NOTHING: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

const STRICT_TRANSPORT: HeaderValue = HeaderValue::from_static("max-age=63072000");

/// What a page may load and do: the style sheet of this hash, pictures of this server, forms to it, and, on the pages
/// where passkeys are used, the one script of that hash. Hashes are written as `sha256-…`.
pub fn page_policy(style: &str, script: Option<&str>) -> HeaderValue {
    let script = script.map_or_else(String::new, |hash| format!("script-src '{hash}'; connect-src 'self'; "));
    let policy = format!(
        "default-src 'none'; style-src '{style}'; {script}img-src 'self' data:; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).expect("base64 and fixed words are visible ASCII")
}

/// Puts on `response` what every answer has. A policy that is there already stays.
pub(super) fn put_on(response: &mut Response, strict_transport: bool) {
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, value);
    }
    headers.insert(CACHE_CONTROL, Keeps::Nowhere.cache_control());
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(NOTHING);
    if strict_transport {
        headers.insert(STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT);
    }
}
