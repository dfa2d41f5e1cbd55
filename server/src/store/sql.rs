//! Every statement that the store runs, by subject. Unless it stands in `databases`, a statement runs unchanged on
//! SQLite and PostgreSQL; the contract suite has each database prepare each one.

/// Statements, and the list of them that each database prepares in the contract tests.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)+) => {
        $($(#[$doc])* pub(in crate::store) const $name: &str = $text;)+

        #[cfg(test)]
        pub(in crate::store) const ALL: &[(&str, &str)] = &[$((stringify!($name), $name)),+];
    };
}

/// The profiles that changed, and the desks that they name, without which they cannot be shown. A profile also counts
/// as changed when an edition that the asker has not seen was the first to show it.
macro_rules! changed {
    () => {
        "(select id from profiles where changed_revision > $1 or since_edition > $2 \
          union select desk from profiles where changed_revision > $1 or since_edition > $2)"
    };
}

pub(super) mod accounts;
pub(super) mod databases;
pub(super) mod editions;
pub(super) mod history;
pub(super) mod keeping;
pub(super) mod lists;
pub(super) mod profiles;
pub(super) mod proposals;
pub(super) mod sessions;
pub(super) mod standing;

/// Empties the database before a restore, children first.
pub(super) const CLEAR: [&str; 29] = [
    "delete from reminders",
    "delete from idempotency_keys",
    "delete from letters",
    "delete from history_entries",
    "delete from proposals",
    "delete from ceremonies",
    "delete from signing_keys",
    "delete from tokens",
    "delete from refresh_tokens",
    "delete from sessions",
    "delete from links",
    "delete from recovery_codes",
    "delete from authenticators",
    "delete from passkeys",
    "delete from accounts",
    "delete from photos",
    "delete from history",
    "delete from editions",
    "delete from slugs",
    "delete from external_ids",
    "delete from consents",
    "delete from profile_members",
    "delete from profile_outlets",
    "delete from profile_languages",
    "delete from profile_beats",
    "delete from channels",
    "delete from profiles",
    "delete from outlets",
    "delete from beats",
];

/// Statements with their names.
#[cfg(test)]
type Listed = &'static [(&'static str, &'static str)];

/// What both databases run.
#[cfg(test)]
const EVERYWHERE: [Listed; 9] = [
    accounts::ALL,
    editions::ALL,
    history::ALL,
    keeping::ALL,
    lists::ALL,
    profiles::ALL,
    proposals::ALL,
    sessions::ALL,
    standing::ALL,
];

/// What one database runs: with those, `own`.
#[cfg(test)]
pub(super) fn all_with(own: Listed) -> Vec<(&'static str, &'static str)> {
    EVERYWHERE.into_iter().chain([own]).flatten().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::all_with;
    use super::databases::{postgres, sqlite};

    #[test]
    fn statements_are_lower_case_and_name_their_columns() {
        for (name, statement) in all_with(postgres::ALL).into_iter().chain(all_with(sqlite::ALL)) {
            assert_eq!(statement.to_ascii_lowercase(), statement, "{name}");
            assert!(!statement.contains("select *"), "{name}");
        }
    }

    #[test]
    fn every_statement_stands_in_a_list_that_a_database_prepares() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/sql");
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            // `statements!` makes the list. What is no statement of its own is listed by the contract suite itself.
            let others = text.matches("const ").count() - text.matches("const FORGET: [").count();
            assert_eq!(others, 0, "{}", path.display());
        }
    }
}
