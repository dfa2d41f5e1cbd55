//! Entity tags and `If-None-Match` (RFC 9110, section 13).

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use http::header::IF_NONE_MATCH;
use http::{HeaderMap, HeaderValue};

/// A strong entity tag: the first 16 octets of the SHA-256 of exactly these bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct EntityTag([u8; 24]);

impl EntityTag {
    /// The tag for a hash.
    pub fn of_hash(hash: [u8; 16]) -> Self {
        // Sixteen octets are always 22 characters of base64, so that every tag costs the same on the wire.
        let mut text = [b'"'; 24];
        if let Some(inside) = text.get_mut(1..23) {
            BASE64URL_NOPAD.encode_mut(&hash, inside);
        }
        Self(text)
    }

    /// The header's value.
    pub fn header(&self) -> HeaderValue {
        HeaderValue::from_bytes(&self.0).expect("quotes and base64 are visible ASCII")
    }
}

impl fmt::Debug for EntityTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&String::from_utf8_lossy(&self.0))
    }
}

/// Whether the asker already has these bytes. `If-None-Match` compares weakly (RFC 9110, 13.1.2).
pub fn matches_none(headers: &HeaderMap, tag: &EntityTag) -> bool {
    headers.get_all(IF_NONE_MATCH).iter().any(|value| {
        value
            .as_bytes()
            .split(|byte| *byte == b',')
            .map(<[u8]>::trim_ascii)
            .any(|candidate| candidate == b"*" || candidate.strip_prefix(b"W/").unwrap_or(candidate) == tag.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(value: &str, hash: [u8; 16]) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(IF_NONE_MATCH, value.parse().unwrap());
        matches_none(&headers, &EntityTag::of_hash(hash))
    }

    #[test]
    fn a_tag_matches_itself_among_others_weak_or_strong() {
        let tag = format!("{:?}", EntityTag::of_hash([7; 16]));
        assert!(asks(&tag, [7; 16]));
        assert!(asks(&format!("\"other\" , W/{tag}"), [7; 16]));
        assert!(asks("*", [7; 16]));
    }

    #[test]
    fn another_tag_does_not_match() {
        assert!(!asks("\"other\"", [7; 16]));
        assert!(!asks(&format!("{:?}", EntityTag::of_hash([8; 16])), [7; 16]));
    }
}
