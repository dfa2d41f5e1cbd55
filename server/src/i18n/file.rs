//! Reads one file of messages. What it takes is a small part of Fluent: messages with text, arguments and our few tags.
//! What is left out (terms, selectors, functions) would have to be decided when a page is asked for, and pages are
//! finished long before.

use std::collections::{BTreeSet, HashSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use fluent_syntax::parser::{self, ParserError};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::refusal::Problem;
use super::tag::Tag;

/// The most octets that a message may have. The longest of ours has a few hundred.
const MESSAGE_OCTETS_MAX: usize = 4096;

/// How much of something unknown is repeated to whoever wrote it.
const QUOTED_LETTERS: usize = 40;

/// A message as a file words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wording {
    /// The message's name.
    pub(super) id: String,
    /// Where it stands in its file, from 1.
    pub(super) line: usize,
    /// What it says.
    pub(super) pieces: Vec<Piece>,
}

/// A piece of a message as a file words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Argument(String),
    Opens(Tag),
    Closes(Tag),
}

impl Wording {
    /// The names of its arguments, in order.
    pub(super) fn arguments(&self) -> BTreeSet<&str> {
        let named = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Argument(name) => Some(name.as_str()),
            Piece::Text(_) | Piece::Opens(_) | Piece::Closes(_) => None,
        });
        named.collect()
    }

    /// Its tags, in their order.
    pub(super) fn tags(&self) -> Vec<Tag> {
        let opened = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Opens(tag) => Some(*tag),
            Piece::Text(_) | Piece::Argument(_) | Piece::Closes(_) => None,
        });
        opened.collect()
    }
}

/// The messages of a file in their order, or everything that is wrong with it: line and problem.
pub(super) fn read(source: &str) -> Result<Vec<Wording>, Vec<(usize, Problem)>> {
    // Editors of some systems begin every file with a mark, and end every line with two letters.
    let source = source.strip_prefix('\u{feff}').unwrap_or(source).replace("\r\n", "\n");
    let (resource, mut refused) = match parser::parse(source.as_str()) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors.iter().map(|error| form(&source, error)).collect()),
    };
    let mut wordings = Vec::new();
    let mut seen = HashSet::new();
    for entry in resource.body {
        let read = match entry {
            Entry::Message(message) if !seen.insert(message.id.name) => {
                Err((line_of(&source, message.id.name), Problem::Twice(message.id.name.to_owned())))
            }
            Entry::Message(message) => wording(&source, &message),
            Entry::Term(term) => {
                Err((line_of(&source, term.id.name), Problem::Term(term.id.name.to_owned())))
            }
            // Junk is what the parser has complained of.
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {
                continue;
            }
        };
        match read {
            Ok(wording) => wordings.push(wording),
            Err(problem) => refused.push(problem),
        }
    }
    refused.sort_by_key(|(line, _)| *line);
    if refused.is_empty() { Ok(wordings) } else { Err(refused) }
}

fn form(source: &str, error: &ParserError) -> (usize, Problem) {
    (line_at(source, error.pos.start), Problem::Form(error.kind.to_string()))
}

fn wording(source: &str, message: &Message<&str>) -> Result<Wording, (usize, Problem)> {
    let id = message.id.name;
    let line = line_of(source, id);
    let Some(pattern) = message.value.as_ref().filter(|_| message.attributes.is_empty()) else {
        return Err((line, Problem::Attribute(id.to_owned())));
    };
    let mut reader = Reader { source, id, line, pieces: Vec::new(), open: Vec::new(), octets: 0 };
    match reader.read(pattern) {
        Ok(()) => Ok(Wording { id: id.to_owned(), line, pieces: reader.pieces }),
        // The line on which the reader stopped, which in a long message is not the first.
        Err(problem) => Err((reader.line, problem)),
    }
}

/// Takes a message apart.
struct Reader<'a> {
    source: &'a str,
    id: &'a str,
    line: usize,
    pieces: Vec<Piece>,
    /// The tags that are open here, the outermost first.
    open: Vec<Tag>,
    octets: usize,
}

