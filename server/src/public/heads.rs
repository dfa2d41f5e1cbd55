//! The headers of every answer, made once.

use axum::body::Body;
use axum::response::Response;
use http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, CONTENT_DISPOSITION,
    CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_LOCATION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, EXPIRES,
    HeaderName, PRAGMA, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS, X_XSS_PROTECTION,
};
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::config::StrictTransport;
use crate::edition::{Edition, Tag};
use crate::http::{Asked, EntityTag, Keeps, Omitted, Spare, Variant, head_needs, matches_none};

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

    /// Where an answer of this label that must be of one size with others has room for it.
    pub(super) const fn spare(self) -> Spare {
        match self {
            Self::Json | Self::Jcard | Self::Jscontact | Self::Jsonld | Self::Html => Spare::WhiteSpace,
            Self::Vcard3 | Self::Vcard4 | Self::Text | Self::Png => Spare::Head,
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
    strict_transport: StrictTransport,
    /// What the heads of answers about one profile are made as long as: on the human side, and on the machine side.
    octets: (usize, usize),
    onion_location: Option<HeaderValue>,
}

/// Where Tor Browser offers to go from a page. It names the directory's root on every page alike: the address of the
/// page itself would make answers that must have one size as long as their slugs, and say the slug once more.
const ONION_LOCATION: HeaderName = HeaderName::from_static("onion-location");

impl Heads {
    pub(super) fn new(strict_transport: StrictTransport, stylesheet_hash: &str, base_path: &str) -> Self {
        let strict = |headers| with_strict_transport(headers, strict_transport);
        let human = strict(human(stylesheet_hash));
        let machine: Vec<_> = Label::ALL.into_iter().map(|label| strict(machine(label))).collect();
        let octets = (
            even_head_octets(std::iter::once(&human), base_path),
            even_head_octets(machine.iter(), base_path),
        );
        Self { human, machine, strict_transport, octets, onion_location: None }
    }

    /// How long the head of a page about one profile is made.
    pub(super) const fn human_octets(&self) -> usize {
        self.octets.0
    }

    /// How long the head of a machine's answer about one profile is made, where its body has the room for the rest.
    pub(super) const fn machine_octets(&self) -> usize {
        self.octets.1
    }

    /// The same, telling readers of pages that the directory has an onion service too.
    pub(super) fn pointing_to(mut self, onion_address: &str, base_path: &str) -> Self {
        self.onion_location = HeaderValue::try_from(onion_address).ok();
        if let Some(location) = &self.onion_location {
            self.human.insert(ONION_LOCATION, location.clone());
            self.octets.0 = even_head_octets(std::iter::once(&self.human), base_path);
        }
        self
    }

    /// The headers of a page.
    pub(super) fn human(&self) -> HeaderMap {
        self.human.clone()
    }

    /// The headers of a page that an older program has made, with the style sheet that it has inside.
    pub(super) fn human_with_style(&self, stylesheet_hash: &str) -> HeaderMap {
        let mut headers = with_strict_transport(human(stylesheet_hash), self.strict_transport);
        headers.extend(self.onion_location.clone().map(|location| (ONION_LOCATION, location)));
        headers
    }

    /// The headers of a machine's answer.
    pub(super) fn machine(&self, label: Label) -> HeaderMap {
        self.machine.get(label as usize).cloned().unwrap_or_default()
    }

    pub(super) fn add_strict_transport(&self, headers: &mut HeaderMap) {
        if let Some(value) = self.strict_transport.value() {
            headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(value));
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
        let tag = EntityTag::new(tag, Variant::Bare);
        mark(&mut headers, edition, stale, &tag);
        if matches_none(asked.headers(), &tag) {
            return unchanged(headers);
        }
        let mut response = Response::new(body());
        *response.headers_mut() = headers;
        response
    }
}

/// Says which octets these are, and of which edition.
pub(super) fn mark(headers: &mut HeaderMap, edition: &Edition, stale: bool, tag: &EntityTag) {
    headers.insert(ETAG, tag.header());
    headers.insert(VALID_UNTIL, valid_until(edition));
    if stale {
        headers.insert(STALE, HeaderValue::from_static("true"));
    }
}

/// 304, for an asker who has the octets that these headers are about.
pub(super) fn unchanged(mut headers: HeaderMap) -> Response {
    headers.remove(CONTENT_TYPE);
    headers.remove(CONTENT_DISPOSITION);
    let mut response = Response::new(Body::new(Omitted));
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    *response.headers_mut() = headers;
    response
}

/// The step in which heads grow, so that they stay as they are when a header gets a word more.
const HEAD_STEP_OCTETS: usize = 128;

/// The letters of an onion address before its end.
const ONION_NAME_LETTERS: usize = 56;

/// How long heads must be made so that each has room: for everything that such an answer may have to say besides, in the
/// longest form it can take.
fn even_head_octets<'a>(heads: impl Iterator<Item = &'a HeaderMap>, base_path: &str) -> usize {
    let slug = "w".repeat(::directory::Slug::MAX_CHARACTERS);
    let address = format!("{base_path}/v1/profiles/{slug}.jscontact?discreet=1");
    let onion = format!("http://{}.onion{base_path}/", "w".repeat(ONION_NAME_LETTERS));
    let [address, onion] = [address, onion]
        .map(|address| HeaderValue::try_from(address).expect("base paths and slugs are visible ASCII"));
    let longest = [
        (HeaderName::from_static("onion-location"), onion),
        (CONTENT_TYPE, HeaderValue::from_static("application/jscontact+json; version=1.0")),
        (CACHE_CONTROL, Keeps::Nowhere.cache_control()),
        (CONTENT_LENGTH, HeaderValue::from_static("65536")),
        (CONTENT_ENCODING, HeaderValue::from_static("gzip")),
        (VARY, HeaderValue::from_static("accept, accept-encoding")),
        (ETAG, EntityTag::new(Tag::default(), Variant::Bare).header()),
        (VALID_UNTIL, HeaderValue::from_static("9999-99-99T99:99:99Z")),
        (STALE, HeaderValue::from_static("true")),
        // Or `Location`, which is shorter; never both.
        (CONTENT_LOCATION, address),
    ];
    let needs = heads.map(|head| {
        let mut head = head.clone();
        let shown = head.clone();
        head.extend(longest.iter().cloned());
        // Some are longer as they are.
        let shorter = longest.iter().map(|(name, value)| {
            let own = shown.get(name).map_or(0, HeaderValue::len);
            own.saturating_sub(value.len())
        });
        head_needs(StatusCode::PERMANENT_REDIRECT, &head) + shorter.sum::<usize>()
    });
    needs.max().unwrap_or_default().next_multiple_of(HEAD_STEP_OCTETS)
}

