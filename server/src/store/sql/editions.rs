//! Numbering editions, and stamping what each is the first to show.

/// That a profile could be reached, were it listed: it shows a channel besides a key, and one that must have been confirmed
/// after `$bound` or need not be. A profile that shows nothing loses nothing: it must not be told apart from one that is
/// paused.
macro_rules! reached {
    ($bound:literal) => {
        concat!(
            "exists (select 1
                from channels
               where channels.profile_id = profiles.id and channels.kind <> 'pgp' and channels.visibility <> 'hidden'
                 and (channels.confirm_by is null or channels.confirm_by > ",
            $bound,
            "
                      or channels.kind in ('securedrop', 'post') or profiles.kind = 'desk')
                 and (profiles.shielded_at is null or channels.kind not in ('phone', 'whatsapp', 'signal_number')))"
        )
    };
}

/// The channels that their owners' profiles show.
macro_rules! shown {
    () => {
        "(select channels.profile_id
                from channels
                join profiles as owners on owners.id = channels.profile_id
               where channels.visibility <> 'hidden'
                 and (owners.shielded_at is null or channels.kind not in ('phone', 'whatsapp', 'signal_number'))
                 and "
    };
}

statements! {
    /// Numbers grow by one from the highest that anybody has seen, and moments grow with them even where clocks
    /// do not.
    EDITION_ADVANCE = "\
update directory
   set edition = case when edition > $1 then edition else $1 end + 1,
       published_at = case when published_at < $2 then $2 else published_at + 1 end
 where id = 1
returning edition as number, published_at, revision, cast($3 as bigint) as mark";

    EDITION_INSERT = "\
insert into editions (number, published_at, revision, mark)
values ($1, $2, $3, $4)";

    /// Whether an edition was made from what this database holds, and not in a past that was undone.
    EDITION_KNOWN = "\
select count(*) as found
  from editions
 where number = $1 and published_at = $2 and revision = $3 and mark = $4";

    EDITIONS_AFTER = "\
select number, published_at, revision, mark
  from editions
 where number > $1
 order by number";

    /// A draft is in no edition, so it waits for its first.
    PROFILES_STAMP = "\
update profiles
   set since_edition = $1
 where since_edition is null and status <> 'draft'";

    /// Keys whose end has not been worked out since they were written.
    KEYS_UNDATED = "\
select id, value
  from channels
 where kind = 'pgp' and expires_at is null
 order by id";

    KEY_DATE = "\
update channels
   set expires_at = $2
 where id = $1";

    /// The profiles whose engagement ended after the moment $2 and until $3, and that could be reached before.
    PROFILES_STAMP_ENDED = concat!("\
update profiles
   set since_edition = $1
 where status = 'listed' and ends_at > $2 and ends_at <= $3
   and ",
    reached!("$4")
);

    /// The profiles that show a channel otherwise now: a key has expired after the moment $2 and until $3, or a channel was not
    /// confirmed for a while, so that it is marked ($4 and $5 bound its date) or hidden ($6 and $7).
    PROFILES_STAMP_TURNED = concat!("\
update profiles
   set since_edition = $1
 where status = 'listed' and (ends_at is null or ends_at > $3)
   and (id in ",
    shown!(),
    "channels.expires_at > $2 and channels.expires_at <= $3 and channels.kind = 'pgp')
        or id in ",
    shown!(),
    "channels.confirm_by > $4 and channels.confirm_by <= $5)
        or id in ",
    shown!(),
    "channels.confirm_by > $6 and channels.confirm_by <= $7
                 and channels.kind not in ('securedrop', 'post') and owners.kind = 'person'))
   and ",
    reached!("$6")
);

    /// The profiles that show something of another row that is different now: the name of a beat, or a desk, of which they
    /// say the name and whether it can be reached.
    PROFILES_STAMP_BESIDE = "\
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
    PROFILES_SINCE = "\
select count(*) as found
  from profiles
 where since_edition <= $1";

    PROFILES_UNSTAMP = "\
update profiles
   set since_edition = null
 where since_edition is not null";
}
