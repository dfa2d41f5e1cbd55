//! Who somebody is, and what they may do. Only this module makes a [`Visitor`] and a [`Permission`].

mod api_session;
mod authenticator;
mod console;
mod hasher;
mod jwt;
mod keys;
mod link;
mod own_account;
mod passkey;
mod password;
mod people;
mod permission;
mod recovery;
mod session;
mod sign_in;
mod step_up;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod throttle;
mod tidy;
mod token;
mod totp;
mod visitor;

use directory::Timestamp;

pub use people::PeopleError;
pub use permission::{Permission, Refusal};
pub use sign_in::folded;
pub use visitor::{Means, Visitor};

use crate::clock::Clock;
use crate::secret::{Random, Sealing, Secret};
use crate::store::records::{Account, LinkPurpose, PasskeyRecord};
use crate::store::{CommitError, ReadError, Store};
use hasher::Hasher;
use keys::Keys;
use throttle::Throttle;
use tidy::Refusals;

/// Signing in, and everything it is done with.
pub struct Auth {
    store: Store,
    clock: Clock,
    sealing: Sealing,
    /// The admin side's origin, which access tokens name.
    issuer: String,
    /// Its host, which authenticator apps show.
    host: String,
    hasher: Hasher,
    throttle: Throttle,
    keys: Keys,
    refusals: Refusals,
    passkeys: passkey::Passkeys,
}

/// Where a request comes from, coarsely: a keyed hash of its network, which throttles count by and nothing keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AddressClass(pub u64);

/// What somebody signs in with, who uses a password.
pub struct Credentials {
    /// The account's address, as typed.
    pub email: String,
    /// The password, as typed.
    pub password: Secret<String>,
    /// Six digits of an authenticator app, or a recovery code.
    pub code: Option<Secret<String>>,
}

/// Why a sign-in, or another proof of who somebody is, was refused. What it says is the same for an account that does
/// not exist.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Address, password or code is wrong, or the account is not in use. Nobody is told which.
    #[error("the address, the password or the code is not right")]
    Refused,
    /// The password is right, and a code is needed too. Said only to whoever knows the password.
    #[error("a code from the authenticator app, or a recovery code, is needed too")]
    CodeNeeded,
    /// Too many tries, or too many people signing in at once.
    #[error("too many tries; try again in {retry_after_seconds} seconds")]
    TooMany {
        /// When to try again.
        retry_after_seconds: u64,
    },
    /// The database cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The database takes nothing.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

/// Why something about one's own account was refused.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// A field is not acceptable.
    #[error("{field}: {reason}")]
    Field {
        /// Which field.
        field: &'static str,
        /// Why, for whoever typed it. Never repeats what was typed.
        reason: String,
    },
    /// It would leave the account without a second factor, or without any way to sign in.
    #[error("this is the last way to sign in")]
    LastFactor,
    /// The link, ceremony or thing named is unknown, used or expired.
    #[error("it is not known, was used, or has expired")]
    Unknown,
    /// The proof given with it is wrong.
    #[error(transparent)]
    SignIn(#[from] SignInError),
    /// The database cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The database takes nothing.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

/// A browser session that was just opened: its cookie is in nobody else's hands.
pub struct Opened {
    /// Who.
    pub visitor: Visitor,
    /// The cookie's value.
    pub cookie: Secret<String>,
}

/// The tokens of an API session.
pub struct Tokens {
    /// A JWT for `Authorization: Bearer`.
    pub access_token: Secret<String>,
    /// For how long it is good.
    pub expires_in_seconds: u64,
    /// For the next one; works once.
    pub refresh_token: Secret<String>,
}

/// A ceremony that the browser must answer.
pub struct Ceremony {
    /// What names it when it is answered.
    pub handle: Secret<String>,
    /// For `navigator.credentials`, as JSON.
    pub options: serde_json::Value,
}

/// What an authenticator app is set up with.
pub struct AuthenticatorSetUp {
    /// What names it when the first code is given.
    pub handle: Secret<String>,
    /// The secret, in base32, to type in.
    pub secret: Secret<String>,
    /// The same as a QR code.
    pub qr_png: Vec<u8>,
    /// The same as a link.
    pub link: Secret<String>,
}

/// What a one-time link leads to.
pub struct LinkTarget {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Whom it sets up; nobody yet for the first owner.
    pub account: Option<Account>,
}

/// What a one-time link was made with.
pub struct MadeLink {
    /// The secret part of its address: `/set-up/<secret>`.
    pub secret: Secret<String>,
    /// Until when it works.
    pub expires_at: Timestamp,
}

impl Auth {
    /// `origin` is the admin side's: passkeys and tokens are bound to it.
    pub fn new(store: Store, clock: Clock, sealing: Sealing, origin: &crate::config::Origin) -> Self {
        Self::with(store, clock, sealing, origin, Hasher::new())
    }

    fn with(
        store: Store,
        clock: Clock,
        sealing: Sealing,
        origin: &crate::config::Origin,
        hasher: Hasher,
    ) -> Self {
        jwt::install_cryptography();
        Self {
            store,
            clock,
            sealing,
            issuer: origin.to_string(),
            host: origin.host().to_owned(),
            hasher,
            throttle: Throttle::new(),
            keys: Keys::new(),
            refusals: Refusals::new(),
            passkeys: passkey::Passkeys::at(origin),
        }
    }
}

/// A new secret of 256 bits: a cookie, a link, a token.
fn drawn() -> Secret<String> {
    Secret::new(data_encoding::BASE64URL_NOPAD.encode(&Random::system().octets::<32>()))
}

/// What an account can show.
pub struct Factors {
    /// Its passkeys.
    pub passkeys: Vec<PasskeyRecord>,
    /// Since when it has an authenticator app.
    pub authenticator_since: Option<Timestamp>,
    /// Whether it has a password.
    pub has_password: bool,
    /// How many recovery codes are left.
    pub recovery_codes: u64,
}
