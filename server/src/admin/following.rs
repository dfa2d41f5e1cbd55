//! Whether this node follows its database, as it last found.

use std::sync::atomic::{AtomicBool, Ordering};

/// Whether edits can be made and become public, as of the last look at the database. No until there was one.
#[derive(Debug, Default)]
pub struct Following(AtomicBool);

impl Following {
    /// Notes what a look at the database has shown.
    pub fn note(&self, works: bool) {
        self.0.store(works, Ordering::Relaxed);
    }

    /// What the last look has shown.
    pub fn works(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
