//! Where the directory is kept: one SQLite file, or a PostgreSQL database for several nodes.
//!
//! Reads see one moment, and what they return went through the same parsers as text from outside. A commit
//! names the revision it started from and is written as a whole or not at all. Every transaction runs in a
//! task of its own, which goes on when whoever asked for it hangs up: sqlx would otherwise return a
//! connection to its pool in the middle of a transaction.

mod backup;
#[cfg(test)]
mod contract_tests;
mod error;
mod from_rows;
mod newsroom;
mod postgres;
pub mod records;
mod replacing;
mod rows;
mod sql;
mod sqlite;
mod to_rows;

use std::fmt;
use std::future::Future;
use std::path::Path;
use std::time::Duration;

use directory::{Applied, Beat, Change, Directory, Outlet, Profile, Slug, SlugUse, Timestamp};

pub use backup::Restored;
pub use error::{
    BackupError, CommitError, Conflict, CorruptRow, DatabaseError, OpenError, ReadError, RestoreError,
};
pub use postgres::PostgresStore;
pub use sqlite::SqliteStore;

use crate::config::Database;
use crate::secret::Random;
use from_rows::Contents;
use records::{Actor, HistoryVerdict, Work};
use rows::{DirectoryRows, EditionNumberRow, HeadRow, Inspected, PositionRow, StandingRow};

/// An open database. Clones share its connections.
#[derive(Clone)]
pub enum Store {
    /// A file of this machine.
    Sqlite(SqliteStore),
    /// A server.
    Postgres(PostgresStore),
}

/// Where a directory stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Raised by every commit.
    pub revision: u64,
    /// The number of the newest edition, or 0.
    pub edition: u64,
}

/// Where a directory stands, and the edition that shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where the directory stands.
    pub position: Position,
    /// The newest edition. A database that was restored may know no more of it than its number.
    pub newest: Option<EditionRow>,
}

/// The whole directory, as it stood at one moment.
#[derive(Clone)]
pub struct Stored {
    /// Where the directory stood.
    pub position: Position,
    /// The revision that a commit which starts from here names.
    pub revision: u64,
    /// All of it.
    pub directory: Directory,
    /// The newest entry of the history then, which says whether another state goes on from this one.
    head: HeadRow,
}

/// What a database holds, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Where the directory stands.
    pub position: Position,
    /// How many profiles it has.
    pub profiles: usize,
    /// How many entries its history has, each of which follows from the one before it.
    pub entries: u64,
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { position, profiles, entries } = self;
        write!(
            formatter,
            "{profiles} profiles at revision {}, {entries} entries of history",
            position.revision
        )
    }
}

/// What became of a directory since a position.
pub enum Changed {
    /// These are new or different, and nothing else is.
    Some(Box<Changes>),
    /// A backup was restored meanwhile, or the database was set back: everything may be different.
    Everything(Box<Stored>),
}

/// What is new or different in a directory, with what it takes to show the profiles among it.
pub struct Changes {
    /// Where the directory stands with them.
    pub position: Position,
    /// The profiles that changed, those that an edition since was the first to show, and the desks that either name.
    pub profiles: Vec<Profile>,
    /// The slugs whose meaning changed, and all slugs of those profiles.
    pub slugs: Vec<(Slug, SlugUse)>,
    /// The beats that changed, and those that those profiles name.
    pub beats: Vec<Beat>,
    /// The outlets that were added.
    pub outlets: Vec<Outlet>,
}

/// A change that the rules accepted, and what it writes.
#[derive(Clone)]
pub struct Accepted {
    /// What was done, for the history.
    pub change: Change,
    /// What the rules made of it.
    pub applied: Applied,
}

/// An edition's place in the sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EditionRow {
    /// Its number.
    pub number: u64,
    /// When it was published: later than every edition before it.
    pub published_at: Timestamp,
    /// The directory's revision that it shows.
    pub revision: u64,
    /// Drawn at random. A database that was set back gives its numbers out again; no two editions share this too.
    pub mark: i64,
}

/// How long the database may take for what a node does by itself. A machine that is cut off in the middle of an answer
/// never ends the connection, and whoever waits for it would wait for ever.
const ANSWERS_WITHIN: Duration = Duration::from_mins(2);

