//! The store as a PostgreSQL database, for newsrooms that run several nodes.

#[path = "queries/mod.rs"]
#[expect(clippy::duplicate_mod, reason = "the same queries are compiled for each database")]
pub(super) mod queries;

use std::str::FromStr as _;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions, PgSslMode};
use sqlx::{ConnectOptions as _, Connection as _, Pool};
use url::Url;

use super::error::{DatabaseError, OpenError};
use super::rows::Inspected;
use super::sql;
use crate::secret::Secret;

/// Which database `queries` is compiled for here.
type Db = sqlx::Postgres;

/// Either everything the transaction read still holds when it commits, or it is begun again.
const BEGIN_WRITE: &str = "begin isolation level serializable";

/// The first statement of a transaction that writes: it waits here for the writers before it, and so is not
/// asked to begin again because of them. It is no part of `begin`, after whose failure sqlx would not roll
/// back.
const TAKE_TURN: Option<&str> = Some(sql::databases::postgres::TAKE_TURN);

/// Every read of the transaction sees the moment of the first.
const BEGIN_READ: &str = "begin isolation level repeatable read read only";

/// The migrations, oldest first: version, name, statements.
pub(super) const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "0001_directory", include_str!("../../../migrations/postgres/0001_directory.sql")),
    (2, "0002_editions", include_str!("../../../migrations/postgres/0002_editions.sql")),
    (3, "0003_newsroom", include_str!("../../../migrations/postgres/0003_newsroom.sql")),
];

/// Reads are rare and commits queue behind one row; more connections would only wait together.
const CONNECTIONS: u32 = 5;
/// How long a server may take to let us in. One that is cut off, or frozen behind a proxy, never refuses.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long an editor waits for the writers before it.
const ACQUIRE_TIMEOUT: Duration = Duration::from_mins(1);
const IDLE_TIMEOUT: Duration = Duration::from_mins(5);
/// How long another process may take to migrate.
const MIGRATION_TIMEOUT: Duration = Duration::from_mins(2);
/// A session that was forgotten inside a transaction is ended by the server, so that it blocks nobody for
/// ever; nor does a statement that does not come to an end.
const SESSION_LIMITS: [(&str, &str); 3] =
    [("idle_in_transaction_session_timeout", "30s"), ("lock_timeout", "30s"), ("statement_timeout", "120s")];

/// An open PostgreSQL database.
#[derive(Clone)]
pub struct PostgresStore {
    pub(super) pool: Pool<Db>,
}

/// Connects, and migrates as needed.
pub(super) async fn open(address: &Secret<String>) -> Result<PostgresStore, OpenError> {
    let options = options(address)?;
    let mut connection = connect(&options).await?;
    // sqlx holds an advisory lock meanwhile. A connection of its own, closed whatever happens, cannot keep
    // it.
    let migrating = tokio::time::timeout(MIGRATION_TIMEOUT, queries::migrating::apply(&mut connection));
    match migrating.await {
        Ok(migrated) => migrated?,
        Err(_elapsed) => return Err(OpenError::Locked),
    }
    connection.close().await.map_err(refused)?;
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(IDLE_TIMEOUT)
        .test_before_acquire(true)
        .connect_lazy_with(options);
    queries::newsroom::adopt_all(&pool).await?;
    Ok(PostgresStore { pool })
}

/// Whether Masthead's tables are there.
pub(super) async fn exists(address: &Secret<String>) -> Result<(), OpenError> {
    let mut connection = connect(&options(address)?).await?;
    let found: i64 = sqlx::query_scalar(sql::databases::postgres::MIGRATED)
        .fetch_one(&mut connection)
        .await
        .map_err(refused)?;
    connection.close().await.map_err(refused)?;
    match MIGRATIONS.first() {
        Some((_, name, _)) if found == 0 => Err(OpenError::Behind { name: (*name).to_owned() }),
        _ => Ok(()),
    }
}

/// What a database that is up to date holds; nothing is made or migrated.
pub(super) async fn inspect(address: &Secret<String>) -> Result<Inspected, OpenError> {
    let mut connection = connect(&options(address)?).await?;
    let found: i64 = sqlx::query_scalar(sql::databases::postgres::MIGRATED)
        .fetch_one(&mut connection)
        .await
        .map_err(refused)?;
    let missing = if found == 0 {
        MIGRATIONS.first().map(|(_, name, _)| (*name).to_owned())
    } else {
        queries::migrating::first_missing(&mut connection).await?
    };
    if let Some(name) = missing {
        return Err(OpenError::Behind { name });
    }
    let inspected = queries::reading::inspect(&mut connection).await?;
    connection.close().await.map_err(refused)?;
    Ok(inspected)
}

fn options(address: &Secret<String>) -> Result<PgConnectOptions, OpenError> {
    let url = Url::parse(address.expose()).map_err(|_| OpenError::Address)?;
    let options = PgConnectOptions::from_str(address.expose()).map_err(|_| OpenError::Address)?;
    let says_how = url.query_pairs().any(|(name, _)| name == "sslmode" || name == "ssl-mode");
    // Contacts do not cross a network in the clear, nor to whoever answers, unless the address says so.
    let options =
        if says_how || is_local(&options) { options } else { options.ssl_mode(PgSslMode::VerifyFull) };
    // Statements carry contacts.
    Ok(options.application_name("masthead").options(SESSION_LIMITS).disable_statement_logging())
}

fn is_local(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || host
            .trim_matches(['[', ']'])
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

async fn connect(options: &PgConnectOptions) -> Result<PgConnection, OpenError> {
    let connecting = async {
        let mut connection = options.connect().await?;
        let asking = sqlx::query_scalar(sql::databases::postgres::ENCODING);
        let encoding: String = asking.fetch_one(&mut connection).await?;
        Ok((connection, encoding))
    };
    let connected: Result<Result<_, sqlx::Error>, _> =
        tokio::time::timeout(CONNECT_TIMEOUT, connecting).await;
    let silent =
        || OpenError::Database(DatabaseError::new("it did not answer within ten seconds".to_owned()));
    let (connection, encoding) = connected.map_err(|_elapsed| silent())?.map_err(refused)?;
    if encoding == "UTF8" { Ok(connection) } else { Err(OpenError::Encoding { encoding }) }
}

fn refused(cause: sqlx::Error) -> OpenError {
    OpenError::Database(cause.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(address: &str) -> String {
        format!("{:?}", options(&Secret::new(address.to_owned())).unwrap().get_ssl_mode())
    }

    #[test]
    fn another_machine_must_prove_who_it_is_unless_the_address_says_otherwise() {
        assert_eq!(mode("postgres://masthead@db.example/masthead"), "VerifyFull");
        assert_eq!(mode("postgres://masthead@192.0.2.7/masthead"), "VerifyFull");
        assert_eq!(mode("postgres://masthead@db.example/masthead?sslmode=disable"), "Disable");
        assert_eq!(mode("postgres://masthead@127.0.0.1/masthead"), "Prefer");
        assert_eq!(mode("postgres://masthead@[::1]/masthead"), "Prefer");
    }

    #[test]
    fn a_refused_address_is_not_repeated() {
        let refused = options(&Secret::new("postgres://masthead:hunter2@db:port/x".to_owned())).unwrap_err();
        assert!(!format!("{refused} {refused:?}").contains("hunter2"));
    }
}
