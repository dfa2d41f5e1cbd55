//! The chain of the history, in the database.

use super::super::super::Db;
use super::super::tables::{Stored as _, read_all};
use super::super::{Connection, begin_write};
use crate::store::error::DatabaseError;
use crate::store::newsroom::chain::{Check, Pending, adopted};
use crate::store::records::HistoryVerdict;
use crate::store::rows::{HeadRow, HistoryEntryRow, HistoryRow};
use crate::store::sql::history as sql;

/// How many entries are read at once.
const PAGE: i64 = 500;

/// The newest entry, as the directory says.
pub(in super::super) async fn head(connection: &mut Connection) -> Result<HeadRow, sqlx::Error> {
    HeadRow::read(&sqlx::query(sql::HEAD).fetch_one(connection).await?)
}

/// Whether the history goes on from an entry that was its newest once.
pub(in super::super) async fn contains(
    connection: &mut Connection,
    seen: &HeadRow,
) -> Result<bool, sqlx::Error> {
    if seen.history_number == 0 {
        return Ok(true);
    }
    let there: Vec<HistoryEntryRow> =
        read_all(connection, sql::HISTORY_ENTRY, &[seen.history_number]).await?;
    Ok(there.iter().any(|entry| entry.hash == seen.history_hash))
}

/// Writes entries at the end of the chain.
pub(in super::super) async fn append(
    connection: &mut Connection,
    entries: impl IntoIterator<Item = Pending>,
) -> Result<(), sqlx::Error> {
    let mut head = head(&mut *connection).await?;
    let before = head.history_number;
    for pending in entries {
        let row = head.append(pending);
        row.write(&mut *connection, sql::HISTORY_ENTRY_INSERT).await?;
    }
    if head.history_number > before {
        head.write(&mut *connection, sql::HEAD_WRITE).await?;
    }
    Ok(())
}

/// Moves into the chain what an older program, which knows of none, has written beside it.
pub(in super::super) async fn adopt(connection: &mut Connection) -> Result<(), sqlx::Error> {
    loop {
        let rows: Vec<HistoryRow> = read_all(&mut *connection, sql::HISTORY_FIRST, &[PAGE]).await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in &rows {
            let take = sqlx::query(sql::HISTORY_TAKE).bind(row.revision).bind(row.place);
            take.execute(&mut *connection).await?;
        }
        append(&mut *connection, rows.into_iter().map(adopted)).await?;
    }
}

/// The same in a transaction of its own, if there is anything to move.
pub(in crate::store) async fn adopt_all(pool: &sqlx::Pool<Db>) -> Result<(), DatabaseError> {
    let left: Vec<HistoryRow> = read_all(&mut *pool.acquire().await?, sql::HISTORY_FIRST, &[1]).await?;
    if left.is_empty() {
        return Ok(());
    }
    let mut transaction = begin_write(pool).await?;
    adopt(&mut transaction).await?;
    Ok(transaction.commit().await?)
}

/// Recomputes the chain inside a transaction that sees one moment.
pub(in super::super) async fn check(connection: &mut Connection) -> Result<HistoryVerdict, sqlx::Error> {
    let mut chain = Check::begin();
    let mut after = i64::MIN;
    loop {
        let page: Vec<HistoryEntryRow> =
            read_all(&mut *connection, sql::HISTORY_ENTRIES_AFTER, &[after, PAGE]).await?;
        let Some(last) = page.last() else { break };
        after = last.number;
        for row in &page {
            if let Err(verdict) = chain.take(row) {
                return Ok(verdict);
            }
        }
    }
    Ok(chain.end(&head(connection).await?))
}
