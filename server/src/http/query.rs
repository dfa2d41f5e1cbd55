//! A query string on the machine side, read strictly: a misspelt parameter is refused by name, because ignoring
//! it would answer another question than the one asked.

use std::fmt;

use url::form_urlencoded;

/// Parameters by name, in the order given.
pub struct Query(Vec<(&'static str, String)>);

/// What was asked for is nobody's to print.
impl fmt::Debug for Query {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Query(…)")
    }
}

/// Why a query is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// A parameter this address does not take.
    #[error("unknown parameter; this address takes {known}")]
    Unknown {
        /// What it does take.
        known: String,
    },
    /// A parameter given twice.
    #[error("the parameter {name} is given twice")]
    Twice {
        /// Which one.
        name: &'static str,
    },
    /// A parameter whose value cannot be read.
    #[error("{name} {reason}")]
    Value {
        /// Which one.
        name: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
}

impl Query {
    /// Reads `a=1&b=2`; only `known` names are taken.
    pub fn parse(text: &str, known: &[&'static str]) -> Result<Self, QueryError> {
        let mut parameters: Vec<(&'static str, String)> = Vec::new();
        for (name, value) in form_urlencoded::parse(text.as_bytes()) {
            let Some(name) = known.iter().find(|candidate| **candidate == name) else {
                let known = if known.is_empty() { "no parameters".to_owned() } else { known.join(", ") };
                return Err(QueryError::Unknown { known });
            };
            if parameters.iter().any(|(earlier, _)| earlier == name) {
                return Err(QueryError::Twice { name });
            }
            parameters.push((name, value.into_owned()));
        }
        Ok(Self(parameters))
    }

    /// The value of a parameter, if it was given.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_parameter_is_refused() {
        assert!(matches!(Query::parse("idz=a", &["ids"]), Err(QueryError::Unknown { .. })));
    }

    #[test]
    fn a_parameter_given_twice_is_refused() {
        assert_eq!(Query::parse("ids=a&ids=b", &["ids"]).unwrap_err(), QueryError::Twice { name: "ids" });
    }

    #[test]
    fn values_are_decoded() {
        let query = Query::parse("outlet=The+Harbour%20Courier", &["outlet"]).unwrap();
        assert_eq!(query.text("outlet"), Some("The Harbour Courier"));
    }
}
