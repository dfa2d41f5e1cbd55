//! Writing: one transaction for whatever one act does, and nothing of it unless all of it.

use sqlx::Row as _;

use super::super::super::Db;
use super::super::tables::standing;
use super::super::writing::write as write_directory;
use super::super::{ATTEMPTS, Connection, begin_write};
use super::chaining::{adopt, append};
use super::query;
use crate::store::error::{CommitError, DatabaseError};
use crate::store::newsroom::work::WorkRows;
use crate::store::sql;

/// Writes `work`, beginning again when the database asks for it. Returns the directory's revision.
pub(in crate::store) async fn write(pool: &sqlx::Pool<Db>, work: &WorkRows) -> Result<i64, CommitError> {
    for _ in 1..ATTEMPTS {
        match attempt(pool, work).await {
            Err(CommitError::Database(cause)) if cause.asks_for_another_attempt() => {}
            decided => return decided,
        }
    }
    attempt(pool, work).await
}

async fn attempt(pool: &sqlx::Pool<Db>, work: &WorkRows) -> Result<i64, CommitError> {
    let mut transaction = begin_write(pool).await.map_err(DatabaseError::from)?;
    match inside(&mut transaction, work).await {
        Ok(revision) => {
            transaction.commit().await.map_err(CommitError::from_commit)?;
            Ok(revision)
        }
        Err(refused) => {
            // Whether or not it can say so, the database undoes what was not committed.
            let _undone = transaction.rollback().await;
            Err(refused)
        }
    }
}

async fn inside(connection: &mut Connection, work: &WorkRows) -> Result<i64, CommitError> {
    adopt(&mut *connection).await.map_err(DatabaseError::from)?;
    let revision = stand(&mut *connection, work).await?;
    write_directory(&mut *connection, &work.batch).await?;
    for step in &work.steps {
        let done = query(step.statement, &step.parameters).execute(&mut *connection).await;
        let touched = done.map_err(|cause| CommitError::from_step(cause, step.conflict))?.rows_affected();
        if step.must_touch && touched == 0 {
            return Err(CommitError::Stale);
        }
    }
    let entries = work.entries.iter().cloned().map(|mut entry| {
        entry.revision = work.advances.then_some(revision);
        entry
    });
    append(&mut *connection, entries).await.map_err(DatabaseError::from)?;
    Ok(revision)
}

/// Advances the directory where the work changes it, and makes sure that it stands where the work was judged.
async fn stand(connection: &mut Connection, work: &WorkRows) -> Result<i64, CommitError> {
    if !work.advances {
        let there = standing(connection).await.map_err(DatabaseError::from)?.revision;
        let moved_on = work.expected.is_some_and(|expected| expected != there);
        return if moved_on { Err(CommitError::Stale) } else { Ok(there) };
    }
    // Changes that were judged on nothing in particular cannot be judged to hold.
    let expected = work.expected.ok_or(CommitError::Stale)?;
    let advanced =
        sqlx::query(sql::standing::REVISION_ADVANCE).bind(expected).fetch_optional(connection).await;
    let advanced = advanced.map_err(DatabaseError::from)?.ok_or(CommitError::Stale)?;
    Ok(advanced.try_get("revision").map_err(DatabaseError::from)?)
}
