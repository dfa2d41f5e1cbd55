//! Passkeys (`WebAuthn`): making them, signing in by them, showing them again.
//!
//! A passkey is two factors in one: a device that somebody has, which checked who holds it. It finds the account by
//! itself, so nobody types an address, and it answers to no other origin, so nobody can be tricked out of it.

#[cfg(test)]
mod authenticator;
mod ceremony;
#[cfg(test)]
mod tests;

use directory::{AccountId, Name, PasskeyId};
use serde_json::json;
use webauthn_rs::prelude::Passkey;

use super::{AccountError, AddressClass, Auth, Ceremony, Opened, SignInError, Visitor};
use crate::secret::{Random, Secret};
use crate::store::records::{
    Account, AccountState, Actor, CeremonyRecord, Entry, PasskeyRecord, SignInMeans, TokenHash, Work, Write,
};
use crate::store::{CommitError, ReadError};
pub(super) use ceremony::Passkeys;
use ceremony::{ANSWERED_WITHIN_SECONDS, Claim, Pending, Proof, Question, Unfit};

/// The most passkeys of one account: every device that a person has, and a key in a safe.
const PASSKEYS: usize = 10;

impl Auth {
    /// Begins signing in by passkey, whoever's it is.
    pub async fn begin_passkey_sign_in(&self, from: AddressClass) -> Result<Ceremony, SignInError> {
        self.admit(from)?;
        let question = self.passkeys.ask_anybody().ok_or(SignInError::Refused)?;
        Ok(self.begin_ceremony(None, question).await?)
    }

    /// Opens a browser session by the answer of a passkey.
    pub async fn finish_passkey_sign_in(
        &self,
        handle: &str,
        answer: &serde_json::Value,
        from: AddressClass,
    ) -> Result<Opened, SignInError> {
        self.admit(from)?;
        let Some((mut work, Pending::SignIn(state))) = self.take_ceremony(handle, None).await? else {
            return Err(SignInError::Refused);
        };
        let claim = Claim::read(answer);
        let Some((claim, account, record, passkey)) = self.claimed(claim).await? else {
            return Err(self.refuse(work).await);
        };
        let proof = self.passkeys.shown(&claim, &state, passkey);
        self.note(proof, &record, &mut work).await?;
        let opened = self.open_session(account, SignInMeans::Passkey, work).await.map_err(lost_race)?;
        // Asking was a try, and answering.
        self.throttle.succeeded_from(from);
        self.throttle.succeeded_from(from);
        Ok(opened)
    }

    /// Begins showing a passkey again.
    pub async fn begin_passkey_step_up(&self, visitor: &Visitor) -> Result<Ceremony, SignInError> {
        let session = visitor.session().ok_or(SignInError::Refused)?.id.clone();
        let account = &visitor.account().id;
        let passkeys: Vec<Passkey> =
            self.store.passkeys_of(account).await?.iter().filter_map(stored).collect();
        let question = self.passkeys.ask_again(session, &passkeys).ok_or(SignInError::Refused)?;
        Ok(self.begin_ceremony(Some(account.clone()), question).await?)
    }

    /// Shows a second factor again, by the answer of a passkey. The session gets a new cookie.
    pub async fn finish_passkey_step_up(
        &self,
        visitor: &Visitor,
        handle: &str,
        answer: &serde_json::Value,
    ) -> Result<Opened, SignInError> {
        let account = &visitor.account().id;
        let Some((mut work, Pending::StepUp(session, state))) =
            self.take_ceremony(handle, Some(account)).await?
        else {
            return Err(SignInError::Refused);
        };
        if visitor.session().is_none_or(|present| present.id != session) {
            return Err(self.refuse(work).await);
        }
        let Some(claim) = Claim::read(answer) else { return Err(self.refuse(work).await) };
        let Some((record, passkey)) = self.passkey_of(account, &claim).await? else {
            return Err(self.refuse(work).await);
        };
        let proof = self.passkeys.shown_again(&claim, &state, passkey);
        self.note(proof, &record, &mut work).await?;
        self.renew_session(visitor, work).await.map_err(lost_race)
    }

