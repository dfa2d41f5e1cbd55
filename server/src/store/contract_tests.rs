//! The contract of the store: the same tests on SQLite and on PostgreSQL.
//!
//! `MASTHEAD_TEST_POSTGRES` is the address of a server's administrator, such as
//! `postgres://postgres@127.0.0.1:5432/postgres`. Each test makes a database of its own there.

mod backups;
mod commits;
mod editions;
mod migrations;
mod newsroom;
mod place;
mod reading;
mod samples;

use place::Place;

/// Makes two tests of each function: one for each database.
macro_rules! contract {
    ($($test:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                crate::store::contract_tests::Place::sqlite().run(super::$test).await;
            })+
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                if let Some(place) = crate::store::contract_tests::Place::postgres().await {
                    place.run(super::$test).await;
                }
            })+
        }
    };
}
use contract;
