//! Entity tags and `If-None-Match` (RFC 9110, section 13).

use std::fmt;

use http::header::IF_NONE_MATCH;
use http::{HeaderMap, HeaderValue};

use super::Variant;

/// Sixteen letters that Huffman's code of HTTP/2 (RFC 7541, appendix B) gives six bits each, so that every tag costs the
/// same on the wire. With the letters of base64, a tag's length would tell something of what it is the tag of.
const ALPHABET: [u8; 16] = *b"3456789Abdfghlmn";

/// A strong entity tag: the first 16 octets of the SHA-256 of the octets inside, and in which variant they come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct EntityTag([u8; 35]);

impl EntityTag {
    /// The tag for a hash and a variant.
    pub fn new(hash: [u8; 16], variant: Variant) -> Self {
        let mut text = [b'"'; 35];
        let halves = hash.into_iter().flat_map(|octet| [octet >> 4, octet & 15]);
        let symbols = halves.chain([variant.number() & 15]);
        for (place, symbol) in text.iter_mut().skip(1).zip(symbols) {
            *place = ALPHABET.get(usize::from(symbol)).copied().unwrap_or(b'n');
        }
        Self(text)
    }

    /// The header's value.
    pub fn header(&self) -> HeaderValue {
        HeaderValue::from_bytes(&self.0).expect("quotes and letters are visible ASCII")
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
    use super::super::{Bucket, head_cost};
    use super::*;

    fn tag(hash: [u8; 16]) -> EntityTag {
        EntityTag::new(hash, Variant::Bare)
    }

    fn asks(value: &str, tag: EntityTag) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(IF_NONE_MATCH, value.parse().unwrap());
        matches_none(&headers, &tag)
    }

    #[test]
    fn a_tag_matches_itself_among_others_weak_or_strong() {
        let text = format!("{:?}", tag([7; 16]));
        assert!(asks(&text, tag([7; 16])));
        assert!(asks(&format!("\"other\" , W/{text}"), tag([7; 16])));
        assert!(asks("*", tag([7; 16])));
    }

    #[test]
    fn another_tag_does_not_match() {
        assert!(!asks("\"other\"", tag([7; 16])));
        assert!(!asks(&format!("{:?}", tag([8; 16])), tag([7; 16])));
    }

    #[test]
    fn each_variant_has_a_tag_of_its_own() {
        let buckets = [1, 5000, 10_000, 20_000, 40_000].map(Bucket::holding);
        let even = buckets
            .into_iter()
            .flat_map(|bucket| [false, true].map(|packed| Variant::Even { packed, bucket }));
        let tags: Vec<_> =
            [Variant::Bare].into_iter().chain(even).map(|variant| EntityTag::new([7; 16], variant)).collect();
        let texts: std::collections::BTreeSet<_> = tags.iter().map(|tag| tag.0).collect();
        assert_eq!((tags.len(), texts.len()), (11, 11));
    }

    #[test]
    fn every_tag_costs_the_same_in_http_2() {
        let cost = |hash| head_cost::of_text(tag(hash).header().to_str().unwrap());
        assert!((0..=255).all(|octet| cost([octet; 16]) == cost([0; 16])));
    }
}