/// That the answer depends on whether its asker takes gzip.
pub(super) const VARY_BY_CODING: HeaderValue = HeaderValue::from_static("accept-encoding");

fn with_strict_transport(mut headers: HeaderMap, strict_transport: StrictTransport) -> HeaderMap {
    if let Some(value) = strict_transport.value() {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(value));
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
    // Browsers enforce both lines. The second looses nothing: it is there for scanners that search for its words. It
    // is one directive, and stands behind `form-action`, because programs that join the lines by a comma (RFC 9110,
    // 5.3) and then split at semicolons read it as more words of the directive before it.
    let policies = [
        format!(
            "default-src 'none'; style-src '{stylesheet_hash}'; img-src 'self' data:; base-uri 'none'; \
             frame-ancestors 'none'; form-action 'none'"
        ),
        format!("default-src 'self' '{stylesheet_hash}' data:"),
    ];
    for policy in policies {
        let policy = HeaderValue::try_from(policy).expect("base64 and fixed words are visible ASCII");
        headers.append(CONTENT_SECURITY_POLICY, policy);
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::ANSWER_OCTETS_MAX;
    use crate::http::{Bucket, ENVELOPE_OCTETS};
    use crate::public::human::NOTICE_OCTETS_MAX;

    #[test]
    fn the_longest_answer_fits_the_largest_bucket_beside_any_head() {
        let base_path = format!("/{}", "contact-".repeat(8));
        for strict_transport in [StrictTransport::Off, StrictTransport::Preload] {
            let style = crate::public::pages::style_source(&[0; 32]);
            let heads = Heads::new(strict_transport, &style, &base_path);
            for (head, notice) in [(heads.human_octets(), NOTICE_OCTETS_MAX), (heads.machine_octets(), 0)] {
                println!("{head} octets");
                let answer = head + ENVELOPE_OCTETS + ANSWER_OCTETS_MAX + notice;
                assert!(answer <= Bucket::MOST_OCTETS, "{head}");
            }
        }
    }
}
