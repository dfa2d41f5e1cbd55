//! Where the directory stands.

statements! {
    /// One row: where the directory stands.
    STANDING = "\
select revision, edition, published_at, replaced_revision
  from directory
 where id = 1";

    /// The same, with the edition of that number.
    POSITION = "\
select directory.revision as directory_revision, directory.edition, editions.number, editions.published_at,
       editions.revision, editions.mark
  from directory
  left join editions on editions.number = directory.edition
 where directory.id = 1";

    /// The first statement of a commit: whoever started from an older revision finds no row.
    REVISION_ADVANCE = "\
update directory
   set revision = revision + 1
 where id = 1 and revision = $1
returning revision";

    STANDING_REPLACE = "\
update directory
   set revision = $1, edition = $2, published_at = $3, replaced_revision = $4
 where id = 1";
}
