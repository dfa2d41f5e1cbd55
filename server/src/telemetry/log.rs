//! Where log lines go: standard error, one line each, at `info` unless `MASTHEAD_LOG` says otherwise.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::util::SubscriberInitExt;

/// What libraries may say. They speak up only when something is wrong: at lower levels they would print addresses,
/// paths and statements. `h2` warns when a client misbehaves, as often as the client likes: a full disk for a few
/// packets, and when somebody was here for who reads the log. `webauthn_rs_core` prints what a stranger sent as an error.
const LIBRARIES: &str = "warn,h2=off,webauthn_rs=off,webauthn_rs_core=off";
/// How talkative we are when `MASTHEAD_LOG` says nothing.
const DEFAULT_LEVEL: &str = "info";

/// Sends log lines to standard error. `filter` is the value of `MASTHEAD_LOG`.
///
/// Only our own lines can be made more talkative. A filter for a library is dropped, because its debug lines hold
/// what must not be written down: peers' addresses, request paths, SQL with contacts.
pub fn start(filter: Option<&str>) {
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(directives(filter)))
        .with_writer(std::io::stderr)
        .with_target(false)
        .with_ansi(false)
        .finish();
    // A second start in one process (a test) keeps the first one's.
    let _ = subscriber.try_init();
}

fn directives(filter: Option<&str>) -> String {
    let level = filter.filter(|level| ["error", "warn", "info", "debug", "trace"].contains(level));
    format!("{LIBRARIES},masthead={}", level.unwrap_or(DEFAULT_LEVEL))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_lines_become_more_talkative() {
        assert_eq!(directives(None), format!("{LIBRARIES},masthead=info"));
        assert_eq!(directives(Some("trace")), format!("{LIBRARIES},masthead=trace"));
        assert_eq!(directives(Some("hyper=trace,h2=trace")), format!("{LIBRARIES},masthead=info"));
    }
}
