-- What it takes to tell one past from another, and to notice what the clock alone changes.

-- Drawn at random when the edition is numbered. A database that was set back gives its numbers out again; no two
-- editions share this as well. 0 in rows of a program that drew none.
alter table editions add column mark bigint not null default 0;

-- When a key expires, 0 if never. Worked out from the key when the next edition is made, so null until then.
alter table channels add column expires_at bigint;

create index channels_undated on channels (id) where kind = 'pgp' and expires_at is null;
create index channels_expiring on channels (expires_at) where expires_at is not null;

-- Taking a profile out asks who names it as their desk: without an index, replacing 10,000 profiles takes five seconds,
-- and ten times as many take ten minutes.
create index profiles_desk on profiles (desk);
-- Which profiles an edition was the first to show.
create index profiles_since on profiles (since_edition);
