//! The headers of every answer, made once.

use axum::body::Body;
use axum::response::Response;
use http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, CONTENT_DISPOSITION,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, EXPIRES, HeaderName, PRAGMA, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS, X_XSS_PROTECTION,
};
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::edition::{Edition, Tag};
use crate::http::{Asked, EntityTag, Keeps, Omitted, matches_none};

/// Until when an edition is valid. Travels as a header, also on a 304, so that a template's copy is prolonged
/// without a download and a profile's bytes change only when the profile does.
pub(super) const VALID_UNTIL: HeaderName = HeaderName::from_static("masthead-valid-until");
/// Set to `true` once an edition is past its validity.
pub(super) const STALE: HeaderName = HeaderName::from_static("masthead-stale");

/// How a machine's answer is labelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Json,
    Vcard3,
    Vcard4,
    Jcard,
    Jscontact,
    Jsonld,
    Html,
    Text,
    Png,
}

impl Label {
    const ALL: [Self; 9] = [
        Self::Json,
        Self::Vcard3,
        Self::Vcard4,
        Self::Jcard,
        Self::Jscontact,
        Self::Jsonld,
        Self::Html,
        Self::Text,
        Self::Png,
    ];

    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Vcard3 => "text/vcard; charset=utf-8; version=3.0",
            Self::Vcard4 => "text/vcard; charset=utf-8; version=4.0",
            Self::Jcard => "application/vcard+json",
            Self::Jscontact => "application/jscontact+json; version=1.0",
            Self::Jsonld => "application/ld+json",
            Self::Html => "text/html; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
            Self::Png => "image/png",
        }
    }

    /// Cards are shown, not saved: phones then open their own "add contact" sheet. The name tells nothing.
    const fn disposition(self) -> Option<&'static str> {
        match self {
            Self::Vcard3 | Self::Vcard4 => Some("inline; filename=\"contact.vcf\""),
            Self::Json
            | Self::Jcard
            | Self::Jscontact
            | Self::Jsonld
            | Self::Html
            | Self::Text
            | Self::Png => None,
        }
    }
}

/// The headers of every answer.
pub(super) struct Heads {
    human: HeaderMap,
    machine: Vec<HeaderMap>,
    strict_transport: bool,
}

const STRICT_TRANSPORT: HeaderValue = HeaderValue::from_static("max-age=63072000");

impl Heads {
    pub(super) fn new(strict_transport: bool, stylesheet_hash: &str) -> Self {
        let strict = |headers| with_strict_transport(headers, strict_transport);
        Self {
            human: strict(human(stylesheet_hash)),
            machine: Label::ALL.into_iter().map(|label| strict(machine(label))).collect(),
            strict_transport,
        }
    }

    /// The headers of a page.
    pub(super) fn human(&self) -> HeaderMap {
        self.human.clone()
    }

    /// The headers of a page that an older program has made, with the style sheet that it has inside.
    pub(super) fn human_with_style(&self, stylesheet_hash: &str) -> HeaderMap {
        with_strict_transport(human(stylesheet_hash), self.strict_transport)
    }

    /// The headers of a machine's answer.
    pub(super) fn machine(&self, label: Label) -> HeaderMap {
        self.machine.get(label as usize).cloned().unwrap_or_default()
    }

    pub(super) fn add_strict_transport(&self, headers: &mut HeaderMap) {
        if self.strict_transport {
            headers.insert(STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT);
        }
    }

    /// A machine's answer, or 304 where the asker has these bytes already.
    pub(super) fn answer(
        &self,
        asked: &Asked,
        edition: &Edition,
        stale: bool,
        label: Label,
        tag: Tag,
        body: impl FnOnce() -> Body,
    ) -> Response {
        let mut headers = self.machine(label);
        let tag = EntityTag::of_hash(tag);
        headers.insert(ETAG, tag.header());
        headers.insert(VALID_UNTIL, valid_until(edition));
        if stale {
            headers.insert(STALE, HeaderValue::from_static("true"));
        }
        let unchanged = matches_none(asked.headers(), &tag);
        let mut response = if unchanged {
            headers.remove(CONTENT_TYPE);
            headers.remove(CONTENT_DISPOSITION);
            let mut response = Response::new(Body::new(Omitted));
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response
        } else {
            Response::new(body())
        };
        *response.headers_mut() = headers;
        response
    }
}

fn with_strict_transport(mut headers: HeaderMap, strict_transport: bool) -> HeaderMap {
    if strict_transport {
        headers.insert(STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT);
    }
    headers
}

fn valid_until(edition: &Edition) -> HeaderValue {
    HeaderValue::from_maybe_shared(edition.valid_until_text()).expect("RFC 3339 is visible ASCII")
}

fn machine(label: Label) -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(16);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(label.media_type()));
    headers.insert(CACHE_CONTROL, Keeps::Minutes.cache_control());
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("ETag, Link, Masthead-Missing, Masthead-Stale, Masthead-Valid-Until"),
    );
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'"));
    headers.insert(CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    if let Some(disposition) = label.disposition() {
        headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static(disposition));
    }
    headers
}

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const CROSS_ORIGIN_OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const X_DOWNLOAD_OPTIONS: HeaderName = HeaderName::from_static("x-download-options");
const X_PERMITTED_CROSS_DOMAIN_POLICIES: HeaderName =
    HeaderName::from_static("x-permitted-cross-domain-policies");

/// The strictest a page without scripts can ask for, with the landing-page checklist's own old-fashioned lines.
fn human(stylesheet_hash: &str) -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(24);
    let fixed = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (PRAGMA, "no-cache"),
        (EXPIRES, "-1"),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (X_DOWNLOAD_OPTIONS, "noopen"),
        (X_PERMITTED_CROSS_DOMAIN_POLICIES, "master-only"),
        (X_XSS_PROTECTION, "1; mode=block"),
        (
            PERMISSIONS_POLICY,
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
        (CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
        (CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(CACHE_CONTROL, Keeps::Nowhere.cache_control());
    // Browsers enforce both lines. The second looses nothing: it is there for scanners that search for its words.
    let policies = [
        format!(
            "default-src 'none'; style-src '{stylesheet_hash}'; img-src 'self' data:; base-uri 'none'; \
             form-action 'none'; frame-ancestors 'none'"
        ),
        format!("default-src 'self'; style-src '{stylesheet_hash}'; img-src 'self' data:"),
    ];
    for policy in policies {
        let policy = HeaderValue::try_from(policy).expect("base64 and fixed words are visible ASCII");
        headers.append(CONTENT_SECURITY_POLICY, policy);
    }
    headers
}
