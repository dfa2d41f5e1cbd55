//! Takes sheets down, chunk by chunk.

use aws_lc_rs::digest::{Context, SHA256};

use super::chunk::{Chunk, Former};
use super::{Sheet, SheetBody};
use crate::edition::entry::half;
use crate::edition::parts::{Part, PartsWriter, words};
use crate::edition::{Contents, Form, Phrases, Piece, Render, Tag};

/// Words of a sheet's own that are this long are a chunk by themselves: what stands beside them changes more often.
const OWN_CHUNK_OCTETS: usize = 4 * 1024;

/// A chunk ends after a row whose tag's first octet has none of these bits: after 32 rows on average.
const END_BITS: u8 = 31;

/// And after so many rows at the latest.
const ROWS_MAX: usize = 128;

/// Every sheet of an edition, which goes on from `former`.
pub(in crate::edition) fn sheets(
    contents: &Contents<'_>,
    render: &dyn Render,
    phrases: &Phrases,
    former: &Former<'_>,
) -> Vec<SheetBody> {
    let numbered = contents.numbered();
    let sheet = |sheet| {
        let packed = packed(sheet, numbered);
        let mut draft = Draft::new(contents, phrases, former, packed);
        render.sheet(sheet, contents, &mut |piece| draft.write(piece));
        draft.finish()
    };
    let mut sheets: Vec<_> = Sheet::all(numbered).map(sheet).collect();
    super::measure(&mut sheets, phrases.tongues().count());
    sheets
}

/// In how many languages a sheet is compressed. Where people are too many for one page, memory decides: their pages are
/// compressed in the newsroom's own language, and the file to take along in none.
const fn packed(sheet: Sheet, numbered: u16) -> usize {
    match sheet {
        Sheet::TakeAlong if numbered > 0 => 0,
        Sheet::Numbered(_) => 1,
        Sheet::Directory | Sheet::TakeAlong | Sheet::Verify => usize::MAX,
    }
}

struct Draft<'a> {
    contents: &'a Contents<'a>,
    phrases: &'a Phrases,
    former: &'a Former<'a>,
    packed: usize,
    parts: PartsWriter,
    /// Of what stands in the chunk that was begun.
    context: Context,
    rows: usize,
    chunks: Vec<std::sync::Arc<Chunk>>,
}

impl<'a> Draft<'a> {
    fn new(contents: &'a Contents<'a>, phrases: &'a Phrases, former: &'a Former<'a>, packed: usize) -> Self {
        let (parts, context) = (PartsWriter::default(), Context::new(&SHA256));
        Self { contents, phrases, former, packed, parts, context, rows: 0, chunks: Vec::new() }
    }

    fn write(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Text([]) => {}
            Piece::Text(octets) => {
                let alone = octets.len() >= OWN_CHUNK_OCTETS;
                if alone {
                    self.end_chunk();
                }
                self.hash(b'T', octets);
                self.parts.write_text(octets);
                if alone {
                    self.end_chunk();
                }
            }
            Piece::Answer(place, form) => {
                let Some(tag) = self.contents.tag(place, form) else { return };
                self.hash(b'A', &tag);
                self.parts.write_answer(place, form);
                self.rows += 1;
                let [first, ..] = tag;
                if first & END_BITS == 0 || self.rows == ROWS_MAX {
                    self.end_chunk();
                }
            }
        }
    }

    fn hash(&mut self, kind: u8, octets: &[u8]) {
        self.context.update(&[kind]);
        self.context.update(&octets.len().to_le_bytes());
        self.context.update(octets);
    }

    fn end_chunk(&mut self) {
        self.rows = 0;
        let mut context = std::mem::replace(&mut self.context, Context::new(&SHA256));
        let parts = self.parts.close().to_vec();
        if parts.is_empty() {
            return;
        }
        context.update(&self.packed.to_le_bytes());
        let mut hash = [0; 32];
        hash.copy_from_slice(context.finish().as_ref());
        let key: Tag = half(&hash);
        let chunk = self.former.get(key).unwrap_or_else(|| {
            let worded = self.worded(&parts);
            Chunk::new(key, &worded, self.phrases, self.packed).into()
        });
        self.chunks.push(chunk);
    }

    fn worded(&self, parts: &[Part]) -> Vec<u8> {
        let mut worded = Vec::new();
        for part in parts {
            match *part {
                Part::Text { start, length } => {
                    worded.extend_from_slice(words(self.parts.text(), start, length).unwrap_or_default());
                }
                Part::Answer { place, form } => worded.extend_from_slice(&self.answer(place, form)),
            }
        }
        worded
    }

    fn answer(&self, place: u32, form: Form) -> bytes::Bytes {
        let entry = usize::try_from(place).ok().and_then(|place| self.contents.entries.get(place));
        let answer = entry.and_then(|entry| self.contents.answer(entry, form));
        answer.map(|answer| answer.body).unwrap_or_default()
    }

    fn finish(mut self) -> SheetBody {
        self.end_chunk();
        let (parts, text) = self.parts.finish();
        SheetBody { parts, text, chunks: self.chunks, lengths: Vec::new() }
    }
}
