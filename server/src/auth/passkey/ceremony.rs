//! The ceremonies of `WebAuthn`: what a browser is asked, and whether its answer proves anything. Nothing is stored here.

use std::time::Duration;

use directory::{AccountId, SessionId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    COSEAlgorithm, DiscoverableAuthentication, Passkey, PasskeyAuthentication, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};

use crate::config::Origin;
use crate::store::records::Account;

/// How long a person has to answer.
pub(super) const ANSWERED_WITHIN_SECONDS: i64 = 5 * 60;

/// The one kind of key that passkeys have here. Every authenticator can make one. `EdDSA` would be as good, but the
/// library cannot verify it; its RSA comes from a package that is not finished.
const KEYS: COSEAlgorithm = COSEAlgorithm::ES256;

/// The rules of `WebAuthn` for this server's admin origin.
pub(in crate::auth) struct Passkeys {
    webauthn: Option<Webauthn>,
}

/// A ceremony under way, as it is stored. It tells what it is for: an answer to one kind is no answer to another.
#[derive(Serialize, Deserialize)]
pub(super) enum Pending {
    /// Somebody, we do not know who, shows a passkey.
    #[serde(rename = "passkey_sign_in")]
    SignIn(Box<DiscoverableAuthentication>),
    /// Somebody who is signed in shows one again, in this session.
    #[serde(rename = "passkey_step_up")]
    StepUp(SessionId, Box<PasskeyAuthentication>),
    /// Somebody who is signed in makes one.
    #[serde(rename = "passkey_addition")]
    Addition(Box<PasskeyRegistration>),
}

/// What a browser is asked, and what the answer is held against.
pub(super) struct Question {
    pub(super) options: Value,
    pub(super) pending: Pending,
}

/// Whose passkey an answer claims to be.
pub(super) struct Claim {
    credential: PublicKeyCredential,
}

/// What an answer proved.
#[derive(Debug)]
pub(super) enum Proof {
    /// The passkey was used, and is this from now on.
    Shown(Box<Passkey>),
    /// The passkey was used, and its counter is not beyond where it was: somebody has a copy.
    Cloned,
    /// Nothing.
    Nothing,
}

/// Why a new passkey is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// The answer does not fit the question: another origin, another challenge, not readable.
    Answer,
    /// The device did not check who held it.
    Unverified,
    /// Its key is of another kind.
    Kind,
    /// The account has this passkey already.
    Known,
}

impl Passkeys {
    /// The rules for this origin. `WebAuthn` works with names only: at an address there are no passkeys.
    pub(in crate::auth) fn at(origin: &Origin) -> Self {
        let url = Url::parse(&origin.to_string()).ok().filter(|url| url.domain().is_some());
        let webauthn = url.and_then(|url| {
            // Other ports and subdomains are other origins; some newsroom will run something else there.
            let builder = WebauthnBuilder::new(origin.host(), &url).ok()?;
            let timeout = Duration::from_secs(ANSWERED_WITHIN_SECONDS.unsigned_abs());
            builder.allow_subdomains(false).allow_any_port(false).timeout(timeout).build().ok()
        });
        Self { webauthn }
    }

    /// Asks whoever it is for a passkey.
    pub(super) fn ask_anybody(&self) -> Option<Question> {
        let (mut asked, state) = self.webauthn.as_ref()?.start_discoverable_authentication().ok()?;
        // The library means this for the browser's list of suggestions. Here a person presses a button.
        asked.mediation = None;
        asked.public_key.extensions = None;
        Question::new(&asked, Pending::SignIn(Box::new(state)))
    }

    /// Asks somebody for one of their passkeys, again.
    pub(super) fn ask_again(&self, session: SessionId, passkeys: &[Passkey]) -> Option<Question> {
        if passkeys.is_empty() {
            return None;
        }
        let (asked, state) = self.webauthn.as_ref()?.start_passkey_authentication(passkeys).ok()?;
        Question::new(&asked, Pending::StepUp(session, Box::new(state)))
    }

