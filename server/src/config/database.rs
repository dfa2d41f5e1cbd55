//! Where the directory is kept: a SQLite file or a PostgreSQL server.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::secret::Secret;

/// A database. A PostgreSQL address holds a password, so it does not print itself.
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
pub enum Database {
    /// A file of this machine.
    Sqlite(PathBuf),
    /// A server.
    Postgres(Secret<String>),
}

/// Why a text names no database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is neither sqlite:FILE nor postgres://USER@HOST/DATABASE")]
pub struct DatabaseError;

impl Database {
    /// The SQLite file at `path`.
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        Self::Sqlite(path.into())
    }

    /// Reads `sqlite:FILE`, `sqlite://FILE` or `postgres://…`.
    pub fn parse(text: &str) -> Result<Self, DatabaseError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(Secret::new(text.to_owned())));
        }
        let path = text.strip_prefix("sqlite:").ok_or(DatabaseError)?;
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() { Err(DatabaseError) } else { Ok(Self::sqlite(Path::new(path))) }
    }
}

impl TryFrom<String> for Database {
    type Error = DatabaseError;
    fn try_from(text: String) -> Result<Self, DatabaseError> {
        Self::parse(&text)
    }
}

impl fmt::Display for Database {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(formatter, "the SQLite file {}", path.display()),
            Self::Postgres(_) => formatter.write_str("the PostgreSQL server of database.url"),
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_address_never_prints_its_password() {
        let database = Database::parse("postgres://masthead:hunter2@db.example/masthead").unwrap();
        assert!(!format!("{database} {database:?}").contains("hunter2"));
    }

    #[test]
    fn another_kind_of_database_is_refused() {
        assert!(Database::parse("mysql://localhost/masthead").is_err());
        assert!(Database::parse("sqlite:").is_err());
    }
}
