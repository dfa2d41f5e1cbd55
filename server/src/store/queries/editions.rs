//! Numbering editions.

use directory::Freshness;

use super::super::Db;
use super::tables::{Stored as _, standing};
use super::{ATTEMPTS, Connection, begin_write};
use crate::store::error::DatabaseError;
use crate::store::from_rows::key_ends;
use crate::store::rows::EditionNumberRow;
use crate::store::sql;

/// The next edition's number and moment, above those of `seen`, the newest edition that this node has shown. It is
/// stamped on every profile that it is the first to show as it is: after an edit, also of its desk or a beat's name;
/// after the clock has changed it since the edition before; and, where `seen` comes from a past that was undone, on all.
pub(in crate::store) async fn next(
    pool: &sqlx::Pool<Db>,
    seen: Option<EditionNumberRow>,
    at: i64,
    mark: i64,
) -> Result<EditionNumberRow, DatabaseError> {
    for _ in 1..ATTEMPTS {
        match attempt(pool, seen.as_ref(), at, mark).await {
            Err(cause) if cause.asks_for_another_attempt() => {}
            decided => return decided,
        }
    }
    attempt(pool, seen.as_ref(), at, mark).await
}

async fn attempt(
    pool: &sqlx::Pool<Db>,
    seen: Option<&EditionNumberRow>,
    at: i64,
    mark: i64,
) -> Result<EditionNumberRow, DatabaseError> {
    let mut transaction = begin_write(pool).await?;
    let before = standing(&mut transaction).await?;
    if let Some(seen) = seen
        && !tells_readers_of(&mut transaction, seen).await?
    {
        sqlx::query(sql::editions::PROFILES_UNSTAMP).execute(&mut *transaction).await?;
    }
    let floor = seen.map_or(0, |seen| seen.number);
    let advance = sqlx::query(sql::editions::EDITION_ADVANCE).bind(floor).bind(at).bind(mark);
    let edition = EditionNumberRow::read(&advance.fetch_one(&mut *transaction).await?)?;
    edition.write(&mut transaction, sql::editions::EDITION_INSERT).await?;
    date_keys(&mut transaction).await?;
    stamp(&mut transaction, &edition, before.published_at).await?;
    transaction.commit().await?;
    Ok(edition)
}

/// Stamps an edition on every profile that it is the first to show as it is. The moment of the edition before says what
/// the clock has changed since.
async fn stamp(
    connection: &mut Connection,
    edition: &EditionNumberRow,
    before: i64,
) -> Result<(), sqlx::Error> {
    let EditionNumberRow { number, published_at, .. } = *edition;
    let marked = |moment: i64| moment.saturating_sub(Freshness::MARKED_AFTER_SECONDS);
    let hidden = |moment: i64| moment.saturating_sub(Freshness::HIDDEN_AFTER_SECONDS);
    sqlx::query(sql::editions::PROFILES_STAMP).bind(number).execute(&mut *connection).await?;
    sqlx::query(sql::editions::PROFILES_STAMP_ENDED)
        .bind(number)
        .bind(before)
        .bind(published_at)
        .bind(hidden(before))
        .execute(&mut *connection)
        .await?;
    // A desk that cannot be reached any more is named by nobody. One that shows a channel otherwise still is.
    sqlx::query(sql::editions::PROFILES_STAMP_BESIDE).bind(number).execute(&mut *connection).await?;
    sqlx::query(sql::editions::PROFILES_STAMP_TURNED)
        .bind(number)
        .bind(before)
        .bind(published_at)
        .bind(marked(before))
        .bind(marked(published_at))
        .bind(hidden(before))
        .bind(hidden(published_at))
        .execute(&mut *connection)
        .await?;
    Ok(())
}

/// Writes down when keys expire that were written since the last edition, by this program or an older one. A key that
/// cannot be read is left for whoever reads the directory to complain of.
async fn date_keys(connection: &mut Connection) -> Result<(), sqlx::Error> {
    let undated: Vec<(String, String)> =
        sqlx::query_as(sql::editions::KEYS_UNDATED).fetch_all(&mut *connection).await?;
    for (id, key) in undated {
        let Some(end) = key_ends(&key) else { continue };
        sqlx::query(sql::editions::KEY_DATE).bind(id).bind(end).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Whether an edition was made from what this database holds.
pub(super) async fn is_known(
    connection: &mut Connection,
    edition: &EditionNumberRow,
) -> Result<bool, sqlx::Error> {
    let found: i64 = sqlx::query_scalar(sql::editions::EDITION_KNOWN)
        .bind(edition.number)
        .bind(edition.published_at)
        .bind(edition.revision)
        .bind(edition.mark)
        .fetch_one(connection)
        .await?;
    Ok(found > 0)
}

/// Whether whoever has read an edition finds everything that is different now by the edition that each profile says
/// it looks the same since.
async fn tells_readers_of(
    connection: &mut Connection,
    edition: &EditionNumberRow,
) -> Result<bool, sqlx::Error> {
    if is_known(&mut *connection, edition).await? {
        return Ok(true);
    }
    let claims: i64 =
        sqlx::query_scalar(sql::editions::PROFILES_SINCE).bind(edition.number).fetch_one(connection).await?;
    Ok(claims == 0)
}

/// The same, of a database that nobody is about to write.
pub(in crate::store) async fn goes_on_from(
    pool: &sqlx::Pool<Db>,
    edition: EditionNumberRow,
) -> Result<bool, DatabaseError> {
    let mut connection = pool.acquire().await?;
    Ok(tells_readers_of(&mut connection, &edition).await?)
}
