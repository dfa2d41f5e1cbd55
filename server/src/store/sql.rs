//! Every statement that the store runs. Unless its name says otherwise, a statement runs unchanged on SQLite
//! and PostgreSQL; the contract suite has each database prepare each one.

/// One row: where the directory stands.
pub(super) const STANDING: &str = "\
select revision, edition, published_at, replaced_revision
  from directory
 where id = 1";

/// The same, with the edition of that number.
pub(super) const POSITION: &str = "\
select directory.revision as directory_revision, directory.edition, editions.number, editions.published_at,
       editions.revision, editions.mark
  from directory
  left join editions on editions.number = directory.edition
 where directory.id = 1";

/// The first statement of a commit: whoever started from an older revision finds no row.
pub(super) const REVISION_ADVANCE: &str = "\
update directory
   set revision = revision + 1
 where id = 1 and revision = $1
returning revision";

pub(super) const STANDING_REPLACE: &str = "\
update directory
   set revision = $1, edition = $2, published_at = $3, replaced_revision = $4
 where id = 1";

/// Numbers grow by one from the highest that anybody has seen, and moments grow with them even where clocks
/// do not.
pub(super) const EDITION_ADVANCE: &str = "\
update directory
   set edition = case when edition > $1 then edition else $1 end + 1,
       published_at = case when published_at < $2 then $2 else published_at + 1 end
 where id = 1
returning edition as number, published_at, revision, cast($3 as bigint) as mark";

pub(super) const EDITION_INSERT: &str = "\
insert into editions (number, published_at, revision, mark)
values ($1, $2, $3, $4)";

/// Whether an edition was made from what this database holds, and not in a past that was undone.
pub(super) const EDITION_KNOWN: &str = "\
select count(*) as found
  from editions
 where number = $1 and published_at = $2 and revision = $3 and mark = $4";

pub(super) const EDITIONS_AFTER: &str = "\
select number, published_at, revision, mark
  from editions
 where number > $1
 order by number";

/// A draft is in no edition, so it waits for its first.
pub(super) const PROFILES_STAMP: &str = "\
update profiles
   set since_edition = $1
 where since_edition is null and status <> 'draft'";

/// Keys whose end has not been worked out since they were written.
pub(super) const KEYS_UNDATED: &str = "\
select id, value
  from channels
 where kind = 'pgp' and expires_at is null
 order by id";

pub(super) const KEY_DATE: &str = "\
update channels
   set expires_at = $2
 where id = $1";

/// The profiles of which a key disappeared after one moment and until another. A profile that can be reached by no
/// other channel shows none, and so loses none: it must not be told apart from one that is paused.
pub(super) const PROFILES_STAMP_EXPIRED: &str = "\
update profiles
   set since_edition = $1
 where status = 'listed'
   and id in (select profile_id from channels
               where expires_at > $2 and expires_at <= $3 and kind = 'pgp' and visibility <> 'hidden')
   and id in (select profile_id from channels where kind <> 'pgp' and visibility <> 'hidden')";

/// The profiles that show something of another row that is different now: the name of a beat, or a desk, of which they
/// say the name and whether it can be reached.
pub(super) const PROFILES_STAMP_BESIDE: &str = "\
update profiles
   set since_edition = $1
 where status <> 'draft'
   and (desk in (select id from profiles where since_edition = $1)
        or id in (select profile_id
                    from profile_beats
                    join beats on beats.slug = profile_beats.beat
                   where beats.changed_revision >
                         (select coalesce(max(revision), 0) from editions where number < $1)))";

/// How many profiles claim to look as they did in an edition.
pub(super) const PROFILES_SINCE: &str = "\
select count(*) as found
  from profiles
 where since_edition <= $1";

pub(super) const PROFILES_UNSTAMP: &str = "\
update profiles
   set since_edition = null
 where since_edition is not null";

pub(super) const BEAT_WRITE: &str = "\
insert into beats (slug, name, changed_revision)
values ($1, $2, $3)
on conflict (slug) do update set name = $2, changed_revision = $3";

/// The profiles that changed, and the desks that they name, without which they cannot be shown. A profile also counts
/// as changed when an edition that the asker has not seen was the first to show it.
macro_rules! changed {
    () => {
        "(select id from profiles where changed_revision > $1 or since_edition > $2 \
          union select desk from profiles where changed_revision > $1 or since_edition > $2)"
    };
}

