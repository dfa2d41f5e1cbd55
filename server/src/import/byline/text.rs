//! An article's end as clean text, cut into sentences.

use std::ops::Range;

use super::super::Fault;

/// Reads octets as text. What a browser's clipboard adds (marks without width, special spaces) is taken out;
/// what turns the writing direction is refused, because it makes a number read otherwise than it is.
pub(super) fn clean(input: &[u8]) -> Result<String, Fault> {
    let text = std::str::from_utf8(input).map_err(|error| {
        Fault::new("text", format!("is not UTF-8: the octet at {} cannot be read", error.valid_up_to() + 1))
    })?;
    let mut cleaned = String::with_capacity(text.len());
    let mut line = 1;
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\n' => {
                line += 1;
                cleaned.push('\n');
            }
            '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
                cleaned.push(' ');
            }
            '\u{2010}' | '\u{2011}' => cleaned.push('-'),
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2060}' | '\u{ad}' | '\u{feff}' => {}
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                return Err(Fault::new(
                    "text",
                    format!(
                        "line {line} contains a character that changes the writing direction (U+{:04X})",
                        u32::from(character)
                    ),
                ));
            }
            control if control.is_control() => {
                return Err(Fault::new(
                    "text",
                    format!("line {line} contains a control character (U+{:04X})", u32::from(control)),
                ));
            }
            other => cleaned.push(other),
        }
    }
    Ok(cleaned)
}

/// A part of the text, by octets.
pub(super) fn part(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// A sentence, or a line that stands alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Its octets in the text, without white space around it.
    pub(super) range: Range<usize>,
    /// Which paragraph it belongs to.
    pub(super) paragraph: usize,
}

/// Cuts `text` into sentences. A full stop inside one of the `kept` ranges (an address, a number), which stand in
/// order, ends nothing.
pub(super) fn sentences(text: &str, kept: &[Range<usize>]) -> Vec<Sentence> {
    let mut kept = kept.iter().peekable();
    let mut found = Vec::new();
    let mut start = 0;
    let mut paragraph = 0;
    for (at, character) in text.char_indices() {
        let after = at + character.len_utf8();
        while kept.next_if(|range| range.end <= at).is_some() {}
        let around = kept.peek().filter(|range| range.contains(&at));
        if around.is_some_and(|range| range.contains(&after)) {
            continue;
        }
        let inside = around.is_some();
        let rest = part(text, after..text.len());
        let ends = match character {
            '。' | '！' | '？' | '؟' => true,
            '.' | '!' | '?' | '…' => !inside && ends_here(part(text, start..at), rest, character),
            '\n' => breaks_here(part(text, start..at), rest),
            _ => false,
        };
        if ends {
            push(text, start..after, paragraph, &mut found);
            start = after;
        }
        if character == '\n' && rest.trim_start_matches([' ', '\r']).starts_with('\n') {
            paragraph += 1;
        }
    }
    push(text, start..text.len(), paragraph, &mut found);
    found
}

fn push(text: &str, range: Range<usize>, paragraph: usize, found: &mut Vec<Sentence>) {
    let whole = part(text, range.clone());
    let start = range.start + (whole.len() - whole.trim_start().len());
    let trimmed = whole.trim();
    if trimmed.chars().any(char::is_alphanumeric) {
        found.push(Sentence { range: start..start + trimmed.len(), paragraph });
    }
}

/// Whether the mark between `before` and `after` ends a sentence.
fn ends_here(before: &str, after: &str, mark: char) -> bool {
    const SHORT: [&str; 19] = [
        "dr", "mr", "mrs", "ms", "mx", "st", "jr", "sr", "prof", "tel", "tél", "no", "ext", "inc", "z.b",
        "u.a", "sra", "тел", "т",
    ];
    let closed = after.trim_start_matches(['"', '”', '’', '»', ')', '“']);
    if !closed.is_empty() && !closed.starts_with(char::is_whitespace) {
        return false;
    }
    if mark != '.' {
        return true;
    }
    let word = before
        .rsplit(|character: char| character.is_whitespace() || character == '(')
        .next()
        .unwrap_or_default();
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    !initial && !SHORT.contains(&word.to_lowercase().as_str())
}

/// Whether a line break is the end of a line that stands alone, and not of a line that was wrapped.
fn breaks_here(before: &str, after: &str) -> bool {
    const WRAPPED: usize = 55;
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    let next = after.split('\n').next().unwrap_or_default().trim();
    if next.is_empty() {
        return true;
    }
    let labelled =
        |line: &str| line.contains(": ") || line.contains('：') || line.starts_with(['-', '*', '•', '–']);
    if line.ends_with(':') {
        return labelled(next);
    }
    labelled(next)
        || labelled(line)
        || line.ends_with(['.', '!', '?', '…', '。'])
        || line.chars().count() < WRAPPED
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text, &[]).into_iter().map(|sentence| part(text, sentence.range)).collect()
    }

    #[test]
    fn a_title_or_an_initial_does_not_end_a_sentence() {
        assert_eq!(cut("Dr. J. Ferris writes. She reads!"), ["Dr. J. Ferris writes.", "She reads!"]);
    }

    #[test]
    fn a_wrapped_line_goes_on_and_a_short_one_stands_alone() {
        let wrapped = "Ada Ferris is a Senior Reporter at The Harbour Courier, in\nthe south.";
        assert_eq!(cut(wrapped), [wrapped]);
        assert_eq!(cut("By Ada Ferris\nSignal: ada.42"), ["By Ada Ferris", "Signal: ada.42"]);
    }

    #[test]
    fn a_turned_writing_direction_is_refused() {
        assert!(clean("Signal: \u{202e}3210 649702 44+".as_bytes()).is_err());
        assert_eq!(clean("a\u{200f}b\u{a0}c".as_bytes()).unwrap(), "ab c");
    }
}
