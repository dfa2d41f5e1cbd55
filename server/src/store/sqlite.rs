//! The store as one SQLite file: one connection that writes, so that editors queue in this process, and a few
//! that read beside it.

#[path = "queries/mod.rs"]
#[expect(clippy::duplicate_mod, reason = "the same queries are compiled for each database")]
pub(super) mod queries;

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteOwnedBuf, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _, Pool};

use super::error::{DatabaseError, OpenError};
use super::replacing::Numbers;
use super::rows::{Everything, Inspected};
use super::sql;

/// Which database `queries` is compiled for here.
type Db = sqlx::Sqlite;

/// Takes the write lock at once, so that two editors queue here and not halfway through a change.
const BEGIN_WRITE: &str = "begin immediate";

/// Beginning was taking the turn.
const TAKE_TURN: Option<&str> = None;

/// Every read of the transaction sees the moment of the first.
const BEGIN_READ: &str = "begin";

/// The migrations, oldest first: version, name, statements.
pub(super) const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "0001_directory", include_str!("../../../migrations/sqlite/0001_directory.sql")),
    (2, "0002_editions", include_str!("../../../migrations/sqlite/0002_editions.sql")),
    (3, "0003_newsroom", include_str!("../../../migrations/sqlite/0003_newsroom.sql")),
];

const READERS: u32 = 4;
/// How much of the log stays on the disk once it was written back: after a large import it would stay as long as that
/// was, for as long as anybody has the file open.
pub(super) const LOG_OCTETS: i64 = 4 * 1024 * 1024;
/// How long a writer waits for one in another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(15);
/// How long an editor waits for the writers before it in this process.
const ACQUIRE_TIMEOUT: Duration = Duration::from_mins(1);
const LOCK_INTERVAL: Duration = Duration::from_millis(25);
const LOCK_ATTEMPTS: u32 = 2_400;

/// An open SQLite file.
#[derive(Clone)]
pub struct SqliteStore {
    pub(super) readers: Pool<Db>,
    pub(super) writer: Pool<Db>,
    file: PathBuf,
    opened: FileId,
}

/// Which file it is, whatever its name.
type FileId = (u64, u64);

/// Opens the file, making and migrating it as needed.
pub(super) async fn open(file: &Path) -> Result<SqliteStore, OpenError> {
    create(file)?;
    // sqlx's migrator locks nothing on SQLite: two processes that start at once would both migrate.
    let lock = lock(file).await?;
    let mut connection = connect(&writing(file)).await?;
    sound(&mut connection, sql::databases::sqlite::QUICK_CHECK).await?;
    if is_foreign(&mut connection).await? {
        return Err(OpenError::Foreign);
    }
    queries::migrating::apply(&mut connection).await?;
    connection.close().await.map_err(refused)?;
    let opened = identify(&metadata(file)?);
    drop(lock);
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_lazy_with(writing(file));
    let readers = SqlitePoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_lazy_with(options(file).pragma("query_only", "on"));
    queries::newsroom::adopt_all(&writer).await?;
    Ok(SqliteStore { readers, writer, file: file.to_owned(), opened })
}

/// Whether there is a file.
pub(super) fn exists(file: &Path) -> Result<(), OpenError> {
    metadata(file).map(drop)
}

/// What a file that is there and up to date holds; nothing is made, migrated or left behind.
pub(super) async fn inspect(file: &Path) -> Result<Inspected, OpenError> {
    if metadata(file)?.permissions().mode() & 0o077 != 0 {
        return Err(OpenError::Exposed { path: file.to_owned() });
    }
    // Without a log beside it nobody has the file open, and it can be read without making one. (SQLite
    // would.)
    let closed = !beside(file, "-wal").exists();
    let mut connection = connect(&options(file).read_only(true).immutable(closed)).await?;
    sound(&mut connection, sql::databases::sqlite::QUICK_CHECK).await?;
    if !is_migrated(&mut connection).await? {
        return Err(if is_foreign(&mut connection).await? { OpenError::Foreign } else { first_behind() });
    }
    if let Some(name) = queries::migrating::first_missing(&mut connection).await? {
        return Err(OpenError::Behind { name });
    }
    let inspected = queries::reading::inspect(&mut connection).await?;
    connection.close().await.map_err(refused)?;
    Ok(inspected)
}

/// Reads a backup, bringing it up to date in memory so that the file itself stays as it is.
pub(super) async fn read_backup(file: &Path) -> Result<Everything, OpenError> {
    let bytes = tokio::fs::read(file).await.map_err(|source| unusable(file, "read", source))?;
    let bytes = SqliteOwnedBuf::try_from(bytes.as_slice()).map_err(|_| OpenError::Damaged)?;
    let in_memory = guarded(SqliteConnectOptions::new().in_memory(true));
    let mut connection = connect(&in_memory).await?;
    connection.deserialize(None, bytes, false).await.map_err(|_| OpenError::Damaged)?;
    sound(&mut connection, sql::databases::sqlite::INTEGRITY_CHECK).await?;
    if !is_migrated(&mut connection).await? {
        return Err(OpenError::Foreign);
    }
    queries::migrating::apply(&mut connection).await?;
    let dangling =
        sqlx::query(sql::databases::sqlite::FOREIGN_KEY_CHECK).fetch_optional(&mut connection).await;
    if dangling.map_err(refused)?.is_some() {
        return Err(OpenError::Damaged);
    }
    let everything = queries::reading::everything(&mut connection).await?;
    connection.close().await.map_err(refused)?;
    Ok(everything)
}

