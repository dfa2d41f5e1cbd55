-- Who edits, what waits for a second person, what was done, and the letters about it.

-- What a profile has besides: a portrait, a shield against harassment, an end.
alter table profiles add column photo text;
alter table profiles add column shielded_at bigint;
alter table profiles add column ends_at bigint;

-- What changes by the clock alone is looked for when an edition is made.
create index channels_confirmed on channels (confirm_by) where confirm_by is not null;
create index profiles_ending on profiles (ends_at) where ends_at is not null;

-- The people behind a desk.
create table profile_members (
    profile_id text collate "C" not null references profiles (id),
    place bigint not null,
    member text collate "C" not null references profiles (id) deferrable initially deferred,
    primary key (profile_id, place)
);

-- Portraits, re-encoded by us, by the SHA-256 of their octets.
create table photos (
    hash text collate "C" not null primary key,
    octets bytea not null,
    -- When it was sent last: one that nothing names is forgotten after a day.
    added_at bigint not null
);

-- Everybody who signs in. Rows are never deleted: the history names them.
create table accounts (
    id text collate "C" not null primary key,
    -- Folded by the program, so that one address is one account on both databases.
    email text collate "C" not null unique,
    name text not null,
    role text not null check (role in ('owner', 'editor', 'approver', 'reporter', 'auditor')),
    -- The profile that is this person's own.
    profile_id text collate "C" references profiles (id),
    state text not null check (state in ('invited', 'active', 'disabled', 'left')),
    -- Argon2id in PHC form; none while invited, or where only passkeys sign in.
    password text,
    -- Raised by a new password, role or state: sessions and tokens made under an older one have ended.
    version bigint not null,
    -- From when on its word counts as a second person's.
    counts_from bigint not null,
    -- When it last lost the power to be a second person, by being disabled or lowered.
    decider_until bigint,
    -- Who opened its latest reset, and so is never confirmed by this account.
    reset_by text,
    alert_address text not null,
    -- A changed alert address hears of changes for a while longer.
    former_alert_address text,
    former_alert_until bigint,
    created_at bigint not null,
    created_by text not null,
    revision bigint not null
);

create table passkeys (
    id text collate "C" not null primary key,
    account_id text collate "C" not null references accounts (id),
    name text not null,
    -- What its authenticator calls it, in base64url.
    credential_id text collate "C" not null unique,
    -- What is kept to verify it, as JSON: a public key and a counter.
    credential text not null,
    added_at bigint not null,
    used_at bigint
);
create index passkeys_of on passkeys (account_id);

-- Authenticator apps (RFC 6238).
create table authenticators (
    account_id text collate "C" not null primary key references accounts (id),
    -- Sealed: a stolen database makes no codes.
    secret bytea not null,
    -- The last time step that was used; a code works once.
    last_step bigint not null,
    added_at bigint not null
);

create table recovery_codes (
    hash text collate "C" not null primary key,
    account_id text collate "C" not null references accounts (id),
    used_at bigint
);
create index recovery_codes_of on recovery_codes (account_id);

-- One-time links: the first owner's, invitations, resets.
create table links (
    hash text collate "C" not null primary key,
    purpose text not null check (purpose in ('first_owner', 'invitation', 'reset')),
    account_id text collate "C" references accounts (id),
    made_by text not null,
    made_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);

create table sessions (
    id text collate "C" not null primary key,
    -- SHA-256 of the cookie; none for a session of the API, whose tokens are signed.
    hash text collate "C" unique,
    account_id text collate "C" not null references accounts (id),
    account_version bigint not null,
    kind text not null check (kind in ('browser', 'api')),
    how text not null check (how in ('passkey', 'password_and_code', 'password_and_recovery_code', 'link')),
    made_at bigint not null,
    seen_at bigint not null,
    -- When a second factor was last shown.
    strong_at bigint not null,
    ends_at bigint not null,
    ended_at bigint
);
create index sessions_of on sessions (account_id);

