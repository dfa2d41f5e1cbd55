//! From rows to records, through the same parsers that text from outside goes through.

use data_encoding::HEXLOWER;
use directory::channel::EmailAddress;
use directory::{
    AccountId, ChannelId, LetterId, Name, PasskeyId, ProfileId, ProposalId, SessionId, Timestamp, TokenId,
};

use crate::secret::Secret;
use crate::store::error::CorruptRow;
use crate::store::from_rows::{Reading, time};
use crate::store::records::{
    Account, Actor, AnsweredRecord, AuthenticatorRecord, CeremonyRecord, Decision, HistoryEntry,
    LetterRecord, LinkRecord, PasskeyRecord, Proposal, RefreshRecord, SessionRecord, ShownHash,
    SigningKeyRecord, Stage, TokenHash, TokenRecord,
};
use crate::store::rows::{
    AccountRow, AnswerRow, AuthenticatorRow, CeremonyRow, HistoryEntryRow, LetterRow, LinkRow, NewsroomRows,
    PasskeyRow, ProposalRow, RefreshRow, ReminderRow, SessionRow, SigningKeyRow, TokenRow,
};

/// Whether each row that a backup holds, or a check reads, is one that can be read; or the first that cannot.
pub(in crate::store) fn readable(rows: &NewsroomRows) -> Result<(), CorruptRow> {
    rows.accounts.iter().try_for_each(|row| account(row).map(drop))?;
    rows.passkeys.iter().try_for_each(|row| passkey(row).map(drop))?;
    rows.authenticators.iter().try_for_each(|row| authenticator(row).map(drop))?;
    rows.tokens.iter().try_for_each(|row| token(row).map(drop))?;
    rows.signing_keys.iter().try_for_each(|row| signing_key(row).map(drop))?;
    rows.proposals.iter().try_for_each(|row| proposal(row).map(drop))?;
    rows.reminders.iter().try_for_each(|row| reminder(row).map(drop))
}

fn actor(text: &str) -> Result<Actor, directory::IdError> {
    Actor::try_from(text.to_owned())
}

fn hash(text: &str) -> Result<TokenHash, ()> {
    let is_sha256 = HEXLOWER.decode(text.as_bytes()).is_ok_and(|octets| octets.len() == 32);
    if is_sha256 { Ok(TokenHash(text.to_owned())) } else { Err(()) }
}

pub(super) fn account(row: &AccountRow) -> Result<Account, CorruptRow> {
    let of = Reading { table: "accounts", row: &row.id };
    let former =
        of.optional("former_alert_address", row.former_alert_address.as_deref(), EmailAddress::parse)?;
    let until = of.optional("former_alert_until", row.former_alert_until, time)?;
    Ok(Account {
        id: of.column("id", AccountId::parse(&row.id))?,
        email: of.column("email", EmailAddress::parse(&row.email))?,
        name: of.column("name", Name::parse(&row.name))?,
        role: of.word("role", &row.role)?,
        profile: of.optional("profile_id", row.profile_id.as_deref(), ProfileId::parse)?,
        state: of.word("state", &row.state)?,
        version: of.number("version", row.version)?,
        counts_from: of.time("counts_from", row.counts_from)?,
        decider_until: of.optional("decider_until", row.decider_until, time)?,
        reset_by: of.optional("reset_by", row.reset_by.as_deref(), actor)?,
        alert_address: of.column("alert_address", EmailAddress::parse(&row.alert_address))?,
        former_alert_address: former.zip(until),
        created_at: of.time("created_at", row.created_at)?,
        created_by: of.column("created_by", actor(&row.created_by))?,
        revision: of.number("revision", row.revision)?,
        password: row.password.clone().map(Secret::new),
    })
}

pub(super) fn passkey(row: &PasskeyRow) -> Result<PasskeyRecord, CorruptRow> {
    let of = Reading { table: "passkeys", row: &row.id };
    Ok(PasskeyRecord {
        id: of.column("id", PasskeyId::parse(&row.id))?,
        account: of.column("account_id", AccountId::parse(&row.account_id))?,
        name: of.column("name", Name::parse(&row.name))?,
        added_at: of.time("added_at", row.added_at)?,
        used_at: of.optional("used_at", row.used_at, time)?,
        credential_id: row.credential_id.clone(),
        credential: Secret::new(row.credential.clone()),
    })
}

