//! Accounts and what they sign in with.

statements! {
    ACCOUNT_INSERT = "\
insert into accounts (id, email, name, role, profile_id, state, password, version, counts_from, decider_until, reset_by,
       alert_address, former_alert_address, former_alert_until, created_at, created_by, revision)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";

    ACCOUNT_UPDATE = "\
update accounts
   set email = $2, name = $3, role = $4, profile_id = $5, state = $6, password = $7, version = $8,
       counts_from = $9, decider_until = $10, reset_by = $11, alert_address = $12, former_alert_address = $13,
       former_alert_until = $14, created_at = $15, created_by = $16, revision = $17
 where id = $1 and $17 = revision + 1";

    ACCOUNTS = "\
select id, email, name, role, profile_id, state, password, version, counts_from, decider_until, reset_by,
       alert_address, former_alert_address, former_alert_until, created_at, created_by, revision
  from accounts
 order by id";

    ACCOUNT = "\
select id, email, name, role, profile_id, state, password, version, counts_from, decider_until, reset_by,
       alert_address, former_alert_address, former_alert_until, created_at, created_by, revision
  from accounts
 where id = $1";

    ACCOUNT_BY_EMAIL = "\
select id, email, name, role, profile_id, state, password, version, counts_from, decider_until, reset_by,
       alert_address, former_alert_address, former_alert_until, created_at, created_by, revision
  from accounts
 where email = $1";

    ACCOUNT_OF_SESSION_BY_HASH = "\
select id, email, name, role, profile_id, state, password, version, counts_from, decider_until, reset_by,
       alert_address, former_alert_address, former_alert_until, created_at, created_by, revision
  from accounts
 where id = (select account_id from sessions where hash = $1)";

    ACCOUNT_OF_SESSION = "\
select id, email, name, role, profile_id, state, password, version, counts_from, decider_until, reset_by,
       alert_address, former_alert_address, former_alert_until, created_at, created_by, revision
  from accounts
 where id = (select account_id from sessions where id = $1)";

    ACCOUNT_OF_TOKEN = "\
select id, email, name, role, profile_id, state, password, version, counts_from, decider_until, reset_by,
       alert_address, former_alert_address, former_alert_until, created_at, created_by, revision
  from accounts
 where id = (select account_id from tokens where hash = $1)";

    PASSKEY_INSERT = "\
insert into passkeys (id, account_id, name, credential_id, credential, added_at, used_at)
values ($1, $2, $3, $4, $5, $6, $7)";

    PASSKEY_USE = "\
update passkeys
   set credential = $2, used_at = $3
 where id = $1";

    PASSKEY_DELETE = "\
delete from passkeys where id = $1 and account_id = $2";

    PASSKEYS = "\
select id, account_id, name, credential_id, credential, added_at, used_at
  from passkeys
 order by id";

    PASSKEYS_OF = "\
select id, account_id, name, credential_id, credential, added_at, used_at
  from passkeys
 where account_id = $1
 order by added_at, id";

    AUTHENTICATOR_WRITE = "\
insert into authenticators (account_id, secret, last_step, added_at)
values ($1, $2, $3, $4)
on conflict (account_id) do update set secret = $2, last_step = $3, added_at = $4";

    AUTHENTICATOR_DELETE = "\
delete from authenticators where account_id = $1";

    /// A code works once, and none works that is older than the last one used.
    AUTHENTICATOR_USE = "\
update authenticators
   set last_step = $2
 where account_id = $1 and last_step < $2";

    AUTHENTICATORS = "\
select account_id, secret, last_step, added_at
  from authenticators
 order by account_id";

    AUTHENTICATOR_OF = "\
select account_id, secret, last_step, added_at
  from authenticators
 where account_id = $1";

    RECOVERY_CODE_INSERT = "\
insert into recovery_codes (hash, account_id, used_at)
values ($1, $2, $3)";

    RECOVERY_CODES_DELETE = "\
delete from recovery_codes where account_id = $1";

    RECOVERY_CODE_USE = "\
update recovery_codes
   set used_at = $3
 where account_id = $1 and hash = $2 and used_at is null";

    RECOVERY_CODES = "\
select hash, account_id, used_at
  from recovery_codes
 order by hash";

    RECOVERY_CODES_LEFT = "\
select count(*) as found
  from recovery_codes
 where account_id = $1 and used_at is null";
}
