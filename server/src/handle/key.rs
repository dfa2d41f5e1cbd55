//! A contact in the one form in which two of them are compared, however each is written.

use super::near::digits_only;

/// The most characters of a contact that is asked about: the longest are links.
const HANDLE_CHARACTERS_MAX: usize = 512;
/// The fewest and the most digits of a telephone number with its country code, and of one without.
const NUMBER_DIGITS: std::ops::RangeInclusive<usize> = 6..=15;

/// What two contacts are compared by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// A telephone number's digits, the country code first.
    Number(String),
    /// A telephone number's digits as they are dialled within its country.
    National(String),
    /// All digits of a key's fingerprint, in capitals.
    Fingerprint(String),
    /// An e-mail, XMPP or Matrix address, in small letters.
    Address(String),
    /// An onion address, without anything before or behind it.
    Onion(String),
    /// A link. What stands behind the host is compared to the letter.
    Link(String),
    /// A user name or an ID, in small letters and without its `@`.
    Name(String),
}

impl Key {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Number(text)
            | Self::National(text)
            | Self::Fingerprint(text)
            | Self::Address(text)
            | Self::Onion(text)
            | Self::Link(text)
            | Self::Name(text) => text,
        }
    }
}

/// A contact that somebody asks about.
#[derive(Clone)]
pub struct Handle {
    pub(super) key: Key,
}

/// Why what was asked is no contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandleError {
    /// Nothing at all.
    #[error("there is nothing to look for: give the number, name, address or fingerprint that wrote to you")]
    Empty,
    /// More than any contact has.
    #[error("is longer than a contact can be ({HANDLE_CHARACTERS_MAX} characters)")]
    TooLong,
    /// Several lines.
    #[error("is more than one line; give one contact at a time")]
    Lines,
    /// The end of a fingerprint.
    #[error(
        "is only the end of a fingerprint, and anybody can make a key that ends the same: give the whole \
         fingerprint, 40 or 64 letters and digits"
    )]
    ShortKeyId,
    /// An address of a kind that Tor has switched off.
    #[error("is an onion address of the old kind, with 16 letters; those stopped working in 2021")]
    OldOnion,
}

impl Handle {
    /// Reads one contact, in any spelling.
    pub fn parse(text: &str) -> Result<Self, HandleError> {
        let text = trimmed(text);
        if text.is_empty() {
            return Err(HandleError::Empty);
        }
        if text.chars().count() > HANDLE_CHARACTERS_MAX {
            return Err(HandleError::TooLong);
        }
        if text.contains(char::is_control) {
            return Err(HandleError::Lines);
        }
        if is_short_key_id(text) {
            return Err(HandleError::ShortKeyId);
        }
        let key = key(text).ok_or(HandleError::Empty)?;
        match &key {
            Key::Onion(host) if host.strip_suffix(".onion").is_some_and(|name| name.len() == 16) => {
                Err(HandleError::OldOnion)
            }
            _ => Ok(Self { key }),
        }
    }
}

/// Without blanks and the invisible marks of direction that come along when a number is copied.
fn trimmed(text: &str) -> &str {
    let is_mark = |letter: char| matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    text.trim_matches(|letter: char| letter.is_whitespace() || is_mark(letter))
}

/// What `text` is compared by; none where nothing is left of it.
pub(super) fn key(text: &str) -> Option<Key> {
    let text = trimmed(text);
    if text.is_empty() {
        return None;
    }
    if let Some(number) = number_in_link(text) {
        return Some(number);
    }
    let lower = text.to_lowercase();
    if let Some(host) = onion(&lower) {
        return Some(Key::Onion(host));
    }
    if let Some(digits) = fingerprint(text) {
        return Some(Key::Fingerprint(digits));
    }
    if let Some(number) = telephone(text) {
        return Some(number);
    }
    if let Some(name) = name_in_link(text, &lower) {
        return Some(Key::Name(name));
    }
    let address = stripped(&lower, &["mailto:", "xmpp:", "matrix:u/", "https://matrix.to/#/"]);
    let address = address.split('?').next().unwrap_or(address);
    if is_link(&lower) {
        return Some(link(text));
    }
    match address.trim_start_matches('@').split_once(['@', ':']) {
        // A Matrix ID and its `matrix:` address name the two parts the same way.
        Some((local, host)) if host.contains('.') => Some(Key::Address(format!("{local}@{host}"))),
        _ => Some(Key::Name(lower.trim_start_matches('@').to_owned())),
    }
}

/// The number in a link that opens a messenger, which has its country code with or without a plus sign, or the
/// telephone.
fn number_in_link(text: &str) -> Option<Key> {
    const MESSENGERS: [&str; 7] = [
        "https://signal.me/#p/",
        "signal.me/#p/",
        "sgnl://signal.me/#p/",
        "https://wa.me/",
        "wa.me/",
        "https://api.whatsapp.com/send?phone=",
        "whatsapp://send?phone=",
    ];
    let number = |rest: &str| telephone(rest.split(['?', '&', ';']).next().unwrap_or(rest));
    match MESSENGERS.iter().find_map(|before| after(text, before)) {
        Some(rest) => match number(rest)? {
            Key::National(digits) => Some(Key::Number(digits)),
            other => Some(other),
        },
        None => number(["tel:", "sms:"].iter().find_map(|before| after(text, before))?),
    }
}

