//! Reading people in: the end of an article, a CSV table, vCards or JSON become checked changes, with a verdict
//! for each row.
//!
//! The readers ([`byline`], [`csv`], [`vcard`], [`json`]) are pure: octets in, [`Row`]s out, nothing stored. A row
//! is all or nothing, and a bad row never stops the next one. [`admit`] then plans each good row against the
//! directory and says, in a [`Report`], what became of it.

mod admit;
pub mod byline;
pub mod csv;
mod fields;
pub mod json;
mod known;
mod limits;
pub mod logo;
mod matching;
mod merge;
mod outcome;
mod person;
pub mod photo;
mod plan;
mod report;
mod status;
pub mod vcard;
mod words;

pub use admit::{Admission, admit, admit_again};
pub use known::sort_name;
pub use limits::{CARD_OCTETS, RECORD_OCTETS, ROWS, TEXT_OCTETS};
pub use outcome::{Options, Outcome, Planned, RandomOctets, Step};
pub use person::{Fault, Person, Place, ReadChannel, Remark, Row, Spoken, Unit, Verdict};
pub use plan::plan;
pub use report::{Fate, Line, Report};

use words::{read_consent, read_kind, read_moment, read_status, read_visibility};

use directory::Directory;

/// What a file is written in, as the command line names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The end of a published article.
    Byline,
    /// A table with a header row.
    Csv,
    /// One or more address-book cards.
    Vcard,
    /// An array of profiles, an object that holds one, or one profile a line.
    Json,
}

/// Reads one file. `name` is what the report calls it.
pub fn read(
    source: Source,
    name: &str,
    input: &mut dyn std::io::BufRead,
    known: &Directory,
) -> std::io::Result<Vec<Row>> {
    match source {
        Source::Byline => Ok(byline::read(name, &limits::read_at_most(input, TEXT_OCTETS)?, known)),
        Source::Csv => csv::read(name, input),
        Source::Vcard => vcard::read(name, input),
        Source::Json => json::read(name, input),
    }
}

#[cfg(test)]
mod tests;
