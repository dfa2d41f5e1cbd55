//! Opening: who migrates, and what is refused.

use sqlx::{Executor as _, SqlSafeStr as _};

use super::place::Place;
use super::samples::{Newsroom, now};
use crate::store::{OpenError, Store, postgres, sql, sqlite};

super::contract!(
    every_statement_is_one_that_this_database_understands,
    many_processes_may_open_a_new_database_at_once,
    a_database_of_the_first_migration_alone_is_brought_up_to_date,
    who_names_a_desk_is_found_by_an_index,
    an_edited_migration_is_refused_by_name,
    a_newer_database_is_refused,
    an_unfinished_migration_is_refused_by_name,
    checking_makes_nothing,
    checking_reads_what_opening_would,
);

async fn every_statement_is_one_that_this_database_understands(place: Place) {
    match place.open().await {
        Store::Sqlite(store) => {
            let mut connection = store.writer.acquire().await.unwrap();
            for (name, statement) in sql::all_with(sql::databases::sqlite::ALL) {
                let prepared = connection.prepare(statement.into_sql_str()).await;
                assert!(prepared.is_ok(), "{name}: {:?}", prepared.err());
            }
            for statement in sql::CLEAR.into_iter().chain(sql::sessions::FORGET) {
                connection.prepare(statement.into_sql_str()).await.unwrap();
            }
        }
        Store::Postgres(store) => {
            let mut connection = store.pool.acquire().await.unwrap();
            for (name, statement) in sql::all_with(sql::databases::postgres::ALL) {
                let prepared = connection.prepare(statement.into_sql_str()).await;
                assert!(prepared.is_ok(), "{name}: {:?}", prepared.err());
            }
            for statement in sql::CLEAR.into_iter().chain(sql::sessions::FORGET) {
                connection.prepare(statement.into_sql_str()).await.unwrap();
            }
        }
    }
}

async fn many_processes_may_open_a_new_database_at_once(place: Place) {
    let opens: Vec<_> = (0..8)
        .map(|_| {
            let database = place.database();
            tokio::spawn(async move { Store::open(&database).await })
        })
        .collect();
    for open in opens {
        open.await.unwrap().unwrap();
    }
    assert_eq!(place.count("select count(*) from _sqlx_migrations").await, 3);
}

async fn a_database_of_the_first_migration_alone_is_brought_up_to_date(place: Place) {
    let newsroom = Newsroom::filled(place.open().await).await;
    let edition = newsroom.store.next_edition(None, now()).await.unwrap();
    newsroom.store.close().await;
    let undone = "drop index channels_undated; drop index channels_expiring; \
                  drop index profiles_desk; drop index profiles_since; \
                  alter table channels drop column expires_at; alter table editions drop column mark; \
                  delete from _sqlx_migrations where version = 2";
    place.tamper(undone, undone).await;
    let refused = Store::check(&place.database()).await.err();
    assert!(matches!(&refused, Some(OpenError::Behind { name }) if name == "0002_editions"), "{refused:?}");
    let store = place.open().await;
    let newest = store.standing().await.unwrap().newest.unwrap();
    assert_eq!((newest.number, newest.mark), (edition.number, 0));
    assert!(store.goes_on_from(newest).await.unwrap());
    assert!(!store.goes_on_from(edition).await.unwrap());
    assert_eq!(store.load().await.unwrap().directory.profiles().len(), 3);
}

async fn who_names_a_desk_is_found_by_an_index(place: Place) {
    place.open().await;
    let found = if place.is_postgres() {
        "select count(*) from pg_indexes where indexname = 'profiles_desk' and indexdef like '%(desk)'"
    } else {
        "select count(*) from pragma_index_info('profiles_desk') where name = 'desk'"
    };
    assert_eq!(place.count(found).await, 1);
}

async fn an_edited_migration_is_refused_by_name(place: Place) {
    place.open().await.close().await;
    let sqlite = "update _sqlx_migrations set checksum = x'00'";
    place.tamper(sqlite, "update _sqlx_migrations set checksum = '\\x00'").await;
    for refused in [Store::open(&place.database()).await.err(), Store::check(&place.database()).await.err()] {
        assert!(
            matches!(&refused, Some(OpenError::Edited { name }) if name == "0001_directory"),
            "{refused:?}"
        );
    }
}

async fn a_newer_database_is_refused(place: Place) {
    place.open().await.close().await;
    let later = "insert into _sqlx_migrations (version, description, success, checksum, execution_time) \
                 select 999, 'later', success, checksum, 0 from _sqlx_migrations where version = 1";
    place.tamper(later, later).await;
    for refused in [Store::open(&place.database()).await.err(), Store::check(&place.database()).await.err()] {
        assert!(matches!(refused, Some(OpenError::Newer { version: 999 })), "{refused:?}");
    }
}

