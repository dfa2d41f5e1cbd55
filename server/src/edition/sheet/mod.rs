//! The sheets of an edition: pages about everybody, put together from finished answers. They are worded once and filled
//! in with a language on their way out; gzip is made when the edition is, in chunks that the next edition goes on from.

mod answer;
mod chunk;
mod draft;

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::padme::padme;
use super::parts::Part;

pub use answer::{Notice, SheetAnswer};
pub(super) use chunk::Former;
use chunk::{Chunk, KeptChunk};
pub(super) use draft::sheets;

/// A page about everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// The directory page: everybody or, where they are too many, the way to the numbered pages.
    Directory,
    /// The file to take along.
    TakeAlong,
    /// How to check a contact, with every listed contact in the forms in which somebody may hold it.
    Verify,
    /// One of the pages of equal length that hold everybody where they are too many for one. The first is 1.
    Numbered(u16),
}

impl Sheet {
    /// How many there always are.
    const ALWAYS: usize = 3;

    /// Every sheet of an edition with so many numbered ones, in the order in which they are kept.
    pub(super) fn all(numbered: u16) -> impl Iterator<Item = Self> {
        [Self::Directory, Self::TakeAlong, Self::Verify].into_iter().chain((1..=numbered).map(Self::Numbered))
    }

    /// Its place in that order; `None` for a number that is none.
    pub(super) fn place(self) -> Option<usize> {
        match self {
            Self::Directory => Some(0),
            Self::TakeAlong => Some(1),
            Self::Verify => Some(2),
            Self::Numbered(number) => Some(Self::ALWAYS + usize::from(number.checked_sub(1)?)),
        }
    }
}

/// What a sheet is made of.
pub(super) struct SheetBody {
    parts: Vec<Part>,
    text: Bytes,
    chunks: Vec<Arc<Chunk>>,
    /// In each language.
    lengths: Vec<Lengths>,
}

/// How long a sheet is in one language.
#[derive(Clone, Copy, Default)]
struct Lengths {
    /// Its text.
    text: u64,
    /// With the white space after it.
    padded: u64,
    gzip: Option<Gzip>,
}

/// A sheet in gzip (RFC 1952).
#[derive(Clone, Copy)]
struct Gzip {
    /// Its chunks.
    deflated: u64,
    /// All of it, with head, white space and end.
    padded: u64,
    /// Of the text with its white space.
    checksum: u32,
    /// How many octets that is, modulo 2³².
    size: u32,
}

/// A sheet in the kept file, whose words and chunks lie elsewhere in it.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptSheet<'a> {
    parts: Cow<'a, [Part]>,
    text: usize,
    chunks: Vec<KeptChunk<'a>>,
}

impl SheetBody {
    pub(super) fn to_kept(&self) -> (KeptSheet<'_>, &Bytes) {
        let parts = Cow::Borrowed(self.parts.as_slice());
        let chunks = self.chunks.iter().map(|chunk| chunk.to_kept()).collect();
        (KeptSheet { parts, text: self.text.len(), chunks }, &self.text)
    }

    /// A sheet whose words and chunks are taken from the front of all of them; `None` where those end too early.
    pub(super) fn from_kept(kept: KeptSheet<'_>, texts: &mut Bytes, chunks: &mut &[u8]) -> Option<Self> {
        let text = (kept.text <= texts.len()).then(|| texts.split_to(kept.text))?;
        let chunk = |kept| Chunk::from_kept(kept, chunks).map(Arc::new);
        let chunks = kept.chunks.into_iter().map(chunk).collect::<Option<_>>()?;
        Some(Self { parts: kept.parts.into_owned(), text, chunks, lengths: Vec::new() })
    }

    pub(super) fn chunks(&self) -> &[Arc<Chunk>] {
        &self.chunks
    }
}

/// Says how long each sheet is in each of `languages`, white space included. Numbered ones are made as long as the longest
/// of them, so that no length says which one was opened.
pub(super) fn measure(sheets: &mut [SheetBody], languages: usize) {
    for sheet in &mut *sheets {
        sheet.lengths = (0..languages).map(|language| own_lengths(&sheet.chunks, language)).collect();
    }
    let (always, numbered) = sheets.split_at_mut(Sheet::ALWAYS.min(sheets.len()));
    for sheet in always {
        pad(std::slice::from_mut(sheet), languages);
    }
    pad(numbered, languages);
}

/// Without any padding.
fn own_lengths(chunks: &[Arc<Chunk>], language: usize) -> Lengths {
    let texts = || chunks.iter().filter_map(|chunk| chunk.text(language));
    let text = texts().map(|text| u64::from(text.length)).sum();
    let is_packed = texts().all(|text| text.deflated > 0);
    let gzip = is_packed.then(|| {
        let mut checksum = crc32fast::Hasher::new();
        for text in texts() {
            let length = u64::from(text.length);
            checksum.combine(&crc32fast::Hasher::new_with_initial_len(text.checksum, length));
        }
        let deflated = texts().map(|text| u64::from(text.deflated)).sum();
        Gzip { deflated, padded: 0, checksum: checksum.finalize(), size: 0 }
    });
    Lengths { text, padded: 0, gzip }
}

/// Gives all of `sheets` the same length in each language.
fn pad(sheets: &mut [SheetBody], languages: usize) {
    for language in 0..languages {
        let lengths = || sheets.iter().filter_map(|sheet| sheet.lengths.get(language));
        let text = padme(lengths().map(|lengths| lengths.text).max().unwrap_or_default());
        let gzips = lengths().filter_map(|lengths| lengths.gzip);
        let gzip = padme(gzips.map(|gzip| answer::least_gzip(gzip.deflated)).max().unwrap_or_default());
        for lengths in sheets.iter_mut().filter_map(|sheet| sheet.lengths.get_mut(language)) {
            lengths.padded = text;
            if let Some(own) = &mut lengths.gzip {
                own.padded = gzip;
                answer::finish(own, lengths.text);
            }
        }
    }
}
