//! Reading rows of the newsroom's side.

use sqlx::Row as _;

use super::super::super::{BEGIN_READ, Db};
use super::super::tables::Stored;
use super::query;
use crate::store::error::DatabaseError;
use crate::store::newsroom::step::Parameter;
use crate::store::records::HistoryVerdict;

/// Every row that a statement finds.
pub(in crate::store) async fn rows<R: Stored>(
    pool: &sqlx::Pool<Db>,
    statement: &'static str,
    parameters: &[Parameter],
) -> Result<Vec<R>, DatabaseError> {
    let mut connection = pool.acquire().await?;
    let found = query(statement, parameters).fetch_all(&mut *connection).await?;
    Ok(found.iter().map(R::read).collect::<Result<_, _>>()?)
}

/// One row and the row that it belongs to, found by the same parameter, as they stood at one moment.
pub(in crate::store) async fn pair<One: Stored, Other: Stored>(
    pool: &sqlx::Pool<Db>,
    statements: [&'static str; 2],
    parameter: &Parameter,
) -> Result<Option<(One, Other)>, DatabaseError> {
    let [one, other] = statements;
    let parameter = std::slice::from_ref(parameter);
    let mut transaction = pool.begin_with(BEGIN_READ).await?;
    let one = query(one, parameter).fetch_optional(&mut *transaction).await?;
    let other = match one {
        Some(_) => query(other, parameter).fetch_optional(&mut *transaction).await?,
        None => None,
    };
    transaction.rollback().await?;
    Ok(one
        .zip(other)
        .map(|(one, other)| Ok::<_, sqlx::Error>((One::read(&one)?, Other::read(&other)?)))
        .transpose()?)
}

/// How many a statement finds.
pub(in crate::store) async fn count(
    pool: &sqlx::Pool<Db>,
    statement: &'static str,
    parameters: &[Parameter],
) -> Result<i64, DatabaseError> {
    let mut connection = pool.acquire().await?;
    Ok(query(statement, parameters).fetch_one(&mut *connection).await?.try_get("found")?)
}

/// Recomputes the chain of the history, as it stands at one moment.
pub(in crate::store) async fn check_history(pool: &sqlx::Pool<Db>) -> Result<HistoryVerdict, DatabaseError> {
    let mut transaction = pool.begin_with(BEGIN_READ).await?;
    let verdict = super::check(&mut transaction).await?;
    transaction.rollback().await?;
    Ok(verdict)
}
