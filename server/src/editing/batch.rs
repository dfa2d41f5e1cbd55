//! Many edits at once, on the server's console: judged one by one, written together in one transaction that names the
//! revision it started from.
//!
//! As long as nobody can sign in there is no second person, and everything is done at once; the history marks it. From
//! the first account on, what opens a door is proposed ([`super::console`]).

use directory::{ApplyError, Change, Directory, Timestamp};
use serde_json::json;

use super::console::{ConsoleRules, Second, Settled, Unsaved};
use crate::store::records::{Actor, Entry, Work};
use crate::store::{Accepted, CommitError, ReadError, Store};

/// A directory being edited: in memory as it will be, in the store as it was until the next [`Batch::save`].
pub struct Batch {
    /// None for a trial, which is never saved.
    store: Option<Store>,
    pub(super) actor: Actor,
    pub(super) directory: Directory,
    revision: u64,
    pub(super) unsaved: Unsaved,
    /// How it goes once somebody can sign in; none for what is exempt.
    pub(super) rules: Option<ConsoleRules>,
    /// Whom the second person is looked for among; none while there is nobody.
    pub(super) second: Option<Second>,
}

impl Batch {
    /// Begins from what the store holds now, exempt from the rule of two people: the sample newsroom, and what was there
    /// before anybody could sign in.
    pub async fn begin(store: Store, actor: Actor) -> Result<Self, ReadError> {
        let stored = store.load().await?;
        Ok(Self::new(Some(store), actor, stored.directory, stored.revision))
    }

    /// Begins an import on the server's console.
    pub async fn on_console(store: Store, rules: ConsoleRules, at: Timestamp) -> Result<Self, ReadError> {
        let mut batch = Self::begin(store, Actor::Console).await?;
        batch.rules = Some(rules);
        batch.look_again(at).await?;
        Ok(batch)
    }

    /// Begins again from what the store holds now. What was accepted and not saved is forgotten: it was judged against
    /// what no longer stands.
    pub async fn begin_again(&mut self) -> Result<(), ReadError> {
        let Some(store) = &self.store else { return Ok(()) };
        let stored = store.load().await?;
        self.directory = stored.directory;
        self.revision = stored.revision;
        self.unsaved = Unsaved::default();
        Ok(())
    }

    /// Sees who can sign in by now, and what waits. Before each transaction: what was decided meanwhile makes room, and
    /// from the first account on it takes two.
    pub async fn look_again(&mut self, at: Timestamp) -> Result<(), ReadError> {
        if let Some((store, _)) = self.store.as_ref().zip(self.rules.as_ref()) {
            self.second = Second::look(store, at).await?;
        }
        Ok(())
    }

    /// Whether somebody can sign in, so that it takes two to open a door.
    pub const fn takes_two(&self) -> bool {
        self.second.is_some()
    }

    /// Tries edits on an empty directory, where there is no database yet.
    pub fn trial(actor: Actor) -> Self {
        Self::new(None, actor, Directory::new(), 0)
    }

    fn new(store: Option<Store>, actor: Actor, directory: Directory, revision: u64) -> Self {
        let unsaved = Unsaved::default();
        Self { store, actor, directory, revision, unsaved, rules: None, second: None }
    }

    /// The directory with everything accepted so far.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Does `changes`, or as much of them as takes one person, and proposes the rest. Accepts all of them, or none.
    pub fn settle(&mut self, changes: Vec<Change>, at: Timestamp) -> Result<Settled, ApplyError> {
        if self.takes_two() {
            return self.settle_by_two(changes, at);
        }
        self.submit(changes, at).map_err(|(_, refused)| refused)?;
        Ok(Settled::Done)
    }

    /// Accepts all of `changes`, or none of them and says which was refused.
    pub fn submit(&mut self, changes: Vec<Change>, at: Timestamp) -> Result<(), (usize, ApplyError)> {
        let applied = self.directory.attempt(&changes, at)?;
        let accepted = changes.into_iter().zip(applied).map(|(change, applied)| Accepted { change, applied });
        self.unsaved.accepted.extend(accepted);
        self.unsaved.rows += 1;
        Ok(())
    }

    /// Writes what was accepted and proposed since the last save, in one transaction. When another edit came first
    /// ([`CommitError::Stale`]) nothing is written, and only [`Batch::begin_again`] helps. Returns how many profiles were
    /// changed past the second person.
    pub async fn save(&mut self, at: Timestamp) -> Result<usize, CommitError> {
        let unsaved = std::mem::take(&mut self.unsaved);
        let Some(store) = self.store.as_ref().filter(|_| !unsaved.is_empty()) else { return Ok(0) };
        let broken = unsaved.past_two.len();
        let advances = !unsaved.accepted.is_empty();
        let mut work = Work::new(self.actor.clone(), at);
        work.expected_revision = advances.then_some(self.revision);
        if let Some((rules, second)) = self.rules.as_ref().zip(self.second.as_ref()) {
            second.complete(rules, unsaved, &mut work);
        } else {
            work.entries.extend(self.mark(&unsaved));
            work.accepted = unsaved.accepted;
        }
        let revision = store.write(work).await?;
        // What was only proposed says nothing about the directory, which others may have edited.
        if advances {
            self.revision = revision;
        }
        Ok(broken)
    }

    /// What the history says of what is exempt: each transaction is marked, so that none can be without.
    fn mark(&self, unsaved: &Unsaved) -> Option<Entry> {
        let act = match self.actor {
            Actor::Console => "first_import",
            Actor::Demo => "demo",
            Actor::Account(_) | Actor::Clock => return None,
        };
        let detail = json!({ "rows": unsaved.rows, "changes": unsaved.accepted.len() });
        Some(Entry { detail, ..Entry::new(act) })
    }
}
