//! What every reader promises: bad rows are named and change nothing, good rows go on, and what we write reads back.

mod bad_input;
mod later;
mod left_out;
mod round_trip;
mod status;

use directory::{Directory, Timestamp};

use super::{Admission, Line, Options, Report, Row, Verdict, admit};

/// Octets that are random enough for a test: a counter.
fn counter() -> impl FnMut() -> [u8; 16] {
    counter_from(0)
}

fn counter_from(start: u128) -> impl FnMut() -> [u8; 16] {
    let mut count = start;
    move || {
        count += 1;
        count.to_be_bytes()
    }
}

fn moment() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-22T18:00:00Z").unwrap()
}

struct Imported {
    lines: Vec<String>,
    report: Report,
    admitted: Vec<Admission>,
}

/// Plans `rows` and takes what was admitted into `directory`.
fn take_in(rows: Vec<Row>, directory: &mut Directory, options: &Options) -> Imported {
    take_in_at(rows, directory, options, moment())
}

/// The same at another moment.
fn take_in_at(rows: Vec<Row>, directory: &mut Directory, options: &Options, at: Timestamp) -> Imported {
    let (mut lines, mut report) = (Vec::new(), Report::default());
    // Another import draws other identifiers.
    let start = u128::from(at.seconds().unsigned_abs()) << 32;
    let mut tell = |line: Line| {
        report.count(&line);
        lines.push(line.to_string());
    };
    let admitted = admit(rows, directory, options, &mut counter_from(start), at, &mut tell);
    for admission in &admitted {
        for change in &admission.changes {
            let applied = directory.apply(change, at).unwrap_or_else(|error| panic!("{error}"));
            directory.absorb(applied);
        }
    }
    Imported { lines, report, admitted }
}

fn published() -> Options {
    Options {
        publish: true,
        resume: false,
        outlet: Some(directory::Name::parse("The Harbour Courier").unwrap()),
    }
}

/// `place: field` of each fault of each refused row.
fn faults(rows: &[Row]) -> Vec<String> {
    let of = |row: &Row| match &row.verdict {
        Verdict::Read(_) => Vec::new(),
        Verdict::Refused(faults) => {
            faults.iter().map(|fault| format!("{}: {}", row.place, fault.field)).collect()
        }
    };
    rows.iter().flat_map(of).collect()
}
