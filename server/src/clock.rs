//! The only source of time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use directory::Timestamp;

/// Tells the time. Tests hold one that stands still until it is moved.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The system's clock.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands at `moment`; every clone stands with it.
    pub fn fixed(moment: Timestamp) -> Self {
        Self(Source::Fixed(Arc::new(AtomicI64::new(moment.seconds()))))
    }

    /// The present moment, in whole seconds.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the system for the time")]
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Source::System => {
                let since_epoch =
                    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
                Timestamp::from_seconds(i64::try_from(since_epoch.as_secs()).unwrap_or(i64::MAX))
            }
            Source::Fixed(seconds) => Timestamp::from_seconds(seconds.load(Ordering::Relaxed)),
        }
    }

    /// Moves a fixed clock by `seconds`; the system's clock is not ours to move.
    pub fn advance(&self, seconds: i64) {
        if let Source::Fixed(now) = &self.0 {
            now.fetch_add(seconds, Ordering::Relaxed);
        }
    }

    /// Starts measuring how long something takes; unmoved by changes of the system's time.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the system for the time")]
    pub fn stopwatch(&self) -> Stopwatch {
        Stopwatch(Instant::now())
    }
}

/// A running measurement.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// How long it has been running.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}
