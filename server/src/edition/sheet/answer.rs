//! A sheet on its way out: filled in with a language piece by piece, or as the gzip that was made with the edition.

use std::sync::Arc;

use bytes::Bytes;

use super::{Gzip, Sheet, SheetBody};
use crate::edition::padme::padme;
use crate::edition::parts::{Part, words};
use crate::edition::{Edition, Tongue};

/// About how much is put together at once: a TLS record's worth. Each reader who has stopped reading keeps that much
/// in memory, on each of his streams.
const PIECE_OCTETS: usize = 16 * 1024;

/// How long a line of white space is.
const LINE_OCTETS: usize = 64;

/// The white space that sheets are padded with, in lines, so that an editor can show it.
static BLANKS: [u8; PIECE_OCTETS] = blanks();

const fn blanks() -> [u8; PIECE_OCTETS] {
    let mut blanks = [b' '; PIECE_OCTETS];
    let mut rest = blanks.as_mut_slice();
    while let Some((line, after)) = rest.split_first_chunk_mut::<LINE_OCTETS>() {
        let [.., end] = line;
        *end = b'\n';
        rest = after;
    }
    blanks
}

/// What begins gzip (RFC 1952, 2.3): no name, no time, and no system that made it.
const GZIP_HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
/// Its end: a checksum and a length.
const GZIP_END_OCTETS: u64 = 8;
/// What stands before the octets of a stored block (RFC 1951, 3.2.4) that begins on an octet's boundary.
const STORED_HEAD_OCTETS: u64 = 5;

/// What a page says that is past its validity, and where.
pub struct Notice {
    /// The words that it stands before.
    pub room: &'static str,
    /// The notice, worded.
    pub worded: String,
}

/// A sheet in one language.
pub struct SheetAnswer {
    /// How many octets the pieces have together.
    pub length: u64,
    /// The octets.
    pub pieces: SheetPieces,
}

/// A sheet's octets, piece by piece, so that it is never whole in memory.
pub struct SheetPieces {
    edition: Arc<Edition>,
    sheet: Sheet,
    tongue: Tongue,
    /// The next part, or the next chunk.
    next: usize,
    /// How many octets are still to come.
    left: u64,
    coded: Coded,
}

enum Coded {
    Plainly(Option<Notice>),
    Gzip(Gzip),
}

impl Edition {
    /// A sheet in one language, with white space at its end. `None` for a number that no page has.
    pub fn sheet(
        self: &Arc<Self>,
        sheet: Sheet,
        tongue: Tongue,
        notice: Option<Notice>,
    ) -> Option<SheetAnswer> {
        let lengths = self.body(sheet)?.lengths.get(tongue.place())?;
        let length = match &notice {
            None => lengths.padded,
            Some(notice) => {
                let said = self.phrases.lengths(notice.worded.as_bytes());
                let said = said.get(tongue.place()).copied().unwrap_or_default();
                padme(lengths.padded + u64::try_from(said).ok()?)
            }
        };
        Some(self.sheet_answer(sheet, tongue, length, Coded::Plainly(notice)))
    }

    /// The same as gzip; `None` where none was made.
    pub fn sheet_gzip(self: &Arc<Self>, sheet: Sheet, tongue: Tongue) -> Option<SheetAnswer> {
        let gzip = self.body(sheet)?.lengths.get(tongue.place())?.gzip?;
        Some(self.sheet_answer(sheet, tongue, gzip.padded, Coded::Gzip(gzip)))
    }

    fn sheet_answer(
        self: &Arc<Self>,
        sheet: Sheet,
        tongue: Tongue,
        length: u64,
        coded: Coded,
    ) -> SheetAnswer {
        let edition = Arc::clone(self);
        SheetAnswer { length, pieces: SheetPieces { edition, sheet, tongue, next: 0, left: length, coded } }
    }

    fn body(&self, sheet: Sheet) -> Option<&SheetBody> {
        self.sheets.get(sheet.place()?)
    }
}

impl Iterator for SheetPieces {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        if self.left == 0 {
            return None;
        }
        let piece = match self.coded {
            Coded::Plainly(_) => self.text().or_else(|| Some(blank(self.left))),
            Coded::Gzip(gzip) => self.gzip(gzip),
        }?;
        self.left = self.left.saturating_sub(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        Some(piece)
    }
}

