//! Takes letters out of the spool and brings them to the mail server, again and again for three days.
//!
//! A letter's next try is written before it is handed over. Of two nodes that see the same letter one writes first, and
//! the other leaves it alone; a node that dies in between delays the letter and does not send it twice.

use std::time::Duration;

use directory::Timestamp;
use serde_json::json;

use super::message::Letterhead;
use super::route::{MailRoute, RouteError, Session};
use super::unsealed;
use crate::clock::Clock;
use crate::secret::Sealing;
use crate::store::records::{Actor, Entry, LetterRecord, LetterState, Work, Write};
use crate::store::{CommitError, ReadError, Store};

/// How often the spool is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// How many letters are taken out at once.
const LETTERS_AT_ONCE: usize = 20;
/// How many letters the server may refuse before it is left alone until the next look.
const REFUSALS_AT_ONCE: usize = 5;
/// How long after its first try a refused letter is tried again; each further time after twice as long, …
const FIRST_PAUSE_SECONDS: i64 = 60;
/// … but never longer than this.
const LONGEST_PAUSE_SECONDS: i64 = 6 * 60 * 60;
/// How long a mail server that is away is left alone, at the most: letters shall go out soon after it is back.
const LONGEST_REST_SECONDS: i64 = 15 * 60;
/// When a letter is given up.
const GIVE_UP_AFTER_SECONDS: i64 = 3 * 24 * 60 * 60;

/// Brings letters to the mail server.
pub struct Postman {
    store: Store,
    sealing: Sealing,
    clock: Clock,
    route: MailRoute,
    head: Letterhead,
    /// How often in a row the server was away, and until when it is left alone.
    away: u32,
    rests_until: Timestamp,
    /// Whether the database was away at the last look.
    store_away: bool,
}

