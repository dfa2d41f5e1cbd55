//! What the listeners count, for `/metrics`.

use std::fmt::Write;
use std::sync::Arc;

use crate::admin::Connections;
use crate::tls::ListenerCounts;

/// The counts of these listeners in the text format of Prometheus, rounded down to tens like those of answers.
pub(super) fn exposition(listeners: &[(&'static str, &ListenerCounts)]) -> Connections {
    let listeners: Vec<_> = listeners.iter().map(|(name, counts)| (*name, (*counts).clone())).collect();
    Arc::new(move || {
        let mut text = String::from(
            "# HELP masthead_connections_total Connections and what became of them, rounded down to tens.\n\
             # TYPE masthead_connections_total counter\n",
        );
        for (listener, counts) in &listeners {
            let outcomes = [
                ("accepted", counts.accepted()),
                ("refused", counts.refused()),
                ("failed", counts.failed()),
                ("post_quantum", counts.post_quantum()),
                ("classical", counts.classical()),
            ];
            for (outcome, count) in outcomes {
                let rounded = count / 10 * 10;
                let labels = format!("listener=\"{listener}\",outcome=\"{outcome}\"");
                let _ = writeln!(text, "masthead_connections_total{{{labels}}} {rounded}");
            }
        }
        text
    })
}
