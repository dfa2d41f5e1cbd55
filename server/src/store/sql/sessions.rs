//! Sessions, tokens, one-time links, and ceremonies under way.

statements! {
    SESSION_INSERT = "\
insert into sessions (id, hash, account_id, account_version, kind, how, made_at, seen_at, strong_at, ends_at, ended_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    /// Two requests at once may come in either order.
    SESSION_SEE = "\
update sessions
   set seen_at = case when seen_at < $2 then $2 else seen_at end
 where id = $1 and ended_at is null";

    SESSION_RENEW = "\
update sessions
   set hash = $2, seen_at = $3, strong_at = $3
 where id = $1 and ended_at is null";

    SESSION_END = "\
update sessions
   set ended_at = $3
 where id = $1 and account_id = $2 and ended_at is null";

    SESSIONS_END = "\
update sessions
   set ended_at = $2
 where account_id = $1 and ended_at is null";

    SESSIONS_END_BUT_ONE = "\
update sessions
   set ended_at = $2
 where account_id = $1 and ended_at is null and id <> $3";

    SESSION_BY_HASH = "\
select id, hash, account_id, account_version, kind, how, made_at, seen_at, strong_at, ends_at, ended_at
  from sessions
 where hash = $1";

    SESSION = "\
select id, hash, account_id, account_version, kind, how, made_at, seen_at, strong_at, ends_at, ended_at
  from sessions
 where id = $1";

    SESSIONS_OF = "\
select id, hash, account_id, account_version, kind, how, made_at, seen_at, strong_at, ends_at, ended_at
  from sessions
 where account_id = $1 and ended_at is null
 order by made_at desc, id desc";

    SESSIONS_SWEEP = "\
delete from sessions where coalesce(ended_at, ends_at) < $1 or ends_at < $1";

    REFRESH_INSERT = "\
insert into refresh_tokens (hash, session_id, made_at, expires_at, used_at)
values ($1, $2, $3, $4, $5)";

    REFRESH_USE = "\
update refresh_tokens
   set used_at = $2
 where hash = $1 and used_at is null";

    REFRESH = "\
select hash, session_id, made_at, expires_at, used_at
  from refresh_tokens
 where hash = $1";

    /// With those of the sessions that are swept next.
    REFRESH_SWEEP = "\
delete from refresh_tokens
 where expires_at < $1
    or session_id in (select id from sessions where coalesce(ended_at, ends_at) < $1 or ends_at < $1)";

    TOKEN_INSERT = "\
insert into tokens (id, hash, account_id, account_version, name, scopes, made_at, expires_at, used_day, revoked_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    TOKEN_USE = "\
update tokens
   set used_day = $2
 where id = $1 and revoked_at is null";

    TOKEN_REVOKE = "\
update tokens
   set revoked_at = $3
 where id = $1 and account_id = $2 and revoked_at is null";

    TOKENS_REVOKE = "\
update tokens
   set revoked_at = $2
 where account_id = $1 and revoked_at is null";

    TOKENS_REVOKED = "\
select id, revoked_at
  from tokens
 where revoked_at is not null
 order by id";

    TOKEN_STAYS_REVOKED = "\
update tokens
   set revoked_at = $2
 where id = $1 and revoked_at is null";

    TOKEN_BY_HASH = "\
select id, hash, account_id, account_version, name, scopes, made_at, expires_at, used_day, revoked_at
  from tokens
 where hash = $1";

    TOKENS = "\
select id, hash, account_id, account_version, name, scopes, made_at, expires_at, used_day, revoked_at
  from tokens
 order by made_at desc, id desc";

    TOKENS_OF = "\
select id, hash, account_id, account_version, name, scopes, made_at, expires_at, used_day, revoked_at
  from tokens
 where account_id = $1
 order by made_at desc, id desc";

    SIGNING_KEY_INSERT = "\
insert into signing_keys (kid, sealed, made_at)
values ($1, $2, $3)";

    SIGNING_KEY_DELETE = "\
delete from signing_keys where kid = $1";

    SIGNING_KEYS = "\
select kid, sealed, made_at
  from signing_keys
 order by made_at desc, kid";

    LINK_INSERT = "\
insert into links (hash, purpose, account_id, made_by, made_at, expires_at, used_at)
values ($1, $2, $3, $4, $5, $6, $7)";

    LINK_USE = "\
update links
   set used_at = $2
 where hash = $1 and used_at is null and expires_at > $2";

    LINKS_END_OF = "\
update links
   set used_at = $2
 where account_id = $1 and used_at is null";

    LINKS_END_OF_NOBODY = "\
update links
   set used_at = $1
 where account_id is null and used_at is null";

    LINK = "\
select hash, purpose, account_id, made_by, made_at, expires_at, used_at
  from links
 where hash = $1";

    LINKS_SWEEP = "\
delete from links where coalesce(used_at, expires_at) < $1 or expires_at < $1";

    CEREMONY_INSERT = "\
insert into ceremonies (hash, account_id, state, expires_at)
values ($1, $2, $3, $4)";

    /// Keeps so many: those of people who have signed in before any stranger's, and the newest.
    CEREMONIES_MAKE_ROOM = "\
delete from ceremonies
 where hash in (select hash
                  from ceremonies
                 order by case when account_id is null then 1 else 0 end, expires_at desc, hash
                 limit 1000000 offset $1)";

    CEREMONY_TAKE = "\
delete from ceremonies where hash = $1 and expires_at > $2";

    CEREMONY = "\
select hash, account_id, state, expires_at
  from ceremonies
 where hash = $1";

    CEREMONIES_SWEEP = "\
delete from ceremonies where expires_at < $1";
}

/// What no backup keeps: whatever somebody signed in with, or was in the middle of.
pub(in crate::store) const FORGET: [&str; 6] = [
    "delete from refresh_tokens",
    "delete from sessions",
    "delete from links",
    "delete from ceremonies",
    "delete from idempotency_keys",
    "delete from letters",
];
