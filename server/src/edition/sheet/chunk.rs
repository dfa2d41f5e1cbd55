//! A stretch of a sheet that is compressed by itself, so that the next edition need not compress it again. Where one ends
//! is decided by what stands there: a row that is added moves no other chunk's ends.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::edition::deflate::flushed;
use crate::edition::{Edition, Phrases, Tag};

/// A stretch of a sheet, in each language.
pub(in crate::edition) struct Chunk {
    /// Of everything that stands in it.
    key: Tag,
    texts: Box<[ChunkText]>,
    /// The compressed texts, one after the other.
    deflated: Bytes,
}

/// A chunk's text in one language.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct ChunkText {
    /// How many octets.
    pub(super) length: u32,
    /// Its CRC-32; 0 where it is not compressed.
    pub(super) checksum: u32,
    /// How many octets it has as raw DEFLATE, ended by a full flush; 0 where it is not compressed.
    pub(super) deflated: u32,
}

/// A chunk in the kept file. Its compressed texts lie elsewhere in it.
#[derive(Serialize, Deserialize)]
pub(in crate::edition) struct KeptChunk<'a> {
    key: Tag,
    texts: Cow<'a, [ChunkText]>,
}

impl Chunk {
    /// The chunk of this key in every language, compressed in the first `packed` of them.
    pub(super) fn new(key: Tag, worded: &[u8], phrases: &Phrases, packed: usize) -> Self {
        let mut deflated = Vec::new();
        let lengths = phrases.lengths(worded);
        let text = |((place, (tongue, _)), length): ((usize, (_, &str)), usize)| {
            let length = short(length);
            if place >= packed {
                return ChunkText { length, checksum: 0, deflated: 0 };
            }
            let text = phrases.filled(tongue, worded);
            let octets = flushed(&text);
            deflated.extend_from_slice(&octets);
            ChunkText { length, checksum: crc32fast::hash(&text), deflated: short(octets.len()) }
        };
        let texts = phrases.tongues().enumerate().zip(lengths).map(text).collect();
        Self { key, texts, deflated: deflated.into_boxed_slice().into() }
    }

    pub(super) fn text(&self, language: usize) -> Option<&ChunkText> {
        self.texts.get(language)
    }

    /// Its text in one language, compressed.
    pub(super) fn deflated(&self, language: usize) -> Option<Bytes> {
        let before = self.texts.get(..language)?.iter().map(|text| text.deflated).sum::<u32>();
        let start = usize::try_from(before).ok()?;
        let end = start.checked_add(usize::try_from(self.texts.get(language)?.deflated).ok()?)?;
        (end <= self.deflated.len()).then(|| self.deflated.slice(start..end))
    }

    /// All its compressed texts.
    pub(in crate::edition) const fn octets(&self) -> &Bytes {
        &self.deflated
    }

    pub(super) fn to_kept(&self) -> KeptChunk<'_> {
        KeptChunk { key: self.key, texts: Cow::Borrowed(&self.texts) }
    }

    /// A chunk whose compressed texts are taken from the front of all chunks'; `None` where those end too early.
    pub(super) fn from_kept(kept: KeptChunk<'_>, rest: &mut &[u8]) -> Option<Self> {
        let sum = kept.texts.iter().try_fold(0_u32, |sum, text| sum.checked_add(text.deflated))?;
        let (own, after) = rest.split_at_checked(usize::try_from(sum).ok()?)?;
        *rest = after;
        // In memory of its own: it may outlive the edition that it was read with.
        let deflated = Bytes::copy_from_slice(own);
        Some(Self { key: kept.key, texts: kept.texts.into_owned().into(), deflated })
    }
}

/// The chunks of the edition before, to go on from.
pub(in crate::edition) struct Former<'a>(HashMap<Tag, &'a Arc<Chunk>>);

impl<'a> Former<'a> {
    /// Those of `previous`, whose words are the same.
    pub(in crate::edition) fn of(previous: Option<&'a Edition>) -> Self {
        let chunks = previous.into_iter().flat_map(|previous| &previous.sheets);
        Self(chunks.flat_map(super::SheetBody::chunks).map(|chunk| (chunk.key, chunk)).collect())
    }

    /// The chunk of this key.
    pub(super) fn get(&self, key: Tag) -> Option<Arc<Chunk>> {
        self.0.get(&key).map(|chunk| Arc::clone(chunk))
    }
}

/// A chunk has at most some hundred rows.
fn short(length: usize) -> u32 {
    u32::try_from(length).expect("a chunk's texts are far smaller than 4 GiB")
}
