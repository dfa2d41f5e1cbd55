//! The words of a page in each language, kept once. A page is kept as its own octets with calls of phrases between them
//! ("worded"), and becomes text when a language is filled in: eight languages cost the memory of one.
//!
//! A call is `SO place (US argument)* SI`, with the phrase's place in hexadecimal; arguments may hold calls. No text of
//! a page holds these controls: what people type is parsed into types that refuse them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::sha256;

/// Begins a call (shift out).
const BEGINS: u8 = 0x0e;
/// Stands before each argument (unit separator).
const ARGUMENT: u8 = 0x1f;
/// Ends a call (shift in).
const ENDS: u8 = 0x0f;

/// How deep calls stand within calls. What is deeper stays empty.
const DEPTH_MAX: usize = 4;

/// The place of a language among an edition's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tongue(u8);

impl Tongue {
    /// Its place.
    pub(super) fn place(self) -> usize {
        usize::from(self.0)
    }
}

/// A piece of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Segment<'a> {
    /// Text, ready to stand in a page.
    Text(Cow<'a, str>),
    /// What the call gives at this place.
    Argument(u8),
}

/// One language's phrases, by their places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book<'a> {
    /// The language's tag (BCP 47), and its part of a path.
    pub code: Cow<'a, str>,
    /// The phrases. All books of an edition have as many.
    pub phrases: Vec<Vec<Segment<'a>>>,
}

/// The phrases of an edition in all its languages. The first is the newsroom's own, which stands at the root.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrases(Vec<Book<'static>>);

/// The call of the phrase at `place`, as it stands in a worded page.
pub fn call<'a>(place: u16, arguments: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = format!("{}{place:x}", char::from(BEGINS));
    for argument in arguments {
        text.push(char::from(ARGUMENT));
        text.push_str(argument);
    }
    text.push(char::from(ENDS));
    text
}

impl Phrases {
    /// The phrases of these books, the newsroom's own language first.
    pub const fn new(books: Vec<Book<'static>>) -> Self {
        Self(books)
    }

    /// Every language, in order.
    pub fn tongues(&self) -> impl Iterator<Item = (Tongue, &str)> {
        (0..).map(Tongue).zip(self.0.iter().map(|book| book.code.as_ref()))
    }

    /// The language with this tag.
    pub fn tongue(&self, code: &str) -> Option<Tongue> {
        self.tongues().find(|(_, own)| *own == code).map(|(tongue, _)| tongue)
    }

    /// The SHA-256 of all of them.
    pub fn digest(&self) -> [u8; 32] {
        sha256(&[&postcard::to_stdvec(self).expect("texts can be written into memory")])
    }

    /// Adds the text of `worded` in one language to `text`.
    pub fn fill(&self, tongue: Tongue, worded: &[u8], text: &mut Vec<u8>) {
        let phrases = self.0.get(tongue.place()).map_or(&[][..], |book| &book.phrases);
        fill(phrases, worded, text, 0);
    }

    /// How many octets the text of `worded` has in the language where it is longest.
    pub fn longest(&self, worded: &[u8]) -> usize {
        self.lengths(worded).into_iter().max().unwrap_or_default()
    }

    /// How many octets the text of `worded` has in each language.
    pub(super) fn lengths(&self, worded: &[u8]) -> Vec<usize> {
        let mut plain = 0;
        let mut said = vec![0; self.0.len()];
        walk(worded, &mut |piece| match piece {
            Walked::Text(text) => plain += text.len(),
            Walked::Call(inside) => {
                for (book, said) in self.0.iter().zip(&mut said) {
                    say(&book.phrases, inside, said, 1);
                }
            }
        });
        said.into_iter().map(|said| plain + said).collect()
    }

    /// The text of `worded` in one language.
    pub fn filled(&self, tongue: Tongue, worded: &[u8]) -> Vec<u8> {
        let mut text = Vec::with_capacity(worded.len() * 2);
        self.fill(tongue, worded, &mut text);
        text
    }
}

/// What text is written to, or only counted by.
trait Sink {
    fn write(&mut self, text: &[u8]);
}

impl Sink for Vec<u8> {
    fn write(&mut self, text: &[u8]) {
        self.extend_from_slice(text);
    }
}

impl Sink for usize {
    fn write(&mut self, text: &[u8]) {
        *self += text.len();
    }
}

