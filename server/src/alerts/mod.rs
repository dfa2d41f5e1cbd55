//! Mail to reporters and owners: written into a spool by the transaction that it tells of, sent by a task of its own.
//! A mail server that is down delays the mail and nothing else.
//!
//! [`letters`] says who is told what of an [`Event`]; [`Spool::writes`] makes of it what the transaction writes; the
//! [`Postman`] takes letters out of the spool and brings them to the mail server.

mod changes;
mod event;
mod letters;
mod message;
mod page;
mod postman;
mod route;
mod words;

use directory::{LetterId, Timestamp, channel::EmailAddress};
use serde::{Deserialize, Serialize};

pub use event::{AccountNews, Audience, Event};
pub use letters::{LETTERS_MAX, last_letter, letters};
pub use message::Letterhead;
pub use postman::Postman;
pub use route::MailRoute;

use crate::secret::{Random, Sealing};
use crate::store::records::{LetterRecord, LetterState, Write};

/// Plain text to one person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// To whom.
    pub to: EmailAddress,
    /// One line.
    pub subject: String,
    /// Plain text. No contact value in full, and no secret.
    pub body: String,
    /// Where on the admin side to look at it: `/proposals/…`. The postman puts the host before it.
    pub path: String,
}

/// Writes letters into the spool, if there is a mail server to send them by.
#[derive(Clone)]
pub struct Spool {
    sealing: Option<Sealing>,
}

impl Spool {
    /// `is_on` where a mail server is set.
    pub fn new(sealing: Sealing, is_on: bool) -> Self {
        Self { sealing: is_on.then_some(sealing) }
    }

    /// A spool that takes nothing, where there is no mail server.
    pub const fn off() -> Self {
        Self { sealing: None }
    }

    /// Whether letters go anywhere.
    pub const fn is_on(&self) -> bool {
        self.sealing.is_some()
    }

    /// What a transaction writes so that `letters` are sent; nothing where there is no mail server.
    pub fn writes(&self, letters: Vec<Letter>, at: Timestamp) -> Vec<Write> {
        let Some(sealing) = &self.sealing else { return Vec::new() };
        letters.into_iter().map(|letter| Write::AddLetter(sealed(sealing, &letter, at))).collect()
    }
}

/// A letter as the spool keeps it: who is told what of whom is nobody else's to read.
fn sealed(sealing: &Sealing, letter: &Letter, at: Timestamp) -> LetterRecord {
    let id = LetterId::from_random(Random::system().octets());
    let plain = serde_json::to_vec(letter).expect("texts are always JSON");
    let sealed = sealing.seal(&purpose(&id), &plain);
    LetterRecord { id, sealed, made_at: at, next_try_at: at, tries: 0, state: LetterState::Waiting }
}

/// The letter that was sealed; nothing, where another key has sealed it, or it is not the letter of that name.
fn unsealed(sealing: &Sealing, record: &LetterRecord) -> Option<Letter> {
    let plain = sealing.open(&purpose(&record.id), &record.sealed).ok()?;
    serde_json::from_slice(plain.expose()).ok()
}

fn purpose(id: &LetterId) -> String {
    format!("letter {}", id.as_str())
}

#[cfg(test)]
mod tests;
