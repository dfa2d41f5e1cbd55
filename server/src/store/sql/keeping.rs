//! Letters on their way out, kept answers, portraits and reminders.

statements! {
    LETTER_INSERT = "\
insert into letters (id, sealed, made_at, next_try_at, tries, state)
values ($1, $2, $3, $4, $5, $6)";

    /// Of two servers that count the same try one comes second, and leaves the letter alone. What became of a letter is
    /// noted under the number of the try that was counted before.
    LETTER_TRY = "\
update letters
   set state = $2, tries = $3, next_try_at = $4
 where id = $1 and state = 'waiting' and (tries = $3 - 1 or (tries = $3 and $2 <> 'waiting'))";

    LETTERS_DUE = "\
select id, sealed, made_at, next_try_at, tries, state
  from letters
 where state = 'waiting' and next_try_at <= $1
 order by next_try_at, id
 limit $2";

    /// Whoever notes the last try of a letter notes its moment.
    LETTERS_SWEEP = "\
delete from letters where state <> 'waiting' and next_try_at < $1";

    ANSWER_INSERT = "\
insert into idempotency_keys (account_id, hash, request_hash, status, location, entity_tag, body, made_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (account_id, hash) do nothing";

    ANSWER = "\
select account_id, hash, request_hash, status, location, entity_tag, body, made_at
  from idempotency_keys
 where account_id = $1 and hash = $2";

    ANSWERS_MAKE_ROOM = "\
delete from idempotency_keys
 where account_id = $1
   and hash in (select hash
                  from idempotency_keys
                 where account_id = $1
                 order by made_at desc, hash
                 limit 1000000 offset $2)";

    ANSWERS_SWEEP = "\
delete from idempotency_keys where made_at < $1";

    PHOTO_INSERT = "\
insert into photos (hash, octets, added_at)
values ($1, $2, $3)
on conflict (hash) do update set added_at = excluded.added_at";

    PHOTO_KEEP = "\
update photos set added_at = $2 where hash = $1";

    PHOTOS_SWEEP = "\
delete from photos
 where added_at < $1
   and not exists (select 1 from profiles where profiles.photo = photos.hash)
   and not exists (select 1
                     from proposals
                    where proposals.state = 'waiting' and proposals.proposed like '%' || photos.hash || '%')";

    PHOTO = "\
select hash, octets, added_at
  from photos
 where hash = $1";

    PHOTOS = "\
select hash, octets, added_at
  from photos
 order by hash";

    REMINDER_INSERT = "\
insert into reminders (channel_id, confirm_by, stage, sent_at)
values ($1, $2, $3, $4)
on conflict (channel_id, confirm_by, stage) do nothing";

    REMINDERS_SINCE = "\
select channel_id, confirm_by, stage, sent_at
  from reminders
 where confirm_by >= $1
 order by channel_id, confirm_by, stage";
}
