-- What it takes to tell one past from another, and to notice what the clock alone changes.

-- Drawn at random when the edition is numbered. A database that was set back gives its numbers out again; no two
-- editions share this as well. 0 in rows of a program that drew none.
alter table editions add column mark bigint not null default 0;

-- When a key expires, 0 if never. Worked out from the key when the next edition is made, so null until then.
alter table channels add column expires_at bigint;

create index channels_undated on channels (id) where kind = 'pgp' and expires_at is null;
create index channels_expiring on channels (expires_at) where expires_at is not null;
