//! Portraits for whoever renders an edition: looked up one by one, and only for profiles that are rendered anew, so that an
//! edit reads what it changes and a large newsroom's portraits are never in memory all at once.

use std::sync::{Arc, Mutex, PoisonError};

use directory::{PhotoHash, PublicProfile};
use tokio::sync::{mpsc, oneshot};

use crate::edition::{Contents, Document, Form, Phrases, Piece, Render, Sheet, sha256};
use crate::store::{ReadError, Store};

/// The thread that renders waits for each answer, so there is never more than one question.
const QUESTIONS: usize = 1;

type Answer = Result<Option<Vec<u8>>, ReadError>;

struct Question {
    hash: PhotoHash,
    answer: oneshot::Sender<Answer>,
}

/// Words profiles as another renderer does, with their portraits.
pub(super) struct Illustrated {
    render: Arc<dyn Render>,
    questions: mpsc::Sender<Question>,
    failed: Mutex<Option<Failed>>,
}

/// Why a portrait could not be looked at. An edition without it must not be shown: its reader would take it for one whose
/// portrait was taken away.
pub(super) enum Failed {
    /// The store cannot be read.
    Read(ReadError),
    /// Nobody waits for the edition any more.
    Over,
}

/// Answers what [`Illustrated`] asks of the store.
pub(super) struct Portraits(mpsc::Receiver<Question>);

/// A renderer for a thread that may wait, and what answers it meanwhile.
pub(super) fn illustrated(render: Arc<dyn Render>) -> (Illustrated, Portraits) {
    let (questions, asked) = mpsc::channel(QUESTIONS);
    (Illustrated { render, questions, failed: Mutex::new(None) }, Portraits(asked))
}

impl Portraits {
    /// Answers until the renderer is dropped.
    pub(super) async fn answer_from(mut self, store: &Store) {
        while let Some(Question { hash, answer }) = self.0.recv().await {
            // Nobody waits for the answer if rendering was given up.
            let _ = answer.send(store.photo(&hash).await);
        }
    }
}

impl Illustrated {
    /// What went wrong.
    pub(super) fn failure(&self) -> Option<Failed> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn ask(&self, hash: &PhotoHash) -> Result<Option<Vec<u8>>, Failed> {
        let (answer, answered) = oneshot::channel();
        let question = Question { hash: hash.clone(), answer };
        self.questions.blocking_send(question).map_err(|_closed| Failed::Over)?;
        answered.blocking_recv().map_err(|_closed| Failed::Over)?.map_err(Failed::Read)
    }
}

impl Render for Illustrated {
    fn fingerprint(&self) -> [u8; 32] {
        self.render.fingerprint()
    }

    fn style(&self) -> [u8; 32] {
        self.render.style()
    }

    fn phrases(&self) -> Arc<Phrases> {
        self.render.phrases()
    }

    fn opening(&self) -> Vec<u8> {
        self.render.opening()
    }

    fn form(&self, profile: &PublicProfile, form: Form) -> Option<Vec<u8>> {
        self.render.form(profile, form)
    }

    fn portrait(&self, hash: &PhotoHash) -> Option<Arc<[u8]>> {
        let octets = match self.ask(hash) {
            Ok(octets) => octets?,
            Err(failed) => {
                *self.failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(failed);
                return None;
            }
        };
        if PhotoHash::from_digest(sha256(&[&octets])) == *hash {
            return Some(octets.into());
        }
        // Somebody else's face would be shown, and nobody has approved that.
        tracing::error!("a portrait in the database is not the one that was approved; it is not shown");
        None
    }

    fn document(&self, document: Document, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
        self.render.document(document, contents, write);
    }

    fn people_per_page(&self) -> usize {
        self.render.people_per_page()
    }

    fn sheet(&self, sheet: Sheet, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
        self.render.sheet(sheet, contents, write);
    }
}
