//! Where finished answers lie: those of many entries in one piece of memory, which is given back as a whole. Pieces of
//! each entry's own would leave holes between what was made for a moment, and a server that has rendered everything
//! once would stay at twice its size.

use std::sync::Arc;

use bytes::{Bytes, BytesMut};

use super::Entry;

/// The largest piece: large enough that the allocator asks the system for it.
const PIECE_OCTETS_MAX: usize = 1024 * 1024;

/// An edition holds at most an eighth more than it shows. One entry keeps the whole piece it lies in.
const SPARE_PARTS: usize = 8;

/// Takes down octets, in few pieces of memory.
#[derive(Default)]
pub(super) struct Shelf {
    free: BytesMut,
    held: usize,
}

impl Shelf {
    /// The same octets, here.
    pub(super) fn put(&mut self, octets: &[u8]) -> Bytes {
        if self.free.capacity() < octets.len() {
            // Each piece is as large as all before, so that an edit of one profile takes no more than it needs.
            self.free = BytesMut::with_capacity(self.held.min(PIECE_OCTETS_MAX).max(octets.len()));
        }
        self.held += octets.len();
        self.free.extend_from_slice(octets);
        self.free.split().freeze()
    }

    /// How many octets lie here.
    pub(super) const fn held(&self) -> usize {
        self.held
    }
}

/// Moves the answers of `entries` together where much of what they lie in, `held` octets, is no longer shown. Gives
/// back how many octets they lie in then.
pub(super) fn tidy(entries: &mut [Arc<Entry>], held: usize) -> usize {
    let shown: usize = entries.iter().map(|entry| entry.octets().len()).sum();
    if held <= shown + shown / SPARE_PARTS {
        return held;
    }
    let mut shelf = Shelf::default();
    for entry in entries {
        *entry = Arc::new(entry.moved_to(&mut shelf));
    }
    shelf.held()
}
