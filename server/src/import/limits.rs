//! What a file may hold, so that a hostile one costs a report line and not the machine's memory.

use std::io::{BufRead, Read};

use super::{Fault, Place, Row, Unit, Verdict};

/// The most octets of one CSV record or one JSON document line.
pub const RECORD_OCTETS: usize = 1024 * 1024;
/// The most octets of one vCard.
pub const CARD_OCTETS: usize = 64 * 1024;
/// The most octets of an article's end.
pub const TEXT_OCTETS: usize = 64 * 1024;
/// The most addresses and numbers in an article's end: each is judged against every other.
pub(super) const TEXT_CONTACTS: usize = 200;
/// The most sentences and lines of an article's end: each is read in every language.
pub(super) const TEXT_SENTENCES: usize = 2_000;
/// The most people whom an article's end introduces.
pub(super) const TEXT_PEOPLE: usize = 12;
/// The most octets of a JSON document that is not one profile a line.
pub(super) const DOCUMENT_OCTETS: usize = 64 * 1024 * 1024;
/// The most rows of one file.
pub const ROWS: usize = 100_000;

/// Reads one octet more than `limit`, so that the caller can tell a full file from one that is too long.
pub(super) fn read_at_most(input: &mut dyn BufRead, limit: usize) -> std::io::Result<Vec<u8>> {
    let mut octets = Vec::new();
    let wanted = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    input.take(wanted).read_to_end(&mut octets)?;
    Ok(octets)
}

/// One line of a file.
pub(super) enum Line {
    /// The line, with its line end.
    Whole(Vec<u8>),
    /// It was longer than allowed; the rest of it has been skipped.
    TooLong,
}

/// Reads up to and including the next line feed, keeping at most `limit` octets. `None` at the end of the file.
pub(super) fn next_line(input: &mut dyn BufRead, limit: usize) -> std::io::Result<Option<Line>> {
    let mut line = Vec::new();
    let mut too_long = false;
    let mut any = false;
    loop {
        let available = input.fill_buf()?;
        if available.is_empty() {
            break;
        }
        any = true;
        let (taken, ended) = match available.iter().position(|&octet| octet == b'\n') {
            Some(at) => (at + 1, true),
            None => (available.len(), false),
        };
        if line.len() + taken > limit {
            too_long = true;
            line = Vec::new();
        } else if !too_long {
            line.extend_from_slice(available.get(..taken).unwrap_or_default());
        }
        input.consume(taken);
        if ended {
            break;
        }
    }
    Ok(match (any, too_long) {
        (false, _) => None,
        (true, true) => Some(Line::TooLong),
        (true, false) => Some(Line::Whole(line)),
    })
}

/// A row that was refused for one reason.
pub(super) fn refused(file: &str, unit: Unit, number: usize, field: &str, reason: impl Into<String>) -> Row {
    Row {
        place: Place { file: file.to_owned(), unit, number },
        verdict: Verdict::Refused(vec![Fault::new(field, reason)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_skipped_and_the_next_one_is_read() {
        let text = [vec![b'x'; 5000], b"\nshort\nlast".to_vec()].concat();
        let mut input = std::io::BufReader::with_capacity(64, text.as_slice());
        assert!(matches!(next_line(&mut input, 100).unwrap(), Some(Line::TooLong)));
        assert!(matches!(next_line(&mut input, 100).unwrap(), Some(Line::Whole(line)) if line == b"short\n"));
        assert!(matches!(next_line(&mut input, 100).unwrap(), Some(Line::Whole(line)) if line == b"last"));
        assert!(next_line(&mut input, 100).unwrap().is_none());
    }
}
