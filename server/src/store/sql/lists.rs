//! Beats, outlets and slugs.

statements! {
    BEAT_WRITE = "\
insert into beats (slug, name, changed_revision)
values ($1, $2, $3)
on conflict (slug) do update set name = $2, changed_revision = $3";

    /// With those that a profile names that changed.
    BEATS_CHANGED = concat!("\
select slug, name, changed_revision
  from beats
 where changed_revision > $1 or slug in (select beat from profile_beats where profile_id in ",
    changed!(),
    ")
 order by slug"
);

    OUTLET_WRITE = "\
insert into outlets (name, changed_revision)
values ($1, $2)
on conflict (name) do update set changed_revision = $2";

    OUTLETS_CHANGED = "\
select name, changed_revision
  from outlets
 where changed_revision > $1
 order by name";

    /// Writes no row when the slug is another profile's: a slug is never given to somebody else.
    SLUG_WRITE = "\
insert into slugs (slug, profile_id, answers, changed_revision)
values ($1, $2, $3, $4)
on conflict (slug) do update set answers = $3, changed_revision = $4
 where slugs.profile_id = $2";

    /// With all slugs of a profile that changed: whether they lead to it depends on it.
    SLUGS_CHANGED = concat!("\
select slug, profile_id, answers, changed_revision
  from slugs
 where changed_revision > $1 or profile_id in ",
    changed!(),
    "
 order by slug"
);
}
