//! Access tokens of the API: JWTs that one algorithm signs and a strict reader reads (RFC 8725).
//!
//! A token only names its session: whether that still holds is looked up for every request.

use std::fmt;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use directory::{AccountId, SessionId, Timestamp};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use serde::{Deserialize, Serialize};

use crate::secret::{Random, Sealing, Secret, Unsealable};

/// How long an access token is good.
pub(super) const GOOD_FOR_SECONDS: i64 = 5 * 60;
/// How far another node's clock may be behind the one that signed.
const TOLERATED_SECONDS: i64 = 5;
/// The only kind of token there is (RFC 8725, section 3.11).
const TYPE: &str = "masthead-admin+jwt";
/// Whom a token is for.
const AUDIENCE: &str = "masthead-admin";
/// Ours have some 600 octets; more is not read.
const MAX_OCTETS: usize = 2048;

/// A key that signs tokens, and verifies what it signed.
#[derive(Clone)]
pub(super) struct SigningKey {
    kid: String,
    encoding: EncodingKey,
    decoding: DecodingKey,
}

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claims {
    iss: String,
    aud: String,
    /// Whose it is.
    pub(super) sub: AccountId,
    /// Of which session.
    pub(super) sid: SessionId,
    jti: String,
    iat: i64,
    nbf: i64,
    exp: i64,
}

/// A token that is not one of ours, or not at this moment. Why is nobody's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotOurs;

/// Makes jsonwebtoken compute by AWS-LC. A second time changes nothing.
pub(super) fn install_cryptography() {
    // Refused where it is installed already, and there is no other that could be.
    let _installed = jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER.install_default();
}

impl SigningKey {
    /// A new key, and what is stored of it.
    pub(super) fn draw(sealing: &Sealing) -> (Self, String, Vec<u8>) {
        let pair =
            Ed25519KeyPair::generate().expect("AWS-LC aborts the process rather than fail to draw a key");
        let private = pair.to_pkcs8v1().expect("a key that was just drawn can be written");
        let kid = thumbprint(pair.public_key().as_ref());
        let sealed = sealing.seal(&purpose(&kid), private.as_ref());
        (Self::of(&pair, private.as_ref()), kid, sealed)
    }

    /// Opens a stored key.
    pub(super) fn open(sealing: &Sealing, kid: &str, sealed: &[u8]) -> Result<Self, Unsealable> {
        let private = sealing.open(&purpose(kid), sealed)?;
        let pair = Ed25519KeyPair::from_pkcs8(private.expose()).map_err(|_| Unsealable)?;
        let key = Self::of(&pair, private.expose());
        if key.kid == kid { Ok(key) } else { Err(Unsealable) }
    }

    fn of(pair: &Ed25519KeyPair, private: &[u8]) -> Self {
        Self {
            kid: thumbprint(pair.public_key().as_ref()),
            encoding: EncodingKey::from_ed_der(private),
            decoding: DecodingKey::from_ed_der(pair.public_key().as_ref()),
        }
    }

    /// What names it in a token's header.
    pub(super) fn kid(&self) -> &str {
        &self.kid
    }

    /// Signs a token for a session.
    pub(super) fn sign(
        &self,
        issuer: &str,
        account: &AccountId,
        session: &SessionId,
        at: Timestamp,
    ) -> Secret<String> {
        let at = at.seconds();
        let claims = Claims {
            iss: issuer.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: account.clone(),
            sid: session.clone(),
            jti: HEXLOWER.encode(&Random::system().octets::<16>()),
            iat: at,
            nbf: at - TOLERATED_SECONDS,
            exp: at + GOOD_FOR_SECONDS,
        };
        Secret::new(encode(&header(&self.kid), &claims, &self.encoding).expect("Ed25519 signs every message"))
    }

    /// Reads a token that names this key.
    pub(super) fn verify(&self, token: &str, issuer: &str, at: Timestamp) -> Result<Claims, NotOurs> {
        if named_key(token)? != self.kid {
            return Err(NotOurs);
        }
        let claims = decode::<Claims>(token, &self.decoding, &rules(issuer)).map_err(|_| NotOurs)?.claims;
        let at = at.seconds();
        let in_time = claims.nbf <= at
            && at < claims.exp
            && claims.exp.saturating_sub(claims.nbf) <= GOOD_FOR_SECONDS + TOLERATED_SECONDS;
        if in_time { Ok(claims) } else { Err(NotOurs) }
    }
}

/// Which key a token says it was signed by. The rest of its header must be just what ours have: an algorithm or a key
/// that a stranger chose is never looked at (RFC 8725, sections 3.1 and 3.10).
pub(super) fn named_key(token: &str) -> Result<String, NotOurs> {
    if token.len() > MAX_OCTETS {
        return Err(NotOurs);
    }
    let read = decode_header(token).map_err(|_| NotOurs)?;
    let kid = read.kid.clone().ok_or(NotOurs)?;
    if read == header(&kid) { Ok(kid) } else { Err(NotOurs) }
}

fn header(kid: &str) -> Header {
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some(TYPE.to_owned());
    header.kid = Some(kid.to_owned());
    header
}

/// What the library checks. The times are ours to check, because only [`crate::clock::Clock`] tells the time here.
fn rules(issuer: &str) -> Validation {
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.set_required_spec_claims(&["exp", "nbf", "aud", "iss", "sub"]);
    rules.set_audience(&[AUDIENCE]);
    rules.set_issuer(&[issuer]);
    rules.leeway = 0;
    rules.validate_exp = false;
    rules.validate_nbf = false;
    rules
}

/// The key's JWK thumbprint (RFC 7638 with the members of RFC 8037), so that no two keys share a name.
fn thumbprint(public: &[u8]) -> String {
    let key = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, BASE64URL_NOPAD.encode(public));
    BASE64URL_NOPAD.encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, key.as_bytes()).as_ref())
}

fn purpose(kid: &str) -> String {
    format!("signing key {kid}")
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SigningKey({})", self.kid)
    }
}

#[cfg(test)]
#[path = "jwt_tests.rs"]
mod tests;
