-- The directory of a newsroom. The other database's file of the same name says the same; README.md has the rules.

-- One row: where the directory stands. Every commit raises `revision`; every edition raises `edition`.
create table directory (
    id integer not null primary key check (id = 1),
    revision integer not null check (revision >= 0),
    -- The highest edition number ever given out, which a restored backup must not repeat.
    edition integer not null check (edition >= 0),
    -- When that edition was published; the next one is later.
    published_at integer not null,
    -- The revision at which a restore replaced everything: who stood before it reads everything anew.
    replaced_revision integer not null
) strict;

insert into directory (id, revision, edition, published_at, replaced_revision) values (1, 0, 0, 0, 0);

create table beats (
    slug text not null primary key,
    name text not null,
    changed_revision integer not null
) strict;

create table outlets (
    name text not null primary key,
    changed_revision integer not null
) strict;

create table profiles (
    id text not null primary key,
    uid text not null unique,
    slug text not null unique,
    kind text not null check (kind in ('person', 'desk')),
    name text not null,
    sort_name text not null,
    title text,
    outlet text not null,
    status text not null check (status in ('draft', 'listed', 'paused', 'withdrawn')),
    pronouns text,
    bio text,
    -- Deferred, because one change may bring a desk after the reporter it stands beside.
    desk text references profiles (id) deferrable initially deferred,
    paused_until integer,
    created_at integer not null,
    updated_at integer not null,
    revision integer not null,
    since_edition integer,
    changed_revision integer not null
) strict;

create index profiles_changed on profiles (changed_revision);

-- The list of channel kinds grows with the program, whose parser checks it; a check here would need a migration each.
create table channels (
    id text not null primary key,
    profile_id text not null references profiles (id),
    place integer not null,
    kind text not null,
    value text not null,
    label text,
    note text,
    visibility text not null check (visibility in ('hidden', 'profile', 'listed')),
    confirmed_at integer,
    confirm_by integer,
    added_at integer not null,
    unique (profile_id, place)
) strict;

create table profile_beats (
    profile_id text not null references profiles (id),
    place integer not null,
    beat text not null references beats (slug),
    primary key (profile_id, place)
) strict;

create table profile_languages (
    profile_id text not null references profiles (id),
    place integer not null,
    language text not null,
    primary key (profile_id, place)
) strict;

-- The other outlets a profile also works for; its own is `profiles.outlet`.
create table profile_outlets (
    profile_id text not null references profiles (id),
    place integer not null,
    outlet text not null,
    primary key (profile_id, place)
) strict;

create table consents (
    profile_id text not null references profiles (id),
    topic text not null,
    recorded_at integer not null,
    primary key (profile_id, topic)
) strict;

create table external_ids (
    profile_id text not null references profiles (id),
    system text not null,
    external_id text not null,
    primary key (profile_id, system),
    unique (system, external_id)
) strict;

-- Every slug ever used. Rows are never deleted, so that no slug is ever given to somebody else.
create table slugs (
    slug text not null primary key,
    profile_id text not null references profiles (id) deferrable initially deferred,
    answers text not null check (answers in ('profile', 'redirect', 'gone')),
    changed_revision integer not null
) strict;

create table editions (
    number integer not null primary key,
    published_at integer not null unique,
    revision integer not null
) strict;

-- What was changed, when and by whom, in order; `change` is the change as JSON.
create table history (
    revision integer not null,
    place integer not null,
    changed_at integer not null,
    actor text not null,
    profile_id text,
    change text not null,
    primary key (revision, place)
) strict;
