//! What other modules' tests need of this one: hashing that costs nothing, and somebody's telephone.

use directory::Timestamp;

use super::Auth;
use super::hasher::Hasher;
use super::totp::AppSecret;
use crate::clock::Clock;
use crate::secret::{Sealing, Secret};
use crate::store::Store;

/// Signing in, by passwords whose hashes cost next to nothing.
pub(crate) fn auth(store: &Store, clock: &Clock) -> Auth {
    let sealing = Sealing::new(Secret::new([7; 32]));
    let origin = crate::config::Origin::parse("https://edit.paper.example").unwrap();
    Auth::with(store.clone(), clock.clone(), sealing, &origin, Hasher::cheap())
}

/// The code that an authenticator app shows at that moment, after `secret` was typed into it.
pub(crate) fn app_code(secret: &Secret<String>, at: Timestamp) -> Secret<String> {
    Secret::new(AppSecret::typed_in(secret.expose()).code(at))
}
