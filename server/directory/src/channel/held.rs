//! What every channel's value has in common: it is held as its canonical text, reads back as itself, and does not
//! print itself in `Debug`.

use super::ChannelError;
use crate::text;

/// Gives a `struct Name(String)` its text, serde's conversions through its own parser, and a silent `Debug`.
macro_rules! held_as_text {
    ($name:ident) => {
        impl $name {
            /// The canonical form, as it is stored. It reads back as itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::channel::ChannelError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

/// The text without the white space around it, if it is one line that a person can see all of.
pub(super) fn one_line(text: &str, limit: usize) -> Result<&str, ChannelError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ChannelError::Empty);
    }
    // Octets first: counting the characters of a very long line is work that a stranger could order.
    if text.len() > limit.saturating_mul(4) || text.chars().count() > limit {
        return Err(ChannelError::TooLong { limit });
    }
    for character in text.chars() {
        let code_point = u32::from(character);
        if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') {
            return Err(ChannelError::ControlCharacter { code_point });
        }
        if is_invisible(character) {
            return Err(ChannelError::InvisibleCharacter { code_point });
        }
    }
    Ok(text)
}

/// Free text that goes into cards must not look like one: readers split on these words wherever they stand.
pub(super) fn without_card_markup(text: &str) -> Result<(), ChannelError> {
    if text::card_frame_in(text).is_some() { Err(ChannelError::CardMarkup) } else { Ok(()) }
}

/// The text without `prefix`, in whatever case the prefix is written.
pub(super) fn strip_prefix_any_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// The text with every octet percent-encoded that is no ASCII letter or digit and not in `raw` (RFC 3986, 2.1).
pub(super) fn percent_encoded(text: &str, raw: &[u8]) -> String {
    let encoded = |octet: u8| {
        if octet.is_ascii_alphanumeric() || raw.contains(&octet) {
            char::from(octet).to_string()
        } else {
            format!("%{octet:02X}")
        }
    };
    text.bytes().map(encoded).collect()
}

/// Format characters, which change how the text around them is read while nobody sees them: zero width, bidirectional
/// controls, variation selectors, tags, blank letters and the private use area.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{e000}'..='\u{f8ff}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{ffff}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{10ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_around_a_value_is_not_part_of_it() {
        assert_eq!(one_line("  zoe.42\r\n", 20), Ok("zoe.42"));
    }

    #[test]
    fn a_line_break_inside_a_value_is_refused() {
        for text in ["a\nb", "a\rb", "a\tb", "a\0b", "a\u{85}b", "a\u{2028}b"] {
            assert!(matches!(one_line(text, 20), Err(ChannelError::ControlCharacter { .. })), "{text:?}");
        }
    }

    #[test]
    fn characters_that_nobody_sees_are_refused_by_their_number() {
        assert_eq!(one_line("a\u{202e}b", 20), Err(ChannelError::InvisibleCharacter { code_point: 0x202e }));
        assert_eq!(one_line("a\u{200b}b", 20), Err(ChannelError::InvisibleCharacter { code_point: 0x200b }));
        assert!(one_line("a\u{202e}b", 20).unwrap_err().to_string().contains("U+202E"));
    }

    #[test]
    fn a_value_is_measured_in_characters() {
        assert_eq!(one_line("日本語", 3), Ok("日本語"));
        assert_eq!(one_line("日本語の", 3), Err(ChannelError::TooLong { limit: 3 }));
        assert_eq!(one_line(&"a".repeat(1_000_000), 10), Err(ChannelError::TooLong { limit: 10 }));
    }
}
