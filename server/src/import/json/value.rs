//! Takes a JSON object apart key by key, with the path of each mistake.

use std::fmt::Display;

use serde_json::{Map, Value};

use super::super::Fault;

/// An object of which every key must be taken.
pub(super) struct Object<'a> {
    path: String,
    map: &'a Map<String, Value>,
    known: Vec<&'static str>,
}

impl<'a> Object<'a> {
    /// `value` as an object; `path` is empty for the outermost.
    pub(super) fn new(path: &str, value: &'a Value, faults: &mut Vec<Fault>) -> Option<Self> {
        let Some(map) = value.as_object() else {
            let field = if path.is_empty() { "profile" } else { path };
            faults.push(Fault::new(field, "is not an object"));
            return None;
        };
        Some(Self { path: path.to_owned(), map, known: Vec::new() })
    }

    /// The path of one of its keys.
    pub(super) fn path(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// A key's value; `None` if it is missing.
    pub(super) fn take(&mut self, key: &'static str) -> Option<&'a Value> {
        self.known.push(key);
        self.map.get(key)
    }

    /// A key's text: `None` if it is missing, `Some(None)` if it is null or empty.
    #[expect(
        clippy::option_option,
        reason = "outside: whether the source speaks of it; inside: whether it has a value"
    )]
    pub(super) fn text(&mut self, key: &'static str, faults: &mut Vec<Fault>) -> Option<Option<&'a str>> {
        match self.take(key)? {
            Value::Null => Some(None),
            Value::String(text) if text.is_empty() => Some(None),
            Value::String(text) => Some(Some(text)),
            _ => {
                faults.push(Fault::new(self.path(key), "is not text"));
                None
            }
        }
    }

    /// A key's text, read.
    #[expect(
        clippy::option_option,
        reason = "outside: whether the source speaks of it; inside: whether it has a value"
    )]
    pub(super) fn read<T, E: Display>(
        &mut self,
        key: &'static str,
        faults: &mut Vec<Fault>,
        read: impl Fn(&str) -> Result<T, E>,
    ) -> Option<Option<T>> {
        let Some(text) = self.text(key, faults)? else { return Some(None) };
        let path = self.path(key);
        read(text).map_err(|error| faults.push(Fault::new(path, error.to_string()))).ok().map(Some)
    }

    /// A key's array; `None` if it is missing.
    pub(super) fn array(&mut self, key: &'static str, faults: &mut Vec<Fault>) -> Option<&'a [Value]> {
        match self.take(key)? {
            Value::Null => Some(&[]),
            Value::Array(items) => Some(items),
            _ => {
                faults.push(Fault::new(self.path(key), "is not an array"));
                None
            }
        }
    }

    /// A key's array of texts, each read.
    pub(super) fn list<T, E: Display>(
        &mut self,
        key: &'static str,
        faults: &mut Vec<Fault>,
        read: impl Fn(&str) -> Result<T, E>,
    ) -> Option<Vec<T>> {
        let path = self.path(key);
        let items = self.array(key, faults)?;
        let mut list = Vec::new();
        for (index, item) in items.iter().enumerate() {
            match item.as_str().map(&read) {
                Some(Ok(item)) => list.push(item),
                Some(Err(error)) => faults.push(Fault::new(format!("{path}[{index}]"), error.to_string())),
                None => faults.push(Fault::new(format!("{path}[{index}]"), "is not text")),
            }
        }
        Some(list)
    }

    /// A key's object of texts, each pair read.
    pub(super) fn pairs<T>(
        &mut self,
        key: &'static str,
        faults: &mut Vec<Fault>,
        read: impl Fn(&str, &str) -> Result<T, String>,
    ) -> Option<Vec<T>> {
        let path = self.path(key);
        let map = match self.take(key)? {
            Value::Null => return Some(Vec::new()),
            Value::Object(map) => map,
            _ => {
                faults.push(Fault::new(path, "is not an object"));
                return None;
            }
        };
        let mut pairs = Vec::new();
        for (name, value) in map {
            let pair =
                value.as_str().ok_or_else(|| "is not text".to_owned()).and_then(|value| read(name, value));
            match pair {
                Ok(pair) => pairs.push(pair),
                Err(reason) => faults.push(Fault::new(format!("{path}.{}", shown(name)), reason)),
            }
        }
        Some(pairs)
    }

    /// Keys that an export writes and an import leaves to the server.
    pub(super) fn ignore(&mut self, keys: &[&'static str]) {
        self.known.extend(keys);
    }

    /// Refuses every key that nobody took.
    pub(super) fn finish(self, faults: &mut Vec<Fault>) {
        for key in self.map.keys().filter(|key| !self.known.contains(&key.as_str())) {
            faults
                .push(Fault::new(self.path(&shown(key)), "is not a key that is known here; is it misspelt?"));
        }
    }
}

/// A key as a report may show it.
fn shown(key: &str) -> String {
    key.chars().filter(|character| !character.is_control()).take(40).collect()
}
