//! Reads a JSON body strictly: nothing twice, nothing unknown, nothing deeper than a request has a reason to be. What is
//! wrong is said with a pointer to the place (RFC 6901) and without what stands there, which may be a secret.

use std::collections::BTreeSet;
use std::fmt;

use axum::body::Bytes;
use http::StatusCode;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_path_to_error::{Path, Segment};

use crate::http::Problem;

/// How many arrays and objects may stand inside one another.
const DEPTH_MAX: usize = 16;

/// Reads `body` as a `T`.
pub(super) fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Problem> {
    check(body)?;
    let mut json = serde_json::Deserializer::from_slice(body);
    serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let problem = Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "bad_field",
            "Something in the body is not as it should be.",
        );
        problem.about(pointer(error.path()), without_values(&error.inner().to_string()))
    })
}

/// Whether `body` is one JSON document without anything that two readers could understand differently.
fn check(body: &Bytes) -> Result<(), Problem> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let walked = Walk { depth: 0 }.deserialize(&mut json).and_then(|()| json.end());
    walked.map_err(|error| {
        let problem =
            Problem::new(StatusCode::BAD_REQUEST, "bad_json", "The body is not JSON that is taken here.");
        let detail =
            if error.is_data() { first_part(&error.to_string()) } else { "it is not JSON".to_owned() };
        problem.about("", format!("{detail}, at line {}", error.line()))
    })
}

/// The path as a JSON pointer. It ends before a name that is not one of ours: what somebody made up is not repeated.
fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } if is_plain(key) => pointer.push_str(&format!("/{key}")),
            Segment::Map { .. } => return pointer,
            // A variant's name is no step in the document, and what is unknown has no name.
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

/// Whether a name could be one of ours. None of these needs escaping in a pointer.
fn is_plain(name: &str) -> bool {
    name.len() <= 64 && name.bytes().all(|octet| octet.is_ascii_alphanumeric() || b"_-".contains(&octet))
}

/// What serde says, without the values that it repeats.
fn without_values(message: &str) -> String {
    let message = first_part(message);
    let repeats = ["invalid type: ", "invalid value: ", "unknown variant "];
    if repeats.iter().any(|start| message.starts_with(start)) {
        return match message.rsplit_once("expected ") {
            Some((_, expected)) => format!("is not what is expected: {expected}"),
            None => "is not what is expected".to_owned(),
        };
    }
    if message.starts_with("unknown field ") {
        return match message.rsplit_once("expected ") {
            Some((_, expected)) => format!("has a member that is not taken here: {expected}"),
            None => "has a member that is not taken here".to_owned(),
        };
    }
    message
}

/// Without the place, which the pointer says better.
fn first_part(message: &str) -> String {
    message.rsplit_once(" at line ").map_or(message, |(words, _)| words).to_owned()
}

/// Walks through a document and keeps nothing of it.
struct Walk {
    depth: usize,
}

impl Walk {
    fn deeper<E: Error>(&self) -> Result<usize, E> {
        if self.depth < DEPTH_MAX {
            Ok(self.depth + 1)
        } else {
            Err(E::custom(format_args!("it is nested more than {DEPTH_MAX} deep")))
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        while items.next_element_seed(Walk { depth })?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        let mut seen = BTreeSet::new();
        while let Some(name) = members.next_key::<String>()? {
            if !seen.insert(name) {
                return Err(A::Error::custom("an object has the same member twice"));
            }
            members.next_value_seed(Walk { depth })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        name: directory::Name,
        #[serde(default)]
        ranks: Vec<u8>,
        #[serde(default)]
        more: std::collections::BTreeMap<String, serde_json::Value>,
    }

    fn refusal(body: &str) -> (u16, String, String) {
        let problem = read::<Sample>(&Bytes::copy_from_slice(body.as_bytes())).err().unwrap();
        let error = problem.errors.first().cloned().unwrap();
        (problem.status.as_u16(), error.pointer, error.detail)
    }

    #[test]
    fn what_is_as_it_should_be_is_read() {
        let body = Bytes::from_static(b"{\"name\":\"Ada Ferris\",\"ranks\":[1,2],\"more\":{\"a\":null}}");
        let sample = read::<Sample>(&body).ok().unwrap();
        assert_eq!((sample.name.as_str(), sample.ranks.len(), sample.more.len()), ("Ada Ferris", 2, 1));
    }

    #[test]
    fn a_member_that_stands_there_twice_is_refused_at_any_depth() {
        assert_eq!(refusal("{\"name\":\"A\",\"name\":\"B\"}").0, 400);
        let (status, _, detail) = refusal("{\"name\":\"A\",\"more\":{\"a\":[{\"b\":1,\"b\":2}]}}");
        assert_eq!((status, detail.as_str()), (400, "an object has the same member twice, at line 1"));
        // The same name, written otherwise.
        assert_eq!(refusal("{\"name\":\"A\",\"n\\u0061me\":\"B\"}").0, 400);
    }

    #[test]
    fn what_is_nested_too_deep_is_refused_before_it_is_understood() {
        let deep = |levels: usize| {
            format!("{{\"name\":\"A\",\"more\":{{\"a\":{}{}}}}}", "[".repeat(levels), "]".repeat(levels))
        };
        assert!(read::<Sample>(&Bytes::from(deep(DEPTH_MAX - 2))).is_ok());
        assert_eq!(refusal(&deep(DEPTH_MAX - 1)).0, 400);
        assert_eq!(refusal(&"[".repeat(60_000)).0, 400);
    }

    #[test]
    fn a_refusal_points_at_the_place_and_does_not_repeat_what_stands_there() {
        let (status, pointer, detail) = refusal("{\"name\":\"A\",\"ranks\":[1,\"+442079460123\"]}");
        assert_eq!((status, pointer.as_str()), (422, "/ranks/1"));
        assert!(!detail.contains("7946") && detail.contains("u8"), "{detail}");
        let (_, pointer, detail) = refusal("{\"name\":\"A\\r\\nB\"}");
        assert_eq!(pointer, "/name");
        assert!(!detail.contains('\n'), "{detail}");
        let (_, pointer, detail) = refusal("{\"name\":\"A\",\"secret word\":1}");
        assert_eq!(pointer, "");
        assert!(!detail.contains("secret word"), "{detail}");
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(refusal("{}").2, "missing field `name`");
        assert_eq!(refusal("").0, 400);
        assert_eq!(refusal("{\"name\":\"A\"} {}").0, 400);
    }
}
