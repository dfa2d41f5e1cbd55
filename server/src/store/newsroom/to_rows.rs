//! From records to rows.

use directory::channel::EmailAddress;
use directory::{ChannelId, Timestamp};

use super::chain::canonical;
use crate::secret::Secret;
use crate::store::error::CommitError;
use crate::store::records::{
    Account, AnsweredRecord, AuthenticatorRecord, CeremonyRecord, LetterRecord, LinkRecord, PasskeyRecord,
    Proposal, Proposed, RefreshRecord, SessionRecord, SigningKeyRecord, Stage, TokenRecord,
};
use crate::store::rows::{
    AccountRow, AnswerRow, AuthenticatorRow, CeremonyRow, LetterRow, LinkRow, PasskeyRow, ProposalRow,
    RefreshRow, ReminderRow, SessionRow, SigningKeyRow, TokenRow,
};
use crate::store::to_rows::{number, word};

/// An address as accounts are found by it: nobody signs in twice by writing theirs in capitals.
pub(in crate::store) fn folded(address: &str) -> String {
    address.to_lowercase()
}

pub(super) fn account(account: Account) -> AccountRow {
    let (former_alert_address, former_alert_until) = account.former_alert_address.unzip();
    AccountRow {
        id: account.id.into(),
        email: folded(&String::from(account.email)),
        name: account.name.into(),
        role: account.role.as_str().to_owned(),
        profile_id: account.profile.map(String::from),
        state: word(account.state),
        password: account.password.as_ref().map(Secret::expose).cloned(),
        version: number(account.version),
        counts_from: account.counts_from.seconds(),
        decider_until: account.decider_until.map(Timestamp::seconds),
        reset_by: account.reset_by.map(String::from),
        alert_address: account.alert_address.into(),
        former_alert_address: former_alert_address.map(|address: EmailAddress| address.into()),
        former_alert_until: former_alert_until.map(Timestamp::seconds),
        created_at: account.created_at.seconds(),
        created_by: account.created_by.into(),
        revision: number(account.revision),
    }
}

pub(super) fn passkey(passkey: PasskeyRecord) -> PasskeyRow {
    PasskeyRow {
        id: passkey.id.into(),
        account_id: passkey.account.into(),
        name: passkey.name.into(),
        credential_id: passkey.credential_id,
        credential: passkey.credential.expose().clone(),
        added_at: passkey.added_at.seconds(),
        used_at: passkey.used_at.map(Timestamp::seconds),
    }
}

pub(super) fn authenticator(authenticator: AuthenticatorRecord) -> AuthenticatorRow {
    AuthenticatorRow {
        account_id: authenticator.account.into(),
        secret: authenticator.secret,
        last_step: number(authenticator.last_step),
        added_at: authenticator.added_at.seconds(),
    }
}

pub(super) fn link(link: LinkRecord) -> LinkRow {
    LinkRow {
        hash: link.hash.0,
        purpose: word(link.purpose),
        account_id: link.account.map(String::from),
        made_by: link.made_by.into(),
        made_at: link.made_at.seconds(),
        expires_at: link.expires_at.seconds(),
        used_at: link.used_at.map(Timestamp::seconds),
    }
}

pub(super) fn session(session: SessionRecord) -> SessionRow {
    SessionRow {
        id: session.id.into(),
        hash: session.hash.map(|hash| hash.0),
        account_id: session.account.into(),
        account_version: number(session.account_version),
        kind: word(session.kind),
        how: word(session.how),
        made_at: session.made_at.seconds(),
        seen_at: session.seen_at.seconds(),
        strong_at: session.strong_at.seconds(),
        ends_at: session.ends_at.seconds(),
        ended_at: session.ended_at.map(Timestamp::seconds),
    }
}

pub(super) fn refresh(refresh: RefreshRecord) -> RefreshRow {
    RefreshRow {
        hash: refresh.hash.0,
        session_id: refresh.session.into(),
        made_at: refresh.made_at.seconds(),
        expires_at: refresh.expires_at.seconds(),
        used_at: refresh.used_at.map(Timestamp::seconds),
    }
}

pub(super) fn token(token: TokenRecord) -> TokenRow {
    let scopes: Vec<String> = token.scopes.into_iter().map(word).collect();
    TokenRow {
        id: token.id.into(),
        hash: token.hash.0,
        account_id: token.account.into(),
        account_version: number(token.account_version),
        name: token.name.into(),
        scopes: scopes.join(" "),
        made_at: token.made_at.seconds(),
        expires_at: token.expires_at.seconds(),
        used_day: token.used_day,
        revoked_at: token.revoked_at.map(Timestamp::seconds),
    }
}

pub(super) fn signing_key(key: SigningKeyRecord) -> SigningKeyRow {
    SigningKeyRow { kid: key.kid, sealed: key.sealed, made_at: key.made_at.seconds() }
}

pub(super) fn ceremony(ceremony: CeremonyRecord) -> CeremonyRow {
    CeremonyRow {
        hash: ceremony.hash.0,
        account_id: ceremony.account.map(String::from),
        state: ceremony.state.expose().clone(),
        expires_at: ceremony.expires_at.seconds(),
    }
}

pub(super) fn proposal(proposal: Proposal) -> Result<ProposalRow, CommitError> {
    let json = serde_json::to_value(&proposal.proposed).map_err(CommitError::History)?;
    let (profile_id, account_id) = match proposal.proposed {
        Proposed::Profile { profile, .. } => (Some(profile.into()), None),
        Proposed::Account { account, .. } => (None, Some(account.into())),
    };
    let decision = proposal.decision;
    Ok(ProposalRow {
        id: proposal.id.into(),
        profile_id,
        account_id,
        base_revision: number(proposal.base_revision),
        proposed: canonical(&json),
        shown_hash: proposal.shown.0,
        proposed_by: proposal.proposed_by.into(),
        proposed_at: proposal.proposed_at.seconds(),
        expires_at: proposal.expires_at.seconds(),
        cool_off_until: proposal.cool_off_until.map(Timestamp::seconds),
        state: word(proposal.state),
        decided_by: decision.as_ref().map(|decision| decision.by.to_string()),
        decided_at: decision.as_ref().map(|decision| decision.at.seconds()),
        checked: decision.as_ref().and_then(|decision| decision.checked).map(word),
        remark: decision.and_then(|decision| decision.remark),
    })
}

pub(super) fn letter(letter: LetterRecord) -> LetterRow {
    LetterRow {
        id: letter.id.into(),
        sealed: letter.sealed,
        made_at: letter.made_at.seconds(),
        next_try_at: letter.next_try_at.seconds(),
        tries: i64::from(letter.tries),
        state: word(letter.state),
    }
}

pub(super) fn answer(answer: AnsweredRecord) -> AnswerRow {
    AnswerRow {
        account_id: answer.account.into(),
        hash: answer.hash.0,
        request_hash: answer.request_hash.0,
        status: i64::from(answer.status),
        location: answer.location,
        entity_tag: answer.entity_tag,
        body: answer.body.expose().clone(),
        made_at: answer.made_at.seconds(),
    }
}

pub(super) fn reminder(
    channel: ChannelId,
    confirm_by: Timestamp,
    stage: Stage,
    at: Timestamp,
) -> ReminderRow {
    ReminderRow {
        channel_id: channel.into(),
        confirm_by: confirm_by.seconds(),
        stage: word(stage),
        sent_at: at.seconds(),
    }
}
