//! Where portraits are drawn: one thread that steps back behind everybody who reads.

use std::panic;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;

use super::{PhotoError, portrait};

/// How many photos wait for the thread at a time. Each takes up to two MiB until its turn has come.
const QUEUE: usize = 4;
/// How long somebody waits for a portrait. Where readers need the whole machine, the thread may not come to it.
const WAIT: Duration = Duration::from_secs(15);
/// The lowest priority there is: readers go first.
#[cfg(target_os = "linux")]
const NICE: i32 = 19;

/// Draws portraits, one at a time.
pub struct PhotoWorkshop {
    queue: SyncSender<Job>,
    wait: Duration,
}

struct Job {
    octets: Vec<u8>,
    answer: oneshot::Sender<Result<Vec<u8>, PhotoError>>,
}

impl PhotoWorkshop {
    /// Starts the thread, which ends when the last photo is drawn after this was dropped.
    pub fn start() -> std::io::Result<Self> {
        let (queue, jobs) = sync_channel(QUEUE);
        thread::Builder::new().name("photo workshop".to_owned()).spawn(move || work(&jobs))?;
        Ok(Self { queue, wait: WAIT })
    }

    /// Draws the portrait of a photo; or says at once that too many wait already, and after a while that its turn did
    /// not come.
    pub async fn portrait(&self, octets: Vec<u8>) -> Result<Vec<u8>, PhotoError> {
        let (answer, drawn) = oneshot::channel();
        self.queue.try_send(Job { octets, answer }).map_err(|refused| match refused {
            TrySendError::Full(_) | TrySendError::Disconnected(_) => PhotoError::Busy,
        })?;
        let drawn = tokio::time::timeout(self.wait, drawn).await.map_err(|_| PhotoError::Busy)?;
        drawn.unwrap_or(Err(PhotoError::Damaged))
    }
}

fn work(jobs: &Receiver<Job>) {
    step_back();
    while let Ok(Job { octets, answer }) = jobs.recv() {
        // Whoever hung up needs no portrait any more.
        if answer.is_closed() {
            continue;
        }
        // A decoder that trips over a photo must not take the workshop with it.
        let drawn = panic::catch_unwind(|| portrait(&octets)).unwrap_or(Err(PhotoError::Damaged));
        let _ = answer.send(drawn);
    }
}

/// Gives this thread the lowest priority. On Linux a thread has its own; elsewhere the whole process would step back.
fn step_back() {
    #[cfg(target_os = "linux")]
    if let Err(cause) = rustix::process::setpriority_process(None, NICE) {
        tracing::debug!(%cause, "portraits are drawn at ordinary priority");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_workshop_goes_on_after_what_cannot_be_drawn() {
        let workshop = PhotoWorkshop::start().unwrap();
        assert_eq!(workshop.portrait(b"no photo".to_vec()).await, Err(PhotoError::Format));
        assert_eq!(
            workshop.portrait(vec![0; super::super::PHOTO_OCTETS + 1]).await,
            Err(PhotoError::TooManyOctets)
        );
        assert!(workshop.portrait(super::super::tests::a_photo()).await.is_ok());
    }

    #[tokio::test]
    async fn whoever_waits_for_a_portrait_waits_no_longer_than_they_would_stay() {
        // A workshop in which nobody works.
        let (queue, jobs) = sync_channel(QUEUE);
        let workshop = PhotoWorkshop { queue, wait: Duration::ZERO };
        assert_eq!(workshop.portrait(Vec::new()).await, Err(PhotoError::Busy));
        assert!(jobs.recv().unwrap().answer.is_closed(), "and it is not drawn for nobody");
    }

    #[tokio::test]
    async fn whoever_comes_while_the_queue_is_full_is_sent_away_at_once() {
        // A workshop in which nobody works.
        let (queue, _jobs) = sync_channel(QUEUE);
        let workshop = PhotoWorkshop { queue, wait: WAIT };
        for _ in 0..QUEUE {
            let (answer, _) = oneshot::channel();
            assert!(workshop.queue.try_send(Job { octets: Vec::new(), answer }).is_ok());
        }
        assert_eq!(workshop.portrait(Vec::new()).await, Err(PhotoError::Busy));
    }
}
