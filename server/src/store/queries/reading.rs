//! Reading the directory, each time as it stood at one moment.

use std::time::Duration;

use sqlx::{Connection as _, Row as _};
use tokio::time::timeout;

use super::super::{BEGIN_READ, Db};
use super::editions::is_known;
use super::tables::{Stored as _, read_all, standing};
use super::{Connection, Transaction};
use crate::store::error::DatabaseError;
use crate::store::rows::{DirectoryRows, EditionNumberRow, Everything, PositionRow, StandingRow};
use crate::store::sql;

/// How long the database may take to say where it stands. The pool itself would try for much longer.
const SAYS_WHERE_WITHIN: Duration = Duration::from_secs(2);

/// Before the first revision and the first edition: everything has changed since.
const EVER: i64 = -1;

/// Where the directory stands.
pub(in crate::store) async fn position(pool: &sqlx::Pool<Db>) -> Result<PositionRow, DatabaseError> {
    let late = || DatabaseError::new("it does not answer in time");
    let mut connection = timeout(SAYS_WHERE_WITHIN, pool.acquire()).await.map_err(|_elapsed| late())??;
    let asked = timeout(SAYS_WHERE_WITHIN, sqlx::query(sql::POSITION).fetch_one(&mut *connection)).await;
    let Ok(row) = asked else {
        // A machine that is gone never ends the connection: the pool would wait for it, and lack it.
        drop(connection.detach());
        return Err(late());
    };
    let row = row?;
    let newest: Option<i64> = row.try_get("number")?;
    Ok(PositionRow {
        revision: row.try_get("directory_revision")?,
        edition: row.try_get("edition")?,
        newest: newest.map(|_| EditionNumberRow::read(&row)).transpose()?,
    })
}

/// The whole directory.
pub(in crate::store) async fn whole(
    pool: &sqlx::Pool<Db>,
) -> Result<(StandingRow, DirectoryRows), DatabaseError> {
    let mut transaction = pool.begin_with(BEGIN_READ).await?;
    let standing = standing(&mut transaction).await?;
    let rows = changed(&mut transaction, EVER, EVER).await?;
    end(transaction).await?;
    Ok((standing, rows))
}

/// What changed since an edition was made, and `true`; or everything, and `false`, if all was replaced since, or the
/// edition was made in a past that this database does not have.
pub(in crate::store) async fn since(
    pool: &sqlx::Pool<Db>,
    edition: EditionNumberRow,
) -> Result<(StandingRow, DirectoryRows, bool), DatabaseError> {
    let mut transaction = pool.begin_with(BEGIN_READ).await?;
    let standing = standing(&mut transaction).await?;
    let goes_on =
        standing.replaced_revision <= edition.revision && is_known(&mut transaction, &edition).await?;
    let rows = if goes_on {
        changed(&mut transaction, edition.revision, edition.number).await?
    } else {
        changed(&mut transaction, EVER, EVER).await?
    };
    end(transaction).await?;
    Ok((standing, rows, goes_on))
}

/// Every row there is, unread: a backup also keeps what this program would refuse to show.
pub(in crate::store) async fn everything(connection: &mut Connection) -> Result<Everything, DatabaseError> {
    let mut transaction = connection.begin_with(BEGIN_READ).await?;
    let standing = standing(&mut transaction).await?;
    let directory = changed(&mut transaction, EVER, EVER).await?;
    let editions = read_all(&mut transaction, sql::EDITIONS_AFTER, &[EVER]).await?;
    let history = read_all(&mut transaction, sql::HISTORY_AFTER, &[EVER]).await?;
    transaction.rollback().await?;
    Ok(Everything { standing, directory, editions, history })
}

// A transaction that only read has nothing to keep; ending it in order spares the pool a rollback later.
async fn end(transaction: Transaction) -> Result<(), sqlx::Error> {
    transaction.rollback().await
}

async fn changed(
    connection: &mut Connection,
    revision: i64,
    edition: i64,
) -> Result<DirectoryRows, sqlx::Error> {
    let profile = &[revision, edition];
    Ok(DirectoryRows {
        beats: read_all(&mut *connection, sql::BEATS_CHANGED, profile).await?,
        outlets: read_all(&mut *connection, sql::OUTLETS_CHANGED, &[revision]).await?,
        profiles: read_all(&mut *connection, sql::PROFILES_CHANGED, profile).await?,
        channels: read_all(&mut *connection, sql::CHANNELS_CHANGED, profile).await?,
        profile_beats: read_all(&mut *connection, sql::PROFILE_BEATS_CHANGED, profile).await?,
        profile_languages: read_all(&mut *connection, sql::PROFILE_LANGUAGES_CHANGED, profile).await?,
        profile_outlets: read_all(&mut *connection, sql::PROFILE_OUTLETS_CHANGED, profile).await?,
        consents: read_all(&mut *connection, sql::CONSENTS_CHANGED, profile).await?,
        external_ids: read_all(&mut *connection, sql::EXTERNAL_IDS_CHANGED, profile).await?,
        slugs: read_all(&mut *connection, sql::SLUGS_CHANGED, profile).await?,
    })
}
