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
#[cfg(test)]
mod tests;
mod words;

use formats::Site;

pub use crate::store::records::Actor;
pub use batch::Batch;
pub use console::{ConsoleRules, Settled};
pub use error::{DecideError, NotSecond, SubmitError};
pub use preview::{Shown, Sight};
pub use reading::ReadingError;
pub use remark::{Remark, RemarkError};

use crate::alerts::{Audience, Event, Spool};
use crate::clock::Clock;
use crate::store::Store;
use crate::store::records::{Account, Proposal, Write};
use directory::Timestamp;
use keeping::Kept;

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
        Self { store, spool, clock, customs, site, kept: Kept::default() }
    }

    /// What a transaction writes so that people are told of `event`.
    fn told(&self, event: &Event<'_>, accounts: &[Account], at: Timestamp) -> Vec<Write> {
        told(&self.spool, event, accounts, at)
    }
}

/// The same for whoever has a spool of their own.
fn told(spool: &Spool, event: &Event<'_>, accounts: &[Account], at: Timestamp) -> Vec<Write> {
    if !spool.is_on() {
        return Vec::new();
    }
    spool.writes(crate::alerts::letters(event, &Audience { accounts, at }), at)
}
