//! The threads that hash, their queue, and their arenas.
//!
//! A thread starts with the first job that finds none waiting, and stays. Its arena does not: it is made for the first
//! job, kept while jobs come, wiped when the queue is empty, because its contents would let passwords be guessed
//! quickly, and given back when none came for a while. A server on which nobody signs in has neither.

use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use argon2::Block;

use super::Busy;

/// The lowest priority there is: readers go first.
#[cfg(target_os = "linux")]
pub(super) const NICE: i32 = 19;
/// What the threads are called. Linux shows fifteen characters.
pub(super) const THREAD_NAME: &str = "password hasher";

/// What a thread is asked to do.
pub(super) type Job = Box<dyn FnOnce(&mut Arena) + Send>;

/// The threads.
pub(super) struct Workers {
    shared: Arc<Shared>,
    most_threads: usize,
    most_waiting: usize,
}

/// The memory that a hash is computed in, made when it is first used.
pub(super) struct Arena {
    blocks: Vec<Block>,
    count: usize,
}

struct Shared {
    state: Mutex<State>,
    bell: Condvar,
    block_count: usize,
    arenas_kept: Duration,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Job>,
    threads: usize,
    idle: usize,
    is_over: bool,
}

impl Workers {
    pub(super) fn new(
        most_threads: usize,
        most_waiting: usize,
        block_count: usize,
        arenas_kept: Duration,
    ) -> Self {
        let (state, bell) = (Mutex::new(State::default()), Condvar::new());
        let shared = Shared { state, bell, block_count, arenas_kept };
        Self { shared: Arc::new(shared), most_threads, most_waiting }
    }

    /// Queues a job, unless too many wait already.
    pub(super) fn queue(&self, job: Job) -> Result<(), Busy> {
        let mut state = self.shared.lock();
        if state.waiting.len() >= self.most_waiting {
            return Err(Busy);
        }
        if state.idle <= state.waiting.len() && state.threads < self.most_threads {
            match start(&self.shared) {
                Ok(()) => state.threads += 1,
                // The system gives no thread. Those there are get to it; without any, nobody would.
                Err(_) if state.threads > 0 => {}
                Err(_) => return Err(Busy),
            }
        }
        state.waiting.push_back(job);
        drop(state);
        self.shared.bell.notify_one();
        Ok(())
    }
}

#[cfg(test)]
impl Workers {
    /// How many threads there are.
    pub(super) fn shared_threads(&self) -> usize {
        self.shared.lock().threads
    }

    /// Waits until every thread waits for the next job.
    pub(super) fn until_idle(&self) {
        loop {
            let state = self.shared.lock();
            if state.waiting.is_empty() && state.idle == state.threads {
                return;
            }
            drop(state);
            std::thread::yield_now();
        }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.shared.lock().is_over = true;
        self.shared.bell.notify_all();
    }
}

impl Arena {
    const fn new(count: usize) -> Self {
        Self { blocks: Vec::new(), count }
    }

    /// Its blocks.
    pub(super) fn blocks(&mut self) -> &mut [Block] {
        if self.blocks.is_empty() {
            self.blocks.resize(self.count, Block::new());
        }
        &mut self.blocks
    }

    fn wipe(&mut self) {
        self.blocks.fill(Block::new());
        // What is freed next would otherwise not be worth writing to the compiler.
        std::hint::black_box(&mut self.blocks);
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that holds the lock can panic halfway; were it so, the queue is still a queue.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next job; none when it is over.
    fn next(&self, arena: &mut Arena) -> Option<Job> {
        let mut state = self.lock();
        if state.waiting.is_empty() {
            drop(state);
            arena.wipe();
            state = self.lock();
        }
        loop {
            if state.is_over {
                return None;
            }
            if let Some(job) = state.waiting.pop_front() {
                return Some(job);
            }
            state.idle += 1;
            state = if arena.blocks.is_empty() {
                self.bell.wait(state).unwrap_or_else(PoisonError::into_inner)
            } else {
                let (state, waited) =
                    self.bell.wait_timeout(state, self.arenas_kept).unwrap_or_else(PoisonError::into_inner);
                if waited.timed_out() {
                    arena.blocks = Vec::new();
                }
                state
            };
            state.idle -= 1;
        }
    }
}

fn start(shared: &Arc<Shared>) -> std::io::Result<()> {
    let shared = Arc::clone(shared);
    let work = move || {
        step_back();
        let mut arena = Arena::new(shared.block_count);
        while let Some(job) = shared.next(&mut arena) {
            // A library that trips over something typed must not take the thread with it: after two of them, nobody
            // could sign in. Whoever waits for the answer is told to come again.
            let tripped = panic::catch_unwind(AssertUnwindSafe(|| job(&mut arena))).is_err();
            if tripped {
                arena = Arena::new(shared.block_count);
            }
        }
    };
    std::thread::Builder::new().name(THREAD_NAME.to_owned()).spawn(work).map(drop)
}

/// Gives this thread the lowest priority. On Linux a thread has its own; elsewhere the whole process would step back,
/// and the threads keep theirs.
fn step_back() {
    #[cfg(target_os = "linux")]
    if let Err(cause) = rustix::process::setpriority_process(None, NICE) {
        // Hashing then competes with readers, which the length of the queue still bounds.
        tracing::debug!(%cause, "passwords are hashed at ordinary priority");
    }
}
