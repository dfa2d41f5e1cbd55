//! What is said when a part of the program breaks down: where, and nothing of what it was working on.

use std::any::Any;
use std::panic::{self, Location};

/// Reports panics by their place alone.
///
/// Rust's own report quotes values: a text that was cut in the wrong place, a name that was not found. In a server
/// these are what a visitor asked for. A backtrace holds no values, but the same hook would print both.
pub fn quiet_panics() {
    panic::set_hook(Box::new(|report| {
        tracing::error!("{}", told(report.payload(), report.location()));
    }));
}

/// A message is repeated only where it stands word for word in the program: then nothing was filled in.
fn told(payload: &dyn Any, location: Option<&Location<'_>>) -> String {
    let place = location.map_or_else(
        || "a place that is not known".to_owned(),
        |place| format!("{}:{}:{}", place.file(), place.line(), place.column()),
    );
    match payload.downcast_ref::<&'static str>() {
        Some(message) => format!("a bug: the program broke down at {place}: {message}"),
        None => format!(
            "a bug: the program broke down at {place}; its message is not shown, because it may quote a visitor"
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    /// Set for the process that is to break down.
    const BREAKS_DOWN: &str = "MASTHEAD_TEST_BREAKS_DOWN";

    #[test]
    fn a_panic_says_where_and_repeats_no_text_that_was_filled_in() {
        let here = Location::caller();
        let filled_in = told(&String::from("no entry for canary-slug"), Some(here));
        assert!(filled_in.contains("panics.rs") && !filled_in.contains("canary"), "{filled_in}");
        assert!(told(&"the shelf is empty", Some(here)).ends_with(": the shelf is empty"));
        assert!(!told(&vec!["canary"], None).contains("canary"));
    }

    #[test]
    fn a_process_that_breaks_down_over_a_visitors_text_does_not_print_it() {
        if let Some(text) = std::env::var_os(BREAKS_DOWN) {
            crate::telemetry::start(Some("trace"));
            quiet_panics();
            let text = text.into_string().unwrap();
            // What the standard library says of this quotes the whole text.
            let _ = std::thread::spawn(move || text.split_at(1).0.len()).join();
            return;
        }
        let broken = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--nocapture"])
            .arg(
                "telemetry::panics::tests::a_process_that_breaks_down_over_a_visitors_text_does_not_print_it",
            )
            .env(BREAKS_DOWN, "écanary")
            .env("RUST_BACKTRACE", "1")
            .output()
            .unwrap();
        let said = [broken.stdout, broken.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(said.contains("a bug: the program broke down at"), "{said}");
        assert!(!said.contains("canary"), "{said}");
    }
}