/// With those that a profile names that changed.
pub(super) const BEATS_CHANGED: &str = concat!(
    "\
select slug, name, changed_revision
  from beats
 where changed_revision > $1 or slug in (select beat from profile_beats where profile_id in ",
    changed!(),
    ")
 order by slug"
);

pub(super) const OUTLET_WRITE: &str = "\
insert into outlets (name, changed_revision)
values ($1, $2)
on conflict (name) do update set changed_revision = $2";

pub(super) const OUTLETS_CHANGED: &str = "\
select name, changed_revision
  from outlets
 where changed_revision > $1
 order by name";

pub(super) const PROFILE_INSERT: &str = "\
insert into profiles (id, uid, slug, kind, name, sort_name, title, outlet, status, pronouns, bio, desk, paused_until,
       created_at, updated_at, revision, since_edition, changed_revision)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";

pub(super) const PROFILE_UPDATE: &str = "\
update profiles
   set uid = $2, slug = $3, kind = $4, name = $5, sort_name = $6, title = $7, outlet = $8, status = $9,
       pronouns = $10, bio = $11, desk = $12, paused_until = $13, created_at = $14, updated_at = $15,
       revision = $16, since_edition = $17, changed_revision = $18
 where id = $1 and revision = $19";

pub(super) const PROFILES_CHANGED: &str = concat!(
    "\
select id, uid, slug, kind, name, sort_name, title, outlet, status, pronouns, bio, desk, paused_until, created_at,
       updated_at, revision, since_edition, changed_revision
  from profiles
 where id in ",
    changed!(),
    "
 order by id"
);

pub(super) const CHANNEL_INSERT: &str = "\
insert into channels (id, profile_id, place, kind, value, label, note, visibility, confirmed_at, confirm_by, added_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

pub(super) const CHANNELS_DELETE: &str = "delete from channels where profile_id = $1";

pub(super) const CHANNELS_CHANGED: &str = concat!(
    "\
select id, profile_id, place, kind, value, label, note, visibility, confirmed_at, confirm_by, added_at
  from channels
 where profile_id in ",
    changed!(),
    "
 order by profile_id, place"
);

pub(super) const PROFILE_BEAT_INSERT: &str = "\
insert into profile_beats (profile_id, place, beat)
values ($1, $2, $3)";

pub(super) const PROFILE_BEATS_DELETE: &str = "delete from profile_beats where profile_id = $1";

pub(super) const PROFILE_BEATS_CHANGED: &str = concat!(
    "\
select profile_id, place, beat
  from profile_beats
 where profile_id in ",
    changed!(),
    "
 order by profile_id, place"
);

pub(super) const PROFILE_LANGUAGE_INSERT: &str = "\
insert into profile_languages (profile_id, place, language)
values ($1, $2, $3)";

pub(super) const PROFILE_LANGUAGES_DELETE: &str = "delete from profile_languages where profile_id = $1";

pub(super) const PROFILE_LANGUAGES_CHANGED: &str = concat!(
    "\
select profile_id, place, language
  from profile_languages
 where profile_id in ",
    changed!(),
    "
 order by profile_id, place"
);

pub(super) const PROFILE_OUTLET_INSERT: &str = "\
insert into profile_outlets (profile_id, place, outlet)
values ($1, $2, $3)";

pub(super) const PROFILE_OUTLETS_DELETE: &str = "delete from profile_outlets where profile_id = $1";

pub(super) const PROFILE_OUTLETS_CHANGED: &str = concat!(
    "\
select profile_id, place, outlet
  from profile_outlets
 where profile_id in ",
    changed!(),
    "
 order by profile_id, place"
);

pub(super) const CONSENT_INSERT: &str = "\
insert into consents (profile_id, topic, recorded_at)
values ($1, $2, $3)";

pub(super) const CONSENTS_DELETE: &str = "delete from consents where profile_id = $1";

pub(super) const CONSENTS_CHANGED: &str = concat!(
    "\
select profile_id, topic, recorded_at
  from consents
 where profile_id in ",
    changed!(),
    "
 order by profile_id, topic"
);

pub(super) const EXTERNAL_ID_INSERT: &str = "\
insert into external_ids (profile_id, system, external_id)
values ($1, $2, $3)";

pub(super) const EXTERNAL_IDS_DELETE: &str = "delete from external_ids where profile_id = $1";

