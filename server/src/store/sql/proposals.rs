//! What waits for a second person.

statements! {
    PROPOSAL_INSERT = "\
insert into proposals (id, profile_id, account_id, base_revision, proposed, shown_hash, proposed_by, proposed_at, expires_at,
       cool_off_until, state, decided_by, decided_at, checked, remark)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

    PROPOSAL_DECIDE = "\
update proposals
   set state = $2, decided_by = $3, decided_at = $4, checked = $5, remark = $6
 where id = $1 and state = 'waiting'";

    PROPOSALS_CANCEL = "\
update proposals
   set state = 'cancelled', decided_by = $1, decided_at = $2
 where proposed_by = $1 and state = 'waiting'";

    PROPOSAL = "\
select id, profile_id, account_id, base_revision, proposed, shown_hash, proposed_by, proposed_at, expires_at,
       cool_off_until, state, decided_by, decided_at, checked, remark
  from proposals
 where id = $1";

    PROPOSALS = "\
select id, profile_id, account_id, base_revision, proposed, shown_hash, proposed_by, proposed_at, expires_at,
       cool_off_until, state, decided_by, decided_at, checked, remark
  from proposals
 order by proposed_at desc, id desc
 limit $1";

    PROPOSALS_OF = "\
select id, profile_id, account_id, base_revision, proposed, shown_hash, proposed_by, proposed_at, expires_at,
       cool_off_until, state, decided_by, decided_at, checked, remark
  from proposals
 where profile_id = $1
 order by proposed_at desc, id desc
 limit $2";

    PROPOSALS_WAITING = "\
select id, profile_id, account_id, base_revision, proposed, shown_hash, proposed_by, proposed_at, expires_at,
       cool_off_until, state, decided_by, decided_at, checked, remark
  from proposals
 where state = 'waiting'
 order by proposed_at, id
 limit $1";
}
