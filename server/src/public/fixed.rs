//! Pages that say the same to everybody: made in every language, and compressed, when the program starts. A request takes
//! a share of one and not a copy, however many are asked for and left unread.

use std::io::Write as _;

use axum::body::{Body, Bytes};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::HeaderValue;
use http::header::{CONTENT_ENCODING, VARY};

use super::heads::VARY_BY_CODING;
use super::{Public, human};
use crate::edition::{Phrases, Tongue};
use crate::http::{Asked, prefers_gzip};

/// One page in every language.
pub(super) struct FixedPage(Vec<(Tongue, Text)>);

/// A page in one language, plain and as gzip (RFC 1952).
struct Text {
    plain: Bytes,
    gzip: Bytes,
}

impl FixedPage {
    /// The page that `worded` is in each language.
    pub(super) fn new(phrases: &Phrases, worded: &str) -> Self {
        let text = |tongue| {
            let plain = phrases.filled(tongue, worded.as_bytes());
            Text { gzip: compressed(&plain).into(), plain: plain.into() }
        };
        Self(phrases.tongues().map(|(tongue, _)| (tongue, text(tongue))).collect())
    }

    /// The answer in the language of the path.
    pub(super) fn answer(&self, public: &Public, asked: &Asked) -> Response {
        let tongue = public.tongue(asked.path());
        let text = self.0.iter().find(|(own, _)| *own == tongue).map(|(_, text)| text);
        let packed = prefers_gzip(asked.headers());
        let body = text.map(|text| if packed { &text.gzip } else { &text.plain }).cloned();
        let mut response = human::page(public, Body::from(body.unwrap_or_default()));
        let headers = response.headers_mut();
        headers.insert(VARY, VARY_BY_CODING);
        if packed {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        response
    }
}

fn compressed(text: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::with_capacity(text.len() / 2), Compression::default());
    gzip.write_all(text).and_then(|()| gzip.finish()).expect("memory takes what is written to it")
}
