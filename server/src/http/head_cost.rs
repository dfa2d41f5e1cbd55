//! How many octets a head is on the wire: in HTTP/1.1, and in HTTP/2 as `h2` writes the first head of a connection.
//!
//! An answer of even size has to know this before it leaves. HTTP/2 packs heads (RFC 7541), so that their length depends
//! on which letters they are made of. The test beside this compares with what `h2` really writes.

use http::header::{
    ACCEPT_RANGES, ACCESS_CONTROL_ALLOW_ORIGIN, AGE, ALLOW, AUTHORIZATION, CACHE_CONTROL,
    CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_LOCATION, CONTENT_RANGE,
    CONTENT_TYPE, ETAG, EXPIRES, LAST_MODIFIED, LINK, LOCATION, REFRESH, RETRY_AFTER, SERVER,
    STRICT_TRANSPORT_SECURITY, VARY, VIA,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Version};

/// How many bits Huffman's code of RFC 7541, appendix B, has for each visible character of ASCII, from the space on.
const BITS: [u8; 95] = [
    6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12,
    10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
    15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13,
];

/// The bits of a character that no head of ours has, and the most that any has.
const OTHER_BITS: u8 = 30;

/// The octets of a head, up to where the body begins. For HTTP/2 without the heads of its frames.
pub(super) fn of_head(version: Version, status: StatusCode, headers: &HeaderMap) -> usize {
    if version == Version::HTTP_2 { in_http2(status, headers) } else { in_http1(status, headers) }
}

fn in_http1(status: StatusCode, headers: &HeaderMap) -> usize {
    let reason = status.canonical_reason().unwrap_or_default();
    let fields: usize = headers.iter().map(|(name, value)| of_line(name.as_str(), value.len())).sum();
    "HTTP/1.1 200 ".len() + reason.len() + "\r\n".len() + fields + "\r\n".len()
}

/// A field's line in HTTP/1.1.
pub(super) const fn of_line(name: &str, value_octets: usize) -> usize {
    name.len() + ": ".len() + value_octets + "\r\n".len()
}

fn in_http2(status: StatusCode, headers: &HeaderMap) -> usize {
    // 200, 204, 206, 304, 400, 404 and 500 are in the table of RFC 7541, appendix A; others are three digits beside one.
    let status = match status.as_u16() {
        200 | 204 | 206 | 304 | 400 | 404 | 500 => 1,
        _ => 1 + of_text(status.as_str()),
    };
    let fields: usize = headers
        .keys()
        .map(|name| {
            let values = headers.get_all(name).iter();
            values.enumerate().map(|(before, value)| of_field(name, value, before > 0)).sum::<usize>()
        })
        .sum();
    status + fields
}

/// A field in HTTP/2. `again`: when a field of this name stands before it.
fn of_field(name: &HeaderName, value: &HeaderValue, again: bool) -> usize {
    let named = match (is_in_table(name), again) {
        // A field that is not to be remembered has four bits for the place of its name and not six: two octets. So has
        // one whose name was given, and remembered, just before.
        (true, _) if value.is_sensitive() || is_never_remembered(name) => 2,
        (true, false) => 1,
        (false, true) if value.is_sensitive() => 1 + of_text(name.as_str()),
        (_, true) => 2,
        (false, false) => 1 + of_text(name.as_str()),
    };
    named + of_text_octets(value.as_bytes())
}

/// Text with its length before it.
pub(super) fn of_text(text: &str) -> usize {
    of_text_octets(text.as_bytes())
}

fn of_text_octets(text: &[u8]) -> usize {
    let bits = |octet: &u8| {
        let place = octet.checked_sub(b' ').map(usize::from);
        usize::from(place.and_then(|place| BITS.get(place)).copied().unwrap_or(OTHER_BITS))
    };
    let packed = text.iter().map(bits).sum::<usize>().div_ceil(8);
    of_length(packed) + packed
}

/// A number with seven bits in its first octet (RFC 7541, 5.1).
pub(super) const fn of_length(length: usize) -> usize {
    match length {
        0..127 => 1,
        127..255 => 2,
        255..16_511 => 3,
        _ => 4,
    }
}

/// Whether the name stands in the table of RFC 7541, appendix A, among those that answers have. All of these have
/// places from 15 on, and below 63.
fn is_in_table(name: &HeaderName) -> bool {
    matches!(
        *name,
        ACCEPT_RANGES
            | ACCESS_CONTROL_ALLOW_ORIGIN
            | AGE
            | ALLOW
            | CACHE_CONTROL
            | CONTENT_DISPOSITION
            | CONTENT_ENCODING
            | CONTENT_LANGUAGE
            | CONTENT_LENGTH
            | CONTENT_LOCATION
            | CONTENT_RANGE
            | CONTENT_TYPE
            | ETAG
            | EXPIRES
            | LAST_MODIFIED
            | LINK
            | LOCATION
            | REFRESH
            | RETRY_AFTER
            | SERVER
            | STRICT_TRANSPORT_SECURITY
            | VARY
            | VIA
    )
}

/// What `h2` never remembers, as changing from answer to answer.
fn is_never_remembered(name: &HeaderName) -> bool {
    matches!(*name, AGE | AUTHORIZATION | CONTENT_LENGTH | ETAG | LOCATION)
}