pub(super) fn authenticator(row: &AuthenticatorRow) -> Result<AuthenticatorRecord, CorruptRow> {
    let of = Reading { table: "authenticators", row: &row.account_id };
    Ok(AuthenticatorRecord {
        account: of.column("account_id", AccountId::parse(&row.account_id))?,
        last_step: of.number("last_step", row.last_step)?,
        added_at: of.time("added_at", row.added_at)?,
        secret: row.secret.clone(),
    })
}

pub(super) fn link(row: &LinkRow) -> Result<LinkRecord, CorruptRow> {
    let of = Reading { table: "links", row: &row.hash };
    Ok(LinkRecord {
        hash: of.column("hash", hash(&row.hash))?,
        purpose: of.word("purpose", &row.purpose)?,
        account: of.optional("account_id", row.account_id.as_deref(), AccountId::parse)?,
        made_by: of.column("made_by", actor(&row.made_by))?,
        made_at: of.time("made_at", row.made_at)?,
        expires_at: of.time("expires_at", row.expires_at)?,
        used_at: of.optional("used_at", row.used_at, time)?,
    })
}

pub(super) fn session(row: &SessionRow) -> Result<SessionRecord, CorruptRow> {
    let of = Reading { table: "sessions", row: &row.id };
    Ok(SessionRecord {
        id: of.column("id", SessionId::parse(&row.id))?,
        hash: of.optional("hash", row.hash.as_deref(), hash)?,
        account: of.column("account_id", AccountId::parse(&row.account_id))?,
        account_version: of.number("account_version", row.account_version)?,
        kind: of.word("kind", &row.kind)?,
        how: of.word("how", &row.how)?,
        made_at: of.time("made_at", row.made_at)?,
        seen_at: of.time("seen_at", row.seen_at)?,
        strong_at: of.time("strong_at", row.strong_at)?,
        ends_at: of.time("ends_at", row.ends_at)?,
        ended_at: of.optional("ended_at", row.ended_at, time)?,
    })
}

pub(super) fn refresh(row: &RefreshRow) -> Result<RefreshRecord, CorruptRow> {
    let of = Reading { table: "refresh_tokens", row: &row.session_id };
    Ok(RefreshRecord {
        hash: of.column("hash", hash(&row.hash))?,
        session: of.column("session_id", SessionId::parse(&row.session_id))?,
        made_at: of.time("made_at", row.made_at)?,
        expires_at: of.time("expires_at", row.expires_at)?,
        used_at: of.optional("used_at", row.used_at, time)?,
    })
}

pub(super) fn token(row: &TokenRow) -> Result<TokenRecord, CorruptRow> {
    let of = Reading { table: "tokens", row: &row.id };
    let scopes = row.scopes.split_ascii_whitespace().map(|scope| of.word("scopes", scope));
    Ok(TokenRecord {
        id: of.column("id", TokenId::parse(&row.id))?,
        hash: of.column("hash", hash(&row.hash))?,
        account: of.column("account_id", AccountId::parse(&row.account_id))?,
        account_version: of.number("account_version", row.account_version)?,
        name: of.column("name", Name::parse(&row.name))?,
        scopes: scopes.collect::<Result<_, _>>()?,
        made_at: of.time("made_at", row.made_at)?,
        expires_at: of.time("expires_at", row.expires_at)?,
        used_day: row.used_day,
        revoked_at: of.optional("revoked_at", row.revoked_at, time)?,
    })
}

pub(super) fn signing_key(row: &SigningKeyRow) -> Result<SigningKeyRecord, CorruptRow> {
    let of = Reading { table: "signing_keys", row: &row.kid };
    let made_at = of.time("made_at", row.made_at)?;
    Ok(SigningKeyRecord { kid: row.kid.clone(), sealed: row.sealed.clone(), made_at })
}

