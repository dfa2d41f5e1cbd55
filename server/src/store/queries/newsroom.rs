//! What is asked of the newsroom's side.

mod chaining;
pub(in crate::store) mod reading;
pub(in crate::store) mod working;

pub(in crate::store) use chaining::adopt_all;
pub(super) use chaining::{adopt, append, check, contains, head};

use sqlx::Database;

use super::super::Db;
use crate::store::newsroom::step::Parameter;

type Query = sqlx::query::Query<'static, Db, <Db as Database>::Arguments>;

fn query(statement: &'static str, parameters: &[Parameter]) -> Query {
    parameters.iter().cloned().fold(sqlx::query(statement), |query, parameter| match parameter {
        Parameter::Text(text) => query.bind(text),
        Parameter::OptionalText(text) => query.bind(text),
        Parameter::Number(number) => query.bind(number),
        Parameter::OptionalNumber(number) => query.bind(number),
        Parameter::Octets(octets) => query.bind(octets),
    })
}
