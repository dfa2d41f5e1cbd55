//! The whole documents of an edition for programs, put together from finished answers.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::entry::half;
use super::parts::{Part, PartsWriter, words};
use super::{Contents, Edition, Piece, Tag};

/// A document about everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// `directory.json`.
    Json,
    /// `directory.vcf`.
    Vcard3,
    /// `directory.jscontact`.
    Jscontact,
}

impl Document {
    /// Every document, in the order in which they are kept.
    pub const ALL: [Self; 3] = [Self::Json, Self::Vcard3, Self::Jscontact];
}

/// About how much is put together at once: a TLS record's worth. Each reader who has stopped reading keeps that much
/// in memory, on each of his streams.
const PIECE_OCTETS: usize = 16 * 1024;

/// What a document is made of.
pub struct DocumentBody {
    /// How many octets.
    pub length: u64,
    /// The SHA-256 of all of them.
    pub sha256: [u8; 32],
    parts: Vec<Part>,
    text: Bytes,
}

impl DocumentBody {
    /// The entity tag's octets.
    pub fn tag(&self) -> Tag {
        half(&self.sha256)
    }

    pub(super) fn to_kept(&self) -> (KeptDocument<'_>, &Bytes) {
        let (parts, text) = (Cow::Borrowed(self.parts.as_slice()), self.text.len());
        (KeptDocument { length: self.length, sha256: self.sha256, parts, text }, &self.text)
    }

    /// A document whose words are taken from the front of all documents' words; `None` where those end too early.
    pub(super) fn from_kept(kept: KeptDocument<'_>, rest: &mut Bytes) -> Option<Self> {
        let KeptDocument { length, sha256, parts, text } = kept;
        let text = (text <= rest.len()).then(|| rest.split_to(text))?;
        Some(Self { length, sha256, parts: parts.into_owned(), text })
    }
}

/// A document in the kept file, whose words lie elsewhere in it.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptDocument<'a> {
    length: u64,
    sha256: [u8; 32],
    parts: Cow<'a, [Part]>,
    text: usize,
}

/// A document on its way out, put together piece by piece, so that it is never whole in memory.
pub struct Pieces {
    pub(super) edition: Arc<Edition>,
    pub(super) document: Document,
    pub(super) next: usize,
}

impl Iterator for Pieces {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        let document = self.edition.document(self.document);
        let mut piece = Vec::new();
        while piece.len() < PIECE_OCTETS
            && let Some(part) = document.parts.get(self.next)
        {
            self.next += 1;
            // The kept file's hash was checked when it was read, so no part is missing; a missing one would end the
            // answer early, which its Content-Length shows.
            match *part {
                Part::Text { start, length } => {
                    piece.extend_from_slice(words(&document.text, start, length)?);
                }
                Part::Answer { place, form } => {
                    let answer =
                        self.edition.entry(place).and_then(|entry| self.edition.answer(entry, form))?;
                    piece.extend_from_slice(&answer.body);
                }
            }
        }
        (!piece.is_empty()).then(|| piece.into())
    }
}

/// Takes a document down.
pub(super) struct Writer<'a> {
    contents: &'a Contents<'a>,
    context: aws_lc_rs::digest::Context,
    length: u64,
    parts: PartsWriter,
}

impl<'a> Writer<'a> {
    pub(super) fn new(contents: &'a Contents<'a>) -> Self {
        let context = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
        Self { contents, context, length: 0, parts: PartsWriter::default() }
    }

    pub(super) fn write(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Text(octets) => {
                self.count(octets);
                self.parts.write_text(octets);
            }
            Piece::Answer(place, form) => {
                let entry = self.contents.entries.get(place);
                if let Some(answer) = entry.and_then(|entry| self.contents.answer(entry, form)) {
                    self.count(&answer.body);
                    self.parts.write_answer(place, form);
                }
            }
        }
    }

    fn count(&mut self, octets: &[u8]) {
        self.context.update(octets);
        self.length += u64::try_from(octets.len()).unwrap_or(u64::MAX);
    }

    pub(super) fn finish(self) -> DocumentBody {
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(self.context.finish().as_ref());
        let (parts, text) = self.parts.finish();
        DocumentBody { length: self.length, sha256, parts, text }
    }
}
