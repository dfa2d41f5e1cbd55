//! The one door for changes: the directory's rules, the second person, the history, and the letters about it.
//!
//! *One person can close a door; opening a door takes two.* What closes a door, or neither opens nor closes one, is done
//! at once. What opens one becomes a proposal that another account confirms.
//!
//! Everything that a change comes to (its rows, what waits, the history, the letters) is one transaction, which names
//! the directory's revision that it was judged on. When somebody else's edit comes first, it is judged again.

mod accounts;
mod answers;
mod batch;
mod clockwork;
mod closings;
mod compromised;
mod confirming;
mod console;
mod decide;
mod error;
mod history;
mod judging;
mod keeping;
mod leave;
mod preview;
mod proposals;
mod reading;
mod remark;
mod reminders;
mod resuming;
mod roll_back;
mod second;
mod submit;
mod tally;
mod telling;
#[cfg(test)]
mod tests;
mod words;

use std::sync::Arc;

use formats::Site;
use tokio::sync::Semaphore;

pub use crate::store::records::Actor;
pub use batch::Batch;
pub use console::{ConsoleRules, Settled};
pub use error::{DecideError, NotSecond, SubmitError};
pub use preview::{Shown, Sight};
pub use reading::ReadingError;
pub use remark::{Remark, RemarkError};

use crate::alerts::Spool;
use crate::clock::Clock;
use crate::store::Store;
use crate::store::records::Proposal;
use directory::AccountId;
use keeping::Kept;
use tally::Tally;

/// How often an edit is judged again because somebody else's came first. Each time theirs was written, so that two
/// editors never wait for each other.
const OVERTAKEN_AT_MOST: usize = 8;

/// How the newsroom wants it.
#[derive(Clone, Copy, Debug)]
pub struct Customs {
    /// How long a change waits where nobody else can confirm it.
    pub cool_off_seconds: i64,
    /// How long a confirmed channel counts as confirmed.
    pub confirm_every_seconds: i64,
}

/// Edits by staff.
pub struct Editing {
    store: Store,
    spool: Spool,
    clock: Clock,
    customs: Customs,
    /// Where the public side is: what an approver is shown is what a source would see, its addresses included.
    site: Site,
    kept: Kept,
    /// The one turn to check the history.
    checking: Arc<Semaphore>,
    /// Portraits by the account that sent them.
    portraits: Tally<AccountId>,
    /// Letters by the account that caused them and the address they go to.
    letters: Tally<(AccountId, String)>,
}

/// What became of a submitted edit.
pub enum Outcome {
    /// It is done, and the profile has this revision now.
    Applied {
        /// The profile's revision.
        revision: u64,
    },
    /// It waits for a second person.
    Waiting(Box<Proposal>),
    /// Some of it is done and the rest waits: a door was closed, and its replacement proposed.
    Both {
        /// The profile's revision.
        revision: u64,
        /// What waits.
        waiting: Box<Proposal>,
    },
}

impl Editing {
    /// Edits in this store, of what `site` shows.
    pub fn new(store: Store, spool: Spool, clock: Clock, customs: Customs, site: Site) -> Self {
        let checking = Arc::new(Semaphore::new(1));
        Self {
            store,
            spool,
            clock,
            customs,
            site,
            kept: Kept::default(),
            checking,
            portraits: Tally::default(),
            letters: Tally::default(),
        }
    }
}
