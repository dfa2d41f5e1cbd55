//! Finds what looks like an address or a number in a text, without deciding yet what it is.

use std::ops::Range;

use super::service::is_ideograph;
use super::text::part;

/// Something that looks like a way to reach somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its octets in the text.
    pub(super) range: Range<usize>,
    /// What it looks like.
    pub(super) shape: Shape,
}

/// What a piece of text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Digits with or without a plus sign in front.
    Number,
    /// `name@host`.
    Address,
    /// `@name:host`.
    Matrix,
    /// `@name`.
    Handle,
    /// `name.42`.
    Username,
    /// A link, with or without its scheme.
    Url,
    /// An onion address.
    Onion,
    /// 05 and 64 hexadecimal digits.
    Session,
    /// A PGP fingerprint or key id.
    KeyId,
    /// Eight capital letters and digits.
    Code,
    /// An armored OpenPGP block.
    KeyBlock,
}

/// Every piece of `text` that looks like a contact, in order and without overlaps.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let (mut at, mut word_end) = (0, 0);
    // Behind the last end of a block none begins, however often the text says so.
    let last_end = text.rfind(BLOCK_END).unwrap_or(0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if at < last_end
            && let Some(length) = key_block(rest)
        {
            found.push(Found { range: at..at + length, shape: Shape::KeyBlock });
            at += length;
            continue;
        }
        let begins = at == 0 || part(text, 0..at).chars().next_back().is_none_or(separates);
        if at >= word_end {
            word_end = at + word_length(rest);
        }
        if begins && let Some((shape, length)) = shape_at(rest, word_end - at) {
            found.push(Found { range: at..at + length, shape });
            at += length;
            continue;
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// Whether a contact may begin after this character.
fn separates(character: char) -> bool {
    is_ideograph(character)
        || !(character.is_alphanumeric()
            || matches!(character, '@' | '.' | '-' | '_' | '+' | '/' | '#' | '=' | '&' | '%'))
        || character == '/'
}

/// What the last line of an armored block begins with.
const BLOCK_END: &str = "-----END PGP ";

fn key_block(rest: &str) -> Option<usize> {
    const BEGIN: &str = "-----BEGIN PGP ";
    let kind = rest.strip_prefix(BEGIN)?;
    let end = kind.find(BLOCK_END).map(|at| at + BEGIN.len())?;
    let tail = rest.get(end + BLOCK_END.len()..)?;
    let close = tail.find("-----")?;
    Some(end + BLOCK_END.len() + close + "-----".len())
}

/// What `rest` begins with; `length` octets of it are without a space or bracket.
fn shape_at(rest: &str, length: usize) -> Option<(Shape, usize)> {
    if let Some(length) = fingerprint_length(rest) {
        return Some((Shape::KeyId, length));
    }
    let word = word_of(rest, length)?;
    if let Some(shape) = shape_of(word) {
        return Some((shape, word.len()));
    }
    number_length(rest).map(|length| (Shape::Number, length))
}

/// The most octets of one address. The longest that is any, a SimpleX invitation, has several hundred.
const WORD_OCTETS: usize = 2048;

/// The word of `length` octets that `rest` starts with, without the punctuation behind it. None where it is longer
/// than any address: a part of it would be another one.
fn word_of(rest: &str, length: usize) -> Option<&str> {
    (length <= WORD_OCTETS).then(|| {
        part(rest, 0..length).trim_end_matches(['.', ',', ';', ':', '!', '?', '…', '\'', '’', '*', '؟'])
    })
}

/// How far a word without spaces and brackets reaches.
fn word_length(rest: &str) -> usize {
    const ENDS: [char; 20] = [
        '，', '。', '；', '：', '（', '）', '、', '<', '>', '"', '“', '”', '«', '»', '(', ')', '،', '|', '[',
        ']',
    ];
    rest.find(|character: char| {
        character.is_whitespace() || is_ideograph(character) || ENDS.contains(&character)
    })
    .unwrap_or(rest.len())
}

fn shape_of(word: &str) -> Option<Shape> {
    const SCHEMES: [&str; 9] =
        ["http://", "https://", "sgnl://", "mailto:", "tel:", "xmpp:", "matrix:", "simplex:", "javascript:"];
    const HOSTS: [&str; 10] = [
        "signal.me/",
        "t.me/",
        "telegram.me/",
        "wa.me/",
        "threema.id/",
        "matrix.to/",
        "simplex.chat/",
        "hushline.app/",
        "tips.hushline.app/",
        "www.",
    ];
    let lower = word.to_ascii_lowercase();
    let hexadecimal = |text: &str| text.chars().all(|character| character.is_ascii_hexdigit());
    if format!("{lower}/").contains(".onion/") {
        return Some(Shape::Onion);
    }
    if SCHEMES.iter().chain(&HOSTS).any(|start| lower.starts_with(start) && lower.len() > start.len()) {
        return Some(Shape::Url);
    }
    if let Some(handle) = word.strip_prefix('@') {
        return match handle.split_once(':') {
            Some((_, host)) if host.contains('.') => Some(Shape::Matrix),
            _ if handle.chars().any(char::is_alphanumeric) => Some(Shape::Handle),
            _ => None,
        };
    }
    if let Some((local, host)) = word.split_once('@') {
        return (!local.is_empty() && host.contains('.')).then_some(Shape::Address);
    }
    if lower.len() == 66 && lower.starts_with("05") && hexadecimal(&lower) {
        return Some(Shape::Session);
    }
    if let Some((name, digits)) = word.rsplit_once('.') {
        let name_fits = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_');
        if name_fits
            && name.len() >= 3
            && digits.len() >= 2
            && digits.chars().all(|digit| digit.is_ascii_digit())
        {
            return Some(Shape::Username);
        }
    }
    let coded = word.trim_start_matches('*');
    let code_fits =
        coded.chars().all(|character| character.is_ascii_uppercase() || character.is_ascii_digit());
    (word.len() == 8 && code_fits && coded.chars().any(|character| character.is_ascii_uppercase()))
        .then_some(Shape::Code)
}

/// A fingerprint (40 or 64 hexadecimal digits, in groups or not) or a key id after `0x`.
fn fingerprint_length(rest: &str) -> Option<usize> {
    let marked = rest.strip_prefix("0x").or_else(|| rest.strip_prefix("0X"));
    let body = marked.unwrap_or(rest);
    let skipped = rest.len() - body.len();
    let (mut digits, mut end, mut gap) = (0usize, 0usize, false);
    for (at, character) in body.char_indices() {
        if character.is_ascii_hexdigit() {
            if gap && digits % 2 == 1 {
                break;
            }
            digits += 1;
            gap = false;
            end = at + 1;
            if digits > 64 {
                return None;
            }
        } else if matches!(character, ' ' | '\n' | ':') && digits > 0 && (marked.is_none() || digits > 16) {
            gap = true;
        } else if character.is_alphanumeric() {
            // The last group ran into a word such as "Email": count only what stood before the gap.
            return None;
        } else {
            break;
        }
    }
    let whole = matches!(digits, 40 | 64) || (marked.is_some() && digits >= 7);
    (whole && end > 0).then_some(skipped + end)
}

/// One digit of any script that writes numbers, as ASCII.
pub(super) fn digit(character: char) -> Option<char> {
    let start = match character {
        '0'..='9' => u32::from('0'),
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{966}'..='\u{96f}' => 0x966,
        '\u{9e6}'..='\u{9ef}' => 0x9e6,
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        _ => return None,
    };
    char::from_digit(u32::from(character) - start, 10)
}

/// Whether a character is a plus sign.
pub(super) fn is_plus(character: char) -> bool {
    matches!(character, '+' | '＋')
}

/// How far a telephone number reaches: digits with single separators between them.
fn number_length(rest: &str) -> Option<usize> {
    let mut characters = rest.char_indices().peekable();
    let (mut digits, mut end, mut plus) = (0usize, 0usize, false);
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let next_is_digit = next.is_some_and(|next| digit(next).is_some());
        if digit(character).is_some() {
            digits += 1;
            end = at + character.len_utf8();
        } else if is_plus(character) {
            if digits > 0 {
                // A plus behind the digits comes from a text whose direction got lost; one further on starts
                // the next number.
                if end == at && !next_is_digit {
                    end = at + character.len_utf8();
                }
                break;
            }
            plus = true;
        } else {
            let fits = match character {
                '(' => next.is_some_and(|next| digit(next).is_some() || is_plus(next)),
                ')' => digits > 0,
                '.' | '·' | '/' => digits > 0 && next_is_digit,
                '-' | '–' | ' ' => {
                    digits > 0
                        && next.is_some_and(|next| {
                            digit(next).is_some() || matches!(next, '(' | '-' | '–' | ' ' | '/')
                        })
                }
                _ => false,
            };
            if !fits {
                break;
            }
        }
    }
    let enough = if plus { 3 } else { 7 };
    (digits >= enough && end > 0).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(Shape, &str)> {
        find(text).into_iter().map(|found| (found.shape, part(text, found.range))).collect()
    }

    #[test]
    fn each_shape_is_found_and_its_punctuation_left_behind() {
        assert_eq!(seen("write to (ada.ferris@example.org)."), [(Shape::Address, "ada.ferris@example.org")]);
        assert_eq!(
            seen("Signal: ada_f.42, or @ada:example.org!"),
            [(Shape::Username, "ada_f.42"), (Shape::Matrix, "@ada:example.org")]
        );
        assert_eq!(seen("Threema: *ABC1234"), [(Shape::Code, "*ABC1234")]);
        assert_eq!(
            seen("at https://signal.me/#p/+442079460123."),
            [(Shape::Url, "https://signal.me/#p/+442079460123")]
        );
    }

    #[test]
    fn a_number_keeps_its_groups_together_and_ends_before_the_next_one() {
        assert_eq!(
            seen("+44 (0)20 7946-0123 or +1 202.555.0123. She"),
            [(Shape::Number, "+44 (0)20 7946-0123"), (Shape::Number, "+1 202.555.0123")]
        );
        assert_eq!(seen("الرقم +٤٤٢٠٧٩٤٦٠١٢٣"), [(Shape::Number, "+٤٤٢٠٧٩٤٦٠١٢٣")]);
        assert_eq!(
            seen("Signal号码+442079460123，邮箱ada@example.org。"),
            [(Shape::Number, "+442079460123"), (Shape::Address, "ada@example.org")]
        );
    }

    #[test]
    fn a_year_or_an_amount_is_no_number() {
        assert_eq!(seen("In 2024 she earned 1,000,000 for 3 books."), []);
    }

    #[test]
    fn a_fingerprint_is_found_with_and_without_groups() {
        let groups = "2CE4 8A4F 1B7D 9E30 55AA  0F0F 1234 5678 9ABC DEF0";
        assert_eq!(seen(&format!("PGP: {groups}.")), [(Shape::KeyId, groups)]);
        assert_eq!(seen("PGP 0xCF11852."), [(Shape::KeyId, "0xCF11852")]);
    }
}
