//! The directory in memory, brought up to date before each use. Editing one of ten thousand profiles reads what changed
//! since the last edit, and not all of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Mutex;

use super::Editing;
use crate::store::{ReadError, Stored};

/// What was read last.
#[derive(Default)]
pub(super) struct Kept {
    /// How many readings have begun.
    begun: AtomicU64,
    stored: Mutex<Option<Arc<Stored>>>,
}

impl Editing {
    /// The directory as the store holds it now. However many ask at once, one of them reads, and the others wait for it:
    /// nobody waits for more than the reading under way and one more.
    pub async fn directory(&self) -> Result<Arc<Stored>, ReadError> {
        let asked = self.kept.begun.load(Ordering::SeqCst);
        let mut kept = self.kept.stored.lock().await;
        if let Some(stored) = &*kept
            && self.kept.begun.load(Ordering::SeqCst) > asked
        {
            // It was begun after we asked, so it saw whatever was written before.
            return Ok(Arc::clone(stored));
        }
        self.kept.begun.fetch_add(1, Ordering::SeqCst);
        // Taken out: a reading that fails, or whose asker hangs up, leaves nothing behind that may be half of something.
        let stored = match kept.take() {
            None => Arc::new(self.store.load().await?),
            Some(stored) if self.store.standing().await?.position == stored.position => stored,
            Some(stored) => Arc::new(self.store.refresh(Arc::unwrap_or_clone(stored)).await?),
        };
        *kept = Some(Arc::clone(&stored));
        Ok(stored)
    }
}
