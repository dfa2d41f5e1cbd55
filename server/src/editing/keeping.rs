//! The directory in memory, brought up to date before each use. Editing one of ten thousand profiles reads what changed
//! since the last edit, and not all of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use directory::Timestamp;
use tokio::sync::Mutex;

use super::Editing;
use crate::store::{ReadError, Stored};

/// What was read last.
#[derive(Default)]
pub(super) struct Kept {
    /// How many readings have begun.
    begun: AtomicU64,
    /// When the directory was last asked for, in seconds.
    asked_at: AtomicI64,
    /// When it was last looked through for dates, in seconds; 0 for never.
    dates_at: AtomicI64,
    stored: Mutex<Option<Arc<Stored>>>,
}

/// How long the directory stays in memory when nobody asks for it: ten thousand profiles take as much as all that
/// readers are served from.
const KEPT_FOR_SECONDS: i64 = 15 * 60;
/// How often the whole directory is looked through for dates: they are days, not minutes.
const DATES_EVERY_SECONDS: i64 = 60 * 60;

impl Kept {
    /// Whether it is time to look for dates; says so once.
    pub(super) fn dates_are_due(&self, now: Timestamp) -> bool {
        let last = self.dates_at.load(Ordering::SeqCst);
        let soon = last..last.saturating_add(DATES_EVERY_SECONDS);
        let is_due = !soon.contains(&now.seconds());
        is_due
            && self.dates_at.compare_exchange(last, now.seconds(), Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }

    /// Lets go of a directory that nobody has asked for lately.
    pub(super) async fn rest(&self, now: Timestamp) {
        let asked = self.asked_at.load(Ordering::SeqCst);
        if !(asked..asked.saturating_add(KEPT_FOR_SECONDS)).contains(&now.seconds()) {
            *self.stored.lock().await = None;
        }
    }
}

impl Editing {
    /// The directory as the store holds it now. However many ask at once, one of them reads, and the others wait for it:
    /// nobody waits for more than the reading under way and one more.
    pub async fn directory(&self) -> Result<Arc<Stored>, ReadError> {
        self.kept.asked_at.store(self.clock.now().seconds(), Ordering::SeqCst);
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
