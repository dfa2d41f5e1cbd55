//! How much one account has caused within an hour, counted in this node's memory. A node that starts anew counts anew.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use directory::Timestamp;

/// The hour that is counted over. It begins with the first of what it counts.
const WITHIN_SECONDS: i64 = 3_600;

/// Counts by key. There are as many keys as somebody caused something with within the hour.
pub(super) struct Tally<K>(Mutex<HashMap<K, (Timestamp, u32)>>);

impl<K> Default for Tally<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash> Tally<K> {
    /// Counts one more of this key: it is the how many-eth within the hour.
    pub(super) fn count(&self, key: K, at: Timestamp) -> u32 {
        // Whoever panicked while holding it left counts all the same.
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.retain(|_, (begun, _)| begun.plus_seconds(WITHIN_SECONDS) > at);
        let (_, count) = counts.entry(key).or_insert((at, 0));
        *count = count.saturating_add(1);
        *count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_is_counted_by_itself_and_anew_after_an_hour() {
        let (tally, at) = (Tally::default(), Timestamp::from_seconds(1_795_000_000));
        assert_eq!((tally.count("one", at), tally.count("one", at), tally.count("other", at)), (1, 2, 1));
        assert_eq!(tally.count("one", at.plus_seconds(WITHIN_SECONDS - 1)), 3);
        assert_eq!(tally.count("one", at.plus_seconds(WITHIN_SECONDS)), 1);
    }
}