pub(super) const EXTERNAL_IDS_CHANGED: &str = concat!(
    "\
select profile_id, system, external_id
  from external_ids
 where profile_id in ",
    changed!(),
    "
 order by profile_id, system"
);

/// Writes no row when the slug is another profile's: a slug is never given to somebody else.
pub(super) const SLUG_WRITE: &str = "\
insert into slugs (slug, profile_id, answers, changed_revision)
values ($1, $2, $3, $4)
on conflict (slug) do update set answers = $3, changed_revision = $4
 where slugs.profile_id = $2";

/// With all slugs of a profile that changed: whether they lead to it depends on it.
pub(super) const SLUGS_CHANGED: &str = concat!(
    "\
select slug, profile_id, answers, changed_revision
  from slugs
 where changed_revision > $1 or profile_id in ",
    changed!(),
    "
 order by slug"
);

pub(super) const HISTORY_INSERT: &str = "\
insert into history (revision, place, changed_at, actor, profile_id, change)
values ($1, $2, $3, $4, $5, $6)";

pub(super) const HISTORY_AFTER: &str = "\
select revision, place, changed_at, actor, profile_id, change
  from history
 where revision > $1
 order by revision, place";

/// Empties the database before a restore, children first.
pub(super) const CLEAR: [&str; 12] = [
    "delete from history",
    "delete from editions",
    "delete from slugs",
    "delete from external_ids",
    "delete from consents",
    "delete from profile_outlets",
    "delete from profile_languages",
    "delete from profile_beats",
    "delete from channels",
    "delete from profiles",
    "delete from outlets",
    "delete from beats",
];

/// Whether migrations were ever run.
pub(super) const SQLITE_MIGRATED: &str =
    "select count(*) as found from sqlite_master where type = 'table' and name = '_sqlx_migrations'";

/// Whether there is anything in the file at all.
pub(super) const SQLITE_TABLES: &str = "select count(*) as found from sqlite_master";

/// Whether migrations were ever run.
pub(super) const POSTGRES_MIGRATED: &str =
    "select count(*) as found from pg_catalog.pg_class where oid = to_regclass('_sqlx_migrations')";

/// What SQLite's `begin immediate` does: one writer at a time, and readers undisturbed.
pub(super) const POSTGRES_TAKE_TURN: &str = "lock table directory in exclusive mode";

/// What texts the database can hold.
pub(super) const POSTGRES_ENCODING: &str = "select pg_catalog.current_setting('server_encoding') as encoding";

/// Every page and index entry read, without the comparison of indexes against tables.
pub(super) const SQLITE_QUICK_CHECK: &str = "pragma quick_check(1)";

/// Everything that SQLite can check about a file.
pub(super) const SQLITE_INTEGRITY_CHECK: &str = "pragma integrity_check(1)";

pub(super) const SQLITE_FOREIGN_KEY_CHECK: &str = "pragma foreign_key_check";

/// A consistent copy in one file, made while others read and write.
pub(super) const SQLITE_BACKUP: &str = "vacuum into $1";

