//! Bringing the tables up to date, and telling whether they are.

use sqlx::SqlSafeStr as _;
use sqlx::migrate::{Migrate as _, MigrateError, Migration, MigrationType};

use super::super::MIGRATIONS;
use super::Connection;
use crate::store::error::{DatabaseError, OpenError};

/// Where sqlx writes down which migrations it has applied.
const TABLE: &str = "_sqlx_migrations";

/// Applies the migrations that are missing. PostgreSQL lets one process in at a time; SQLite does not, so
/// there the caller holds a lock of its own.
pub(in crate::store) async fn apply(connection: &mut Connection) -> Result<(), OpenError> {
    connection.lock().await.map_err(explain)?;
    connection.ensure_migrations_table(TABLE).await.map_err(explain)?;
    for migration in missing(connection).await? {
        connection.apply(TABLE, &migration).await.map_err(explain)?;
    }
    connection.unlock().await.map_err(explain)
}

/// The first migration that is missing, if one is.
pub(in crate::store) async fn first_missing(
    connection: &mut Connection,
) -> Result<Option<String>, OpenError> {
    Ok(missing(connection).await?.into_iter().next().map(|migration| migration.description.into_owned()))
}

/// The migrations that are missing; refuses a database that this program may not touch.
async fn missing(connection: &mut Connection) -> Result<Vec<Migration>, OpenError> {
    if let Some(version) = connection.dirty_version(TABLE).await.map_err(explain)? {
        return Err(OpenError::Unfinished { name: name_of(version) });
    }
    let applied = connection.list_applied_migrations(TABLE).await.map_err(explain)?;
    let mut known: Vec<Migration> = MIGRATIONS.iter().map(migration).collect();
    for there in applied {
        let Some(place) = known.iter().position(|migration| migration.version == there.version) else {
            return Err(OpenError::Newer { version: there.version });
        };
        let ours = known.remove(place);
        if ours.checksum != there.checksum {
            return Err(OpenError::Edited { name: ours.description.into_owned() });
        }
    }
    Ok(known)
}

fn migration((version, name, statements): &(i64, &'static str, &'static str)) -> Migration {
    let statements = (*statements).into_sql_str();
    Migration::new(*version, (*name).into(), MigrationType::Simple, statements, false)
}

fn explain(cause: MigrateError) -> OpenError {
    match cause {
        MigrateError::ExecuteMigration(source, version) => {
            OpenError::Migration { name: name_of(version), source: source.into() }
        }
        MigrateError::Execute(source) => OpenError::Database(source.into()),
        other => OpenError::Database(DatabaseError::new(other.to_string())),
    }
}

fn name_of(version: i64) -> String {
    let known = MIGRATIONS.iter().find(|(known, ..)| *known == version);
    known.map_or_else(|| version.to_string(), |(_, name, _)| (*name).to_owned())
}
