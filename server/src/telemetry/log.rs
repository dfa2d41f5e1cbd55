//! Where log lines go: standard error, one line each, at `info` unless `MASTHEAD_LOG` says otherwise.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::util::SubscriberInitExt;

/// Who may speak besides us. Everybody else is silent at every level: what a library reports of a request holds
/// headers, paths and peers' addresses, and a new library, or a new line in an old one, is not asked for first.
/// `sqlx` warns of slow statements, in which values are numbered and not written, and never runs for a reader.
const OTHERS: &str = "off,sqlx=warn";
/// How talkative we are when `MASTHEAD_LOG` says nothing.
const DEFAULT_LEVEL: &str = "info";

/// Sends log lines to standard error. `filter` is the value of `MASTHEAD_LOG`.
///
/// Only our own lines can be made more talkative, and no level of ours shows who asked for whom. A filter for a
/// library is dropped.
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
    format!("{OTHERS},masthead={}", level.unwrap_or(DEFAULT_LEVEL))
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};

    use tracing_subscriber::fmt::MakeWriter;

    use super::*;

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl Write for Written {
        fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(octets);
            Ok(octets.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl MakeWriter<'_> for Written {
        type Writer = Self;

        fn make_writer(&self) -> Self {
            self.clone()
        }
    }

    #[test]
    fn only_our_own_lines_become_more_talkative() {
        assert_eq!(directives(None), format!("{OTHERS},masthead=info"));
        assert_eq!(directives(Some("trace")), format!("{OTHERS},masthead=trace"));
        for filter in ["hyper=trace,h2=trace", "trace,hyper=trace", "masthead=trace,h2=trace"] {
            assert_eq!(directives(Some(filter)), format!("{OTHERS},masthead=info"));
        }
    }

    #[test]
    fn at_the_most_talkative_level_what_speaks_of_requests_stays_silent() {
        let written = Written::default();
        let subscriber = tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new(directives(Some("trace"))))
            .with_writer(written.clone())
            .finish();
        tracing::subscriber::with_default(subscriber, || {
            tracing::error!(target: "h2::codec::framed_read", "canary of h2");
            tracing::trace!(target: "h2::hpack::decoder", "canary of its headers");
            tracing::error!(target: "hyper::proto::h1::conn", "canary of hyper");
            tracing::error!(target: "rustls::server::hs", "canary of rustls");
            tracing::error!(target: "axum::rejection", "canary of axum");
            tracing::error!(target: "tower_http::trace", "canary of tower");
            tracing::error!(target: "a_library_of_next_year", "canary of nobody");
            tracing::trace!(target: "masthead::tls", "of ours");
        });
        let text = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
        assert!(text.contains("of ours"), "{text}");
        assert!(!text.contains("canary"), "{text}");
    }
}