/// A piece of something worded.
enum Walked<'a> {
    Text(&'a [u8]),
    /// The middle of a call.
    Call(&'a [u8]),
}

/// Gives out the pieces of `worded`, one after the other. Nothing follows a call that has no end.
fn walk<'a>(worded: &'a [u8], piece: &mut dyn FnMut(Walked<'a>)) {
    let mut rest = worded;
    while let Some(start) = rest.iter().position(|octet| *octet == BEGINS) {
        let (before, from) = rest.split_at(start);
        piece(Walked::Text(before));
        let Some((inside, after)) = call_at(from) else { return };
        piece(Walked::Call(inside));
        rest = after;
    }
    piece(Walked::Text(rest));
}

fn fill(phrases: &[Vec<Segment<'_>>], worded: &[u8], text: &mut impl Sink, depth: usize) {
    walk(worded, &mut |piece| match piece {
        Walked::Text(own) => text.write(own),
        Walked::Call(inside) if depth < DEPTH_MAX => say(phrases, inside, text, depth + 1),
        Walked::Call(_) => {}
    });
}

/// Adds the phrase that `inside`, the middle of a call, names.
fn say(phrases: &[Vec<Segment<'_>>], inside: &[u8], text: &mut impl Sink, depth: usize) {
    let mut parts = Parts { rest: Some(inside) };
    let place = parts.next().and_then(|place| std::str::from_utf8(place).ok());
    let place = place.and_then(|place| usize::from_str_radix(place, 16).ok());
    let Some(phrase) = place.and_then(|place| phrases.get(place)) else { return };
    for segment in phrase {
        match segment {
            Segment::Text(own) => text.write(own.as_bytes()),
            Segment::Argument(place) => {
                let argument = parts.clone().nth(usize::from(*place)).unwrap_or_default();
                fill(phrases, argument, text, depth);
            }
        }
    }
}

/// What stands inside the call that `text` begins with, and what follows it.
fn call_at(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut depth = 0_usize;
    for (place, octet) in text.iter().enumerate() {
        match *octet {
            BEGINS => depth += 1,
            ENDS => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((text.get(1..place)?, text.get(place + 1..)?));
        }
    }
    None
}

/// The parts of a call, between the separators that belong to it and to no call within it.
#[derive(Clone)]
struct Parts<'a> {
    rest: Option<&'a [u8]>,
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let rest = self.rest?;
        let mut depth = 0_usize;
        let end = rest.iter().position(|octet| {
            match *octet {
                BEGINS => depth += 1,
                ENDS => depth = depth.saturating_sub(1),
                _ => {}
            }
            *octet == ARGUMENT && depth == 0
        });
        let (part, after) = match end {
            Some(end) => (rest.get(..end)?, rest.get(end + 1..)),
            None => (rest, None),
        };
        self.rest = after;
        Some(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases() -> Phrases {
        let text = |text| Segment::Text(Cow::Borrowed(text));
        let book = |code, hello, by| Book {
            code: Cow::Borrowed(code),
            phrases: vec![vec![text(hello)], vec![text(by), Segment::Argument(0), text("!")]],
        };
        Phrases::new(vec![book("en", "Hello", "by "), book("es", "Hola", "por ")])
    }

    #[test]
    fn a_worded_page_is_filled_in_with_each_language() {
        let phrases = phrases();
        let worded = format!("<p>{} {}</p>", call(0, []), call(1, [call(0, []).as_str()]));
        let filled = |code| {
            let tongue = phrases.tongue(code).unwrap();
            String::from_utf8(phrases.filled(tongue, worded.as_bytes())).unwrap()
        };
        assert_eq!(filled("en"), "<p>Hello by Hello!</p>");
        assert_eq!(filled("es"), "<p>Hola por Hola!</p>");
        assert_eq!(phrases.lengths(worded.as_bytes()), [filled("en").len(), filled("es").len()]);
        assert_eq!(phrases.longest(worded.as_bytes()), filled("en").len());
    }

    #[test]
    fn a_call_that_makes_no_sense_says_nothing_and_ends() {
        let phrases = phrases();
        for worded in ["a\u{e}9\u{f}b", "a\u{e}\u{f}b", "a\u{e}zz\u{1f}\u{f}b"] {
            assert_eq!(phrases.filled(Tongue::default(), worded.as_bytes()), b"ab");
        }
        assert_eq!(phrases.filled(Tongue::default(), b"a\x0e0"), b"a");
    }
}
