//! Profiles with all that belongs to them.

statements! {
    PROFILE_INSERT = "\
insert into profiles (id, uid, slug, kind, name, sort_name, title, outlet, status, pronouns, bio, desk, photo,
       shielded_at, ends_at, paused_until, created_at, updated_at, revision, since_edition, changed_revision)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)";

    PROFILE_UPDATE = "\
update profiles
   set uid = $2, slug = $3, kind = $4, name = $5, sort_name = $6, title = $7, outlet = $8, status = $9,
       pronouns = $10, bio = $11, desk = $12, photo = $13, shielded_at = $14, ends_at = $15, paused_until = $16,
       created_at = $17, updated_at = $18, revision = $19, since_edition = $20, changed_revision = $21
 where id = $1 and revision = $22";

    PROFILES_CHANGED = concat!("\
select id, uid, slug, kind, name, sort_name, title, outlet, status, pronouns, bio, desk, photo, shielded_at, ends_at,
       paused_until, created_at, updated_at, revision, since_edition, changed_revision
  from profiles
 where id in ",
    changed!(),
    "
 order by id"
);

    CHANNEL_INSERT = "\
insert into channels (id, profile_id, place, kind, value, label, note, visibility, confirmed_at, confirm_by, added_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    CHANNELS_DELETE = "delete from channels where profile_id = $1";

    CHANNELS_CHANGED = concat!("\
select id, profile_id, place, kind, value, label, note, visibility, confirmed_at, confirm_by, added_at
  from channels
 where profile_id in ",
    changed!(),
    "
 order by profile_id, place"
);

    PROFILE_BEAT_INSERT = "\
insert into profile_beats (profile_id, place, beat)
values ($1, $2, $3)";

    PROFILE_BEATS_DELETE = "delete from profile_beats where profile_id = $1";

    PROFILE_BEATS_CHANGED = concat!("\
select profile_id, place, beat
  from profile_beats
 where profile_id in ",
    changed!(),
    "
 order by profile_id, place"
);

    PROFILE_LANGUAGE_INSERT = "\
insert into profile_languages (profile_id, place, language)
values ($1, $2, $3)";

    PROFILE_LANGUAGES_DELETE = "delete from profile_languages where profile_id = $1";

    PROFILE_LANGUAGES_CHANGED = concat!("\
select profile_id, place, language
  from profile_languages
 where profile_id in ",
    changed!(),
    "
 order by profile_id, place"
);

    PROFILE_OUTLET_INSERT = "\
insert into profile_outlets (profile_id, place, outlet)
values ($1, $2, $3)";

    PROFILE_OUTLETS_DELETE = "delete from profile_outlets where profile_id = $1";

    PROFILE_OUTLETS_CHANGED = concat!("\
select profile_id, place, outlet
  from profile_outlets
 where profile_id in ",
    changed!(),
    "
 order by profile_id, place"
);

    PROFILE_MEMBER_INSERT = "\
insert into profile_members (profile_id, place, member)
values ($1, $2, $3)";

    PROFILE_MEMBERS_DELETE = "delete from profile_members where profile_id = $1";

    PROFILE_MEMBERS_CHANGED = concat!("\
select profile_id, place, member
  from profile_members
 where profile_id in ",
    changed!(),
    "
 order by profile_id, place"
);

    CONSENT_INSERT = "\
insert into consents (profile_id, topic, recorded_at)
values ($1, $2, $3)";

    CONSENTS_DELETE = "delete from consents where profile_id = $1";

    CONSENTS_CHANGED = concat!("\
select profile_id, topic, recorded_at
  from consents
 where profile_id in ",
    changed!(),
    "
 order by profile_id, topic"
);

    EXTERNAL_ID_INSERT = "\
insert into external_ids (profile_id, system, external_id)
values ($1, $2, $3)";

    EXTERNAL_IDS_DELETE = "delete from external_ids where profile_id = $1";

    EXTERNAL_IDS_CHANGED = concat!("\
select profile_id, system, external_id
  from external_ids
 where profile_id in ",
    changed!(),
    "
 order by profile_id, system"
);
}