impl SheetPieces {
    /// The next piece of text, while there is some.
    fn text(&mut self) -> Option<Bytes> {
        let edition = &*self.edition;
        let body = edition.body(self.sheet)?;
        let mut piece = Vec::new();
        let Coded::Plainly(notice) = &mut self.coded else { return None };
        let mut fill = |worded: &[u8]| {
            let room = notice.as_ref().and_then(|notice| {
                let room = notice.room.as_bytes();
                worded.windows(room.len()).position(|window| window == room)
            });
            let (before, after) = worded.split_at_checked(room.unwrap_or_default()).unwrap_or((worded, &[]));
            edition.phrases.fill(self.tongue, before, &mut piece);
            if let Some(notice) = room.and_then(|_| notice.take()) {
                edition.phrases.fill(self.tongue, notice.worded.as_bytes(), &mut piece);
            }
            edition.phrases.fill(self.tongue, after, &mut piece);
            piece.len()
        };
        while let Some(part) = body.parts.get(self.next) {
            self.next += 1;
            // The kept file's hash was checked when it was read, so no part is missing.
            let filled = match *part {
                Part::Text { start, length } => fill(words(&body.text, start, length)?),
                Part::Answer { place, form } => {
                    let answer = edition.entry(place).and_then(|entry| edition.answer(entry, form))?;
                    fill(&answer.body)
                }
            };
            if filled >= PIECE_OCTETS {
                break;
            }
        }
        (!piece.is_empty()).then(|| piece.into())
    }

    /// The next piece of gzip.
    fn gzip(&mut self, gzip: Gzip) -> Option<Bytes> {
        if self.left == gzip.padded {
            return Some(Bytes::from_static(&GZIP_HEAD));
        }
        if let Some(chunk) = self.edition.body(self.sheet)?.chunks.get(self.next) {
            self.next += 1;
            return chunk.deflated(self.tongue.place());
        }
        let blocks = self.left.checked_sub(GZIP_END_OCTETS)?;
        if blocks == 0 {
            return Some([gzip.checksum.to_le_bytes(), gzip.size.to_le_bytes()].concat().into());
        }
        let block = Stored::of(blocks);
        let octets = u16::try_from(block.blanks).ok()?;
        let mut piece = vec![u8::from(block.is_last)];
        piece.extend(octets.to_le_bytes());
        piece.extend((!octets).to_le_bytes());
        piece.extend(blank(block.blanks));
        Some(piece.into())
    }
}

/// As much white space as is wanted, and fits in one piece.
fn blank(wanted: u64) -> Bytes {
    let length = usize::try_from(wanted).map_or(PIECE_OCTETS, |wanted| wanted.min(PIECE_OCTETS));
    Bytes::from_static(&BLANKS).slice(..length)
}

/// The next of the stored blocks of white space that fill a length to the octet.
struct Stored {
    blanks: u64,
    is_last: bool,
}

impl Stored {
    /// The first block where `left` octets are to be filled with blocks.
    fn of(left: u64) -> Self {
        let whole = STORED_HEAD_OCTETS + u64::try_from(PIECE_OCTETS).unwrap_or_default();
        let mut taken = left.min(whole);
        // What is left must hold another block's head.
        if taken < left && left - taken < STORED_HEAD_OCTETS {
            taken -= STORED_HEAD_OCTETS;
        }
        Self { blanks: taken.saturating_sub(STORED_HEAD_OCTETS), is_last: taken == left }
    }
}

/// How long the gzip of these chunks is at least.
pub(super) const fn least_gzip(deflated: u64) -> u64 {
    GZIP_HEAD.len() as u64 + deflated + STORED_HEAD_OCTETS + GZIP_END_OCTETS
}

/// Adds to the checksum and the size of `text` octets what the white space makes of them.
pub(super) fn finish(gzip: &mut Gzip, text: u64) {
    let mut checksum = crc32fast::Hasher::new_with_initial_len(gzip.checksum, text);
    let mut left = gzip.padded - (least_gzip(gzip.deflated) - STORED_HEAD_OCTETS);
    let mut size = text;
    while left > 0 {
        let block = Stored::of(left);
        checksum.update(&blank(block.blanks));
        size += block.blanks;
        left -= block.blanks + STORED_HEAD_OCTETS;
    }
    gzip.checksum = checksum.finalize();
    gzip.size = u32::try_from(size & u64::from(u32::MAX)).unwrap_or_default();
}
