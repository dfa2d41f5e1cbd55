//! The keys that sign access tokens: in the database, sealed, so that every node has them; and in memory, for a minute.
//!
//! Each node signs with the newest key that is younger than thirty days, and makes one where there is none. Two nodes may
//! do so at the same moment: both keys are then good, and both nodes soon sign with the same one.

use std::sync::Arc;

use arc_swap::ArcSwap;
use directory::Timestamp;
use tokio::sync::Mutex;

use super::jwt::{self, Claims, SigningKey, named_key};
use super::{Auth, SignInError};
use crate::store::ReadError;
use crate::store::records::{Actor, SigningKeyRecord, Work, Write};

/// How long a key signs.
const SIGNS_FOR_SECONDS: i64 = 30 * 24 * 60 * 60;
/// How long it verifies after the next one was made: longer than any token that it signed is good, and than any node
/// goes on signing with it.
const VERIFIES_ON_SECONDS: i64 = 10 * 60;
/// How long a node may go without hearing of a new or a removed key.
const KEPT_SECONDS: i64 = 60;
/// How often a token with an unknown key makes us look for it. A flood of them costs one query a second.
const LOOKED_UP_EVERY_SECONDS: i64 = 1;

/// The keys as this node knows them.
pub(super) struct Keys {
    known: ArcSwap<Ring>,
    /// Held by whoever reads them, so that the others wait for one query instead of making their own.
    reading: Mutex<()>,
}

/// Newest first.
struct Ring {
    keys: Vec<(Timestamp, SigningKey)>,
    read_at: Option<Timestamp>,
}

impl Keys {
    pub(super) fn new() -> Self {
        let none = Ring { keys: Vec::new(), read_at: None };
        Self { known: ArcSwap::from_pointee(none), reading: Mutex::new(()) }
    }
}

impl Ring {
    fn is_younger_than(&self, seconds: i64, now: Timestamp) -> bool {
        // One that was read in the future was read before the clock was set back.
        self.read_at.is_some_and(|read| read <= now && now < read.plus_seconds(seconds))
    }

    fn named(&self, kid: &str) -> Option<&SigningKey> {
        self.keys.iter().map(|(_, key)| key).find(|key| key.kid() == kid)
    }

    fn signing(&self, now: Timestamp) -> Option<&SigningKey> {
        let signs = |(made_at, _): &&(Timestamp, SigningKey)| now < made_at.plus_seconds(SIGNS_FOR_SECONDS);
        self.keys.iter().find(signs).map(|(_, key)| key)
    }
}

impl Auth {
    /// What an access token says, if it is one of ours and good at this moment.
    pub(super) async fn read_access_token(&self, token: &str) -> Result<Option<Claims>, ReadError> {
        let Ok(kid) = named_key(token) else { return Ok(None) };
        let mut ring = self.ring(KEPT_SECONDS).await?;
        if ring.named(&kid).is_none() {
            ring = self.ring(LOOKED_UP_EVERY_SECONDS).await?;
        }
        let Some(key) = ring.named(&kid) else { return Ok(None) };
        Ok(key.verify(token, &self.issuer, self.clock.now()).ok())
    }

    /// The key to sign with.
    pub(super) async fn signing_key(&self) -> Result<SigningKey, SignInError> {
        let now = self.clock.now();
        if let Some(key) = self.ring(KEPT_SECONDS).await?.signing(now) {
            return Ok(key.clone());
        }
        let (key, kid, sealed) = SigningKey::draw(&self.sealing);
        let mut work = Work::new(Actor::Clock, now);
        work.writes.push(Write::AddSigningKey(SigningKeyRecord { kid, sealed, made_at: now }));
        self.store.write(work).await?;
        // Another node may have made one, too.
        let ring = self.ring(0).await?;
        Ok(ring.signing(now).cloned().unwrap_or(key))
    }

    /// Makes the next key where the newest is old, and takes those away that nothing is signed with any more.
    pub(super) async fn rotate_keys(&self) -> Result<(), SignInError> {
        let now = self.clock.now();
        let records = self.store.signing_keys().await?;
        // The first one is made before anybody signs in: what is sealed shows a server whose sealing key is another.
        let Some(newest) = records.iter().map(|record| record.made_at).max() else {
            self.signing_key().await?;
            return Ok(());
        };
        if now >= newest.plus_seconds(SIGNS_FOR_SECONDS) {
            self.signing_key().await?;
            return Ok(());
        }
        if now < newest.plus_seconds(VERIFIES_ON_SECONDS) {
            return Ok(());
        }
        let mut work = Work::new(Actor::Clock, now);
        let old = records.into_iter().filter(|record| record.made_at < newest);
        work.writes.extend(old.map(|record| Write::RemoveSigningKey { kid: record.kid }));
        if !work.writes.is_empty() {
            self.store.write(work).await?;
        }
        Ok(())
    }

    /// The keys, as they were at most so long ago.
    async fn ring(&self, seconds: i64) -> Result<Arc<Ring>, ReadError> {
        let now = self.clock.now();
        let known = self.keys.known.load_full();
        if known.is_younger_than(seconds, now) {
            return Ok(known);
        }
        let _reading = self.keys.reading.lock().await;
        let known = self.keys.known.load_full();
        if known.is_younger_than(seconds, now) {
            return Ok(known);
        }
        let mut records = self.store.signing_keys().await?;
        // The same order on every node, also for two keys of the same second.
        records.sort_by(|one, other| (other.made_at, &other.kid).cmp(&(one.made_at, &one.kid)));
        let mut keys = Vec::with_capacity(records.len());
        for record in &records {
            if let Ok(key) = SigningKey::open(&self.sealing, &record.kid, &record.sealed) {
                keys.push((record.made_at, key));
            } else {
                tracing::warn!(kid = record.kid, "a signing key was sealed by another key and is not used");
            }
        }
        let ring = Arc::new(Ring { keys, read_at: Some(now) });
        self.keys.known.store(Arc::clone(&ring));
        Ok(ring)
    }
}

/// For how long an access token is good, as clients are told.
pub(super) const fn good_for_seconds() -> u64 {
    jwt::GOOD_FOR_SECONDS.unsigned_abs()
}