create table refresh_tokens (
    hash text collate "C" not null primary key,
    session_id text collate "C" not null references sessions (id),
    made_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);
create index refresh_tokens_of on refresh_tokens (session_id);

-- Tokens for automation.
create table tokens (
    id text collate "C" not null primary key,
    hash text collate "C" not null unique,
    account_id text collate "C" not null references accounts (id),
    account_version bigint not null,
    name text not null,
    scopes text not null,
    made_at bigint not null,
    expires_at bigint not null,
    -- The day of the last use, in days since 1970: a day, never a moment.
    used_day bigint,
    revoked_at bigint
);
create index tokens_of on tokens (account_id);

-- What signs the API's tokens.
create table signing_keys (
    kid text collate "C" not null primary key,
    sealed bytea not null,
    made_at bigint not null
);

-- Passkey ceremonies, and second factors being set up, that are under way.
create table ceremonies (
    hash text collate "C" not null primary key,
    account_id text collate "C" references accounts (id),
    state text not null,
    expires_at bigint not null
);
create index ceremonies_over on ceremonies (expires_at);

create table proposals (
    id text collate "C" not null primary key,
    -- What it would change: one of both.
    profile_id text collate "C" references profiles (id),
    -- For an invitation, the account that it would make.
    account_id text collate "C",
    -- The revision that the proposer saw; a proposal whose subject has moved on is refused.
    base_revision bigint not null,
    -- What it would do, as JSON.
    proposed text collate "C" not null,
    -- The hash of what is shown; what is approved is exactly that.
    shown_hash text not null,
    proposed_by text collate "C" not null,
    proposed_at bigint not null,
    expires_at bigint not null,
    -- Where nobody else can confirm it: from when on it is done alone.
    cool_off_until bigint,
    state text collate "C" not null
        check (state in ('waiting', 'approved', 'refused', 'cancelled', 'expired', 'outdated', 'cooled_off')),
    decided_by text,
    decided_at bigint,
    -- How the approver made sure.
    checked text check (checked in ('in_person', 'called_known_number', 'video', 'other')),
    remark text
);
create index proposals_waiting on proposals (state, expires_at);
create index proposals_of on proposals (profile_id);
create index proposals_by on proposals (proposed_by);

-- Everything that was done, in order. Each hash covers the one before it: an edited or missing row shows.
create table history_entries (
    number bigint not null primary key,
    at bigint not null,
    -- An account's id, or `console`, `demo`, `clock`.
    actor text collate "C" not null,
    act text not null,
    profile_id text collate "C",
    account_id text collate "C",
    proposal_id text collate "C",
    -- The directory's revision that came of it.
    revision bigint,
    detail text not null,
    hash text not null
);
create index history_entries_of on history_entries (profile_id, number);
create index history_entries_by on history_entries (actor, at);
create index history_entries_about on history_entries (account_id);

-- The newest entry, so that the end of the history cannot be cut off unseen.
alter table directory add column history_number bigint not null default 0;
alter table directory add column history_hash text not null default '';

-- Mail on its way out. Sealed: who is told what about whom is nobody else's to read.
create table letters (
    id text collate "C" not null primary key,
    sealed bytea not null,
    made_at bigint not null,
    next_try_at bigint not null,
    tries bigint not null,
    state text collate "C" not null check (state in ('waiting', 'sent', 'given_up'))
);
create index letters_due on letters (state, next_try_at);

-- What was answered to a request that may come again.
create table idempotency_keys (
    account_id text collate "C" not null references accounts (id),
    hash text collate "C" not null,
    request_hash text not null,
    status bigint not null,
    location text,
    entity_tag text,
    body text not null,
    made_at bigint not null,
    primary key (account_id, hash)
);

-- Which reminder about which channel was sent for which date.
create table reminders (
    channel_id text collate "C" not null,
    confirm_by bigint not null,
    stage text collate "C" not null check (stage in ('before', 'on_the_day', 'after', 'hiding')),
    sent_at bigint not null,
    primary key (channel_id, confirm_by, stage)
);
