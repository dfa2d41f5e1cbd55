//! Publishes: follows the store's revision and puts a new edition in place of the old one.
//!
//! The order survives a power cut at any point: the database gives the number, the edition is written to disk, then
//! swapped in memory. A number that was given and not used is a gap, never a repetition.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use directory::Directory;

use super::keeping::Keeper;
use super::portraits::{Failed, illustrated};
use crate::admin::{Following, StaffSlot};
use crate::clock::Clock;
use crate::edition::{Edition, Editions, Imprint, NEWEST_SECONDS, Render, amend, build};
use crate::store::{Changed, Changes, CommitError, EditionRow, Position, ReadError, Standing, Store};

/// How often the store is asked whether something changed: an edit is public within two seconds.
const FOLLOW_EVERY: Duration = Duration::from_secs(1);

/// How long edits are gathered before they are published together: whoever floods the admin side with requests does not
/// make the publisher look at the database without a pause.
const GATHER_FOR: Duration = Duration::from_millis(50);

/// How often an edition is begun again because somebody edited meanwhile.
const ATTEMPTS: usize = 8;

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
    /// Others edit without a pause.
    #[error(
        "the directory changed each time before an edition of it was rendered; try again when nobody imports"
    )]
    Overtaken,
    /// Rendering ended early.
    #[error("cannot render the edition")]
    Render(#[from] tokio::task::JoinError),
}