/// Runs the same query on whichever database this is, in a task of its own.
macro_rules! detached {
    ($store:expr, $pool:ident in $kind:ident, $queries:ident => $query:expr) => {
        match $store {
            $crate::store::Store::Sqlite(store) => {
                use crate::store::sqlite::queries as $queries;
                let $pool = store.$kind.clone();
                $crate::store::detach(async move { $query.await }).await
            }
            $crate::store::Store::Postgres(store) => {
                use crate::store::postgres::queries as $queries;
                let $pool = store.pool.clone();
                $crate::store::detach(async move { $query.await }).await
            }
        }
    };
}
use detached;

impl Store {
    /// Opens a database, making the SQLite file and applying migrations as needed.
    pub async fn open(database: &Database) -> Result<Self, OpenError> {
        let database = database.clone();
        detach(async move {
            match &database {
                Database::Sqlite(file) => sqlite::open(file).await.map(Self::Sqlite),
                Database::Postgres(address) => postgres::open(address).await.map(Self::Postgres),
            }
        })
        .await
    }

    /// Opens a database that is there already, so that a mistyped folder is not taken for an empty directory.
    pub async fn open_existing(database: &Database) -> Result<Self, OpenError> {
        let place = database.clone();
        detach(async move {
            match &place {
                Database::Sqlite(file) => sqlite::exists(file),
                Database::Postgres(address) => postgres::exists(address).await,
            }
        })
        .await?;
        Self::open(database).await
    }

    /// Reads a database from end to end, making and migrating nothing, and says what is wrong with it.
    pub async fn check(database: &Database) -> Result<Summary, OpenError> {
        let database = database.clone();
        let inspected = detach(async move {
            match &database {
                Database::Sqlite(file) => sqlite::inspect(file).await,
                Database::Postgres(address) => postgres::inspect(address).await,
            }
        });
        let Inspected { standing, directory, staff, history } = inspected.await?;
        newsroom::from_rows::readable(&staff).map_err(|row| OpenError::Content(row.into()))?;
        let Stored { position, directory, .. } =
            stored(&standing, staff.head, &directory).map_err(OpenError::Content)?;
        match history {
            HistoryVerdict::Sound { entries } => {
                Ok(Summary { position, profiles: directory.profiles().len(), entries })
            }
            HistoryVerdict::Broken { number, fault } => Err(OpenError::History { number, fault }),
        }
    }

    /// Where the directory stands: one row, cheap enough to ask for every second.
    pub async fn standing(&self) -> Result<Standing, ReadError> {
        if let Self::Sqlite(store) = self
            && !store.is_in_place()
        {
            return Err(ReadError::Moved);
        }
        let row = detached!(self, pool in readers, queries => queries::reading::position(&pool))?;
        let PositionRow { revision, edition: number, newest } = row;
        Ok(Standing { position: position(revision, number)?, newest: newest.as_ref().map(edition) })
    }

    /// The whole directory.
    pub async fn load(&self) -> Result<Stored, ReadError> {
        let (standing, rows, head) =
            detached!(self, pool in readers, queries => within(queries::reading::whole(&pool)))?;
        stored(&standing, head, &rows)
    }

    /// What became of the directory since an edition was made of it.
    pub async fn load_changed_since(&self, since: EditionRow) -> Result<Changed, ReadError> {
        let since = to_rows::edition(since);
        let (standing, rows, head, goes_on) =
            detached!(self, pool in readers, queries => within(queries::reading::since(&pool, since)))?;
        if !goes_on {
            return Ok(Changed::Everything(Box::new(stored(&standing, head, &rows)?)));
        }
        let Contents { profiles, slugs, beats, outlets } = from_rows::contents(&rows)?;
        let position = position(standing.revision, standing.edition)?;
        Ok(Changed::Some(Box::new(Changes { position, profiles, slugs, beats, outlets })))
    }