/// The statements that both databases run.
#[cfg(test)]
pub(super) const EVERYWHERE: &[(&str, &str)] = &[
    ("STANDING", STANDING),
    ("POSITION", POSITION),
    ("REVISION_ADVANCE", REVISION_ADVANCE),
    ("STANDING_REPLACE", STANDING_REPLACE),
    ("EDITION_ADVANCE", EDITION_ADVANCE),
    ("EDITION_INSERT", EDITION_INSERT),
    ("EDITION_KNOWN", EDITION_KNOWN),
    ("EDITIONS_AFTER", EDITIONS_AFTER),
    ("PROFILES_STAMP", PROFILES_STAMP),
    ("KEYS_UNDATED", KEYS_UNDATED),
    ("KEY_DATE", KEY_DATE),
    ("PROFILES_STAMP_EXPIRED", PROFILES_STAMP_EXPIRED),
    ("PROFILES_STAMP_BESIDE", PROFILES_STAMP_BESIDE),
    ("PROFILES_SINCE", PROFILES_SINCE),
    ("PROFILES_UNSTAMP", PROFILES_UNSTAMP),
    ("BEAT_WRITE", BEAT_WRITE),
    ("BEATS_CHANGED", BEATS_CHANGED),
    ("OUTLET_WRITE", OUTLET_WRITE),
    ("OUTLETS_CHANGED", OUTLETS_CHANGED),
    ("PROFILE_INSERT", PROFILE_INSERT),
    ("PROFILE_UPDATE", PROFILE_UPDATE),
    ("PROFILES_CHANGED", PROFILES_CHANGED),
    ("CHANNEL_INSERT", CHANNEL_INSERT),
    ("CHANNELS_DELETE", CHANNELS_DELETE),
    ("CHANNELS_CHANGED", CHANNELS_CHANGED),
    ("PROFILE_BEAT_INSERT", PROFILE_BEAT_INSERT),
    ("PROFILE_BEATS_DELETE", PROFILE_BEATS_DELETE),
    ("PROFILE_BEATS_CHANGED", PROFILE_BEATS_CHANGED),
    ("PROFILE_LANGUAGE_INSERT", PROFILE_LANGUAGE_INSERT),
    ("PROFILE_LANGUAGES_DELETE", PROFILE_LANGUAGES_DELETE),
    ("PROFILE_LANGUAGES_CHANGED", PROFILE_LANGUAGES_CHANGED),
    ("PROFILE_OUTLET_INSERT", PROFILE_OUTLET_INSERT),
    ("PROFILE_OUTLETS_DELETE", PROFILE_OUTLETS_DELETE),
    ("PROFILE_OUTLETS_CHANGED", PROFILE_OUTLETS_CHANGED),
    ("CONSENT_INSERT", CONSENT_INSERT),
    ("CONSENTS_DELETE", CONSENTS_DELETE),
    ("CONSENTS_CHANGED", CONSENTS_CHANGED),
    ("EXTERNAL_ID_INSERT", EXTERNAL_ID_INSERT),
    ("EXTERNAL_IDS_DELETE", EXTERNAL_IDS_DELETE),
    ("EXTERNAL_IDS_CHANGED", EXTERNAL_IDS_CHANGED),
    ("SLUG_WRITE", SLUG_WRITE),
    ("SLUGS_CHANGED", SLUGS_CHANGED),
    ("HISTORY_INSERT", HISTORY_INSERT),
    ("HISTORY_AFTER", HISTORY_AFTER),
];

/// The statements that only SQLite runs.
#[cfg(test)]
pub(super) const SQLITE: &[(&str, &str)] = &[
    ("SQLITE_MIGRATED", SQLITE_MIGRATED),
    ("SQLITE_TABLES", SQLITE_TABLES),
    ("SQLITE_QUICK_CHECK", SQLITE_QUICK_CHECK),
    ("SQLITE_INTEGRITY_CHECK", SQLITE_INTEGRITY_CHECK),
    ("SQLITE_FOREIGN_KEY_CHECK", SQLITE_FOREIGN_KEY_CHECK),
    ("SQLITE_BACKUP", SQLITE_BACKUP),
];

/// The statements that only PostgreSQL runs.
#[cfg(test)]
pub(super) const POSTGRES: &[(&str, &str)] = &[
    ("POSTGRES_MIGRATED", POSTGRES_MIGRATED),
    ("POSTGRES_TAKE_TURN", POSTGRES_TAKE_TURN),
    ("POSTGRES_ENCODING", POSTGRES_ENCODING),
];

#[cfg(test)]
mod tests {
    use super::{EVERYWHERE, POSTGRES, SQLITE};

    #[test]
    fn every_statement_stands_in_a_list_that_a_database_prepares() {
        let written: Vec<&str> = include_str!("sql.rs")
            .lines()
            .filter_map(|line| line.strip_prefix("pub(super) const ")?.split_once(": &str ="))
            .map(|(name, _)| name)
            .collect();
        let listed: Vec<&str> =
            EVERYWHERE.iter().chain(SQLITE).chain(POSTGRES).map(|(name, _)| *name).collect();
        assert!(written.len() > 40, "the statements were not found in the source");
        assert_eq!(
            written.iter().filter(|name| !listed.contains(name)).collect::<Vec<_>>(),
            Vec::<&&str>::new(),
            "not in a list"
        );
        assert_eq!(listed.len(), written.len());
    }

    #[test]
    fn statements_are_lower_case_and_name_their_columns() {
        for (name, statement) in EVERYWHERE.iter().chain(SQLITE).chain(POSTGRES) {
            assert_eq!(statement.to_ascii_lowercase(), *statement, "{name}");
            assert!(!statement.contains("select *"), "{name}");
        }
    }
}