impl Reader<'_> {
    fn read(&mut self, pattern: &Pattern<&str>) -> Result<(), Problem> {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => {
                    self.line = line_of(self.source, value);
                    self.marked_up(value)?;
                }
                PatternElement::Placeable { expression: Expression::Inline(expression) } => {
                    self.placeable(expression)?;
                }
                PatternElement::Placeable { expression: Expression::Select { .. } } => {
                    return Err(Problem::Placeable(self.id.to_owned()));
                }
            }
        }
        match self.open.last() {
            None => Ok(()),
            Some(tag) => Err(self.unbalanced(*tag)),
        }
    }

    fn placeable(&mut self, expression: &InlineExpression<&str>) -> Result<(), Problem> {
        match expression {
            InlineExpression::VariableReference { id } => {
                self.pieces.push(Piece::Argument(id.name.to_owned()));
                Ok(())
            }
            InlineExpression::StringLiteral { value } => self.text(&unescape_unicode_to_string(value)),
            _ => Err(Problem::Placeable(self.id.to_owned())),
        }
    }

    /// Text with tags.
    fn marked_up(&mut self, text: &str) -> Result<(), Problem> {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('<') {
            self.wrapped(before)?;
            let (name, after) = after.split_once('>').unwrap_or((after, ""));
            self.tag(name)?;
            rest = after;
        }
        self.wrapped(rest)
    }

    fn tag(&mut self, written: &str) -> Result<(), Problem> {
        let (name, closes) = written.strip_prefix('/').map_or((written, false), |name| (name, true));
        let Some(tag) = Tag::of_name(name) else {
            let name = written.chars().filter(|letter| !is_refused(*letter)).take(QUOTED_LETTERS).collect();
            return Err(Problem::NoSuchTag { id: self.id.to_owned(), name });
        };
        if closes {
            if self.open.pop() != Some(tag) {
                return Err(self.unbalanced(tag));
            }
            self.pieces.push(Piece::Closes(tag));
            return Ok(());
        }
        if self.open.contains(&tag) {
            return Err(self.unbalanced(tag));
        }
        if tag.is_link() && self.open.iter().any(|outer| outer.is_link()) {
            return Err(Problem::LinkInLink { id: self.id.to_owned(), name: tag.name() });
        }
        self.open.push(tag);
        self.pieces.push(Piece::Opens(tag));
        Ok(())
    }

    /// Text that may run over several lines: a line's end is a blank, also where the text is no HTML.
    fn wrapped(&mut self, text: &str) -> Result<(), Problem> {
        let mut flat = String::with_capacity(text.len());
        let mut after_break = false;
        for letter in text.chars() {
            match letter {
                '\n' => after_break = true,
                ' ' if after_break => {}
                _ => {
                    if std::mem::take(&mut after_break) {
                        flat.push(' ');
                    }
                    flat.push(letter);
                }
            }
        }
        if after_break {
            flat.push(' ');
        }
        self.text(&flat)
    }

    fn text(&mut self, text: &str) -> Result<(), Problem> {
        self.octets += text.len();
        if self.octets > MESSAGE_OCTETS_MAX {
            return Err(Problem::TooLong(self.id.to_owned()));
        }
        if let Some(letter) = text.chars().find(|letter| is_refused(*letter)) {
            return Err(Problem::Letter { id: self.id.to_owned(), letter: u32::from(letter) });
        }
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            // Lines come one by one, each with the indentation that is left over.
            Some(Piece::Text(own)) if own.ends_with(' ') => own.push_str(text.trim_start_matches(' ')),
            Some(Piece::Text(own)) => own.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
        Ok(())
    }

    fn unbalanced(&self, tag: Tag) -> Problem {
        Problem::Unbalanced { id: self.id.to_owned(), name: tag.name() }
    }
}

/// Letters that a page must not hold: controls (some have a meaning in an unfinished page, see `edition::phrases`), what
/// has no meaning, and what turns the direction of the text after it, so that a number is read as another.
fn is_refused(letter: char) -> bool {
    let nonsense = matches!(letter,
        '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}');
    letter.is_control() || nonsense || u32::from(letter) & 0xfffe == 0xfffe
}

/// The line on which `part`, a piece of `source`, begins.
fn line_of(source: &str, part: &str) -> usize {
    line_at(source, part.as_ptr().addr().saturating_sub(source.as_ptr().addr()))
}

