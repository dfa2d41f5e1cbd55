//! What one database is asked and the other is not.

/// What only SQLite runs.
pub(in crate::store) mod sqlite {
    statements! {
    /// Whether migrations were ever run.
    MIGRATED = "select count(*) as found from sqlite_master where type = 'table' and name = '_sqlx_migrations'";

    /// Whether there is anything in the file at all.
    TABLES = "select count(*) as found from sqlite_master";

    /// Every page and index entry read, without the comparison of indexes against tables.
    QUICK_CHECK = "pragma quick_check(1)";

    /// Everything that SQLite can check about a file.
    INTEGRITY_CHECK = "pragma integrity_check(1)";

    FOREIGN_KEY_CHECK = "pragma foreign_key_check";

    /// A consistent copy in one file, made while others read and write.
    BACKUP = "vacuum into $1";
    }
}

/// What only PostgreSQL runs.
pub(in crate::store) mod postgres {
    statements! {
    /// Whether migrations were ever run.
    MIGRATED = "select count(*) as found from pg_catalog.pg_class where oid = to_regclass('_sqlx_migrations')";

    /// What SQLite's `begin immediate` does: one writer at a time, and readers undisturbed.
    TAKE_TURN = "lock table directory in exclusive mode";

    /// What texts the database can hold.
    ENCODING = "select pg_catalog.current_setting('server_encoding') as encoding";
    }
}
