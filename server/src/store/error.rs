//! What can go wrong between the program and its database. No message repeats a stored value.

use std::fmt;
use std::path::PathBuf;

/// What a database said. Neither form of printing shows stored values: PostgreSQL's details would.
pub struct DatabaseError {
    message: String,
    another_attempt: bool,
}

impl DatabaseError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), another_attempt: false }
    }

    /// Whether the database undid the transaction only because of another that ran beside it.
    pub(super) fn asks_for_another_attempt(&self) -> bool {
        self.another_attempt
    }
}

impl From<sqlx::Error> for DatabaseError {
    fn from(cause: sqlx::Error) -> Self {
        // 40001: serialization failure. 40P01: deadlock. Both are PostgreSQL's words for "again, please".
        let code = cause.as_database_error().and_then(sqlx::error::DatabaseError::code);
        let another_attempt = matches!(code.as_deref(), Some("40001" | "40P01"));
        Self { message: cause.to_string(), another_attempt }
    }
}

impl fmt::Display for DatabaseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl fmt::Debug for DatabaseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DatabaseError({})", self.message)
    }
}

impl std::error::Error for DatabaseError {}

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be made, locked or read.
    #[error("the database file {} cannot be {act}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What was tried.
        act: &'static str,
        /// Why it failed.
        source: std::io::Error,
    },
    /// There is no database yet, and this act makes none.
    #[error("there is no database at {}; --data names another folder, and `masthead init` makes one", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// Others may read the file, which holds unpublished contacts.
    #[error("the database file {} is readable by other users of this machine: `chmod 600` it", path.display())]
    Exposed {
        /// Which file.
        path: PathBuf,
    },
    /// Another process has been migrating for too long.
    #[error("another process is migrating the database and does not finish")]
    Locked,
    /// A newer program has been here.
    #[error(
        "the database was written by a newer Masthead: it has migration {version}, which this one does not know"
    )]
    Newer {
        /// The migration this program does not know.
        version: i64,
    },
    /// The database was made by another text of a migration than this program's.
    #[error("migration {name} was changed after it had been applied to this database")]
    Edited {
        /// Which migration.
        name: String,
    },
    /// A migration was interrupted.
    #[error("migration {name} was not finished on this database: restore a backup")]
    Unfinished {
        /// Which migration.
        name: String,
    },
    /// A migration failed.
    #[error("migration {name} failed")]
    Migration {
        /// Which migration.
        name: String,
        /// What the database said.
        source: DatabaseError,
    },
    /// The database has not got the newest tables yet, and this act does not bring them.
    #[error("the database lacks migration {name}: `masthead serve` applies it")]
    Behind {
        /// The first that is missing.
        name: String,
    },
    /// There are tables, and they are not Masthead's.
    #[error("the database holds something else than a Masthead directory")]
    Foreign,
    /// SQLite finds its own file broken.
    #[error("the file is damaged, or is no SQLite database")]
    Damaged,
    /// A row does not say what it should.
    #[error("the directory cannot be read from the database")]
    Content(#[source] ReadError),
    /// The history is not what was written.
    #[error("the history was tampered with, or damaged: entry {number} {fault}")]
    History {
        /// The first entry that is wrong.
        number: u64,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// The address is not PostgreSQL's. It holds a password, so the message does not repeat it.
    #[error("`database.url` is not of the form postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=…")]
    Address,
    /// Names in most scripts could not be stored.
    #[error("the PostgreSQL database has the encoding {encoding}; create it with `encoding 'UTF8'`")]
    Encoding {
        /// The encoding it has.
        encoding: String,
    },
    /// Anything else, as the database says it.
    #[error("the database does not answer")]
    Database(#[from] DatabaseError),
}

/// A row that this program cannot read: it was written by something else, or damaged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the row {row} of table `{table}` holds no valid `{column}`")]
pub struct CorruptRow {
    /// Which table.
    pub table: &'static str,
    /// Which row, by its identifier.
    pub row: String,
    /// Which column.
    pub column: &'static str,
}

/// Why the directory could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// A row does not say what it should.
    #[error("a stored row is not valid")]
    Corrupt(#[from] CorruptRow),
    /// The file that was opened does not stand at its place any more. Another that does is not opened instead: SQLite
    /// would read the log of the first into it.
    #[error(
        "the database file was taken away, or another was put in its place, which only `masthead restore` may do \
         while the server runs: stop it, and put the file and its log back together"
    )]
    Moved,
    /// The database did not answer.
    #[error("the database could not be read")]
    Database(#[from] DatabaseError),
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Somebody else committed first: read what changed and judge the changes again.
    #[error("the directory has changed since this edit began")]
    Stale,
    /// The changes contradict what is stored.
    #[error("{0}")]
    Conflict(Conflict),
    /// A change could not be written down for the history.
    #[error("the change cannot be written as JSON")]
    History(#[source] serde_json::Error),
    /// The database did not answer. Whether the changes were written is then told by its revision alone.
    #[error("the database could not be written")]
    Database(#[from] DatabaseError),
}

/// What contradicts what is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The slug belongs to another profile, for ever.
    Slug,
    /// Another profile has this identifier, UID or slug.
    Profile,
    /// Another profile has this channel.
    Channel,
    /// Another profile has this identifier in that other system.
    ExternalId,
    /// A beat is not in the newsroom's list.
    List,
    /// The history already has this entry.
    History,
    /// Another account has this address.
    Account,
    /// It was written already.
    Record,
    /// Something that is referred to does not exist.
    Reference,
}

impl fmt::Display for Conflict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Slug => "the slug belongs to another profile",
            Self::Profile => "another profile has the same identifier, UID or slug",
            Self::Channel => "another profile has the same channel identifier",
            Self::ExternalId => "another profile has the same external identifier",
            Self::List => "a beat is not in the newsroom's list",
            Self::History => "the history already has this entry",
            Self::Account => "another account has the same address",
            Self::Record => "it was written already",
            Self::Reference => "something that is referred to does not exist",
        })
    }
}

