//! Which characters a published text may hold.

use std::fmt;

use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{DefaultIgnorableCodePoint, ExtendedPictographic, GeneralCategory, GeneralCategoryGroup, Script},
};

use super::TextError;

/// A kind of character that has no place in a published text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwanted {
    /// C0, DEL or C1.
    Control,
    /// CR or LF in a text of one line.
    LineBreak,
    /// U+2028 or U+2029.
    LineSeparator,
    /// A character that turns the writing direction of what follows.
    BidiControl,
    /// A character that nobody sees.
    Invisible,
    /// A code point that no Unicode version has given a meaning.
    Unassigned,
    /// A code point whose meaning is private.
    PrivateUse,
    /// U+FFFD or U+FFFC: what a wrong encoding leaves behind.
    Replacement,
    /// A combining mark without a letter under it, or one of a pile of marks.
    Mark,
}

impl fmt::Display for Unwanted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Control => "a control character",
            Self::LineBreak => "a line break",
            Self::LineSeparator => "a line separator",
            Self::BidiControl => "a character that changes the writing direction",
            Self::Invisible => "an invisible character",
            Self::Unassigned => "a character that Unicode does not define",
            Self::PrivateUse => "a private character that others see differently",
            Self::Replacement => "a replacement character, the trace of a wrong encoding",
            Self::Mark => "a combining mark that belongs to no letter",
        })
    }
}

/// What a line break or tab in the given text is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Breaks {
    /// A mistake, or an attack on a line-based format.
    Refused,
    /// White space like any other: people paste paragraphs.
    Space,
}

/// More marks on one letter than any language writes (UTS 39, 5.4).
const MAX_MARKS: usize = 4;

/// Checks each character where it stands.
pub(super) fn check(text: &str, breaks: Breaks) -> Result<(), TextError> {
    let mut before = Before::default();
    let mut characters = text.chars().enumerate().peekable();
    while let Some((index, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        if let Some(what) = unwanted(breaks, character, &before, next) {
            return Err(TextError::Character { what, position: index + 1 });
        }
        before.take(character);
    }
    Ok(())
}

fn unwanted(breaks: Breaks, character: char, before: &Before, next: Option<char>) -> Option<Unwanted> {
    match character {
        '\n' | '\r' | '\t' if breaks == Breaks::Space => return None,
        '\n' | '\r' => return Some(Unwanted::LineBreak),
        '\u{2028}' | '\u{2029}' => return Some(Unwanted::LineSeparator),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            return Some(Unwanted::BidiControl);
        }
        '\u{fffc}' | '\u{fffd}' => return Some(Unwanted::Replacement),
        // The empty Braille pattern is a letter to Unicode and a gap to the eye.
        '\u{2800}' => return Some(Unwanted::Invisible),
        '\u{200c}' | '\u{200d}' => {
            let inside = before.script.is_some_and(needs_joiners)
                && next.is_some_and(|next| needs_joiners(script(next)));
            return (!inside).then_some(Unwanted::Invisible);
        }
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            return (!before.takes_variation).then_some(Unwanted::Invisible);
        }
        _ => {}
    }
    match CodePointMapData::<GeneralCategory>::new().get(character) {
        GeneralCategory::Control => Some(Unwanted::Control),
        GeneralCategory::Format => Some(Unwanted::Invisible),
        GeneralCategory::PrivateUse => Some(Unwanted::PrivateUse),
        GeneralCategory::Unassigned | GeneralCategory::Surrogate => Some(Unwanted::Unassigned),
        _ if CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character) => {
            Some(Unwanted::Invisible)
        }
        _ if is_mark(character) && (!before.takes_mark || before.marks >= MAX_MARKS) => Some(Unwanted::Mark),
        _ => None,
    }
}

/// What has been read so far, as far as the next character depends on it.
#[derive(Default)]
struct Before {
    /// The script of the last letter.
    script: Option<Script>,
    /// Whether a combining mark has something to stand on.
    takes_mark: bool,
    /// How many marks stand on the last letter.
    marks: usize,
    /// Whether the last character has variants: an ideograph, or a pictograph.
    takes_variation: bool,
}