/// Writes a new backup file that holds `everything`.
pub(super) async fn write_backup(file: &Path, everything: Everything) -> Result<(), OpenError> {
    create(file)?;
    // No log beside the file: a backup is one file.
    let options = options(file).journal_mode(SqliteJournalMode::Delete);
    let mut connection = connect(&options).await?;
    queries::migrating::apply(&mut connection).await?;
    connection.close().await.map_err(refused)?;
    let pool = SqlitePoolOptions::new().max_connections(1).connect_lazy_with(options);
    let written = queries::replacing::replace(&pool, everything, false, Numbers::Keep).await;
    pool.close().await;
    written.map(drop).map_err(|cause| OpenError::Database(DatabaseError::new(cause.to_string())))
}

impl SqliteStore {
    /// Whether the file that was opened is still the one at its place. SQLite itself would go on with a file that was
    /// deleted or replaced, and nobody else would see what it writes there.
    pub(super) fn is_in_place(&self) -> bool {
        std::fs::metadata(&self.file).is_ok_and(|metadata| identify(&metadata) == self.opened)
    }

    /// Copies the database as it stands at one moment into a new file, while others read and write.
    pub(super) async fn copy(&self, to: &Path) -> Result<(), OpenError> {
        create(to)?;
        let path = to.to_str().ok_or_else(|| {
            unusable(to, "named in UTF-8", std::io::Error::from(std::io::ErrorKind::InvalidFilename))
        })?;
        let mut connection = connect(&options(&self.file)).await?;
        sqlx::query(sql::databases::sqlite::BACKUP)
            .bind(path)
            .execute(&mut connection)
            .await
            .map_err(refused)?;
        connection.close().await.map_err(refused)?;
        // Whoever puts the copy in the database's place by hand signs everybody out, as restoring it does.
        let mut copy = connect(&options(to)).await?;
        for statement in sql::sessions::FORGET {
            sqlx::query(statement).execute(&mut copy).await.map_err(refused)?;
        }
        copy.close().await.map_err(refused)
    }
}

fn options(file: &Path) -> SqliteConnectOptions {
    guarded(SqliteConnectOptions::new().filename(file)).create_if_missing(false)
}

fn writing(file: &Path) -> SqliteConnectOptions {
    options(file).journal_mode(SqliteJournalMode::Wal).pragma("journal_size_limit", LOG_OCTETS.to_string())
}

fn guarded(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        // With less, a power cut undoes commits that an editor was told of.
        .synchronous(SqliteSynchronous::Full)
        // A file that somebody tampered with must not run functions by way of its schema.
        .pragma("trusted_schema", "off")
        .pragma("cell_size_check", "on")
        // A number that was taken out is overwritten, and not only forgotten.
        .pragma("secure_delete", "on")
        // Statements carry contacts.
        .disable_statement_logging()
}

// SQLite would make the file readable by everybody whom the umask lets; its log takes the file's permissions.
fn create(file: &Path) -> Result<(), OpenError> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Ok(_) => Ok(()),
        Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(source) => Err(unusable(file, "made", source)),
    }
}

async fn lock(file: &Path) -> Result<File, OpenError> {
    let path = beside(file, ".lock");
    let lock = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&path);
    let lock = lock.map_err(|source| unusable(&path, "made", source))?;
    for _ in 0..LOCK_ATTEMPTS {
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            Err(TryLockError::WouldBlock) => tokio::time::sleep(LOCK_INTERVAL).await,
            Err(TryLockError::Error(source)) => return Err(unusable(&path, "locked", source)),
        }
    }
    Err(OpenError::Locked)
}

fn metadata(file: &Path) -> Result<std::fs::Metadata, OpenError> {
    std::fs::metadata(file).map_err(|cause| match cause.kind() {
        std::io::ErrorKind::NotFound => OpenError::Missing { path: file.to_owned() },
        _ => unusable(file, "read", cause),
    })
}

fn identify(metadata: &std::fs::Metadata) -> FileId {
    (metadata.dev(), metadata.ino())
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

async fn connect(options: &SqliteConnectOptions) -> Result<SqliteConnection, OpenError> {
    options.connect().await.map_err(refused)
}

async fn sound(connection: &mut SqliteConnection, check: &'static str) -> Result<(), OpenError> {
    let said: String = sqlx::query_scalar(check).fetch_one(connection).await.map_err(refused)?;
    if said == "ok" { Ok(()) } else { Err(OpenError::Damaged) }
}

async fn is_migrated(connection: &mut SqliteConnection) -> Result<bool, OpenError> {
    let found: i64 =
        sqlx::query_scalar(sql::databases::sqlite::MIGRATED).fetch_one(connection).await.map_err(refused)?;
    Ok(found > 0)
}

async fn is_foreign(connection: &mut SqliteConnection) -> Result<bool, OpenError> {
    let tables: i64 = sqlx::query_scalar(sql::databases::sqlite::TABLES)
        .fetch_one(&mut *connection)
        .await
        .map_err(refused)?;
    Ok(tables > 0 && !is_migrated(connection).await?)
}

fn first_behind() -> OpenError {
    OpenError::Behind { name: MIGRATIONS.first().map_or("", |(_, name, _)| name).to_owned() }
}

fn unusable(path: &Path, act: &'static str, source: std::io::Error) -> OpenError {
    OpenError::File { path: path.to_owned(), act, source }
}

// 11: SQLITE_CORRUPT. 26: SQLITE_NOTADB.
fn refused(cause: sqlx::Error) -> OpenError {
    let code = cause.as_database_error().and_then(sqlx::error::DatabaseError::code);
    if matches!(code.as_deref(), Some("11" | "26")) {
        OpenError::Damaged
    } else {
        OpenError::Database(cause.into())
    }
}