impl CommitError {
    /// What a refused statement means: the database's own words, unless a rule of the tables was broken.
    pub(super) fn from_write(cause: sqlx::Error, conflict: Conflict) -> Self {
        if cause.as_database_error().is_some_and(breaks_a_rule) {
            Self::Conflict(conflict)
        } else {
            Self::Database(cause.into())
        }
    }

    /// The same for what is no part of the directory, where references are checked at once.
    pub(super) fn from_step(cause: sqlx::Error, conflict: Conflict) -> Self {
        let dangles =
            cause.as_database_error().is_some_and(sqlx::error::DatabaseError::is_foreign_key_violation);
        Self::from_write(cause, if dangles { Conflict::Reference } else { conflict })
    }

    /// What a refused `commit` means: references are checked only then.
    pub(super) fn from_commit(cause: sqlx::Error) -> Self {
        Self::from_write(cause, Conflict::Reference)
    }
}

fn breaks_a_rule(cause: &dyn sqlx::error::DatabaseError) -> bool {
    cause.is_unique_violation() || cause.is_foreign_key_violation()
}

/// Why one directory could not take another's place.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReplaceError {
    #[error("the database is not empty")]
    NotEmpty,
    #[error("the rows could not be written")]
    Write(#[from] CommitError),
    #[error("the database could not be written")]
    Database(#[from] DatabaseError),
}

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A backup never overwrites a file.
    #[error("{} exists already, and a backup overwrites nothing", path.display())]
    Exists {
        /// Which file.
        path: PathBuf,
    },
    /// The file cannot be written.
    #[error("the backup {} cannot be {act}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What was tried.
        act: &'static str,
        /// Why it failed.
        source: std::io::Error,
    },
    /// The database could not be copied.
    #[error("the database could not be copied")]
    Database(#[from] DatabaseError),
    /// The copy was made, read back, and found to be wrong.
    #[error("the backup could not be read back")]
    Unreadable(#[source] Box<OpenError>),
    /// The copy was made, and is not what the database holds.
    #[error("the backup does not hold what the database holds")]
    Different,
}

/// Why nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The backup is not usable.
    #[error("{} is not a backup that can be restored", path.display())]
    Backup {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<OpenError>,
    },
    /// There is something already.
    #[error("the database is not empty: `--force` replaces what it holds")]
    NotEmpty,
    /// The database to restore into is not usable.
    #[error("the database to restore into cannot be used")]
    Open(#[source] Box<OpenError>),
    /// The rows could not be written; the database is as it was.
    #[error("the backup could not be written into the database, which is as it was")]
    Write(#[source] CommitError),
}
