//! Counts answers by route and outcome. A number in memory is all that a request leaves behind.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};

/// How an answer came out, in the classes that an operator acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// 2xx and 3xx.
    Answered,
    /// 4xx.
    Refused,
    /// 5xx.
    Failed,
}

impl Outcome {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Answered, "answered"), (Self::Refused, "refused"), (Self::Failed, "failed")];

    /// The class of an HTTP status.
    pub const fn of_status(status: u16) -> Self {
        match status {
            ..400 => Self::Answered,
            400..500 => Self::Refused,
            500.. => Self::Failed,
        }
    }
}

/// A route's place among the counters.
#[derive(Clone, Copy, Debug)]
pub struct Counted(usize);

/// One counter for each route and outcome.
#[derive(Debug)]
pub struct Counters {
    routes: Vec<(&'static str, [AtomicU64; 3])>,
}

impl Counters {
    /// Counters for these routes, by their names.
    pub fn for_routes(names: impl Iterator<Item = &'static str>) -> Self {
        Self { routes: names.map(|name| (name, Default::default())).collect() }
    }

    /// The place of the route called `name`, if it is counted.
    pub fn place(&self, name: &str) -> Option<Counted> {
        self.routes.iter().position(|(route, _)| *route == name).map(Counted)
    }

    /// Counts one answer.
    pub fn count(&self, route: Counted, outcome: Outcome) {
        if let Some(counter) = self.routes.get(route.0).and_then(|(_, counts)| counts.get(outcome as usize)) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Counts a request that was refused before it came to a route, under the name of the route for all the rest.
    pub fn count_refused(&self, name: &str, status: u16) {
        if let Some(counted) = self.place(name) {
            self.count(counted, Outcome::of_status(status));
        }
    }

    /// The counters in the text format of Prometheus, each rounded down to a multiple of ten: an exact count,
    /// read often enough, would tell one lookup from none.
    pub fn exposition(&self) -> String {
        let mut text = String::from(
            "# HELP masthead_answers_total Answers by route and outcome, rounded down to tens.\n\
             # TYPE masthead_answers_total counter\n",
        );
        for (name, counts) in &self.routes {
            for ((_, outcome), count) in Outcome::ALL.iter().zip(counts) {
                let rounded = count.load(Ordering::Relaxed) / 10 * 10;
                let _ = writeln!(
                    text,
                    "masthead_answers_total{{route=\"{name}\",outcome=\"{outcome}\"}} {rounded}"
                );
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_tells_tens_and_not_single_lookups() {
        let counters = Counters::for_routes(["card"].into_iter());
        let card = counters.place("card").unwrap();
        for _ in 0..19 {
            counters.count(card, Outcome::of_status(200));
        }
        assert!(counters.exposition().contains("{route=\"card\",outcome=\"answered\"} 10\n"));
    }
}
