//! Address-book cards, versions 2.1 to 4.0, many in a file.
//!
//! The file is cut into cards here, each with a limit of its own, and `calcard` reads each. The fields are those
//! that our own cards write; what is not understood is listed.

mod address;
mod card;

use std::io::BufRead;

use super::limits::{CARD_OCTETS, Line, ROWS, next_line, refused};
use super::person::{Place, Row, Unit, Verdict};

/// Reads a file of cards: a row for each.
pub fn read(file: &str, input: &mut dyn BufRead) -> std::io::Result<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    let (mut line, mut cards, mut stray) = (0usize, 0usize, false);
    let mut open: Option<Open> = None;
    while let Some(next) = next_line(input, CARD_OCTETS)? {
        line += 1;
        let octets = match next {
            Line::Whole(octets) => octets,
            Line::TooLong => {
                match &mut open {
                    Some(card) => card.too_long = true,
                    None => rows.push(refused(
                        file,
                        Unit::Line,
                        line,
                        "card",
                        format!("is a line longer than {CARD_OCTETS} octets"),
                    )),
                }
                continue;
            }
        };
        let word = marker(&octets);
        if word == Marker::Begin {
            if open.take().is_some() {
                rows.push(refused(
                    file,
                    Unit::Card,
                    cards,
                    "card",
                    "has no END:VCARD before the next one begins",
                ));
            }
            cards += 1;
            if cards > ROWS {
                rows.push(refused(
                    file,
                    Unit::Card,
                    cards,
                    "card",
                    format!("is beyond the {ROWS} cards that one file may have"),
                ));
                return Ok(rows);
            }
            open = Some(Open { octets, too_long: false });
            continue;
        }
        match &mut open {
            Some(card) => {
                card.push(&octets);
                if word == Marker::End
                    && let Some(card) = open.take()
                {
                    rows.push(row(file, cards, &card));
                }
            }
            None if !stray && !octets.iter().all(u8::is_ascii_whitespace) => {
                stray = true;
                rows.push(refused(
                    file,
                    Unit::Line,
                    line,
                    "card",
                    "stands outside of any card: expected BEGIN:VCARD",
                ));
            }
            None => {}
        }
    }
    if open.is_some() {
        rows.push(refused(file, Unit::Card, cards, "card", "has no END:VCARD"));
    }
    if rows.is_empty() {
        rows.push(refused(file, Unit::Line, 1, "card", "is missing: the file holds no BEGIN:VCARD"));
    }
    Ok(rows)
}

/// A card being collected.
struct Open {
    octets: Vec<u8>,
    too_long: bool,
}

impl Open {
    fn push(&mut self, octets: &[u8]) {
        if self.octets.len() + octets.len() > CARD_OCTETS {
            self.too_long = true;
        } else if !self.too_long {
            self.octets.extend_from_slice(octets);
        }
    }
}

#[derive(PartialEq, Eq)]
enum Marker {
    Begin,
    End,
    None,
}

/// Whether a line begins or ends a card.
fn marker(line: &[u8]) -> Marker {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let trimmed = line.trim_ascii_end();
    if trimmed.eq_ignore_ascii_case(b"BEGIN:VCARD") {
        Marker::Begin
    } else if trimmed.eq_ignore_ascii_case(b"END:VCARD") {
        Marker::End
    } else {
        Marker::None
    }
}

fn row(file: &str, number: usize, card: &Open) -> Row {
    if card.too_long {
        return refused(file, Unit::Card, number, "card", format!("is longer than {CARD_OCTETS} octets"));
    }
    let text = match std::str::from_utf8(&card.octets) {
        Ok(text) if text.contains('\0') => {
            return refused(file, Unit::Card, number, "card", "contains a NUL octet");
        }
        Ok(text) => text.trim_start_matches('\u{feff}'),
        Err(_) => return refused(file, Unit::Card, number, "card", "is not UTF-8"),
    };
    let verdict = match card::person(text) {
        Ok(person) => Verdict::Read(Box::new(person)),
        Err(faults) => Verdict::Refused(faults),
    };
    Row { place: Place { file: file.to_owned(), unit: Unit::Card, number }, verdict }
}
