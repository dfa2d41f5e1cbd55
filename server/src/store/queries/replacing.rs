//! Replacing all there is by what a backup holds.

use super::super::Db;
use super::newsroom::{adopt, append, head};
use super::tables::{Stored as _, standing, write_all};
use super::writing::write;
use super::{Connection, begin_write};
use crate::store::error::{DatabaseError, ReplaceError};
use crate::store::newsroom::chain::{Pending, restored};
use crate::store::replacing::{Numbers, above, is_empty};
use crate::store::rows::{Batch, Everything, NewsroomRows, StandingRow};
use crate::store::sql::{self, accounts, history, keeping, proposals, sessions};

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
    let replaced = head(&mut transaction).await.map_err(DatabaseError::from)?;
    let revoked = revoked(&mut transaction).await.map_err(DatabaseError::from)?;
    for statement in sql::CLEAR {
        sqlx::query(statement).execute(&mut *transaction).await.map_err(DatabaseError::from)?;
    }
    let becomes = match numbers {
        Numbers::Keep => everything.standing.clone(),
        Numbers::GoOn { .. } => above(&there, &everything.standing),
    };
    fill(&mut transaction, everything).await?;
    if let Numbers::GoOn { at } = numbers {
        let going_on = go_on(&mut transaction, restored(at, &becomes, &replaced), &revoked);
        going_on.await.map_err(DatabaseError::from)?;
    }
    becomes.write(&mut transaction, sql::standing::STANDING_REPLACE).await.map_err(DatabaseError::from)?;
    transaction.commit().await.map_err(DatabaseError::from)?;
    Ok(becomes)
}

/// The tokens that nobody may use, whatever a backup says.
async fn revoked(connection: &mut Connection) -> Result<Vec<(String, i64)>, sqlx::Error> {
    sqlx::query_as(sessions::TOKENS_REVOKED).fetch_all(connection).await
}

async fn go_on(
    connection: &mut Connection,
    entry: Pending,
    revoked: &[(String, i64)],
) -> Result<(), sqlx::Error> {
    sqlx::query(sql::editions::PROFILES_UNSTAMP).execute(&mut *connection).await?;
    for (token, at) in revoked {
        let stays = sqlx::query(sessions::TOKEN_STAYS_REVOKED).bind(token).bind(at);
        stays.execute(&mut *connection).await?;
    }
    // A backup of an older program brings a history that is not chained.
    adopt(&mut *connection).await?;
    append(connection, [entry]).await
}

async fn fill(connection: &mut Connection, everything: Everything) -> Result<(), ReplaceError> {
    let Everything { standing: _, directory, editions, history, newsroom } = everything;
    write_all(&mut *connection, sql::editions::EDITION_INSERT, &editions)
        .await
        .map_err(DatabaseError::from)?;
    let expected = vec![None; directory.profiles.len()];
    write(&mut *connection, &Batch { directory, expected }).await?;
    write_all(&mut *connection, sql::history::HISTORY_INSERT, &history).await.map_err(DatabaseError::from)?;
    Ok(fill_newsroom(connection, &newsroom).await.map_err(DatabaseError::from)?)
}

async fn fill_newsroom(connection: &mut Connection, rows: &NewsroomRows) -> Result<(), sqlx::Error> {
    write_all(&mut *connection, keeping::PHOTO_INSERT, &rows.photos).await?;
    write_all(&mut *connection, accounts::ACCOUNT_INSERT, &rows.accounts).await?;
    write_all(&mut *connection, accounts::PASSKEY_INSERT, &rows.passkeys).await?;
    write_all(&mut *connection, accounts::AUTHENTICATOR_WRITE, &rows.authenticators).await?;
    write_all(&mut *connection, accounts::RECOVERY_CODE_INSERT, &rows.recovery_codes).await?;
    write_all(&mut *connection, sessions::TOKEN_INSERT, &rows.tokens).await?;
    write_all(&mut *connection, sessions::SIGNING_KEY_INSERT, &rows.signing_keys).await?;
    write_all(&mut *connection, proposals::PROPOSAL_INSERT, &rows.proposals).await?;
    write_all(&mut *connection, history::HISTORY_ENTRY_INSERT, &rows.history_entries).await?;
    write_all(&mut *connection, keeping::REMINDER_INSERT, &rows.reminders).await?;
    rows.head.write(connection, history::HEAD_WRITE).await?;
    Ok(())
}
