//! Replacing all there is by what a backup holds.

use super::super::Db;
use super::tables::{Stored as _, standing, write_all};
use super::writing::write;
use super::{Connection, begin_write};
use crate::store::error::{DatabaseError, ReplaceError};
use crate::store::replacing::{Numbers, above, is_empty};
use crate::store::rows::{Batch, Everything, StandingRow};
use crate::store::sql;

/// Puts `everything` in place of what is there, in one transaction.
pub(in crate::store) async fn replace(
    pool: &sqlx::Pool<Db>,
    everything: Everything,
    overwrite: bool,
    numbers: Numbers,
) -> Result<StandingRow, ReplaceError> {
    let mut transaction = begin_write(pool).await.map_err(DatabaseError::from)?;
    let there = standing(&mut transaction).await.map_err(DatabaseError::from)?;
    if !overwrite && !is_empty(&there) {
        return Err(ReplaceError::NotEmpty);
    }
    for statement in sql::CLEAR {
        sqlx::query(statement).execute(&mut *transaction).await.map_err(DatabaseError::from)?;
    }
    let becomes = match numbers {
        Numbers::Keep => everything.standing.clone(),
        Numbers::GoOn => above(&there, &everything.standing),
    };
    fill(&mut transaction, everything).await?;
    if numbers == Numbers::GoOn {
        sqlx::query(sql::PROFILES_UNSTAMP).execute(&mut *transaction).await.map_err(DatabaseError::from)?;
    }
    becomes.write(&mut transaction, sql::STANDING_REPLACE).await.map_err(DatabaseError::from)?;
    transaction.commit().await.map_err(DatabaseError::from)?;
    Ok(becomes)
}

async fn fill(connection: &mut Connection, everything: Everything) -> Result<(), ReplaceError> {
    write_all(&mut *connection, sql::EDITION_INSERT, &everything.editions)
        .await
        .map_err(DatabaseError::from)?;
    let expected = vec![None; everything.directory.profiles.len()];
    let batch = Batch { directory: everything.directory, expected, history: everything.history };
    Ok(write(connection, &batch).await?)
}
