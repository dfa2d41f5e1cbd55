//! Publishes: follows the store's revision and puts a new edition in place of the old one.
//!
//! The order survives a power cut at any point: the database gives the number, the edition is written to disk, then
//! swapped in memory. A number that was given and not used is a gap, never a repetition.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use directory::Directory;

use crate::clock::Clock;
use crate::edition::{Edition, Editions, Imprint, NEWEST_SECONDS, Render, amend, build, kept};
use crate::store::{Changed, Changes, CommitError, Position, ReadError, Store};

/// How often the store is asked whether something changed: an edit is public within two seconds.
const FOLLOW_EVERY: Duration = Duration::from_secs(1);

/// Why there is no new edition.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The directory cannot be read.
    #[error("cannot read the directory")]
    Read(#[from] ReadError),
    /// The database gave no number.
    #[error("cannot number the edition")]
    Number(#[from] CommitError),
    /// The database has never held anything, although an edition was published from it.
    #[error(
        "the database is empty, but edition {number} was published before: restore the database, or delete the \
         kept edition in {} to begin anew", folder.display()
    )]
    Emptied {
        /// The edition that is kept.
        number: u64,
        /// The folder that it is kept in.
        folder: PathBuf,
    },
    /// Rendering ended early.
    #[error("cannot render the edition")]
    Render(#[from] tokio::task::JoinError),
}

/// Makes editions from a store.
pub struct Publisher {
    store: Store,
    editions: Arc<Editions>,
    render: Arc<dyn Render>,
    folder: PathBuf,
    clock: Clock,
}

impl Publisher {
    /// A publisher that puts its editions in `editions` and keeps the newest in `folder`.
    pub fn new(
        store: Store,
        editions: Arc<Editions>,
        render: Arc<dyn Render>,
        folder: PathBuf,
        clock: Clock,
    ) -> Self {
        Self { store, editions, render, folder, clock }
    }

    /// Makes a new edition now, changed or not.
    pub async fn publish(&self) -> Result<Arc<Edition>, PublishError> {
        let position = self.store.position().await?;
        self.publish_after(self.base(position)).await
    }

    async fn publish_after(&self, base: Option<Arc<Edition>>) -> Result<Arc<Edition>, PublishError> {
        loop {
            let seen = self.editions.newest().map_or(0, |newest| newest.imprint().number);
            let row = self.store.next_edition(seen, self.clock.now()).await?;
            let imprint =
                Imprint { number: row.number, published_at: row.published_at, revision: row.revision };
            if let Some(edition) = self.render(imprint, base.clone()).await? {
                return Ok(edition);
            }
        }
    }

    /// Brings memory and disk up to what the store holds; `true` when that took a new edition.
    pub async fn catch_up(&self) -> Result<bool, PublishError> {
        let position = self.store.position().await?;
        let newest = self.editions.newest();
        // A disk that was not mounted, a file that was moved: everybody would be gone from the contact page.
        if let Some(newest) = &newest
            && position == Position::default()
            && newest.imprint().revision > 0
        {
            return Err(PublishError::Emptied {
                number: newest.imprint().number,
                folder: self.folder.clone(),
            });
        }
        // Its number is exactly the store's: a higher one means that an older database was put back, whose revision
        // may by now have grown to the same figure and yet stand for something else.
        let now = self.clock.now();
        let current = newest.as_ref().is_some_and(|newest| {
            let imprint = newest.imprint();
            imprint.revision == position.revision
                && imprint.number == position.edition
                && newest.is_rendered_by(&*self.render)
                && now < imprint.published_at.plus_seconds(NEWEST_SECONDS)
                // Something runs out by itself, such as a key: readers must not be shown it a moment longer.
                && newest.changes_at().is_none_or(|moment| now < moment)
        });
        if current {
            return Ok(false);
        }
        let base = self.base(position);
        // Another node may have numbered this very state already: then it is ours to render, not to number again.
        if let Some(row) = self.store.latest_edition().await? {
            let imprint =
                Imprint { number: row.number, published_at: row.published_at, revision: row.revision };
            let newer = newest.is_none_or(|newest| imprint.number > newest.imprint().number);
            let fresh = now < imprint.published_at.plus_seconds(NEWEST_SECONDS);
            let numbered = newer && fresh && row.revision == position.revision;
            if numbered && self.render(imprint, base.clone()).await?.is_some() {
                return Ok(true);
            }
        }
        self.publish_after(base).await.map(|_| true)
    }

