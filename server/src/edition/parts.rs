//! What documents and sheets are made of: the answers of profiles, which are kept once and not again, and the words
//! between them.

use serde::{Deserialize, Serialize};

use super::Form;

/// A part of a document or a sheet.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) enum Part {
    /// Words of its own.
    Text { start: u32, length: u32 },
    /// The answer of the entry at this place.
    Answer { place: u32, form: Form },
}

/// Takes parts down.
#[derive(Default)]
pub(super) struct PartsWriter {
    parts: Vec<Part>,
    text: Vec<u8>,
    /// Where the parts begin that words may still be added to.
    open: usize,
}

impl PartsWriter {
    pub(super) fn write_answer(&mut self, place: usize, form: Form) {
        self.parts.push(Part::Answer { place: short(place), form });
    }

    pub(super) fn write_text(&mut self, octets: &[u8]) {
        let (end, added) = (short(self.text.len()), short(octets.len()));
        let open = self.parts.len() > self.open;
        if open
            && let Some(Part::Text { start, length }) = self.parts.last_mut()
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

    /// The parts since this was last asked. Nothing is added to them any more.
    pub(super) fn close(&mut self) -> &[Part] {
        let from = std::mem::replace(&mut self.open, self.parts.len());
        self.parts.get(from..).unwrap_or_default()
    }

    /// The words of a part.
    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    pub(super) fn finish(self) -> (Vec<Part>, bytes::Bytes) {
        let Self { mut parts, text, .. } = self;
        parts.shrink_to_fit();
        (parts, text.into_boxed_slice().into())
    }
}

/// The words between `start` and as many octets later.
pub(super) fn words(text: &[u8], start: u32, length: u32) -> Option<&[u8]> {
    let start = usize::try_from(start).ok()?;
    text.get(start..start.checked_add(usize::try_from(length).ok()?)?)
}

/// A directory has at most 100,000 profiles, and the words between them are short.
pub(super) fn short(length: usize) -> u32 {
    u32::try_from(length).expect("a document's own words are far shorter than 4 GiB")
}