pub(super) fn ceremony(row: &CeremonyRow) -> Result<CeremonyRecord, CorruptRow> {
    let of = Reading { table: "ceremonies", row: &row.hash };
    Ok(CeremonyRecord {
        hash: of.column("hash", hash(&row.hash))?,
        account: of.optional("account_id", row.account_id.as_deref(), AccountId::parse)?,
        expires_at: of.time("expires_at", row.expires_at)?,
        state: Secret::new(row.state.clone()),
    })
}

pub(super) fn proposal(row: &ProposalRow) -> Result<Proposal, CorruptRow> {
    let of = Reading { table: "proposals", row: &row.id };
    let by = of.optional("decided_by", row.decided_by.as_deref(), actor)?;
    let at = of.optional("decided_at", row.decided_at, time)?;
    let checked = row.checked.as_deref().map(|checked| of.word("checked", checked)).transpose()?;
    let remark = row.remark.clone();
    Ok(Proposal {
        id: of.column("id", ProposalId::parse(&row.id))?,
        proposed: of.column("proposed", serde_json::from_str(&row.proposed))?,
        base_revision: of.number("base_revision", row.base_revision)?,
        proposed_by: of.column("proposed_by", actor(&row.proposed_by))?,
        proposed_at: of.time("proposed_at", row.proposed_at)?,
        expires_at: of.time("expires_at", row.expires_at)?,
        cool_off_until: of.optional("cool_off_until", row.cool_off_until, time)?,
        state: of.word("state", &row.state)?,
        decision: by.zip(at).map(|(by, at)| Decision { by, at, checked, remark }),
        shown: ShownHash(row.shown_hash.clone()),
    })
}

pub(super) fn entry(row: &HistoryEntryRow) -> Result<HistoryEntry, CorruptRow> {
    let place = row.number.to_string();
    let of = Reading { table: "history_entries", row: &place };
    Ok(HistoryEntry {
        number: of.number("number", row.number)?,
        at: of.time("at", row.at)?,
        actor: of.column("actor", actor(&row.actor))?,
        profile: of.optional("profile_id", row.profile_id.as_deref(), ProfileId::parse)?,
        account: of.optional("account_id", row.account_id.as_deref(), AccountId::parse)?,
        proposal: of.optional("proposal_id", row.proposal_id.as_deref(), ProposalId::parse)?,
        revision: of.optional("revision", row.revision, u64::try_from)?,
        detail: of.column("detail", serde_json::from_str(&row.detail))?,
        act: row.act.clone(),
        hash: row.hash.clone(),
    })
}

pub(super) fn letter(row: &LetterRow) -> Result<LetterRecord, CorruptRow> {
    let of = Reading { table: "letters", row: &row.id };
    Ok(LetterRecord {
        id: of.column("id", LetterId::parse(&row.id))?,
        made_at: of.time("made_at", row.made_at)?,
        next_try_at: of.time("next_try_at", row.next_try_at)?,
        tries: of.column("tries", u32::try_from(row.tries))?,
        state: of.word("state", &row.state)?,
        sealed: row.sealed.clone(),
    })
}

pub(super) fn answer(row: &AnswerRow) -> Result<AnsweredRecord, CorruptRow> {
    let of = Reading { table: "idempotency_keys", row: &row.account_id };
    Ok(AnsweredRecord {
        account: of.column("account_id", AccountId::parse(&row.account_id))?,
        hash: of.column("hash", hash(&row.hash))?,
        request_hash: of.column("request_hash", hash(&row.request_hash))?,
        status: of.column("status", u16::try_from(row.status))?,
        location: row.location.clone(),
        entity_tag: row.entity_tag.clone(),
        body: Secret::new(row.body.clone()),
        made_at: of.time("made_at", row.made_at)?,
    })
}

pub(super) fn reminder(row: &ReminderRow) -> Result<(ChannelId, Timestamp, Stage), CorruptRow> {
    let of = Reading { table: "reminders", row: &row.channel_id };
    Ok((
        of.column("channel_id", ChannelId::parse(&row.channel_id))?,
        of.time("confirm_by", row.confirm_by)?,
        of.word("stage", &row.stage)?,
    ))
}
