//! How the page of one profile begins, which is the same for all of them and for the answer that there is none. It is
//! compressed once for each language; what follows is added to it when it is asked for.

use bytes::Bytes;

use super::Phrases;
use super::deflate::flushed;

/// The opening of pages in one language.
pub struct Opening {
    /// Its text.
    pub text: Bytes,
    /// The text as raw DEFLATE (RFC 1951), ended by a full flush: on an octet's boundary, and not by the last block. More
    /// blocks must follow.
    pub deflated: Bytes,
    /// The text's CRC-32, as gzip counts it (RFC 1952).
    pub checksum: u32,
}

impl Opening {
    /// The opening in every language.
    pub(super) fn in_each(worded: &[u8], phrases: &Phrases) -> Vec<Self> {
        let opening = |(tongue, _)| {
            let text = phrases.filled(tongue, worded);
            let (deflated, checksum) = (flushed(&text).into(), crc32fast::hash(&text));
            Self { text: text.into_boxed_slice().into(), deflated, checksum }
        };
        phrases.tongues().map(opening).collect()
    }
}
