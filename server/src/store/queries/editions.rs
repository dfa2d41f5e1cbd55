//! Numbering editions.

use super::super::Db;
use super::tables::{Stored as _, read_all};
use super::{ATTEMPTS, begin_write};
use crate::store::error::DatabaseError;
use crate::store::rows::EditionNumberRow;
use crate::store::sql;

/// The next edition's number and moment, above `floor`, stamped on every profile that it is the first to
/// show.
pub(in crate::store) async fn next(
    pool: &sqlx::Pool<Db>,
    floor: i64,
    at: i64,
) -> Result<EditionNumberRow, DatabaseError> {
    for _ in 1..ATTEMPTS {
        match attempt(pool, floor, at).await {
            Err(cause) if cause.asks_for_another_attempt() => {}
            decided => return decided,
        }
    }
    attempt(pool, floor, at).await
}

async fn attempt(pool: &sqlx::Pool<Db>, floor: i64, at: i64) -> Result<EditionNumberRow, DatabaseError> {
    let mut transaction = begin_write(pool).await?;
    let advance = sqlx::query(sql::EDITION_ADVANCE).bind(floor).bind(at);
    let edition = EditionNumberRow::read(&advance.fetch_one(&mut *transaction).await?)?;
    edition.write(&mut transaction, sql::EDITION_INSERT).await?;
    sqlx::query(sql::PROFILES_STAMP).bind(edition.number).execute(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(edition)
}

/// The newest edition, if there was one yet.
pub(in crate::store) async fn latest(
    pool: &sqlx::Pool<Db>,
) -> Result<Option<EditionNumberRow>, DatabaseError> {
    let mut connection = pool.acquire().await?;
    let mut rows = read_all(&mut connection, sql::EDITION_LATEST, &[]).await?;
    Ok(rows.pop())
}