async fn an_unfinished_migration_is_refused_by_name(place: Place) {
    place.open().await.close().await;
    let torn = "update _sqlx_migrations set success = false";
    place.tamper(torn, torn).await;
    let refused = Store::open(&place.database()).await.err();
    assert!(
        matches!(&refused, Some(OpenError::Unfinished { name }) if name == "0001_directory"),
        "{refused:?}"
    );
}

async fn checking_makes_nothing(place: Place) {
    let refused = Store::check(&place.database()).await.err();
    if place.is_postgres() {
        assert!(
            matches!(&refused, Some(OpenError::Behind { name }) if name == "0001_directory"),
            "{refused:?}"
        );
        assert_eq!(place.count("select count(*) from pg_tables where schemaname = 'public'").await, 0);
    } else {
        assert!(matches!(refused, Some(OpenError::Missing { .. })), "{refused:?}");
        assert!(!place.file("masthead.sqlite").exists());
    }
}

async fn checking_reads_what_opening_would(place: Place) {
    let newsroom = Newsroom::filled(place.open().await).await;
    let beside = Store::check(&place.database()).await.unwrap();
    newsroom.store.close().await;
    let alone = Store::check(&place.database()).await.unwrap();
    assert_eq!(beside, alone);
    assert_eq!(alone.to_string(), "3 profiles at revision 1, 13 entries of history");
    if !place.is_postgres() {
        let left: Vec<_> = std::fs::read_dir(place.file("masthead.sqlite").parent().unwrap())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with("-wal") || name.ends_with("-shm"))
            .collect();
        assert_eq!(left, Vec::<String>::new());
    }
}

#[test]
fn both_databases_have_every_migration_file() {
    for (folder, list) in [("sqlite", sqlite::MIGRATIONS), ("postgres", postgres::MIGRATIONS)] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations").join(folder);
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let listed: Vec<String> = list.iter().map(|(_, name, _)| format!("{name}.sql")).collect();
        assert_eq!(files, listed);
        assert!(list.iter().all(|(version, name, _)| name.starts_with(&format!("{version:04}_"))));
    }
    let names = |list: &'static [(i64, &str, &str)]| list.iter().map(|(version, name, _)| (*version, *name));
    assert!(names(sqlite::MIGRATIONS).eq(names(postgres::MIGRATIONS)));
}

#[tokio::test]
async fn a_large_import_does_not_leave_a_large_log_behind() {
    let place = Place::sqlite();
    let Store::Sqlite(store) = place.open().await else { panic!("it is SQLite") };
    let limit: i64 = sqlx::query_scalar("select journal_size_limit from pragma_journal_size_limit")
        .fetch_one(&store.writer)
        .await
        .unwrap();
    assert_eq!(limit, sqlite::LOG_OCTETS);
}

#[tokio::test]
async fn a_file_that_is_something_else_is_left_alone() {
    let place = Place::sqlite();
    let file = place.file("masthead.sqlite");
    std::fs::write(&file, "An article about harbours, long enough to be taken for a header. ".repeat(40))
        .unwrap();
    let refused = Store::open(&place.database()).await.err();
    assert!(matches!(refused, Some(OpenError::Damaged)), "{refused:?}");
    std::fs::remove_file(&file).unwrap();
    place.open().await.close().await;
    place.tamper("drop table _sqlx_migrations", "").await;
    let refused = Store::open(&place.database()).await.err();
    assert!(matches!(refused, Some(OpenError::Foreign)), "{refused:?}");
}

#[tokio::test]
async fn a_damaged_file_is_refused() {
    let place = Place::sqlite();
    Newsroom::filled(place.open().await).await.store.close().await;
    let file = place.file("masthead.sqlite");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0xa5);
    std::fs::write(&file, bytes).unwrap();
    let refused = Store::open(&place.database()).await.err();
    assert!(matches!(refused, Some(OpenError::Damaged)), "{refused:?}");
}

#[tokio::test]
async fn nobody_else_on_the_machine_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::sqlite();
    // Held to the end: whoever closes a database last takes its log and the log's index away.
    let newsroom = Newsroom::filled(place.open().await).await;
    for name in ["masthead.sqlite", "masthead.sqlite-wal", "masthead.sqlite-shm", "masthead.sqlite.lock"] {
        let mode = std::fs::metadata(place.file(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    std::fs::set_permissions(place.file("masthead.sqlite"), std::fs::Permissions::from_mode(0o644)).unwrap();
    let refused = Store::check(&place.database()).await.err();
    assert!(matches!(refused, Some(OpenError::Exposed { .. })), "{refused:?}");
    newsroom.store.close().await;
}
