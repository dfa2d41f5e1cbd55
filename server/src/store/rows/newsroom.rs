//! The rows of the newsroom's side: accounts, proposals, the history.

use crate::store::newsroom::step::Parameter;

/// Rows that are written one by one.
macro_rules! written {
    ($($name:ident { $($column:ident: $kind:ty),+ $(,)? })+) => {
        rows! { $($name { $($column: $kind),+ })+ }

        $(impl $name {
            /// The columns, in the order of the table.
            pub(in crate::store) fn parameters(self) -> Vec<Parameter> {
                vec![$(Parameter::from(self.$column)),+]
            }
        })+
    };
}

written! {
    AccountRow {
        id: String,
        email: String,
        name: String,
        role: String,
        profile_id: Option<String>,
        state: String,
        password: Option<String>,
        version: i64,
        counts_from: i64,
        decider_until: Option<i64>,
        reset_by: Option<String>,
        alert_address: String,
        former_alert_address: Option<String>,
        former_alert_until: Option<i64>,
        created_at: i64,
        created_by: String,
        revision: i64,
    }
    PasskeyRow {
        id: String,
        account_id: String,
        name: String,
        credential_id: String,
        credential: String,
        added_at: i64,
        used_at: Option<i64>,
    }
    AuthenticatorRow { account_id: String, secret: Vec<u8>, last_step: i64, added_at: i64 }
    RecoveryCodeRow { hash: String, account_id: String, used_at: Option<i64> }
    LinkRow {
        hash: String,
        purpose: String,
        account_id: Option<String>,
        made_by: String,
        made_at: i64,
        expires_at: i64,
        used_at: Option<i64>,
    }
    SessionRow {
        id: String,
        hash: Option<String>,
        account_id: String,
        account_version: i64,
        kind: String,
        how: String,
        made_at: i64,
        seen_at: i64,
        strong_at: i64,
        ends_at: i64,
        ended_at: Option<i64>,
    }
    RefreshRow { hash: String, session_id: String, made_at: i64, expires_at: i64, used_at: Option<i64> }
    TokenRow {
        id: String,
        hash: String,
        account_id: String,
        account_version: i64,
        name: String,
        scopes: String,
        made_at: i64,
        expires_at: i64,
        used_day: Option<i64>,
        revoked_at: Option<i64>,
    }
    SigningKeyRow { kid: String, sealed: Vec<u8>, made_at: i64 }
    CeremonyRow { hash: String, account_id: Option<String>, state: String, expires_at: i64 }
    ProposalRow {
        id: String,
        profile_id: Option<String>,
        account_id: Option<String>,
        base_revision: i64,
        proposed: String,
        shown_hash: String,
        proposed_by: String,
        proposed_at: i64,
        expires_at: i64,
        cool_off_until: Option<i64>,
        state: String,
        decided_by: Option<String>,
        decided_at: Option<i64>,
        checked: Option<String>,
        remark: Option<String>,
    }
    LetterRow { id: String, sealed: Vec<u8>, made_at: i64, next_try_at: i64, tries: i64, state: String }
    AnswerRow {
        account_id: String,
        hash: String,
        request_hash: String,
        status: i64,
        location: Option<String>,
        entity_tag: Option<String>,
        body: String,
        made_at: i64,
    }
    PhotoRow { hash: String, octets: Vec<u8>, added_at: i64 }
    ReminderRow { channel_id: String, confirm_by: i64, stage: String, sent_at: i64 }
}

rows! {
    HistoryEntryRow {
        number: i64,
        at: i64,
        actor: String,
        act: String,
        profile_id: Option<String>,
        account_id: Option<String>,
        proposal_id: Option<String>,
        revision: Option<i64>,
        detail: String,
        hash: String,
    }
    /// The newest entry of the history, as `directory` says.
    HeadRow { history_number: i64, history_hash: String }
}

/// What a backup holds of the newsroom's side. Whatever somebody signed in with, or was in the middle of, is not part
/// of it: a restore signs everybody out.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::store) struct NewsroomRows {
    pub(in crate::store) head: HeadRow,
    pub(in crate::store) photos: Vec<PhotoRow>,
    pub(in crate::store) accounts: Vec<AccountRow>,
    pub(in crate::store) passkeys: Vec<PasskeyRow>,
    pub(in crate::store) authenticators: Vec<AuthenticatorRow>,
    pub(in crate::store) recovery_codes: Vec<RecoveryCodeRow>,
    pub(in crate::store) tokens: Vec<TokenRow>,
    pub(in crate::store) signing_keys: Vec<SigningKeyRow>,
    pub(in crate::store) proposals: Vec<ProposalRow>,
    pub(in crate::store) history_entries: Vec<HistoryEntryRow>,
    pub(in crate::store) reminders: Vec<ReminderRow>,
}
