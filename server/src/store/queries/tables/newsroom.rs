//! The same for the newsroom's side.

use sqlx::Row as _;

use super::{Query, Row, Stored};
use crate::store::rows::{
    AccountRow, AnswerRow, AuthenticatorRow, CeremonyRow, HeadRow, HistoryEntryRow, LetterRow, LinkRow,
    PasskeyRow, PhotoRow, ProposalRow, RecoveryCodeRow, RefreshRow, ReminderRow, SessionRow, SigningKeyRow,
    TokenRow,
};

stored!(AccountRow: id, email, name, role, profile_id, state, password, version, counts_from, decider_until, reset_by, alert_address, former_alert_address, former_alert_until, created_at, created_by, revision);
stored!(PasskeyRow: id, account_id, name, credential_id, credential, added_at, used_at);
stored!(AuthenticatorRow: account_id, secret, last_step, added_at);
stored!(RecoveryCodeRow: hash, account_id, used_at);
stored!(LinkRow: hash, purpose, account_id, made_by, made_at, expires_at, used_at);
stored!(SessionRow: id, hash, account_id, account_version, kind, how, made_at, seen_at, strong_at, ends_at, ended_at);
stored!(RefreshRow: hash, session_id, made_at, expires_at, used_at);
stored!(TokenRow: id, hash, account_id, account_version, name, scopes, made_at, expires_at, used_day, revoked_at);
stored!(SigningKeyRow: kid, sealed, made_at);
stored!(CeremonyRow: hash, account_id, state, expires_at);
stored!(ProposalRow: id, profile_id, account_id, base_revision, proposed, shown_hash, proposed_by, proposed_at, expires_at, cool_off_until, state, decided_by, decided_at, checked, remark);
stored!(HistoryEntryRow: number, at, actor, act, profile_id, account_id, proposal_id, revision, detail, hash);
stored!(HeadRow: history_number, history_hash);
stored!(LetterRow: id, sealed, made_at, next_try_at, tries, state);
stored!(AnswerRow: account_id, hash, request_hash, status, location, entity_tag, body, made_at);
stored!(PhotoRow: hash, octets, added_at);
stored!(ReminderRow: channel_id, confirm_by, stage, sent_at);
