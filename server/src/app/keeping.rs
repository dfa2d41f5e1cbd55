//! Keeps the newest edition on disk. A disk that refuses it is tried again: a node that started without its database
//! would until then show an earlier edition, and in it a number that was burned since.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};

use crate::clock::Clock;
use crate::edition::{Edition, kept};

/// How long a disk that refused an edition is left alone.
const KEEP_AGAIN_SECONDS: i64 = 60;

/// What [`Keeper::again_at`] says while the newest edition is on disk.
const KEPT: i64 = i64::MAX;

/// The place where the newest edition is kept.
pub(super) struct Keeper {
    folder: PathBuf,
    clock: Clock,
    /// The second from which a refused edition is written again.
    again_at: AtomicI64,
}

impl Keeper {
    /// Keeps editions in `folder`.
    pub(super) const fn new(folder: PathBuf, clock: Clock) -> Self {
        Self { folder, clock, again_at: AtomicI64::new(KEPT) }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the last edition is on disk.
    pub(super) fn has_kept(&self) -> bool {
        self.again_at.load(Ordering::Relaxed) == KEPT
    }

    /// Whether an edition was refused, and long enough ago to write it again.
    pub(super) fn is_due(&self) -> bool {
        self.again_at.load(Ordering::Relaxed) <= self.clock.now().seconds()
    }

    /// Writes `edition`. A failure is reported once, until it is over: a full disk must not stop a burned number from
    /// disappearing, so readers get the edition all the same.
    pub(super) fn keep(&self, edition: &Edition) {
        let written = kept::write(edition, &self.folder);
        let again_at = written
            .as_ref()
            .map_or_else(|_| self.clock.now().plus_seconds(KEEP_AGAIN_SECONDS).seconds(), |()| KEPT);
        let was_refused = self.again_at.swap(again_at, Ordering::Relaxed) != KEPT;
        match written {
            Ok(()) if was_refused => tracing::info!("the newest edition is kept on disk again"),
            Err(error) if !was_refused => {
                let cause = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
                tracing::error!(%cause, "{error}");
            }
            Ok(()) | Err(_) => {}
        }
    }
}
