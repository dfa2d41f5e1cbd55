//! What the store asks of a database, written once and compiled for each: `super` is `sqlite` or `postgres`,
//! and says which [`super::Db`] this is and how its transactions begin.

pub(in crate::store) mod editions;
pub(in crate::store) mod migrating;
pub(in crate::store) mod newsroom;
pub(in crate::store) mod reading;
pub(in crate::store) mod replacing;
pub(in crate::store) mod tables;
pub(in crate::store) mod writing;

use sqlx::Database;

use super::{BEGIN_WRITE, Db, TAKE_TURN};

type Connection = <Db as Database>::Connection;
type Row = <Db as Database>::Row;
type Transaction = sqlx::Transaction<'static, Db>;

/// How often a transaction is begun again when the database asks for it, before the editor is told.
const ATTEMPTS: usize = 8;

/// Begins a transaction that will write, once every earlier one has ended. What it then reads stays true
/// until it commits.
async fn begin_write(pool: &sqlx::Pool<Db>) -> Result<Transaction, sqlx::Error> {
    let mut transaction = pool.begin_with(BEGIN_WRITE).await?;
    if let Some(statement) = TAKE_TURN {
        sqlx::query(statement).execute(&mut *transaction).await?;
    }
    Ok(transaction)
}
