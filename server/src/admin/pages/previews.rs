//! Files that were sent to be imported and wait to be confirmed: in memory, few, and not for long. Nothing of them is
//! written anywhere before that.

use std::sync::{Mutex, MutexGuard, PoisonError};

use directory::{AccountId, Name, Timestamp};

use crate::import::Source;
use crate::secret::Random;

/// How many files wait, or are being applied, at once on this node. Each has at most as many octets as its route takes.
const AT_ONCE: usize = 4;
/// How long one waits.
const SECONDS: i64 = 10 * 60;

/// Files that wait.
#[derive(Default)]
pub(in crate::admin) struct Previews(Mutex<Vec<Preview>>);

/// A file that waits, or what became of it.
#[derive(Clone)]
pub(super) struct Preview {
    pub(super) handle: String,
    account: AccountId,
    until: Timestamp,
    pub(super) upload: std::sync::Arc<Uploaded>,
    pub(super) stage: Stage,
}

/// A file, and how it is to be read.
pub(super) struct Uploaded {
    pub(super) source: Source,
    pub(super) name: String,
    pub(super) octets: Vec<u8>,
    pub(super) publish: bool,
    pub(super) outlet: Option<Name>,
}

/// How far it has come.
#[derive(Clone)]
pub(super) enum Stage {
    /// Nothing was written.
    Waiting,
    /// It is being applied.
    Applying {
        /// How many rows are settled.
        settled: usize,
        /// Of how many.
        rows: usize,
    },
    /// It was applied: a line for each row.
    Applied(Vec<String>),
}

/// As many files wait as may.
#[derive(Debug)]
pub(super) struct Full;

impl Previews {
    /// Keeps a file for that account; its former one goes, unless it is being applied.
    pub(super) fn keep(&self, account: &AccountId, upload: Uploaded, now: Timestamp) -> Result<String, Full> {
        let mut previews = self.swept(now);
        previews.retain(|preview| preview.account != *account || preview.is_being_applied());
        if previews.len() >= AT_ONCE {
            return Err(Full);
        }
        let handle = data_encoding::HEXLOWER.encode(&Random::system().octets::<16>());
        previews.push(Preview {
            handle: handle.clone(),
            account: account.clone(),
            until: now.plus_seconds(SECONDS),
            upload: std::sync::Arc::new(upload),
            stage: Stage::Waiting,
        });
        Ok(handle)
    }

    /// The file of that account with that handle, as it stands.
    pub(super) fn find(&self, account: &AccountId, handle: &str, now: Timestamp) -> Option<Preview> {
        let previews = self.swept(now);
        previews.iter().find(|preview| preview.account == *account && preview.handle == handle).cloned()
    }

    /// Takes a file to apply it, if it still waits: of two who press the button, one does.
    pub(super) fn begin(&self, account: &AccountId, handle: &str, now: Timestamp) -> bool {
        let mut previews = self.swept(now);
        let found = previews.iter_mut().find(|preview| {
            preview.account == *account && preview.handle == handle && matches!(preview.stage, Stage::Waiting)
        });
        found.is_some_and(|preview| {
            preview.stage = Stage::Applying { settled: 0, rows: 0 };
            true
        })
    }

    /// Notes how far a file has come; it is kept for a while from then on.
    pub(super) fn note(&self, handle: &str, stage: Stage, now: Timestamp) {
        let mut previews = self.swept(now);
        if let Some(preview) = previews.iter_mut().find(|preview| preview.handle == handle) {
            preview.stage = stage;
            preview.until = now.plus_seconds(SECONDS);
        }
    }

    fn swept(&self, now: Timestamp) -> MutexGuard<'_, Vec<Preview>> {
        // Whoever panicked while holding it left a list that is whole all the same.
        let mut previews = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        previews.retain(|preview| preview.until > now || preview.is_being_applied());
        previews
    }
}

impl Preview {
    fn is_being_applied(&self) -> bool {
        matches!(self.stage, Stage::Applying { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_seconds(1_795_000_000);

    fn account(number: u8) -> AccountId {
        AccountId::from_random([number; 16])
    }

    fn upload() -> Uploaded {
        Uploaded {
            source: Source::Csv,
            name: "people.csv".to_owned(),
            octets: Vec::new(),
            publish: false,
            outlet: None,
        }
    }

    #[test]
    fn a_file_is_found_by_whoever_sent_it_and_for_ten_minutes_only() {
        let previews = Previews::default();
        let handle = previews.keep(&account(1), upload(), NOW).unwrap();
        assert!(previews.find(&account(1), &handle, NOW).is_some());
        assert!(previews.find(&account(2), &handle, NOW).is_none());
        assert!(previews.find(&account(1), &handle, NOW.plus_seconds(SECONDS)).is_none());
    }

    #[test]
    fn one_account_keeps_one_file_and_all_together_keep_few() {
        let previews = Previews::default();
        let first = previews.keep(&account(0), upload(), NOW).unwrap();
        previews.keep(&account(0), upload(), NOW).unwrap();
        assert!(previews.find(&account(0), &first, NOW).is_none());
        for number in 1..4 {
            previews.keep(&account(number), upload(), NOW).unwrap();
        }
        assert!(previews.keep(&account(9), upload(), NOW).is_err());
        assert!(previews.keep(&account(9), upload(), NOW.plus_seconds(SECONDS)).is_ok());
    }

    #[test]
    fn a_file_is_applied_once() {
        let previews = Previews::default();
        let handle = previews.keep(&account(1), upload(), NOW).unwrap();
        assert!(!previews.begin(&account(2), &handle, NOW));
        assert!(previews.begin(&account(1), &handle, NOW));
        assert!(!previews.begin(&account(1), &handle, NOW));
        assert!(previews.find(&account(1), &handle, NOW.plus_seconds(SECONDS * 2)).is_some());
        previews.note(&handle, Stage::Applied(Vec::new()), NOW);
        assert!(previews.find(&account(1), &handle, NOW.plus_seconds(SECONDS)).is_none());
    }
}