fn line_at(source: &str, offset: usize) -> usize {
    let before = source.get(..offset).unwrap_or(source);
    before.matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(source: &str) -> Vec<Piece> {
        read(source).unwrap().remove(0).pieces
    }

    fn text(text: &str) -> Piece {
        Piece::Text(text.to_owned())
    }

    #[test]
    fn a_message_is_text_arguments_and_tags() {
        let read = pieces("hello = To <strong>{ $name }</strong>, from <directory>us</directory> > all\n");
        let expected = [
            text("To "),
            Piece::Opens(Tag::Strong),
            Piece::Argument("name".to_owned()),
            Piece::Closes(Tag::Strong),
            text(", from "),
            Piece::Opens(Tag::Directory),
            text("us"),
            Piece::Closes(Tag::Directory),
            text(" > all"),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn lines_become_one_whatever_their_ends_and_indentation() {
        for source in [
            "a =\n    One\n    two { $x }\n    three\n",
            "a = One\n two { $x }\n       three\n",
            "\u{feff}a = One\r\n  two { $x }\r\n  three\r\n",
        ] {
            let expected = [text("One two "), Piece::Argument("x".to_owned()), text(" three")];
            assert_eq!(pieces(source), expected, "{source:?}");
        }
        let expected = [text("One "), Piece::Argument("x".to_owned())];
        assert_eq!(pieces("a =\n    One\n    { $x }\n"), expected);
    }

    #[test]
    fn quoted_text_is_taken_as_it_is() {
        assert_eq!(pieces("a = x{ \"<b> \\u00A0\" }y\n"), [text("x<b> \u{a0}y")]);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let refused = |source: &str| {
            let found = read(source).unwrap_err();
            assert_eq!(found.len(), 1, "{found:?}");
            let (line, problem) = &found[0];
            format!("{line}: {problem}")
        };
        assert!(refused("a = b\nno equals sign\n").starts_with("2: this is not in Fluent’s form"));
        assert!(refused("a = b\n\n-term = c\n").starts_with("3: `-term` is a term"));
        assert!(refused("a = b\n    .title = c\n").starts_with("1: `a` has an attribute"));
        assert!(refused("a = b\nc = d\na = e\n").starts_with("3: `a` stands in this file twice"));
        assert!(refused("a = { b }\n").starts_with("1: `a`: between braces"));
        assert!(refused("a = { NUMBER($b) }\n").starts_with("1: `a`: between braces"));
        assert!(refused("a = { $b ->\n    *[one] c\n }\n").starts_with("1: `a`: between braces"));
        assert!(refused("# c\na = b\n    d\u{2066}e\n").starts_with("3: `a` holds U+2066"));
        assert!(refused("a = b\u{e}0\n").starts_with("1: `a` holds U+000E"));
        assert!(refused("a = { \"\\u000E\" }\n").starts_with("1: `a` holds U+000E"));
        assert!(refused("a =\n    b\n    <script>x</script>\n").starts_with("3: `a`: <script> is no tag"));
        assert!(refused("a = 1 < 2\n").starts_with("1: `a`: < 2> is no tag"));
        assert!(refused("a = <strong>b\n").starts_with("1: `a`: <strong> is not opened and closed"));
        assert!(refused("a = b</em>\n").starts_with("1: `a`: <em> is not opened and closed"));
        assert!(refused("a = <em><strong>b</em></strong>\n").starts_with("1: `a`: <em> is not opened"));
        assert!(
            refused("a = <safety><verify>b</verify></safety>\n")
                .starts_with("1: `a`: <verify> stands within another link")
        );
        assert!(refused(&format!("a = {}\n", "b".repeat(5000))).starts_with("1: `a` is longer"));
    }

    #[test]
    fn letters_that_scripts_need_are_taken() {
        // Persian joins and parts letters with U+200C, and Arabic may mark a direction with U+200F.
        for letter in ['\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{a0}', '。', 'ی', '’', '🙂'] {
            assert!(!is_refused(letter), "{letter:?}");
        }
        for letter in ['\0', '\u{7f}', '\u{85}', '\u{202e}', '\u{2069}', '\u{feff}', '\u{e000}', '\u{10fffe}']
        {
            assert!(is_refused(letter), "{letter:?}");
        }
    }
}