impl Before {
    fn take(&mut self, character: char) {
        let its = script(character);
        self.takes_variation =
            its == Script::Han || CodePointSetData::new::<ExtendedPictographic>().contains(character);
        self.takes_mark = !character.is_whitespace();
        if is_mark(character) {
            self.marks += 1;
        } else {
            self.marks = 0;
        }
        if its != Script::Inherited {
            self.script = Some(its);
        }
    }
}

fn script(character: char) -> Script {
    CodePointMapData::<Script>::new().get(character)
}

fn is_mark(character: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(character);
    GeneralCategoryGroup::Mark.contains(category)
}

/// Scripts whose ordinary spelling uses the joiner or the non-joiner inside words.
fn needs_joiners(script: Script) -> bool {
    const JOINING: [Script; 17] = [
        Script::Arabic,
        Script::Syriac,
        Script::Nko,
        Script::Mongolian,
        Script::Devanagari,
        Script::Bengali,
        Script::Gurmukhi,
        Script::Gujarati,
        Script::Oriya,
        Script::Tamil,
        Script::Telugu,
        Script::Kannada,
        Script::Malayalam,
        Script::Sinhala,
        Script::Khmer,
        Script::Myanmar,
        Script::Tibetan,
    ];
    JOINING.contains(&script)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Name;

    fn position(text: &str) -> Option<(Unwanted, usize)> {
        match Name::parse(text) {
            Err(TextError::Character { what, position }) => Some((what, position)),
            _ => None,
        }
    }

    #[test]
    fn a_line_break_in_a_name_is_refused_and_not_repaired() {
        assert_eq!(position("Ada\r\nTEL:+15550100"), Some((Unwanted::LineBreak, 4)));
        assert_eq!(position("Ada\nFerris"), Some((Unwanted::LineBreak, 4)));
    }

    #[test]
    fn a_character_that_nobody_should_type_is_refused_with_its_place() {
        for (text, what, place) in [
            ("Ada\tFerris", Unwanted::Control, 4),
            ("\u{0}Ada", Unwanted::Control, 1),
            ("Ada\u{7f}", Unwanted::Control, 4),
            ("Ada\u{85}", Unwanted::Control, 4),
            ("Ada\u{2028}Ferris", Unwanted::LineSeparator, 4),
            ("Ada \u{202e}sirreF", Unwanted::BidiControl, 5),
            ("Ada \u{2067}Ferris", Unwanted::BidiControl, 5),
            ("Ada\u{200f} Ferris", Unwanted::BidiControl, 4),
            ("A\u{200b}da", Unwanted::Invisible, 2),
            ("A\u{200d}da", Unwanted::Invisible, 2),
            ("A\u{ad}da", Unwanted::Invisible, 2),
            ("\u{feff}Ada", Unwanted::Invisible, 1),
            ("Ada\u{3164}", Unwanted::Invisible, 4),
            ("Ada\u{2800}", Unwanted::Invisible, 4),
            ("Ada\u{e0041}", Unwanted::Invisible, 4),
            ("Ada\u{fe0f}", Unwanted::Invisible, 4),
            ("Ada\u{e000}", Unwanted::PrivateUse, 4),
            ("Ada\u{378}", Unwanted::Unassigned, 4),
            ("Ada\u{ffff}", Unwanted::Unassigned, 4),
            ("Ad\u{fffd}", Unwanted::Replacement, 3),
            ("\u{301}Ada", Unwanted::Mark, 1),
            ("A\u{302}\u{302}\u{302}\u{302}\u{302}da", Unwanted::Mark, 6),
        ] {
            assert_eq!(position(text), Some((what, place)), "{text:?}");
        }
    }

    #[test]
    fn names_of_many_scripts_are_accepted_as_they_are_spelt() {
        for name in [
            "Siobhán O’Brien-Ní Dhomhnaill",
            "Nguyễn Thị Minh Khai",
            "李小龍",
            "辻\u{e0100}",
            "Анна Политковская",
            "محمد بن سلمان",
            "می\u{200c}خواهم",
            "ශ\u{dca}\u{200d}රී",
            "अमृता प्रीतम",
            "דָּוִד",
            "The Harbour Courier (Weekend) & Sons; est. 1901",
            "7sur7",
        ] {
            assert_eq!(Name::parse(name).map(String::from), Ok(name.to_owned()));
        }
    }
}
