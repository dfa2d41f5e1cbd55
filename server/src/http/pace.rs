//! Lets an answer leave at a moment that tells nothing of the work it took.
//!
//! The runtime's own clock does not do: it sleeps whole milliseconds from when it was last looked at, which is when the work
//! was done, so that an answer that took longer left later. Here, a thread sleeps until each moment as exactly as the
//! system can, and does nothing else.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;
use tokio::time::{Instant, sleep_until};

/// Wakes whoever waits for a moment.
pub(super) struct Pacer {
    clock: Arc<Clock>,
    /// Whether the thread runs. A system that gives no more threads leaves the runtime's clock.
    runs: bool,
}

#[derive(Default)]
struct Clock {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

/// Who waits, by moment and number. Each is an answer under way, of which a connection has a limited number.
#[derive(Default)]
struct Waiting {
    by_moment: BTreeMap<(Instant, u64), oneshot::Sender<()>>,
    numbered: u64,
    is_over: bool,
}

impl Pacer {
    /// Starts the thread, which ends with this.
    pub(super) fn start() -> Self {
        let clock = Arc::<Clock>::default();
        let own = Arc::clone(&clock);
        let thread = std::thread::Builder::new().name("pace".to_owned()).spawn(move || own.run());
        Self { clock, runs: thread.is_ok() }
    }

    /// Says so when `moment` has come. The wait begins now, and not when it is first looked at.
    pub(super) fn until(&self, moment: Instant) -> oneshot::Receiver<()> {
        let (come, told) = oneshot::channel();
        if self.runs {
            self.clock.add(moment, come);
        } else {
            tokio::spawn(async move {
                sleep_until(moment).await;
                let _ = come.send(());
            });
        }
        told
    }
}

impl Drop for Pacer {
    fn drop(&mut self) {
        self.clock.lock().is_over = true;
        self.clock.changed.notify_one();
    }
}

impl Clock {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, moment: Instant, come: oneshot::Sender<()>) {
        let mut waiting = self.lock();
        waiting.numbered = waiting.numbered.wrapping_add(1);
        let key = (moment, waiting.numbered);
        waiting.by_moment.insert(key, come);
        let is_first = waiting.by_moment.first_key_value().is_some_and(|(first, _)| *first == key);
        drop(waiting);
        if is_first {
            self.changed.notify_one();
        }
    }

    fn run(&self) {
        let mut waiting = self.lock();
        while !waiting.is_over {
            let now = Instant::now();
            while let Some(first) = waiting.by_moment.first_entry()
                && first.key().0 <= now
            {
                // Nobody may be listening any more: the client has hung up.
                let _ = first.remove().send(());
            }
            let next = waiting.by_moment.first_key_value().map(|((moment, _), _)| *moment);
            waiting = match next {
                None => self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner),
                Some(moment) => {
                    let rest = moment.saturating_duration_since(now);
                    self.changed.wait_timeout(waiting, rest).unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn moments_come_in_their_order_and_not_before_their_time() {
        let pacer = Pacer::start();
        let began = Instant::now();
        let moments = [30, 10, 20, 10].map(|after| began + Duration::from_millis(after));
        let told = moments.map(|moment| pacer.until(moment));
        for (told, moment) in told.into_iter().zip(moments) {
            told.await.unwrap();
            assert!(Instant::now() >= moment);
        }
    }

    #[tokio::test]
    async fn who_no_longer_waits_holds_up_nobody() {
        let pacer = Pacer::start();
        drop(pacer.until(Instant::now() + Duration::from_millis(1)));
        pacer.until(Instant::now() + Duration::from_millis(5)).await.unwrap();
        assert!(pacer.clock.lock().by_moment.is_empty());
    }

    #[tokio::test]
    async fn without_the_thread_the_runtime_keeps_the_time() {
        let mut pacer = Pacer::start();
        pacer.runs = false;
        let moment = Instant::now() + Duration::from_millis(3);
        pacer.until(moment).await.unwrap();
        assert!(Instant::now() >= moment);
    }
}