    /// Begins making a passkey.
    pub async fn begin_passkey(&self, visitor: &Visitor) -> Result<Ceremony, AccountError> {
        let account = visitor.account();
        let known = self.store.passkeys_of(&account.id).await?;
        if known.len() >= PASSKEYS {
            return Err(too_many());
        }
        let known: Vec<Passkey> = known.iter().filter_map(stored).collect();
        let question = self.passkeys.ask_for_another(account, &known).ok_or_else(|| {
            unfit("passkeys need a server that is reached by a name, and this one is reached by an address")
        })?;
        Ok(self.begin_ceremony(Some(account.id.clone()), question).await?)
    }

    /// Keeps the passkey that was made.
    pub async fn finish_passkey(
        &self,
        visitor: &Visitor,
        handle: &str,
        name: Name,
        answer: &serde_json::Value,
    ) -> Result<(), AccountError> {
        let account = &visitor.account().id;
        let Some((mut work, Pending::Addition(state))) = self.take_ceremony(handle, Some(account)).await?
        else {
            return Err(AccountError::Unknown);
        };
        let made = match self.passkeys.made(answer, &state) {
            Ok(made) => made,
            Err(reason) => {
                self.use_up(work).await?;
                return Err(unfit(reason.words()));
            }
        };
        if self.store.passkeys_of(account).await?.len() >= PASSKEYS {
            self.use_up(work).await?;
            return Err(too_many());
        }
        let id = PasskeyId::from_random(Random::system().octets());
        work.entries.push(entry("passkey_added", account, json!({ "passkey": id, "name": name })));
        work.writes.push(Write::AddPasskey(PasskeyRecord {
            id,
            account: account.clone(),
            name,
            credential_id: ceremony::credential_id(made.cred_id()),
            credential: kept(&made)?,
            added_at: work.at,
            used_at: None,
        }));
        match self.store.write(work).await {
            Ok(_) => Ok(()),
            Err(CommitError::Stale) => Err(AccountError::Unknown),
            Err(CommitError::Conflict(_)) => Err(unfit(Unfit::Known.words())),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes a passkey away, and ends every other session: whoever has it now may be signed in by it.
    pub async fn remove_passkey(&self, visitor: &Visitor, passkey: &PasskeyId) -> Result<(), AccountError> {
        let account = &visitor.account().id;
        let held = self.store.passkeys_of(account).await?;
        let removed = held.iter().find(|record| record.id == *passkey).ok_or(AccountError::Unknown)?;
        if held.len() == 1 {
            let current = self.store.account(account).await?.ok_or(AccountError::Unknown)?;
            let authenticator = self.store.authenticator_of(account).await?;
            if current.password.is_none() || authenticator.is_none() {
                return Err(AccountError::LastFactor);
            }
        }
        let mut work = Work::new(Actor::Account(account.clone()), self.clock.now());
        let detail = json!({ "passkey": removed.id, "name": removed.name });
        work.entries.push(entry("passkey_removed", account, detail));
        work.writes.push(Write::RemovePasskey { id: removed.id.clone(), account: account.clone() });
        work.writes.push(Write::EndSessions {
            account: account.clone(),
            except: visitor.session().map(|session| session.id.clone()),
            at: work.at,
        });
        match self.store.write(work).await {
            Ok(_) => Ok(()),
            Err(CommitError::Stale) => Err(AccountError::Unknown),
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps a question until it is answered.
    async fn begin_ceremony(
        &self,
        account: Option<AccountId>,
        question: Question,
    ) -> Result<Ceremony, CommitError> {
        let handle = data_encoding::BASE64URL_NOPAD.encode(&Random::system().octets::<32>());
        let mut work = Work::new(actor(account.as_ref()), self.clock.now());
        work.writes.push(Write::AddCeremony(CeremonyRecord {
            hash: TokenHash::of(&handle),
            account,
            state: Secret::new(serde_json::to_string(&question.pending).map_err(CommitError::History)?),
            expires_at: work.at.plus_seconds(ANSWERED_WITHIN_SECONDS),
        }));
        self.store.write(work).await?;
        Ok(Ceremony { handle: Secret::new(handle), options: question.options })
    }

    /// The ceremony of this handle, if it is this account's, and the work that uses it up: whatever comes of the answer,
    /// there is no second one.
    async fn take_ceremony(
        &self,
        handle: &str,
        account: Option<&AccountId>,
    ) -> Result<Option<(Work, Pending)>, ReadError> {
        let now = self.clock.now();
        let hash = TokenHash::of(handle);
        let Some(record) = self.store.ceremony(&hash).await? else { return Ok(None) };
        if record.account.as_ref() != account || record.expires_at <= now {
            return Ok(None);
        }
        // Ceremonies of other kinds are kept beside these.
        let Ok(pending) = serde_json::from_str(record.state.expose()) else { return Ok(None) };
        let mut work = Work::new(actor(account), now);
        work.writes.push(Write::TakeCeremony { hash, at: now });
        Ok(Some((work, pending)))
    }

    /// The account and the passkey that an answer claims, if the account is in use and has it.
    async fn claimed(
        &self,
        claim: Option<Claim>,
    ) -> Result<Option<(Claim, Account, PasskeyRecord, Passkey)>, ReadError> {
        let Some(claim) = claim else { return Ok(None) };
        let Some(id) = claim.account() else { return Ok(None) };
        let Some(account) = self.store.account(&id).await? else { return Ok(None) };
        if account.state != AccountState::Active {
            return Ok(None);
        }
        let found = self.passkey_of(&id, &claim).await?;
        Ok(found.map(|(record, passkey)| (claim, account, record, passkey)))
    }

    /// The passkey that an answer claims, if this account has it.
    async fn passkey_of(
        &self,
        account: &AccountId,
        claim: &Claim,
    ) -> Result<Option<(PasskeyRecord, Passkey)>, ReadError> {
        let wanted = claim.credential_id();
        let held = self.store.passkeys_of(account).await?;
        let found = held.into_iter().find(|record| record.credential_id == wanted);
        Ok(found.and_then(|record| stored(&record).map(|passkey| (record, passkey))))
    }

    /// Adds to `work` what a proof means for the passkey. Refuses, and writes that down, if it proved nothing.
    async fn note(&self, proof: Proof, record: &PasskeyRecord, work: &mut Work) -> Result<(), SignInError> {
        work.actor = Actor::Account(record.account.clone());
        match proof {
            Proof::Shown(passkey) => {
                let (id, at) = (record.id.clone(), work.at);
                work.writes.push(Write::UsePasskey { id, credential: kept(&passkey)?, at });
                Ok(())
            }
            Proof::Cloned => {
                let detail =
                    json!({ "passkey": record.id, "why": "its counter went backwards: there may be a copy" });
                work.entries.push(entry("passkey_refused", &record.account, detail));
                Err(self.refuse(work.clone()).await)
            }
            Proof::Nothing => Err(self.refuse(work.clone()).await),
        }
    }

    /// Writes what is to be written of a refused answer.
    async fn refuse(&self, work: Work) -> SignInError {
        match self.use_up(work).await {
            Ok(()) => SignInError::Refused,
            Err(error) => error.into(),
        }
    }

    /// Uses a ceremony up. Somebody else may have, at the same moment.
    async fn use_up(&self, work: Work) -> Result<(), CommitError> {
        match self.store.write(work).await {
            Ok(_) | Err(CommitError::Stale) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

impl Unfit {
    const fn words(self) -> &'static str {
        match self {
            Self::Answer => "the answer does not fit what was asked: reload the page and try again",
            Self::Unverified => {
                "the device did not check that it is you: set a PIN, a fingerprint or a face first"
            }
            Self::Kind => "the device makes no key of the kind that is needed (ES256)",
            Self::Known => "this passkey is known already",
        }
    }
}

/// A passkey as it is stored, read back.
fn stored(record: &PasskeyRecord) -> Option<Passkey> {
    serde_json::from_str(record.credential.expose()).ok()
}

/// A passkey as it is stored.
fn kept(passkey: &Passkey) -> Result<Secret<String>, CommitError> {
    serde_json::to_string(passkey).map(Secret::new).map_err(CommitError::History)
}

/// Who begins or ends a ceremony: nobody yet, when they are about to sign in.
fn actor(account: Option<&AccountId>) -> Actor {
    account.cloned().map_or(Actor::Clock, Actor::Account)
}

fn entry(act: &'static str, account: &AccountId, detail: serde_json::Value) -> Entry {
    Entry { account: Some(account.clone()), detail, ..Entry::new(act) }
}

fn unfit(reason: &str) -> AccountError {
    AccountError::Field { field: "passkey", reason: reason.to_owned() }
}

fn too_many() -> AccountError {
    unfit("an account has at most ten passkeys: remove one first")
}

/// A ceremony that somebody else used up meanwhile, or a passkey that was removed, proves nothing.
fn lost_race(error: SignInError) -> SignInError {
    match error {
        SignInError::Commit(CommitError::Stale) => SignInError::Refused,
        error => error,
    }
}
