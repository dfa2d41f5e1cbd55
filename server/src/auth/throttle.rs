//! How often somebody may try: a leaky bucket for each key (GCRA), in memory, forgotten at the next start.
//!
//! It slows guessing down and locks nobody out: a refused try costs nothing and prolongs nothing, a try that succeeded
//! is given back, and passkeys are not counted by account. Somebody who floods one account therefore keeps its owner
//! from the password for as long as the flood lasts, and never from a passkey.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

use directory::{AccountId, Timestamp};

use super::{AddressClass, SignInError};

/// How many keys one table counts. The least used make room: whoever tries with many names gains nothing for the one
/// that they are after.
const MAX_KEYS: usize = 10_000;

/// From one network: a newsroom behind one address signs in at nine o'clock.
const BY_ADDRESS: Rate = Rate { burst: 20, seconds: 3 };
/// For one address that is signed in with, whether there is such an account or not: 8,640 guesses a day.
const BY_NAME: Rate = Rate { burst: 20, seconds: 10 };
/// For the codes of one account, tried by somebody who knows its password: 288 a day, of a million.
const BY_CODE: Rate = Rate { burst: 5, seconds: 300 };

/// All that is counted.
pub(super) struct Throttle {
    networks: Bucket<AddressClass>,
    names: Bucket<String>,
    codes: Bucket<AccountId>,
}

/// So many at once, then one in so many seconds.
#[derive(Clone, Copy)]
struct Rate {
    burst: i64,
    seconds: i64,
}

/// When each key will have all its tries again.
struct Bucket<K> {
    rate: Rate,
    full_at: Mutex<HashMap<K, i64>>,
}

impl Throttle {
    pub(super) fn new() -> Self {
        Self { networks: Bucket::new(BY_ADDRESS), names: Bucket::new(BY_NAME), codes: Bucket::new(BY_CODE) }
    }

    /// Counts a try from a network.
    pub(super) fn admit(&self, from: AddressClass, now: Timestamp) -> Result<(), SignInError> {
        self.networks.take(from, now)
    }

    /// Counts a try of a password for what was typed as an address, folded.
    pub(super) fn try_name(&self, name: &str, now: Timestamp) -> Result<(), SignInError> {
        self.names.take(name.to_owned(), now)
    }

    /// Counts a try of a code, or of the present password, by somebody who has shown a first factor.
    pub(super) fn try_code(&self, account: &AccountId, now: Timestamp) -> Result<(), SignInError> {
        self.codes.take(account.clone(), now)
    }

    /// Gives back what a try from a network cost that succeeded.
    pub(super) fn succeeded_from(&self, from: AddressClass) {
        self.networks.give_back(&from);
    }

    /// Gives back what a password cost that was right, once the code was, too.
    pub(super) fn name_succeeded(&self, name: &str) {
        self.names.give_back(&name.to_owned());
    }

    /// Gives back what a code cost that was right.
    pub(super) fn code_succeeded(&self, account: &AccountId) {
        self.codes.give_back(account);
    }
}

impl<K: Hash + Eq + Clone> Bucket<K> {
    fn new(rate: Rate) -> Self {
        Self { rate, full_at: Mutex::new(HashMap::new()) }
    }

    fn take(&self, key: K, now: Timestamp) -> Result<(), SignInError> {
        let now = now.seconds();
        let whole = self.rate.burst * self.rate.seconds;
        let mut full_at = self.lock();
        // No key is ever further away than this, unless the clock was set back: nobody pays for that.
        let since = full_at.get(&key).copied().unwrap_or(now).clamp(now, now + whole);
        let next = since + self.rate.seconds;
        if next > now + whole {
            // Never later than it was, and earlier after the clock was set back.
            full_at.insert(key, since);
            let wait = next - now - whole;
            return Err(SignInError::TooMany { retry_after_seconds: wait.unsigned_abs() });
        }
        if full_at.len() >= MAX_KEYS && !full_at.contains_key(&key) {
            make_room(&mut full_at, now);
        }
        full_at.insert(key, next);
        Ok(())
    }

    fn give_back(&self, key: &K) {
        if let Some(full_at) = self.lock().get_mut(key) {
            *full_at -= self.rate.seconds;
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, i64>> {
        // Counting cannot panic halfway; were it so, the counts are still counts.
        self.full_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets whoever has all their tries again, or else at least the half that has the most left.
fn make_room<K>(full_at: &mut HashMap<K, i64>, now: i64) {
    full_at.retain(|_, at| *at > now);
    if full_at.len() >= MAX_KEYS {
        let mut ends: Vec<i64> = full_at.values().copied().collect();
        let (_, middle, _) = ends.select_nth_unstable(MAX_KEYS / 2);
        let middle = *middle;
        full_at.retain(|_, at| *at > middle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

    fn bucket() -> Bucket<u64> {
        Bucket::new(Rate { burst: 3, seconds: 10 })
    }

    fn wait(tried: Result<(), SignInError>) -> Option<u64> {
        match tried {
            Ok(()) => None,
            Err(SignInError::TooMany { retry_after_seconds }) => Some(retry_after_seconds),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn so_many_may_try_at_once_and_then_one_at_a_time() {
        let bucket = bucket();
        for _ in 0..3 {
            assert_eq!(wait(bucket.take(1, NOW)), None);
        }
        assert_eq!(wait(bucket.take(1, NOW)), Some(10));
        assert_eq!(wait(bucket.take(1, NOW.plus_seconds(9))), Some(1));
        assert_eq!(wait(bucket.take(1, NOW.plus_seconds(10))), None);
        assert_eq!(wait(bucket.take(1, NOW.plus_seconds(10))), Some(10));
        assert_eq!(wait(bucket.take(2, NOW)), None, "another key has its own tries");
    }

    #[test]
    fn a_refused_try_prolongs_nothing() {
        let bucket = bucket();
        for _ in 0..1000 {
            let _counted = bucket.take(1, NOW);
        }
        assert_eq!(wait(bucket.take(1, NOW.plus_seconds(10))), None);
        for _ in 0..3 {
            assert_eq!(wait(bucket.take(1, NOW.plus_seconds(1000))), None);
        }
    }

    #[test]
    fn a_try_that_succeeded_is_given_back_and_no_more_than_that() {
        let bucket = bucket();
        for _ in 0..100 {
            assert_eq!(wait(bucket.take(1, NOW)), None);
            bucket.give_back(&1);
        }
        for _ in 0..100 {
            bucket.give_back(&1);
        }
        for _ in 0..3 {
            assert_eq!(wait(bucket.take(1, NOW)), None);
        }
        assert_eq!(wait(bucket.take(1, NOW)), Some(10));
    }

    #[test]
    fn a_clock_that_is_set_back_locks_nobody_out() {
        let bucket = bucket();
        for _ in 0..3 {
            assert_eq!(wait(bucket.take(1, NOW)), None);
        }
        let yesterday = NOW.plus_seconds(-86_400);
        assert_eq!(wait(bucket.take(1, yesterday)), Some(10));
        assert_eq!(wait(bucket.take(1, yesterday.plus_seconds(10))), None);
    }

    #[test]
    fn a_flood_of_names_takes_bounded_memory_and_does_not_free_the_one_it_is_after() {
        let bucket = bucket();
        for _ in 0..3 {
            assert_eq!(wait(bucket.take(0, NOW)), None);
        }
        for key in 1..=3 * MAX_KEYS as u64 {
            assert_eq!(wait(bucket.take(key, NOW)), None);
            assert!(bucket.lock().len() <= MAX_KEYS);
        }
        assert_eq!(wait(bucket.take(0, NOW)), Some(10));
    }
}