    /// Writes `accepted`, which the rules judged on the directory as it stood at `expected_revision`, with
    /// its history; all of it or nothing. Returns the directory's new revision.
    pub async fn commit(
        &self,
        expected_revision: u64,
        accepted: Vec<Accepted>,
        actor: Actor,
        at: Timestamp,
    ) -> Result<u64, CommitError> {
        if accepted.is_empty() {
            return Ok(expected_revision);
        }
        let expected_revision = Some(expected_revision);
        self.write(Work { expected_revision, accepted, ..Work::new(actor, at) }).await
    }

    /// Makes the next edition's row, with a number above every earlier one's and above that of `seen`, the newest
    /// that this node has shown: a database that was set back goes on above it, and every profile is then new to
    /// readers.
    pub async fn next_edition(
        &self,
        seen: Option<EditionRow>,
        at: Timestamp,
    ) -> Result<EditionRow, CommitError> {
        let (seen, at) = (seen.map(to_rows::edition), at.seconds());
        let mark = i64::from_be_bytes(Random::system().octets());
        let row = detached!(self, pool in writer, queries => {
            within(queries::editions::next(&pool, seen, at, mark))
        })?;
        Ok(edition(&row))
    }

    /// Whether readers of `seen` are told of all that is different now: it was made from what this database holds,
    /// or else every profile has been stamped with a later edition.
    pub async fn goes_on_from(&self, seen: EditionRow) -> Result<bool, ReadError> {
        let seen = to_rows::edition(seen);
        Ok(detached!(self, pool in readers, queries => within(queries::editions::goes_on_from(&pool, seen)))?)
    }

    /// Copies the database, while it is in use, into a new SQLite file, and reads the copy back.
    pub async fn backup(&self, to: &Path) -> Result<(), BackupError> {
        let (store, to) = (self.clone(), to.to_owned());
        detach(async move { backup::backup(&store, &to).await }).await
    }

    /// Puts what a backup holds into a database, whichever kind either came from. A database that is not
    /// empty is replaced only by `overwrite`. Revisions and edition numbers go on above the higher of both, and the
    /// history goes on from the backup's with an entry about this. Everybody is signed out, and what the database knew
    /// to be a revoked token stays one.
    pub async fn restore(
        from: &Path,
        into: &Database,
        overwrite: bool,
        at: Timestamp,
    ) -> Result<Restored, RestoreError> {
        let (from, into) = (from.to_owned(), into.clone());
        detach(async move { backup::restore(&from, &into, overwrite, at).await }).await
    }

    /// Waits for running transactions and closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(store) => {
                store.readers.close().await;
                // The last to close writes the log back into the file, so that must be one that may write.
                store.writer.close().await;
            }
            Self::Postgres(store) => store.pool.close().await,
        }
    }
}

/// Gives up `work` that takes too long; a transaction is then undone.
async fn within<T>(work: impl Future<Output = Result<T, DatabaseError>>) -> Result<T, DatabaseError> {
    let late = |_elapsed| Err(DatabaseError::new("it does not answer in time"));
    tokio::time::timeout(ANSWERS_WITHIN, work).await.unwrap_or_else(late)
}

/// Runs `work` in a task that goes on when the caller is dropped.
async fn detach<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> T {
    match tokio::spawn(work).await {
        Ok(done) => done,
        Err(ended) => match ended.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The runtime is shutting down, and this task with it.
            Err(_) => std::future::pending().await,
        },
    }
}

fn position(revision: i64, edition: i64) -> Result<Position, ReadError> {
    Ok(Position {
        revision: from_rows::number("directory", "revision", revision)?,
        edition: from_rows::number("directory", "edition", edition)?,
    })
}

fn stored(standing: &StandingRow, head: HeadRow, rows: &DirectoryRows) -> Result<Stored, ReadError> {
    let Contents { profiles, slugs, beats, outlets } = from_rows::contents(rows)?;
    let position = position(standing.revision, standing.edition)?;
    let directory = Directory::restore(profiles, slugs, beats, outlets);
    Ok(Stored { position, revision: position.revision, directory, head })
}

// The tables' own checks keep these numbers from being negative.
fn edition(row: &EditionNumberRow) -> EditionRow {
    EditionRow {
        number: row.number.unsigned_abs(),
        published_at: Timestamp::from_seconds(row.published_at),
        revision: row.revision.unsigned_abs(),
        mark: row.mark,
    }
}
