//! What the clock does: signing keys rotate, what is over is forgotten, and refused sign-ins are written down.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use directory::{AccountId, Timestamp};
use serde_json::json;

use super::{AccountError, Auth, SignInError};
use crate::store::records::{Actor, Entry, Work, Write};

/// How long what is over stays: a refresh token that comes back within a day is still known to have been used.
const KEPT_SECONDS: i64 = 24 * 60 * 60;
/// The history tells of one account's refused sign-ins at most once an hour, however many there were.
const TOLD_EVERY_SECONDS: i64 = 60 * 60;
/// How many accounts are counted for.
const MAX_ACCOUNTS: usize = 1_000;

/// How many sign-ins were refused, by account. They are counted in memory and written later: a write at the moment of a
/// refusal would take time, and so tell which addresses have accounts.
pub(super) struct Refusals(Mutex<HashMap<AccountId, Refused>>);

#[derive(Default)]
struct Refused {
    count: u64,
    told_at: Option<Timestamp>,
}

impl Refusals {
    pub(super) fn new() -> Self {
        Self(Mutex::new(HashMap::new()))
    }

    /// Counts one.
    pub(super) fn note(&self, account: &AccountId) {
        let mut refused = self.lock();
        if refused.len() < MAX_ACCOUNTS || refused.contains_key(account) {
            refused.entry(account.clone()).or_default().count += 1;
        }
    }

    /// What is to be told now, and is then counted from nought.
    fn due(&self, now: Timestamp) -> Vec<(AccountId, u64)> {
        let mut refused = self.lock();
        let mut due = Vec::new();
        refused.retain(|account, it| {
            let was_told =
                it.told_at.is_some_and(|told| told <= now && now < told.plus_seconds(TOLD_EVERY_SECONDS));
            if it.count > 0 && !was_told {
                due.push((account.clone(), it.count));
                *it = Refused { count: 0, told_at: Some(now) };
            }
            it.count > 0 || it.told_at == Some(now) || was_told
        });
        due
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<AccountId, Refused>> {
        // Counting cannot panic halfway; were it so, the counts are still counts.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Auth {
    /// Rotates signing keys and forgets what is over. Once an hour is enough.
    pub async fn tidy(&self) -> Result<(), AccountError> {
        self.rotate_keys().await?;
        let now = self.clock.now();
        let mut work = Work::new(Actor::Clock, now);
        for (account, count) in self.refusals.due(now) {
            let detail = json!({ "times": count });
            work.entries.push(Entry { account: Some(account), detail, ..Entry::new("sign_in_refused") });
        }
        work.writes.push(Write::Sweep { before: now.plus_seconds(-KEPT_SECONDS) });
        self.store.write(work).await.map_err(SignInError::from)?;
        Ok(())
    }
}
