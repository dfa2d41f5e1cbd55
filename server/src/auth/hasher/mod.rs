//! Hashing passwords, on threads of its own. A flood of sign-ins waits in one short queue, takes the memory of two
//! arenas at most, and what the processor has left: readers do not notice it.

mod phc;
mod workers;

use std::time::Duration;

use argon2::Params;
use tokio::sync::oneshot;

use crate::secret::{Random, Secret};
use phc::Recipe;
use workers::{Arena, Workers};

/// RFC 9106's second choice (section 4), with one lane: 64 MiB, three passes.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// No more than this hash at a time, on however many processors: each needs an arena of its own.
const MAX_THREADS: usize = 2;
/// How many wait for a thread at a time. Whoever comes then is asked to come again.
const QUEUE: usize = 16;
/// How long somebody waits for a hash. The queue is through long before, unless readers need the processor.
const ANSWERS_WITHIN: Duration = Duration::from_secs(20);
/// How long the threads keep their arenas while nobody signs in: making one takes as long as hashing.
const ARENAS_KEPT: Duration = Duration::from_mins(1);

/// Hashes passwords.
pub(super) struct Hasher {
    recipe: Recipe,
    workers: Workers,
}

/// Too many are signing in at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Busy;

impl Busy {
    /// When to come again: a full queue is through by then.
    pub(super) const RETRY_AFTER_SECONDS: u64 = 2;
}

impl Hasher {
    /// Costs nothing until the first password comes.
    pub(super) fn new() -> Self {
        let params = Params::new(MEMORY_KIB, PASSES, 1, Some(phc::OUTPUT_OCTETS))
            .expect("64 MiB and three passes are within what Argon2 allows");
        Self::with(params)
    }

    /// One whose hashes cost next to nothing.
    #[cfg(test)]
    pub(super) fn cheap() -> Self {
        Self::with(Params::new(64, 1, 1, Some(phc::OUTPUT_OCTETS)).unwrap())
    }

    fn with(params: Params) -> Self {
        let threads = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(MAX_THREADS));
        let workers = Workers::new(threads, QUEUE, params.block_count(), ARENAS_KEPT);
        Self { recipe: Recipe::new(params), workers }
    }

    /// The hash of a new password, in PHC form.
    pub(super) async fn hash(&self, password: Secret<String>) -> Result<Secret<String>, Busy> {
        let recipe = self.recipe.clone();
        let salt = Random::system().octets();
        self.run(move |arena| recipe.hash(password.expose(), &salt, arena)).await
    }

    /// Whether a password is the one of that hash. For an account that has none, or does not exist, it is not, and
    /// finding that out takes just as long.
    pub(super) async fn verify(
        &self,
        password: Secret<String>,
        phc: Option<Secret<String>>,
    ) -> Result<bool, Busy> {
        let recipe = self.recipe.clone();
        self.run(move |arena| {
            recipe.verify(password.expose(), phc.as_ref().map(|phc| phc.expose().as_str()), arena)
        })
        .await
    }

    /// Whether a hash was made by another recipe than today's, and is made anew when its password is typed next.
    pub(super) fn needs_rehash(&self, phc: &Secret<String>) -> bool {
        self.recipe.differs_from(phc.expose())
    }

    /// Runs what takes long, but needs no arena, on the same threads: judging a new password.
    pub(super) async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Busy> {
        self.run(move |_arena| work()).await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Arena) -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let (answer, answered) = oneshot::channel();
        let job = move |arena: &mut Arena| {
            // Whoever hung up meanwhile costs nothing more.
            if !answer.is_closed() {
                // They may hang up now, too; the answer then goes nowhere.
                let _unheard = answer.send(work(arena));
            }
        };
        self.workers.queue(Box::new(job))?;
        match tokio::time::timeout(ANSWERS_WITHIN, answered).await {
            Ok(Ok(done)) => Ok(done),
            // Late, or the thread found no memory for an arena.
            Ok(Err(_)) | Err(_) => Err(Busy),
        }
    }
}

#[cfg(test)]
mod tests;