/// The name in a link to somebody's page with a messenger.
fn name_in_link(text: &str, lower: &str) -> Option<String> {
    const BEFORE: [&str; 7] = [
        "https://t.me/",
        "t.me/",
        "https://telegram.me/",
        "telegram.me/",
        "tg://resolve?domain=",
        "https://threema.id/",
        "threema.id/",
    ];
    let name = BEFORE.iter().find_map(|before| after(text, before).map(|_| stripped(lower, &[before])))?;
    let name = name.split(['?', '&', '/']).next().unwrap_or(name);
    (!name.is_empty()).then(|| name.trim_start_matches('@').to_owned())
}

fn is_link(lower: &str) -> bool {
    let bare = stripped(lower, &["https://", "http://", "sgnl://", "simplex:/"]);
    let host = bare.split('/').next().unwrap_or(bare);
    bare.len() < lower.len() || bare.contains('/') && host.contains('.') && !host.contains('@')
}

/// Scheme and host in small letters, and what follows to the letter: Signal's links differ by case alone.
fn link(text: &str) -> Key {
    const SCHEMES: [&str; 3] = ["https://", "http://", "sgnl://"];
    let bare = SCHEMES.iter().find_map(|scheme| after(text, scheme)).unwrap_or(text);
    let cut = bare.find(['/', '#', '?']).unwrap_or(bare.len());
    let (host, rest) = bare.split_at_checked(cut).unwrap_or((bare, ""));
    let rest = if host.eq_ignore_ascii_case("signal.me") { rest.trim_start_matches('/') } else { rest };
    Key::Link(format!("{}{}", host.to_lowercase(), rest.trim_end_matches('/')))
}

/// The host of an onion address, with whatever stands before its last two parts, because Tor ignores that.
fn onion(lower: &str) -> Option<String> {
    let bare = stripped(lower, &["http://", "https://"]);
    let host = bare.split(['/', ':', '?', '#']).next().unwrap_or(bare);
    let name = host.strip_suffix(".onion")?.rsplit('.').next()?;
    (!name.is_empty()).then(|| format!("{name}.onion"))
}

/// The digits of a whole fingerprint, however they are grouped.
fn fingerprint(text: &str) -> Option<String> {
    let digits = hexadecimal(text)?;
    matches!(digits.len(), 40 | 64).then_some(digits)
}

fn hexadecimal(text: &str) -> Option<String> {
    let text = ["openpgp4fpr:", "0x"].iter().find_map(|before| after(text, before)).unwrap_or(text);
    let compact: String =
        text.chars().filter(|letter| !letter.is_whitespace() && *letter != ':' && *letter != '-').collect();
    (!compact.is_empty() && compact.bytes().all(|digit| digit.is_ascii_hexdigit()))
        .then(|| compact.to_ascii_uppercase())
}

/// Whether it is the last eight, sixteen or thirty-two digits of a fingerprint. Eight without `0x` could be an ID of
/// Threema as well, and only digits a telephone number.
fn is_short_key_id(text: &str) -> bool {
    let marked = after(text, "0x").is_some();
    hexadecimal(text).is_some_and(|digits| {
        let has_letter = digits.bytes().any(|digit| digit.is_ascii_alphabetic());
        match digits.len() {
            8 => marked,
            16 | 32 => marked || has_letter,
            _ => false,
        }
    })
}

/// A telephone number: a plus sign or two zeros, and the country code; or as it is dialled at home.
pub(super) fn telephone(text: &str) -> Option<Key> {
    let is_between = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, '-' | '.' | '(' | ')' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}')
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    // The zero that is dialled within a country is not part of the number with its code.
    let text = text.replace("(0)", "");
    let written = text.trim_start_matches(is_between);
    let (has_plus, rest) = match written.strip_prefix(['+', '\u{ff0b}']) {
        Some(rest) => (true, rest),
        None => (false, written),
    };
    if !rest.chars().all(|letter| is_between(letter) || digit(letter).is_some()) {
        return None;
    }
    let digits: String =
        digits_only(&rest.chars().map(|letter| digit(letter).unwrap_or(letter)).collect::<String>());
    let (has_code, digits) = match digits.strip_prefix("00") {
        Some(rest) if !has_plus => (true, rest.to_owned()),
        _ => (has_plus, digits),
    };
    if !NUMBER_DIGITS.contains(&digits.len()) {
        return None;
    }
    Some(if has_code { Key::Number(digits) } else { Key::National(digits) })
}

/// A decimal digit of the scripts that telephones here write numbers in.
fn digit(letter: char) -> Option<char> {
    let zero = match letter {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    char::from_digit(u32::from(letter) - u32::from(zero), 10)
}

/// What follows `before`, in either case.
fn after<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(before.len())?;
    head.eq_ignore_ascii_case(before).then_some(rest)
}

fn stripped<'a>(lower: &'a str, prefixes: &[&str]) -> &'a str {
    prefixes.iter().find_map(|prefix| lower.strip_prefix(prefix)).unwrap_or(lower)
}