    /// Asks somebody to make one, on a device that holds none of `known`.
    pub(super) fn ask_for_another(&self, account: &Account, known: &[Passkey]) -> Option<Question> {
        let excluded = known.iter().map(|passkey| passkey.cred_id().clone()).collect();
        let (mut asked, state) = self
            .webauthn
            .as_ref()?
            .start_passkey_registration(
                Uuid::from_bytes(account.id.octets()),
                account.email.as_str(),
                account.name.as_str(),
                Some(excluded),
            )
            .ok()?;
        asked.public_key.pub_key_cred_params.retain(|kind| kind.alg == KEYS as i64);
        let mut question = Question::new(&asked, Pending::Addition(Box::new(state)))?;
        // It must be found without the account being named, or it could not sign in alone.
        let selection = question.options.pointer_mut("/publicKey/authenticatorSelection")?.as_object_mut()?;
        selection.insert("residentKey".to_owned(), json!("required"));
        selection.insert("requireResidentKey".to_owned(), json!(true));
        Some(question)
    }

    /// Whether an answer shows `passkey`, which is the one that it claims to be.
    pub(super) fn shown(
        &self,
        claim: &Claim,
        state: &DiscoverableAuthentication,
        mut passkey: Passkey,
    ) -> Proof {
        let Some(webauthn) = &self.webauthn else { return Proof::Nothing };
        match webauthn.finish_discoverable_authentication_v2(&claim.credential, state.clone(), &passkey) {
            Ok(result) => {
                passkey.update_credential(&result);
                Proof::Shown(Box::new(passkey))
            }
            Err(error) => Proof::of(&error),
        }
    }

    /// The same, for somebody who was asked for one of their own.
    pub(super) fn shown_again(
        &self,
        claim: &Claim,
        state: &PasskeyAuthentication,
        mut passkey: Passkey,
    ) -> Proof {
        let Some(webauthn) = &self.webauthn else { return Proof::Nothing };
        match webauthn.finish_passkey_authentication(&claim.credential, state) {
            Ok(result) if passkey.update_credential(&result).is_some() => Proof::Shown(Box::new(passkey)),
            Ok(_) => Proof::Nothing,
            Err(error) => Proof::of(&error),
        }
    }

    /// The passkey that was made.
    pub(super) fn made(&self, answer: &Value, state: &PasskeyRegistration) -> Result<Passkey, Unfit> {
        let answer = RegisterPublicKeyCredential::deserialize(answer).map_err(|_| Unfit::Answer)?;
        let webauthn = self.webauthn.as_ref().ok_or(Unfit::Answer)?;
        let passkey = webauthn.finish_passkey_registration(&answer, state).map_err(|error| {
            tracing::debug!(%error, "a passkey was not accepted");
            match error {
                WebauthnError::UserNotVerified => Unfit::Unverified,
                // The library's word for one that was excluded.
                WebauthnError::CredentialAlteredAlgFromRequest => Unfit::Known,
                _ => Unfit::Answer,
            }
        })?;
        if *passkey.cred_algorithm() == KEYS { Ok(passkey) } else { Err(Unfit::Kind) }
    }
}

impl Question {
    fn new(asked: &impl Serialize, pending: Pending) -> Option<Self> {
        Some(Self { options: serde_json::to_value(asked).ok()?, pending })
    }
}

impl Claim {
    /// Reads an answer.
    pub(super) fn read(answer: &Value) -> Option<Self> {
        PublicKeyCredential::deserialize(answer).ok().map(|credential| Self { credential })
    }

    /// The account that the passkey was made for, as the passkey remembers it.
    pub(super) fn account(&self) -> Option<AccountId> {
        let octets = <[u8; 16]>::try_from(self.credential.get_user_unique_id()?).ok()?;
        Some(AccountId::from_random(octets))
    }

    /// What its authenticator calls the passkey.
    pub(super) fn credential_id(&self) -> String {
        credential_id(self.credential.get_credential_id())
    }
}

impl Proof {
    fn of(error: &WebauthnError) -> Self {
        tracing::debug!(%error, "a passkey was refused");
        match error {
            WebauthnError::CredentialPossibleCompromise => Self::Cloned,
            _ => Self::Nothing,
        }
    }
}

/// What an authenticator calls a passkey, as it is stored.
pub(super) fn credential_id(octets: &[u8]) -> String {
    data_encoding::BASE64URL_NOPAD.encode(octets)
}

#[cfg(test)]
mod tests;
