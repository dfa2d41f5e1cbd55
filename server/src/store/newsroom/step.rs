//! One statement of a transaction, with what it must do: made here once, and run by either database.

use crate::store::error::Conflict;

/// What a statement is given.
#[derive(Clone)]
pub(in crate::store) enum Parameter {
    Text(String),
    OptionalText(Option<String>),
    Number(i64),
    OptionalNumber(Option<i64>),
    Octets(Vec<u8>),
}

/// A statement of a transaction.
#[derive(Clone)]
pub(in crate::store) struct Step {
    pub(in crate::store) statement: &'static str,
    pub(in crate::store) parameters: Vec<Parameter>,
    /// Whether the transaction is off if it touches no row.
    pub(in crate::store) must_touch: bool,
    /// What it means when a rule of the tables is broken.
    pub(in crate::store) conflict: Conflict,
}

impl Step {
    /// Whatever it touches.
    pub(in crate::store) fn any(statement: &'static str, parameters: Vec<Parameter>) -> Self {
        Self { statement, parameters, must_touch: false, conflict: Conflict::Record }
    }

    /// It must touch a row, or its condition did not hold.
    pub(in crate::store) fn must(statement: &'static str, parameters: Vec<Parameter>) -> Self {
        Self { must_touch: true, ..Self::any(statement, parameters) }
    }
}

macro_rules! from {
    ($($kind:ty => $variant:ident),+) => {
        $(impl From<$kind> for Parameter {
            fn from(value: $kind) -> Self {
                Self::$variant(value)
            }
        })+
    };
}

from!(String => Text, Option<String> => OptionalText, i64 => Number, Option<i64> => OptionalNumber, Vec<u8> => Octets);

/// The parameters of a statement, in their order.
macro_rules! parameters {
    ($($value:expr),* $(,)?) => {
        vec![$($crate::store::newsroom::step::Parameter::from($value)),*]
    };
}
pub(in crate::store) use parameters;
