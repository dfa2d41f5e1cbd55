//! Writing the directory's own rows, inside a transaction that `newsroom::working` begins and commits.

use super::Connection;
use super::tables::{Stored as _, write_all};
use crate::store::error::{CommitError, Conflict, DatabaseError};
use crate::store::rows::{Batch, ProfileRow};
use crate::store::sql;

/// Writes the rows of a batch inside a transaction.
pub(super) async fn write(connection: &mut Connection, batch: &Batch) -> Result<(), CommitError> {
    write_lists(&mut *connection, batch)
        .await
        .map_err(|cause| CommitError::from_write(cause, Conflict::List))?;
    write_profiles(&mut *connection, batch).await?;
    for row in &batch.directory.slugs {
        let written = row.write(&mut *connection, sql::lists::SLUG_WRITE).await;
        if written.map_err(|cause| CommitError::from_write(cause, Conflict::Slug))? == 0 {
            return Err(CommitError::Conflict(Conflict::Slug));
        }
    }
    Ok(())
}

async fn write_lists(connection: &mut Connection, batch: &Batch) -> Result<(), sqlx::Error> {
    write_all(&mut *connection, sql::lists::BEAT_WRITE, &batch.directory.beats).await?;
    write_all(&mut *connection, sql::lists::OUTLET_WRITE, &batch.directory.outlets).await
}

async fn write_profiles(connection: &mut Connection, batch: &Batch) -> Result<(), CommitError> {
    let rows = &batch.directory;
    // What the changed profiles had is taken away from all of them before any is given something, so that two
    // of them may exchange a channel or an external identifier in one commit.
    for (row, expected) in rows.profiles.iter().zip(&batch.expected) {
        if expected.is_some() {
            take_away(&mut *connection, &row.id).await.map_err(DatabaseError::from)?;
        }
    }
    for (row, expected) in rows.profiles.iter().zip(&batch.expected) {
        write_profile(&mut *connection, row, *expected).await?;
    }
    let written = write_all(&mut *connection, sql::profiles::CHANNEL_INSERT, &rows.channels).await;
    written.map_err(|cause| CommitError::from_write(cause, Conflict::Channel))?;
    let written = write_all(&mut *connection, sql::profiles::EXTERNAL_ID_INSERT, &rows.external_ids).await;
    written.map_err(|cause| CommitError::from_write(cause, Conflict::ExternalId))?;
    let written = write_members(&mut *connection, batch).await;
    written.map_err(|cause| CommitError::from_write(cause, Conflict::List))
}

async fn take_away(connection: &mut Connection, profile: &str) -> Result<(), sqlx::Error> {
    for statement in [
        sql::profiles::CHANNELS_DELETE,
        sql::profiles::PROFILE_BEATS_DELETE,
        sql::profiles::PROFILE_LANGUAGES_DELETE,
        sql::profiles::PROFILE_OUTLETS_DELETE,
        sql::profiles::PROFILE_MEMBERS_DELETE,
        sql::profiles::CONSENTS_DELETE,
        sql::profiles::EXTERNAL_IDS_DELETE,
    ] {
        sqlx::query(statement).bind(profile).execute(&mut *connection).await?;
    }
    Ok(())
}

async fn write_profile(
    connection: &mut Connection,
    row: &ProfileRow,
    expected: Option<i64>,
) -> Result<(), CommitError> {
    let written = match expected {
        None => row.write(&mut *connection, sql::profiles::PROFILE_INSERT).await,
        Some(revision) => {
            let update = row.query(sql::profiles::PROFILE_UPDATE).bind(revision);
            update.execute(&mut *connection).await.map(|done| done.rows_affected())
        }
    };
    match written.map_err(|cause| CommitError::from_write(cause, Conflict::Profile))? {
        0 => Err(CommitError::Stale),
        _ => Ok(()),
    }
}

async fn write_members(connection: &mut Connection, batch: &Batch) -> Result<(), sqlx::Error> {
    let rows = &batch.directory;
    write_all(&mut *connection, sql::profiles::PROFILE_BEAT_INSERT, &rows.profile_beats).await?;
    write_all(&mut *connection, sql::profiles::PROFILE_LANGUAGE_INSERT, &rows.profile_languages).await?;
    write_all(&mut *connection, sql::profiles::PROFILE_OUTLET_INSERT, &rows.profile_outlets).await?;
    write_all(&mut *connection, sql::profiles::PROFILE_MEMBER_INSERT, &rows.profile_members).await?;
    write_all(&mut *connection, sql::profiles::CONSENT_INSERT, &rows.consents).await
}
