//! Where log lines go: standard error, one line each, at `info` unless `MASTHEAD_LOG` says otherwise.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::util::SubscriberInitExt;

/// What is logged when `MASTHEAD_LOG` says nothing. Libraries speak up only when something is wrong: at lower
/// levels they would print addresses, paths and statements.
const DEFAULT_FILTER: &str = "warn,masthead=info";

/// Sends log lines to standard error. `filter` is the value of `MASTHEAD_LOG`.
///
/// Only our own lines can be made more talkative. A filter for a library is dropped, because its debug lines hold
/// what must not be written down: peers' addresses, request paths, SQL with contacts.
pub fn start(filter: Option<&str>) {
    let level = filter.filter(|level| ["error", "warn", "info", "debug", "trace"].contains(level));
    let directives =
        level.map_or_else(|| DEFAULT_FILTER.to_owned(), |level| format!("warn,masthead={level}"));
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(directives))
        .with_writer(std::io::stderr)
        .with_target(false)
        .with_ansi(false)
        .finish();
    // A second start in one process (a test) keeps the first one's.
    let _ = subscriber.try_init();
}
