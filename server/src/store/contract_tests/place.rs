//! Where a test keeps its store: a folder of its own, or a PostgreSQL database of its own.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;

use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::config::Database;
use crate::secret::{Random, Secret};
use crate::store::replacing::Numbers;
use crate::store::{Store, postgres, sqlite};

/// A database that only one test uses.
#[derive(Clone)]
pub(super) struct Place {
    folder: Arc<tempfile::TempDir>,
    postgres: Option<Server>,
}

#[derive(Clone)]
struct Server {
    admin: String,
    name: String,
}

impl Place {
    pub(super) fn sqlite() -> Self {
        Self { folder: Arc::new(tempfile::tempdir().unwrap()), postgres: None }
    }

    /// Nothing where there is no PostgreSQL to test with; continuous integration always has one.
    pub(super) async fn postgres() -> Option<Self> {
        let Ok(admin) = std::env::var("MASTHEAD_TEST_POSTGRES") else {
            let required =
                ["CI", "MASTHEAD_REQUIRE_POSTGRES"].iter().any(|name| std::env::var_os(name).is_some());
            assert!(!required, "MASTHEAD_TEST_POSTGRES is not set, and nothing may be skipped here");
            println!("skipped on PostgreSQL: MASTHEAD_TEST_POSTGRES is not set");
            return None;
        };
        let number = u64::from_be_bytes(Random::system().octets());
        let server = Server { admin, name: format!("masthead_test_{number:016x}") };
        let template = "encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8' template template0";
        server.administer(format!("create database {} {template}", server.name)).await;
        Some(Self { postgres: Some(server), ..Self::sqlite() })
    }

    pub(super) fn database(&self) -> Database {
        match &self.postgres {
            None => Database::sqlite(self.file("masthead.sqlite")),
            Some(server) => {
                let mut address = url::Url::parse(&server.admin).unwrap();
                address.set_path(&server.name);
                Database::Postgres(Secret::new(address.into()))
            }
        }
    }

    pub(super) fn is_postgres(&self) -> bool {
        self.postgres.is_some()
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) async fn open(&self) -> Store {
        Store::open(&self.database()).await.unwrap()
    }

    /// Runs statements of one dialect or the other behind the store's back.
    pub(super) async fn tamper(&self, sqlite: &'static str, postgres: &'static str) {
        match self.database() {
            Database::Sqlite(file) => {
                let options = SqliteConnectOptions::new().filename(file).foreign_keys(false);
                let mut connection = options.connect().await.unwrap();
                sqlx::raw_sql(sqlite).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
            }
            Database::Postgres(address) => {
                let mut connection =
                    PgConnectOptions::from_str(address.expose()).unwrap().connect().await.unwrap();
                sqlx::raw_sql(postgres).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
            }
        }
    }

    /// Puts a backup's rows in place of what the database holds, numbers and all, as whoever restores a database
    /// without Masthead does.
    pub(super) async fn set_back(&self, store: &Store, backup: &Path) {
        let everything = sqlite::read_backup(backup).await.unwrap();
        let replaced = match store {
            Store::Sqlite(store) => {
                sqlite::queries::replacing::replace(&store.writer, everything, true, Numbers::Keep).await
            }
            Store::Postgres(store) => {
                postgres::queries::replacing::replace(&store.pool, everything, true, Numbers::Keep).await
            }
        };
        assert!(replaced.is_ok());
    }

    /// The number that a statement of both dialects finds behind the store's back.
    pub(super) async fn count(&self, statement: &'static str) -> i64 {
        match self.database() {
            Database::Sqlite(file) => {
                let mut connection = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
                sqlx::query_scalar(statement).fetch_one(&mut connection).await.unwrap()
            }
            Database::Postgres(address) => {
                let mut connection =
                    PgConnectOptions::from_str(address.expose()).unwrap().connect().await.unwrap();
                sqlx::query_scalar(statement).fetch_one(&mut connection).await.unwrap()
            }
        }
    }

    /// Runs a test here, and takes the database away whatever came of it.
    pub(super) async fn run<T: Future<Output = ()> + Send + 'static>(self, test: impl FnOnce(Self) -> T) {
        let ended = tokio::spawn(test(self.clone())).await;
        if let Some(server) = &self.postgres {
            server.administer(format!("drop database {} with (force)", server.name)).await;
        }
        if let Err(failed) = ended {
            std::panic::resume_unwind(failed.into_panic());
        }
    }
}

impl Server {
    async fn administer(&self, statement: String) {
        let mut connection = PgConnectOptions::from_str(&self.admin).unwrap().connect().await.unwrap();
        // The name in it is made of letters and digits by `Place::postgres`.
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }
}
