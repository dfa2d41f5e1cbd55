//! Many edits at once, on the server's console: judged one by one, written together in one transaction that names the
//! revision it started from.

use directory::{ApplyError, Change, Directory, Timestamp};

use crate::store::records::Actor;
use crate::store::{Accepted, CommitError, ReadError, Store};

/// A directory being edited: in memory as it will be, in the store as it was until the next [`Batch::save`].
pub struct Batch {
    /// None for a trial, which is never saved.
    store: Option<Store>,
    actor: Actor,
    directory: Directory,
    revision: u64,
    unsaved: Vec<Accepted>,
}

impl Batch {
    /// Begins from what the store holds now.
    pub async fn begin(store: Store, actor: Actor) -> Result<Self, ReadError> {
        let stored = store.load().await?;
        Ok(Self::new(Some(store), actor, stored.directory, stored.revision))
    }

    /// Begins again from what the store holds now. What was accepted and not saved is forgotten: it was judged against
    /// what no longer stands.
    pub async fn begin_again(&mut self) -> Result<(), ReadError> {
        let Some(store) = &self.store else { return Ok(()) };
        let stored = store.load().await?;
        self.directory = stored.directory;
        self.revision = stored.revision;
        self.unsaved.clear();
        Ok(())
    }

    /// Tries edits on an empty directory, where there is no database yet.
    pub fn trial(actor: Actor) -> Self {
        Self::new(None, actor, Directory::new(), 0)
    }

    fn new(store: Option<Store>, actor: Actor, directory: Directory, revision: u64) -> Self {
        Self { store, actor, directory, revision, unsaved: Vec::new() }
    }

    /// The directory with everything accepted so far.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Accepts all of `changes`, or none of them and says which was refused.
    pub fn submit(&mut self, changes: Vec<Change>, at: Timestamp) -> Result<(), (usize, ApplyError)> {
        let applied = self.directory.attempt(&changes, at)?;
        let accepted = changes.into_iter().zip(applied).map(|(change, applied)| Accepted { change, applied });
        self.unsaved.extend(accepted);
        Ok(())
    }

    /// Writes what was accepted since the last save, in one transaction. When another edit came first
    /// ([`CommitError::Stale`]) nothing is written, and only [`Batch::begin_again`] helps.
    pub async fn save(&mut self, at: Timestamp) -> Result<(), CommitError> {
        let Some(store) = self.store.as_ref().filter(|_| !self.unsaved.is_empty()) else { return Ok(()) };
        let unsaved = std::mem::take(&mut self.unsaved);
        self.revision = store.commit(self.revision, unsaved, self.actor.clone(), at).await?;
        Ok(())
    }
}