/// Makes editions from a store.
pub struct Publisher {
    store: Store,
    editions: Arc<Editions>,
    render: Arc<dyn Render>,
    keeper: Arc<Keeper>,
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
        let keeper = Arc::new(Keeper::new(folder, clock.clone()));
        Self { store, editions, render, keeper, clock }
    }

    /// Makes a new edition now, changed or not.
    pub async fn publish(&self) -> Result<Arc<Edition>, PublishError> {
        self.check_emptied(&self.store.standing().await?)?;
        for _ in 0..ATTEMPTS {
            let row = self.store.next_edition(self.seen(), self.clock.now()).await?;
            if let Some(edition) = self.render(row).await? {
                return Ok(edition);
            }
        }
        Err(PublishError::Overtaken)
    }

    /// Where it publishes from.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Whether the disk has the newest edition too.
    pub fn has_kept(&self) -> bool {
        self.keeper.has_kept()
    }

    /// Brings memory and disk up to what the store holds; `true` when that took a new edition.
    pub async fn catch_up(&self) -> Result<bool, PublishError> {
        for _ in 0..ATTEMPTS {
            let standing = self.store.standing().await?;
            self.check_emptied(&standing)?;
            if self.is_current(&standing) {
                return Ok(false);
            }
            let row = match self.numbered(&standing).await? {
                Some(row) => row,
                None => self.store.next_edition(self.seen(), self.clock.now()).await?,
            };
            if self.render(row).await?.is_some() {
                return Ok(true);
            }
        }
        // Others edit faster than we read. The next look is a second away.
        Ok(false)
    }

    // A disk that was not mounted, a file that was moved: everybody would be gone from the contact page.
    fn check_emptied(&self, standing: &Standing) -> Result<(), PublishError> {
        match self.seen() {
            Some(seen) if standing.position == Position::default() && seen.revision > 0 => {
                Err(PublishError::Emptied { number: seen.number, folder: self.keeper.folder().to_owned() })
            }
            _ => Ok(()),
        }
    }

    /// Whether readers have what the store holds. The edition must be the store's very own: in a database that was put
    /// back, number and revision may by now have grown to the same figures and yet stand for something else.
    fn is_current(&self, standing: &Standing) -> bool {
        let now = self.clock.now();
        self.editions.newest().is_some_and(|newest| {
            Some(row_of(newest.imprint())) == standing.newest
                && newest.imprint().revision == standing.position.revision
                && newest.is_rendered_by(&*self.render)
                && now < newest.imprint().published_at.plus_seconds(NEWEST_SECONDS)
                // Something runs out by itself, such as a key: readers must not be shown it a moment longer.
                && newest.changes_at().is_none_or(|moment| now < moment)
        })
    }

    /// The edition that another node has made of this very state: it is ours to render, not to number again. One that
    /// does not tell our readers of all that is different to them now will not do.
    async fn numbered(&self, standing: &Standing) -> Result<Option<EditionRow>, PublishError> {
        let Some(row) = standing.newest else { return Ok(None) };
        let fresh = self.clock.now() < row.published_at.plus_seconds(NEWEST_SECONDS);
        if !fresh || row.revision != standing.position.revision {
            return Ok(None);
        }
        let Some(seen) = self.seen() else { return Ok(Some(row)) };
        let adopted = row.number > seen.number && self.store.goes_on_from(seen).await?;
        Ok(adopted.then_some(row))
    }

    /// The newest edition that this node has shown.
    fn seen(&self) -> Option<EditionRow> {
        self.editions.newest().map(|newest| row_of(newest.imprint()))
    }

    /// Renders, keeps and shows the edition of this row; `None` when the directory has moved on meanwhile, and so is no
    /// longer what the row says.
    async fn render(&self, row: EditionRow) -> Result<Option<Arc<Edition>>, PublishError> {
        let EditionRow { number, published_at, revision, mark } = row;
        let imprint = Imprint { number, published_at, revision, mark };
        // A later edition of the same revision may have been stamped on profiles too.
        let is_of_row = |position: Position| position == Position { revision, edition: number };
        // Usually a few profiles have changed, and the directory itself need not be read.
        let base = self.editions.newest().filter(|newest| newest.is_rendered_by(&*self.render));
        if let Some(base) = base
            && let Changed::Some(changes) = self.store.load_changed_since(row_of(base.imprint())).await?
        {
            if !is_of_row(changes.position) {
                return Ok(None);
            }
            let Changes { profiles, slugs, beats, outlets, .. } = *changes;
            let changed = Directory::restore(profiles, slugs, beats, outlets);
            if let Some(edition) = self.show(move |render| amend(imprint, &changed, render, &base)).await? {
                return Ok(Some(edition));
            }
        }
        let stored = self.store.load().await?;
        if !is_of_row(stored.position) {
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
        let (render, portraits) = illustrated(Arc::clone(&self.render));
        let keeper = Arc::clone(&self.keeper);
        let rendering = tokio::task::spawn_blocking(move || {
            let edition = make(&render);
            match render.failure() {
                Some(Failed::Read(cause)) => return Err(PublishError::Read(cause)),
                Some(Failed::Over) => return Ok(None),
                None => {}
            }
            Ok(edition.map(|edition| {
                keeper.keep(&edition);
                Arc::new(edition)
            }))
        });
        let ((), rendered) = tokio::join!(portraits.answer_from(&self.store), rendering);
        let Some(edition) = rendered?? else { return Ok(None) };
        let former = self.editions.newest();
        self.editions.replace(&edition);
        let known = former.as_ref().map_or(&[][..], |former| former.left_out());
        for left in edition.left_out().iter().filter(|left| !known.contains(left)) {
            tracing::error!("a profile is not published, because it is too long: {left}");
        }
        tracing::info!(edition = edition.imprint().number, profiles = edition.entries().len(), "published");
        Ok(Some(edition))
    }

    /// Brings memory and disk up to what the store holds, and notes whether that was possible.
    pub async fn look(&self, following: &Following) -> Result<bool, PublishError> {
        let caught_up = self.catch_up().await;
        following.note(caught_up.is_ok());
        self.keep_again().await;
        caught_up
    }

    /// Writes the newest edition again if the disk refused it a while ago.
    async fn keep_again(&self) {
        let Some(edition) = self.editions.newest().filter(|_| self.keeper.is_due()) else { return };
        let keeper = Arc::clone(&self.keeper);
        if let Err(error) = tokio::task::spawn_blocking(move || keeper.keep(&edition)).await {
            tracing::error!(cause = %error, "cannot keep the newest edition");
        }
    }

    /// Follows the store for ever, and at once when an edit was made on this node. A store that cannot be reached is
    /// reported once, and again when it is back.
    pub async fn follow(self, following: &Following, staff: &StaffSlot) {
        let mut interval = tokio::time::interval(FOLLOW_EVERY);
        interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut away = false;
        loop {
            tokio::select! {
                _tick = interval.tick() => {}
                () = staff.until_edited() => tokio::time::sleep(GATHER_FOR).await,
            }
            match self.look(following).await {
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

/// What the store knows of an edition.
fn row_of(imprint: &Imprint) -> EditionRow {
    let Imprint { number, published_at, revision, mark } = *imprint;
    EditionRow { number, published_at, revision, mark }
}

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
