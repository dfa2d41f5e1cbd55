//! A table with a header row: `name,title,outlet,beats,signal_number,email,email_2,…`.
//!
//! RFC 4180, UTF-8, with commas, semicolons or tabs. Records are cut here, so that one without an end costs a
//! report line and not the machine's memory; the `csv` crate reads each. [`write()`] writes what [`read()`] reads.

mod cells;
mod column;
mod write;

use std::io::BufRead;

use super::limits::{Line, RECORD_OCTETS, ROWS, next_line, refused};
use super::person::{Place, Row, Unit, Verdict};
use column::Column;

pub use write::write;

/// Reads a table: a row for each record, or one for each thing that is wrong with the header.
pub fn read(file: &str, input: &mut dyn BufRead) -> std::io::Result<Vec<Row>> {
    let mut rows = Vec::new();
    let mut records = Records { input, line: 0, delimiter: b',' };
    let header = match records.header()? {
        Ok(Some(header)) => header,
        Ok(None) => return Ok(vec![refused(file, Unit::Line, 1, "header", "is missing: the file is empty")]),
        Err(reason) => return Ok(vec![refused(file, Unit::Line, 1, "header", reason)]),
    };
    let columns = match column::parse_all(&header) {
        Ok(columns) => columns,
        Err(faults) => {
            let place = Place { file: file.to_owned(), unit: Unit::Line, number: 1 };
            return Ok(vec![Row { place, verdict: Verdict::Refused(faults) }]);
        }
    };
    while let Some((number, record)) = records.next()? {
        if rows.len() == ROWS {
            rows.push(refused(
                file,
                Unit::Line,
                number,
                "row",
                format!("is beyond the {ROWS} rows that one file may have"),
            ));
            break;
        }
        let place = Place { file: file.to_owned(), unit: Unit::Line, number };
        rows.push(match record {
            Err(reason) => refused(file, Unit::Line, number, "row", reason),
            Ok(octets) => Row { place, verdict: verdict(&octets, records.delimiter, &columns) },
        });
    }
    Ok(rows)
}

fn verdict(octets: &[u8], delimiter: u8, columns: &[Column]) -> Verdict {
    let cells = match split(octets, delimiter) {
        Ok(cells) => cells,
        Err(reason) => return Verdict::Refused(vec![super::Fault::new("row", reason)]),
    };
    match cells::person(&cells, columns) {
        Ok(person) => Verdict::Read(Box::new(person)),
        Err(faults) => Verdict::Refused(faults),
    }
}

/// One record's cells.
fn split(octets: &[u8], delimiter: u8) -> Result<Vec<String>, String> {
    let text = std::str::from_utf8(octets).map_err(|_| "is not UTF-8".to_owned())?;
    if text.contains('\0') {
        return Err("contains a NUL octet".to_owned());
    }
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = ::csv::StringRecord::new();
    reader.read_record(&mut record).map_err(|_| "is not a CSV record".to_owned())?;
    Ok(record.iter().map(str::to_owned).collect())
}

/// Cuts a file into records: lines, or several where a quoted cell holds line breaks.
struct Records<'a> {
    input: &'a mut dyn BufRead,
    line: usize,
    delimiter: u8,
}

type Record = Result<Vec<u8>, String>;

impl Records<'_> {
    fn header(&mut self) -> std::io::Result<Result<Option<Vec<String>>, String>> {
        let line = match next_line(self.input, RECORD_OCTETS)? {
            None => return Ok(Ok(None)),
            Some(Line::TooLong) => return Ok(Err(too_long())),
            Some(Line::Whole(line)) => line,
        };
        self.line = 1;
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line);
        let count = |delimiter: u8| line.split(|octet| *octet == delimiter).count();
        // The comma wins a tie, so that a table of one column is a table.
        self.delimiter =
            [b',', b';', b'\t'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',');
        if !Quotes::default().closed_after(line, self.delimiter) {
            return Ok(Err("has a quotation mark that is not closed on the same line".to_owned()));
        }
        Ok(split(line, self.delimiter).map(Some))
    }

    /// The next record that is not blank, with the line it starts on.
    fn next(&mut self) -> std::io::Result<Option<(usize, Record)>> {
        loop {
            let Some(line) = next_line(self.input, RECORD_OCTETS)? else { return Ok(None) };
            self.line += 1;
            let start = self.line;
            let Line::Whole(mut record) = line else { return Ok(Some((start, Err(too_long())))) };
            if record.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let mut quotes = Quotes::default();
            let mut closed = quotes.closed_after(&record, self.delimiter);
            while !closed {
                match next_line(self.input, RECORD_OCTETS.saturating_sub(record.len()))? {
                    Some(Line::Whole(more)) => {
                        self.line += 1;
                        closed = quotes.closed_after(&more, self.delimiter);
                        record.extend(more);
                    }
                    Some(Line::TooLong) => {
                        self.line += 1;
                        return Ok(Some((start, Err(format!("{}, up to line {}", too_long(), self.line)))));
                    }
                    None => {
                        let reason = "has a quotation mark that is never closed; the file ends inside of it";
                        return Ok(Some((start, Err(reason.to_owned()))));
                    }
                }
            }
            return Ok(Some((start, Ok(record))));
        }
    }
}

fn too_long() -> String {
    format!("is longer than {RECORD_OCTETS} octets, or has a quotation mark that is not closed")
}

/// Where a record stands between quotation marks, carried from line to line so that each octet is looked at once.
struct Quotes {
    quoted: bool,
    /// A quotation mark is a quotation mark only at the start of a cell; inside an unquoted cell it is a letter.
    at_start: bool,
}

impl Default for Quotes {
    fn default() -> Self {
        Self { quoted: false, at_start: true }
    }
}

impl Quotes {
    /// Whether the record ends behind this line: no quoted cell is open. A doubled quotation mark never spans lines.
    fn closed_after(&mut self, line: &[u8], delimiter: u8) -> bool {
        let mut octets = line.iter().copied().peekable();
        while let Some(octet) = octets.next() {
            if self.quoted {
                if octet == b'"' && octets.next_if_eq(&b'"').is_none() {
                    self.quoted = false;
                }
            } else if octet == b'"' && self.at_start {
                self.quoted = true;
            }
            self.at_start = !self.quoted && (octet == delimiter || octet == b'\n');
        }
        !self.quoted
    }
}