/// Why letters stay in the spool.
#[derive(Debug, thiserror::Error)]
pub(super) enum DeliverError {
    #[error("cannot read the letters")]
    Read(#[from] ReadError),
    #[error("cannot write what became of a letter")]
    Write(#[from] CommitError),
}

impl Postman {
    /// A postman for the letters of this store.
    pub fn new(store: Store, sealing: Sealing, clock: Clock, route: MailRoute, head: Letterhead) -> Self {
        let rests_until = Timestamp::from_seconds(0);
        Self { store, sealing, clock, route, head, away: 0, rests_until, store_away: false }
    }

    #[cfg(test)]
    pub(super) const fn route(&self) -> &MailRoute {
        &self.route
    }

    /// Goes round for ever. What is wrong is reported once, and again when it is well.
    pub async fn run(mut self) {
        let mut interval = tokio::time::interval(LOOK_EVERY);
        interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            interval.tick().await;
            match self.round().await {
                Ok(_) => self.store_away = false,
                Err(error) if !self.store_away => {
                    self.store_away = true;
                    let cause =
                        std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
                    tracing::error!(%cause, "{error}; alerts wait");
                }
                Err(_) => {}
            }
        }
    }

    /// Takes out what is due and brings it to the server. Returns how many letters it took.
    pub(super) async fn round(&mut self) -> Result<usize, DeliverError> {
        let now = self.clock.now();
        let mut waiting = Vec::new();
        for record in self.store.letters_due(now, LETTERS_AT_ONCE).await? {
            if record.made_at.plus_seconds(GIVE_UP_AFTER_SECONDS) <= now {
                self.give_up(&record, "it could not be sent within three days").await?;
            } else {
                waiting.push(record);
            }
        }
        if waiting.is_empty() || now < self.rests_until {
            return Ok(0);
        }
        let mut session = None;
        let (mut sent, mut refused) = (0, 0);
        for record in waiting {
            match self.bring(record, &mut session).await? {
                Brought::Sent => sent += 1,
                Brought::Skipped => {}
                Brought::Refused => {
                    refused += 1;
                    if refused == REFUSALS_AT_ONCE {
                        break;
                    }
                }
                Brought::Away => break,
            }
        }
        if let Some(session) = session {
            session.close().await;
        }
        Ok(sent)
    }

    /// Brings one letter to the server, over the session that is open or a new one.
    async fn bring(
        &mut self,
        record: LetterRecord,
        session: &mut Option<Session>,
    ) -> Result<Brought, DeliverError> {
        let tries = record.tries.saturating_add(1);
        let Some(letter) = unsealed(&self.sealing, &record) else {
            // Whoever has the key may still send it.
            if tries == 1 {
                tracing::error!(letter = record.id.as_str(), "an alert waits that another key has sealed");
            }
            self.claim(&record, tries).await?;
            return Ok(Brought::Skipped);
        };
        let Ok(message) = self.head.message(&record.id, &letter, record.made_at) else {
            self.give_up(&record, "no message can be made of it").await?;
            return Ok(Brought::Skipped);
        };
        let mut open = match session.take() {
            Some(open) => open,
            // Before the letter's try is counted: a server that is away is no fault of the letter's.
            None => match self.route.open(self.head.from.domain()).await {
                Ok(open) => open,
                Err(error) => return Ok(self.rest(&error)),
            },
        };
        if !self.claim(&record, tries).await? {
            *session = Some(open);
            return Ok(Brought::Skipped);
        }
        match open.send(&message).await {
            Ok(()) => {
                *session = Some(open);
                self.note_back();
                let at = self.clock.now();
                self.write(vec![outcome(&record, LetterState::Sent, tries, at)], Vec::new()).await?;
                Ok(Brought::Sent)
            }
            Err(error @ RouteError::Refused(_)) => {
                self.note_back();
                if tries == 1 {
                    tracing::warn!(letter = record.id.as_str(), "{error}; an alert is tried again later");
                }
                Ok(Brought::Refused)
            }
            Err(error @ RouteError::Away(_)) => Ok(self.rest(&error)),
        }
    }

    /// Writes the letter's next try; `false` when another node has.
    async fn claim(&self, record: &LetterRecord, tries: u32) -> Result<bool, CommitError> {
        let next_try_at = self.clock.now().plus_seconds(pause_seconds(tries, LONGEST_PAUSE_SECONDS));
        match self.write(vec![outcome(record, LetterState::Waiting, tries, next_try_at)], Vec::new()).await {
            Ok(()) => Ok(true),
            Err(CommitError::Stale) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Takes a letter out of the spool for good. The history says so, without saying to whom it was.
    async fn give_up(&self, record: &LetterRecord, reason: &str) -> Result<(), CommitError> {
        tracing::error!(letter = record.id.as_str(), "an alert is given up: {reason}");
        let mut entry = Entry::new("letter_given_up");
        entry.detail = json!({ "letter": record.id.as_str(), "tries": record.tries, "reason": reason });
        let (tries, now) = (record.tries.saturating_add(1), self.clock.now());
        let given_up = self.write(vec![outcome(record, LetterState::GivenUp, tries, now)], vec![entry]).await;
        // Another node was first.
        if matches!(given_up, Err(CommitError::Stale)) { Ok(()) } else { given_up }
    }

    async fn write(&self, writes: Vec<Write>, entries: Vec<Entry>) -> Result<(), CommitError> {
        let mut work = Work::new(Actor::Clock, self.clock.now());
        work.writes = writes;
        work.entries = entries;
        self.store.write(work).await.map(drop)
    }

    /// Leaves a server that is away alone for a while.
    fn rest(&mut self, error: &RouteError) -> Brought {
        if self.away == 0 {
            tracing::error!("{error}; alerts wait");
        }
        self.away = self.away.saturating_add(1);
        self.rests_until = self.clock.now().plus_seconds(pause_seconds(self.away, LONGEST_REST_SECONDS));
        Brought::Away
    }

    fn note_back(&mut self) {
        if self.away > 0 {
            self.away = 0;
            tracing::info!("the mail server is back");
        }
    }
}

/// What became of a letter that was taken out.
enum Brought {
    Sent,
    Refused,
    /// Another node has it, or nobody can send it.
    Skipped,
    Away,
}

fn outcome(record: &LetterRecord, state: LetterState, tries: u32, next_try_at: Timestamp) -> Write {
    Write::TryLetter { id: record.id.clone(), state, tries, next_try_at }
}

/// How long to wait after so many tries.
fn pause_seconds(tries: u32, longest: i64) -> i64 {
    let doublings = tries.saturating_sub(1).min(20);
    FIRST_PAUSE_SECONDS.saturating_mul(1 << doublings).min(longest)
}
