//! The history, of which each entry covers the one before it.

statements! {
    /// The newest entry, so that the end of the history cannot be cut off unseen.
    HEAD = "\
select history_number, history_hash
  from directory
 where id = 1";

    HEAD_WRITE = "\
update directory
   set history_number = $1, history_hash = $2
 where id = 1";

    HISTORY_ENTRY_INSERT = "\
insert into history_entries (number, at, actor, act, profile_id, account_id, proposal_id, revision, detail, hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    HISTORY_ENTRY = "\
select number, at, actor, act, profile_id, account_id, proposal_id, revision, detail, hash
  from history_entries
 where number = $1";

    HISTORY_ENTRIES_AFTER = "\
select number, at, actor, act, profile_id, account_id, proposal_id, revision, detail, hash
  from history_entries
 where number > $1
 order by number
 limit $2";

    HISTORY_ENTRIES_BEFORE = "\
select number, at, actor, act, profile_id, account_id, proposal_id, revision, detail, hash
  from history_entries
 where number < $1
 order by number desc
 limit $2";

    HISTORY_ENTRIES_OF_PROFILE = "\
select number, at, actor, act, profile_id, account_id, proposal_id, revision, detail, hash
  from history_entries
 where profile_id = $1 and number < $2
 order by number desc
 limit $3";

    HISTORY_ENTRIES_OF_ACCOUNT = "\
select number, at, actor, act, profile_id, account_id, proposal_id, revision, detail, hash
  from history_entries
 where (actor = $1 or account_id = $1) and number < $2
 order by number desc
 limit $3";

    HISTORY_ENTRIES_OF_BOTH = "\
select number, at, actor, act, profile_id, account_id, proposal_id, revision, detail, hash
  from history_entries
 where profile_id = $1 and (actor = $2 or account_id = $2) and number < $3
 order by number desc
 limit $4";

    CLOSED_SINCE = "\
select count(distinct profile_id) as found
  from history_entries
 where actor = $1 and at >= $2 and act = $4 and profile_id <> $3";

    /// What an older program wrote, which knows of no entries.
    HISTORY_FIRST = "\
select revision, place, changed_at, actor, profile_id, change
  from history
 order by revision, place
 limit $1";

    HISTORY_TAKE = "\
delete from history where revision = $1 and place = $2";

    /// What an older program writes and this one moves to `history_entries`. A backup may hold some.
    HISTORY_INSERT = "\
insert into history (revision, place, changed_at, actor, profile_id, change)
values ($1, $2, $3, $4, $5, $6)";

    HISTORY_AFTER = "\
select revision, place, changed_at, actor, profile_id, change
  from history
 where revision > $1
 order by revision, place";
}
