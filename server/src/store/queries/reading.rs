//! Reading the directory, each time as it stood at one moment.

use std::time::Duration;

use sqlx::{Connection as _, Row as _};
use tokio::time::timeout;

use super::super::{BEGIN_READ, Db};
use super::editions::is_known;
use super::newsroom::{check, contains, head};
use super::tables::{Stored as _, read_all, standing};
use super::{Connection, Transaction};
use crate::store::error::DatabaseError;
use crate::store::rows::{
    DirectoryRows, EditionNumberRow, Everything, HeadRow, Inspected, NewsroomRows, PositionRow, StandingRow,
};
use crate::store::sql::{self, accounts, history, keeping, proposals, sessions};

/// How long the database may take to say where it stands. The pool itself would try for much longer.
const SAYS_WHERE_WITHIN: Duration = Duration::from_secs(2);

/// Before the first revision and the first edition: everything has changed since.
const EVER: i64 = -1;

/// Where the directory stands.
pub(in crate::store) async fn position(pool: &sqlx::Pool<Db>) -> Result<PositionRow, DatabaseError> {
    let late = || DatabaseError::new("it does not answer in time");
    let mut connection = timeout(SAYS_WHERE_WITHIN, pool.acquire()).await.map_err(|_elapsed| late())??;
    let asked =
        timeout(SAYS_WHERE_WITHIN, sqlx::query(sql::standing::POSITION).fetch_one(&mut *connection)).await;
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

/// The whole directory, and the newest entry of its history.
pub(in crate::store) async fn whole(
    pool: &sqlx::Pool<Db>,
) -> Result<(StandingRow, DirectoryRows, HeadRow), DatabaseError> {
    let mut transaction = pool.begin_with(BEGIN_READ).await?;
    let standing = standing(&mut transaction).await?;
    let rows = changed(&mut transaction, EVER, EVER).await?;
    let head = head(&mut transaction).await?;
    end(transaction).await?;
    Ok((standing, rows, head))
}

/// What changed since a revision and an edition, and `true`; or everything, and `false`, if all was replaced since, or
/// this database does not go on from `seen`, the newest entry of the history then.
pub(in crate::store) async fn refresh(
    pool: &sqlx::Pool<Db>,
    revision: i64,
    edition: i64,
    seen: &HeadRow,
) -> Result<(StandingRow, DirectoryRows, HeadRow, bool), DatabaseError> {
    let mut transaction = pool.begin_with(BEGIN_READ).await?;
    let standing = standing(&mut transaction).await?;
    let head = head(&mut transaction).await?;
    let goes_on = standing.replaced_revision <= revision
        && standing.revision >= revision
        && standing.edition >= edition
        && contains(&mut transaction, seen).await?;
    let rows = if !goes_on {
        changed(&mut transaction, EVER, EVER).await?
    } else if (standing.revision, standing.edition) == (revision, edition) {
        DirectoryRows::default()
    } else {
        changed(&mut transaction, revision, edition).await?
    };
    end(transaction).await?;
    Ok((standing, rows, head, goes_on))
}

/// What changed since an edition was made, and `true`; or everything, and `false`, if all was replaced since, or the
/// edition was made in a past that this database does not have.
pub(in crate::store) async fn since(
    pool: &sqlx::Pool<Db>,
    edition: EditionNumberRow,
) -> Result<(StandingRow, DirectoryRows, HeadRow, bool), DatabaseError> {
    let mut transaction = pool.begin_with(BEGIN_READ).await?;
    let standing = standing(&mut transaction).await?;
    let goes_on =
        standing.replaced_revision <= edition.revision && is_known(&mut transaction, &edition).await?;
    let rows = if goes_on {
        changed(&mut transaction, edition.revision, edition.number).await?
    } else {
        changed(&mut transaction, EVER, EVER).await?
    };
    let head = head(&mut transaction).await?;
    end(transaction).await?;
    Ok((standing, rows, head, goes_on))
}

/// Every row there is, unread: a backup also keeps what this program would refuse to show.
pub(in crate::store) async fn everything(connection: &mut Connection) -> Result<Everything, DatabaseError> {
    let mut transaction = connection.begin_with(BEGIN_READ).await?;
    let standing = standing(&mut transaction).await?;
    let directory = changed(&mut transaction, EVER, EVER).await?;
    let editions = read_all(&mut transaction, sql::editions::EDITIONS_AFTER, &[EVER]).await?;
    let unchained = read_all(&mut transaction, sql::history::HISTORY_AFTER, &[EVER]).await?;
    let staff = staff(&mut transaction).await?;
    let newsroom = NewsroomRows {
        photos: read_all(&mut transaction, keeping::PHOTOS, &[]).await?,
        history_entries: read_all(&mut transaction, history::HISTORY_ENTRIES_AFTER, &[EVER, i64::MAX])
            .await?,
        ..staff
    };
    transaction.rollback().await?;
    Ok(Everything { standing, directory, editions, history: unchained, newsroom })
}

/// Everything that has a form that can be wrong. Portraits have none, and the history may be too long to hold.
pub(in crate::store) async fn inspect(connection: &mut Connection) -> Result<Inspected, DatabaseError> {
    let mut transaction = connection.begin_with(BEGIN_READ).await?;
    let inspected = Inspected {
        standing: standing(&mut transaction).await?,
        directory: changed(&mut transaction, EVER, EVER).await?,
        staff: staff(&mut transaction).await?,
        history: check(&mut transaction).await?,
    };
    transaction.rollback().await?;
    Ok(inspected)
}

/// The newsroom's side without its portraits and its history.
async fn staff(connection: &mut Connection) -> Result<NewsroomRows, sqlx::Error> {
    Ok(NewsroomRows {
        head: head(&mut *connection).await?,
        photos: Vec::new(),
        accounts: read_all(&mut *connection, accounts::ACCOUNTS, &[]).await?,
        passkeys: read_all(&mut *connection, accounts::PASSKEYS, &[]).await?,
        authenticators: read_all(&mut *connection, accounts::AUTHENTICATORS, &[]).await?,
        recovery_codes: read_all(&mut *connection, accounts::RECOVERY_CODES, &[]).await?,
        tokens: read_all(&mut *connection, sessions::TOKENS, &[]).await?,
        signing_keys: read_all(&mut *connection, sessions::SIGNING_KEYS, &[]).await?,
        proposals: read_all(&mut *connection, proposals::PROPOSALS, &[i64::MAX]).await?,
        history_entries: Vec::new(),
        reminders: read_all(&mut *connection, keeping::REMINDERS_SINCE, &[EVER]).await?,
    })
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
        beats: read_all(&mut *connection, sql::lists::BEATS_CHANGED, profile).await?,
        outlets: read_all(&mut *connection, sql::lists::OUTLETS_CHANGED, &[revision]).await?,
        profiles: read_all(&mut *connection, sql::profiles::PROFILES_CHANGED, profile).await?,
        channels: read_all(&mut *connection, sql::profiles::CHANNELS_CHANGED, profile).await?,
        profile_beats: read_all(&mut *connection, sql::profiles::PROFILE_BEATS_CHANGED, profile).await?,
        profile_languages: read_all(&mut *connection, sql::profiles::PROFILE_LANGUAGES_CHANGED, profile)
            .await?,
        profile_outlets: read_all(&mut *connection, sql::profiles::PROFILE_OUTLETS_CHANGED, profile).await?,
        profile_members: read_all(&mut *connection, sql::profiles::PROFILE_MEMBERS_CHANGED, profile).await?,
        consents: read_all(&mut *connection, sql::profiles::CONSENTS_CHANGED, profile).await?,
        external_ids: read_all(&mut *connection, sql::profiles::EXTERNAL_IDS_CHANGED, profile).await?,
        slugs: read_all(&mut *connection, sql::lists::SLUGS_CHANGED, profile).await?,
    })
}
