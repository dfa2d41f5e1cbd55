//! Profiles as JSON: an array, an object that holds `profiles`, or one profile a line.
//!
//! The shape is that of `/v1/profiles/{slug}`, so that an export reads back, with what only a newsroom knows
//! (`visibility`, `consents`, exact dates) allowed in addition. An unknown key is refused by name, because a
//! misspelt one would silently publish less, or more, than was meant.

mod profile;
mod value;

use std::io::BufRead;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::limits::{DOCUMENT_OCTETS, Line, RECORD_OCTETS, ROWS, next_line, read_at_most, refused};
use super::person::{Place, Row, Unit, Verdict};

/// Reads a document: a row for each profile.
pub fn read(file: &str, input: &mut dyn BufRead) -> std::io::Result<Vec<Row>> {
    let first = match next_line(input, DOCUMENT_OCTETS)? {
        None => return Ok(vec![refused(file, Unit::Line, 1, "document", "is empty")]),
        Some(Line::TooLong) => return Ok(vec![too_large(file)]),
        Some(Line::Whole(line)) => line,
    };
    let start = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&first).to_vec();
    let alone = serde_json::from_slice::<Value>(&start)
        .ok()
        .filter(|value| value.is_object() && value.get("profiles").is_none());
    match alone {
        Some(value) => lines(file, &value, input),
        None => document(file, start, input),
    }
}

fn too_large(file: &str) -> Row {
    refused(file, Unit::Line, 1, "document", format!("is longer than {DOCUMENT_OCTETS} octets"))
}

/// One profile a line.
fn lines(file: &str, first: &Value, input: &mut dyn BufRead) -> std::io::Result<Vec<Row>> {
    let mut rows = vec![row(file, Unit::Line, 1, first)];
    let mut number = 1;
    while let Some(line) = next_line(input, RECORD_OCTETS)? {
        number += 1;
        if rows.len() == ROWS {
            rows.push(beyond(file, Unit::Line, number));
            break;
        }
        match line {
            Line::TooLong => {
                rows.push(refused(
                    file,
                    Unit::Line,
                    number,
                    "line",
                    format!("is longer than {RECORD_OCTETS} octets"),
                ));
            }
            Line::Whole(line) if line.iter().all(u8::is_ascii_whitespace) => {}
            Line::Whole(line) => rows.push(match serde_json::from_slice::<Value>(&line) {
                Ok(value) => row(file, Unit::Line, number, &value),
                Err(error) => refused(
                    file,
                    Unit::Line,
                    number,
                    "line",
                    format!("is not JSON at column {}: {}", error.column(), cause(&error)),
                ),
            }),
        }
    }
    Ok(rows)
}

fn beyond(file: &str, unit: Unit, number: usize) -> Row {
    refused(file, unit, number, "document", format!("has more than {ROWS} profiles"))
}

/// An array, or an object that holds one.
fn document(file: &str, mut octets: Vec<u8>, input: &mut dyn BufRead) -> std::io::Result<Vec<Row>> {
    octets.extend(read_at_most(input, DOCUMENT_OCTETS.saturating_sub(octets.len()))?);
    if octets.len() > DOCUMENT_OCTETS {
        return Ok(vec![too_large(file)]);
    }
    let mut rows = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_slice(&octets);
    let read =
        Profiles { file, rows: &mut rows }.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    if let Err(error) = read {
        let reason = format!("is not readable at column {}: {}", error.column(), cause(&error));
        rows.push(refused(file, Unit::Line, error.line().max(1), "document", reason));
    } else if rows.is_empty() {
        rows.push(refused(file, Unit::Line, 1, "document", "holds no profiles"));
    }
    Ok(rows)
}

/// What the parser says, without the place, which the report gives itself.
fn cause(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

/// Takes profiles as they come, so that those before a mistake are still read.
struct Profiles<'a> {
    file: &'a str,
    rows: &'a mut Vec<Row>,
}

impl<'de> DeserializeSeed<'de> for Profiles<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Profiles<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("an array of profiles, or an object with “profiles”")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        let mut number = 0;
        while let Some(value) = sequence.next_element::<Value>()? {
            number += 1;
            if self.rows.len() < ROWS {
                self.rows.push(row(self.file, Unit::Profile, number, &value));
            } else if self.rows.len() == ROWS {
                self.rows.push(beyond(self.file, Unit::Profile, number));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        /// What an export says about itself.
        const ENVELOPE: [&str; 5] = ["edition", "published_at", "valid_until", "missing", "sha256"];
        let Self { file, rows } = self;
        let (mut held, mut single) = (false, serde_json::Map::new());
        while let Some(key) = map.next_key::<String>()? {
            if key == "profiles" {
                map.next_value_seed(Profiles { file, rows: &mut *rows })?;
                held = true;
            } else {
                let value = map.next_value::<Value>()?;
                if !ENVELOPE.contains(&key.as_str()) {
                    single.insert(key, value);
                }
            }
        }
        if !held {
            // One profile over several lines.
            rows.push(row(file, Unit::Profile, 1, &Value::Object(single)));
        } else if let Some(key) = single.keys().next() {
            rows.push(refused(file, Unit::Line, 1, key, "is not a key of the document; expected profiles"));
        }
        Ok(())
    }
}

fn row(file: &str, unit: Unit, number: usize, value: &Value) -> Row {
    let verdict = match profile::person(value) {
        Ok(person) => Verdict::Read(Box::new(person)),
        Err(faults) => Verdict::Refused(faults),
    };
    Row { place: Place { file: file.to_owned(), unit, number }, verdict }
}
