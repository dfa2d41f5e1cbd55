//! The whole documents of an edition: pages and bulk files, put together from finished answers.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::entry::half;
use super::{Contents, Edition, Form, Piece, Tag};

/// A document about everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// The directory page.
    Page,
    /// The file to take along.
    TakeAlong,
    /// `directory.json`.
    Json,
    /// `directory.vcf`.
    Vcard3,
    /// `directory.jscontact`.
    Jscontact,
}

impl Document {
    /// Every document, in the order in which they are kept.
    pub const ALL: [Self; 5] = [Self::Page, Self::TakeAlong, Self::Json, Self::Vcard3, Self::Jscontact];
}

/// About how much is put together at once: a TLS record's worth. Each reader who has stopped reading keeps that much
/// in memory, on each of his streams.
const PIECE_OCTETS: usize = 16 * 1024;

/// What a document is made of: the answers of its profiles, which are kept once and not again here, and the words
/// between them.
pub struct DocumentBody {
    /// How many octets.
    pub length: u64,
    /// The SHA-256 of all of them.
    pub sha256: [u8; 32],
    parts: Vec<Part>,
    text: Bytes,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum Part {
    /// Words of the document itself.
    Text { start: u32, length: u32 },
    /// The answer of the entry at this place.
    Answer { place: u32, form: Form },
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

    fn text(&self, start: u32, length: u32) -> Option<&[u8]> {
        let start = usize::try_from(start).ok()?;
        self.text.get(start..start.checked_add(usize::try_from(length).ok()?)?)
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
                Part::Text { start, length } => piece.extend_from_slice(document.text(start, length)?),
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
    parts: Vec<Part>,
    text: Vec<u8>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(contents: &'a Contents<'a>) -> Self {
        let context = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
        Self { contents, context, length: 0, parts: Vec::new(), text: Vec::new() }
    }

    pub(super) fn write(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Text(octets) => {
                self.count(octets);
                self.write_text(octets);
            }
            Piece::Answer(place, form) => {
                let entry = self.contents.entries.get(place);
                if let Some(answer) = entry.and_then(|entry| self.contents.answer(entry, form)) {
                    self.count(&answer.body);
                    self.parts.push(Part::Answer { place: short(place), form });
                }
            }
        }
    }

    fn count(&mut self, octets: &[u8]) {
        self.context.update(octets);
        self.length += u64::try_from(octets.len()).unwrap_or(u64::MAX);
    }

    fn write_text(&mut self, octets: &[u8]) {
        let (end, added) = (short(self.text.len()), short(octets.len()));
        if let Some(Part::Text { start, length }) = self.parts.last_mut()
            && *start + *length == end
        {
            *length += added;
        } else if self.text.ends_with(octets) {
            // The comma between two profiles is kept once.
            self.parts.push(Part::Text { start: end - added, length: added });
            return;
        } else {
            self.parts.push(Part::Text { start: end, length: added });
        }
        self.text.extend_from_slice(octets);
    }

    pub(super) fn finish(self) -> DocumentBody {
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(self.context.finish().as_ref());
        let mut parts = self.parts;
        parts.shrink_to_fit();
        let text = self.text.into_boxed_slice().into();
        DocumentBody { length: self.length, sha256, parts, text }
    }
}

/// A directory has at most 100,000 profiles, and the words between them are short.
fn short(length: usize) -> u32 {
    u32::try_from(length).expect("a document's own words are far shorter than 4 GiB")
}
