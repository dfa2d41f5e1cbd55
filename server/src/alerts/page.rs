//! A letter's text: paragraphs and lists in lines of a bearable length.

use directory::Timestamp;

/// How long a line may be.
const COLUMNS: usize = 72;

/// A letter's contents.
pub(super) struct Text {
    pub(super) subject: String,
    pub(super) body: String,
    pub(super) path: String,
}

/// `2026-11-22 18:00 UTC`
pub(super) fn moment(at: Timestamp) -> String {
    let text = at.rfc3339();
    match (text.get(..10), text.get(11..16)) {
        (Some(day), Some(time)) => format!("{day} {time} UTC"),
        _ => text,
    }
}

/// `2026-11-22`
pub(super) fn day(at: Timestamp) -> String {
    let text = at.rfc3339();
    text.get(..10).map_or_else(|| text.clone(), str::to_owned)
}

/// A letter being written.
pub(super) struct Page {
    subject: String,
    body: String,
}

impl Page {
    pub(super) const fn new(subject: String) -> Self {
        Self { subject, body: String::new() }
    }

    /// A paragraph.
    pub(super) fn say(mut self, text: impl AsRef<str>) -> Self {
        self.paragraph();
        wrap(&mut self.body, text.as_ref(), "");
        self
    }

    /// A list.
    pub(super) fn list(mut self, lines: Vec<String>) -> Self {
        self.paragraph();
        for line in lines {
            self.body.push_str("- ");
            wrap(&mut self.body, &line, "  ");
        }
        self
    }

    pub(super) fn at(self, path: String) -> Text {
        Text { subject: self.subject, body: self.body, path }
    }

    fn paragraph(&mut self) {
        if !self.body.is_empty() {
            self.body.push('\n');
        }
    }
}

/// Breaks `text` into lines; all but the first begin with `indent`.
fn wrap(body: &mut String, text: &str, indent: &str) {
    let mut columns = indent.len();
    let mut is_first = true;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if is_first {
            is_first = false;
        } else if columns + 1 + length > COLUMNS {
            body.push('\n');
            body.push_str(indent);
            columns = indent.len();
        } else {
            body.push(' ');
            columns += 1;
        }
        body.push_str(word);
        columns += length;
    }
    body.push('\n');
}