    /// The newest edition, if the store at `position` goes on from it, so that a new one can be made of what has changed
    /// since. A store that knows of fewer editions was put back: what it holds has another past.
    fn base(&self, position: Position) -> Option<Arc<Edition>> {
        self.editions.newest().filter(|newest| {
            let imprint = newest.imprint();
            imprint.number <= position.edition
                && imprint.revision <= position.revision
                && newest.is_rendered_by(&*self.render)
        })
    }

    /// Renders, keeps and shows the edition of this imprint; `None` when the directory has moved on meanwhile, and
    /// so is no longer what the imprint says.
    async fn render(
        &self,
        imprint: Imprint,
        base: Option<Arc<Edition>>,
    ) -> Result<Option<Arc<Edition>>, PublishError> {
        // Usually a few profiles have changed, and the directory itself need not be read.
        if let Some(base) = base {
            let since = Position { revision: base.imprint().revision, edition: base.imprint().number };
            if let Changed::Some(changes) = self.store.load_changed_since(since).await? {
                if changes.position.revision != imprint.revision {
                    return Ok(None);
                }
                let Changes { profiles, slugs, beats, outlets, .. } = *changes;
                let changed = Directory::restore(profiles, slugs, beats, outlets);
                if let Some(edition) =
                    self.show(move |render| amend(imprint, &changed, render, &base)).await?
                {
                    return Ok(Some(edition));
                }
            }
        }
        let stored = self.store.load().await?;
        if stored.revision != imprint.revision {
            return Ok(None);
        }
        let previous = self.editions.newest();
        self.show(move |render| Some(build(imprint, &stored.directory, render, previous.as_deref()))).await
    }

    /// Makes an edition, keeps it and shows it, on a thread of its own kind: a large directory takes a while, and
    /// readers must not wait for it.
    async fn show(
        &self,
        make: impl FnOnce(&dyn Render) -> Option<Edition> + Send + 'static,
    ) -> Result<Option<Arc<Edition>>, PublishError> {
        let (render, folder) = (Arc::clone(&self.render), self.folder.clone());
        let shown = tokio::task::spawn_blocking(move || {
            let edition = make(&*render)?;
            // A full disk must not stop a burned number from disappearing: readers get the edition all the same.
            if let Err(error) = kept::write(&edition, &folder) {
                let cause = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
                tracing::error!(%cause, "{error}");
            }
            Some(Arc::new(edition))
        });
        let Some(edition) = shown.await? else { return Ok(None) };
        self.editions.replace(&edition);
        tracing::info!(edition = edition.imprint().number, profiles = edition.entries().len(), "published");
        Ok(Some(edition))
    }

    /// Follows the store for ever. A store that cannot be reached is reported once, and again when it is back.
    pub async fn follow(self) {
        let mut interval = tokio::time::interval(FOLLOW_EVERY);
        interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut away = false;
        loop {
            interval.tick().await;
            match self.catch_up().await {
                Ok(_) if away => {
                    away = false;
                    tracing::info!("the database is back");
                }
                Ok(_) => {}
                Err(error) if !away => {
                    away = true;
                    let cause = chain(&error);
                    tracing::error!(%cause, "cannot publish; readers get the last edition");
                }
                Err(_) => {}
            }
        }
    }
}

#[cfg(test)]
#[path = "follow_tests.rs"]
mod tests;

/// An error and its causes, in one line.
pub(super) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        text.push_str(": ");
        text.push_str(&source.to_string());
        next = source.source();
    }
    text
}
