//! For each table, how a row is read and written. A column that the row type lacks does not compile, and one
//! that the table lacks is found by the test that prepares every statement.

use sqlx::{Database, Row as _};

use super::super::Db;
use super::{Connection, Row};
use crate::store::rows::{
    BeatRow, ChannelRow, ConsentRow, EditionNumberRow, ExternalIdRow, HistoryRow, OutletRow, ProfileBeatRow,
    ProfileLanguageRow, ProfileMemberRow, ProfileOutletRow, ProfileRow, SlugRow, StandingRow,
};

type Query<'row> = sqlx::query::Query<'row, Db, <Db as Database>::Arguments>;

/// A row of a table.
pub(in crate::store) trait Stored: Sized {
    /// Reads a row by the names of its columns.
    fn read(row: &Row) -> Result<Self, sqlx::Error>;

    /// A statement whose parameters are the columns, in the order of the table.
    fn query(&self, statement: &'static str) -> Query<'_>;

    /// Runs such a statement and says how many rows it wrote.
    async fn write(&self, connection: &mut Connection, statement: &'static str) -> Result<u64, sqlx::Error> {
        Ok(self.query(statement).execute(connection).await?.rows_affected())
    }
}

macro_rules! stored {
    ($row:ident: $($column:ident),+) => {
        impl Stored for $row {
            fn read(row: &Row) -> Result<Self, sqlx::Error> {
                Ok(Self { $($column: row.try_get(stringify!($column))?),+ })
            }

            fn query(&self, statement: &'static str) -> Query<'_> {
                sqlx::query(statement)$(.bind(&self.$column))+
            }
        }
    };
}

mod newsroom;

stored!(StandingRow: revision, edition, published_at, replaced_revision);
stored!(BeatRow: slug, name, changed_revision);
stored!(OutletRow: name, changed_revision);
stored!(ProfileRow: id, uid, slug, kind, name, sort_name, title, outlet, status, pronouns, bio, desk, photo, shielded_at,
        ends_at, paused_until, created_at, updated_at, revision, since_edition, changed_revision);
stored!(ChannelRow: id, profile_id, place, kind, value, label, note, visibility, confirmed_at, confirm_by, added_at);
stored!(ProfileBeatRow: profile_id, place, beat);
stored!(ProfileLanguageRow: profile_id, place, language);
stored!(ProfileOutletRow: profile_id, place, outlet);
stored!(ProfileMemberRow: profile_id, place, member);
stored!(ConsentRow: profile_id, topic, recorded_at);
stored!(ExternalIdRow: profile_id, system, external_id);
stored!(SlugRow: slug, profile_id, answers, changed_revision);
stored!(EditionNumberRow: number, published_at, revision, mark);
stored!(HistoryRow: revision, place, changed_at, actor, profile_id, change);

/// Writes each row by the same statement.
pub(super) async fn write_all<R: Stored>(
    connection: &mut Connection,
    statement: &'static str,
    rows: &[R],
) -> Result<(), sqlx::Error> {
    for row in rows {
        row.write(&mut *connection, statement).await?;
    }
    Ok(())
}

/// Every row that a statement returns.
pub(super) async fn read_all<R: Stored>(
    connection: &mut Connection,
    statement: &'static str,
    parameters: &[i64],
) -> Result<Vec<R>, sqlx::Error> {
    let mut query = sqlx::query(statement);
    for parameter in parameters {
        query = query.bind(*parameter);
    }
    query.fetch_all(connection).await?.iter().map(R::read).collect()
}

/// The one row of `directory`.
pub(super) async fn standing(connection: &mut Connection) -> Result<StandingRow, sqlx::Error> {
    StandingRow::read(&sqlx::query(crate::store::sql::standing::STANDING).fetch_one(connection).await?)
}
