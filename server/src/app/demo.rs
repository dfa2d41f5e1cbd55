//! Fills an empty directory with the invented people of an invented newspaper, so that a first look shows something.

use directory::Timestamp;

use crate::clock::Clock;
use crate::editing::{Actor, Batch};
use crate::import::{self, Outcome};
use crate::secret::Random;
use crate::store::{CommitError, ReadError, Store};

/// The Harbour Courier and its staff: nobody real, and numbers that are nobody's.
const DEMO: &str = include_str!("../../assets/demo.json");

/// 2026-01-01T00:00:00Z: every confirmation in the demo's file is of the year before.
const WRITTEN_AT: Timestamp = Timestamp::from_seconds(1_767_225_600);

/// Why the demo cannot be filled in.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The directory cannot be read.
    #[error("cannot read the directory")]
    Read(#[from] ReadError),
    /// The directory cannot be written.
    #[error("cannot write the demo")]
    Write(#[from] CommitError),
    /// Somebody has begun to use this directory.
    #[error("the directory is not empty; --demo only fills an empty one")]
    NotEmpty,
    /// The demo itself is wrong, which its test would have said first.
    #[error("the demo is refused: {0}")]
    Refused(String),
}

/// Fills the directory, unless the demo is in it already.
pub async fn fill(store: &Store, clock: &Clock) -> Result<(), DemoError> {
    let mut editing = Batch::begin(store.clone(), Actor::Demo).await?;
    let at = clock.now();
    let mut rows = import::json::read("demo.json", &mut DEMO.as_bytes()).map_err(|error| refused(&error))?;
    for row in &mut rows {
        confirm_lately(row, at);
    }
    let people = rows.len();
    let options = import::Options { publish: true, ..import::Options::default() };
    let mut random = || Random::system().octets();
    let mut lines = Vec::new();
    let admitted =
        import::admit(rows, editing.directory(), &options, &mut random, at, &mut |line| lines.push(line));
    if editing.directory().profiles().len() > 0 {
        let is_known =
            |line: &import::Line| matches!(line.outcome(), Some(Outcome::Updated(_) | Outcome::Unchanged(_)));
        return if lines.iter().all(is_known) { Ok(()) } else { Err(DemoError::NotEmpty) };
    }
    if let Some(line) = lines.iter().find(|line| line.is_refused()) {
        return Err(refused(line));
    }
    for row in admitted {
        editing.submit(row.changes, at).map_err(|(_, error)| refused(&error))?;
    }
    editing.save(at).await?;
    tracing::info!(people, "the demo is in");
    Ok(())
}

/// Moves the confirmations of the year before [`WRITTEN_AT`] into the three months before `at`, so that the demo
/// looks like a newsroom that keeps its channels fresh.
fn confirm_lately(row: &mut import::Row, at: Timestamp) {
    let import::Verdict::Read(person) = &mut row.verdict else { return };
    for channel in &mut person.channels {
        channel.confirmed_at = channel.confirmed_at.map(|confirmed| {
            let age = WRITTEN_AT.seconds().saturating_sub(confirmed.seconds()).max(0);
            at.plus_seconds(-(age / 5))
        });
    }
}

fn refused(reason: &dyn std::fmt::Display) -> DemoError {
    DemoError::Refused(reason.to_string())
}

#[cfg(test)]
#[path = "demo_tests.rs"]
mod tests;
