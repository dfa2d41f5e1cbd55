//! Backups: one SQLite file, whichever database it came from, so that it can be restored into either.

use std::fs::File;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use directory::Timestamp;

use super::error::{BackupError, CommitError, OpenError, ReplaceError, RestoreError};
use super::replacing::Numbers;
use super::rows::Everything;
use super::{Store, from_rows, newsroom, postgres, sqlite};
use crate::config::Database;
use crate::secret::Random;

/// What was restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// How many profiles.
    pub profiles: usize,
    /// The directory's revision now.
    pub revision: u64,
}

/// Makes a backup under another name, reads it back, and only then gives it its own.
pub(super) async fn backup(store: &Store, to: &Path) -> Result<(), BackupError> {
    if to.symlink_metadata().is_ok() {
        return Err(BackupError::Exists { path: to.to_owned() });
    }
    let unfinished = Unfinished::beside(to)?;
    let copied = copy(store, &unfinished.path).await?;
    let read = read(&unfinished.path).await.map_err(|cause| BackupError::Unreadable(Box::new(cause)))?;
    if copied.is_some_and(|copied| copied != read) {
        return Err(BackupError::Different);
    }
    unfinished.finish(to)
}

/// Copies the database; says what was copied where the copy was not made by the database itself.
async fn copy(store: &Store, to: &Path) -> Result<Option<Everything>, BackupError> {
    match store {
        Store::Sqlite(store) => {
            store.copy(to).await.map_err(not_copied)?;
            Ok(None)
        }
        Store::Postgres(store) => {
            let mut connection = store.pool.acquire().await.map_err(super::DatabaseError::from)?;
            let everything = postgres::queries::reading::everything(&mut connection).await?;
            sqlite::write_backup(to, everything.clone()).await.map_err(not_copied)?;
            Ok(Some(everything))
        }
    }
}

fn not_copied(cause: OpenError) -> BackupError {
    match cause {
        OpenError::File { path, act, source } => BackupError::File { path, act, source },
        OpenError::Database(cause) => BackupError::Database(cause),
        other => BackupError::Unreadable(Box::new(other)),
    }
}

/// Reads a backup, every row through its parser.
async fn read(from: &Path) -> Result<Everything, OpenError> {
    let everything = sqlite::read_backup(from).await?;
    from_rows::contents(&everything.directory).map_err(|row| OpenError::Content(row.into()))?;
    newsroom::from_rows::readable(&everything.newsroom).map_err(|row| OpenError::Content(row.into()))?;
    Ok(everything)
}

/// Restores a backup in one transaction.
pub(super) async fn restore(
    from: &Path,
    into: &Database,
    overwrite: bool,
    at: Timestamp,
) -> Result<Restored, RestoreError> {
    let everything = read(from)
        .await
        .map_err(|source| RestoreError::Backup { path: from.to_owned(), source: Box::new(source) })?;
    let profiles = everything.directory.profiles.len();
    let store = match into {
        Database::Sqlite(file) => sqlite::open(file).await.map(Store::Sqlite),
        Database::Postgres(address) => postgres::open(address).await.map(Store::Postgres),
    };
    let store = store.map_err(|source| RestoreError::Open(Box::new(source)))?;
    let replaced = match &store {
        Store::Sqlite(store) => {
            sqlite::queries::replacing::replace(
                &store.writer,
                everything,
                overwrite,
                Numbers::GoOn { at: at.seconds() },
            )
            .await
        }
        Store::Postgres(store) => {
            postgres::queries::replacing::replace(
                &store.pool,
                everything,
                overwrite,
                Numbers::GoOn { at: at.seconds() },
            )
            .await
        }
    };
    store.close().await;
    match replaced {
        Ok(standing) => Ok(Restored { profiles, revision: standing.revision.unsigned_abs() }),
        Err(ReplaceError::NotEmpty) => Err(RestoreError::NotEmpty),
        Err(ReplaceError::Write(cause)) => Err(RestoreError::Write(cause)),
        Err(ReplaceError::Database(cause)) => Err(RestoreError::Write(CommitError::Database(cause))),
    }
}

/// A file that is not a backup yet, and is taken away unless it becomes one.
struct Unfinished {
    path: PathBuf,
    folder: PathBuf,
    finished: bool,
}

impl Unfinished {
    fn beside(to: &Path) -> Result<Self, BackupError> {
        let nameless = || BackupError::File {
            path: to.to_owned(),
            act: "named",
            source: std::io::Error::from(std::io::ErrorKind::InvalidFilename),
        };
        let mut name = std::ffi::OsString::from(".");
        name.push(to.file_name().ok_or_else(nameless)?);
        name.push(format!(".{}.unfinished", HEXLOWER.encode(&Random::system().octets::<8>())));
        let folder = match to.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        Ok(Self { path: folder.join(name), folder, finished: false })
    }

    // The bytes are on the disk before the name is, and the name before anybody is told.
    fn finish(mut self, to: &Path) -> Result<(), BackupError> {
        let failed = |act| move |source| BackupError::File { path: to.to_owned(), act, source };
        File::open(&self.path).and_then(|file| file.sync_all()).map_err(failed("written to the disk"))?;
        std::fs::rename(&self.path, to).map_err(failed("given its name"))?;
        self.finished = true;
        File::open(&self.folder).and_then(|folder| folder.sync_all()).map_err(failed("written to the disk"))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.finished {
            // Nothing can be done about a file that cannot be removed, and the reason for leaving it is told
            // already.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
