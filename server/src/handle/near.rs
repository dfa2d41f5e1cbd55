//! Contacts that the eye takes for each other. Whoever imitates a reporter picks such a one.

use directory::skeleton;

use super::key::Key;

/// Contacts shorter than this differ by one sign from too many others to say anything.
const SIGNS_MIN: usize = 6;
/// So many equal signs at one end of an address or fingerprint are no chance: somebody made keys until they fitted.
const MADE_TO_FIT: usize = 6;
/// The fewest digits of a number without its country code that say whose it is.
const NATIONAL_DIGITS_MIN: usize = 7;

/// How a contact resembles another without being it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Letters that look the same: `l` and `1`, a Latin and a Cyrillic `a`, a dot more.
    SameToTheEye,
    /// One sign is another, missing, one too many, or two have changed places.
    OneSign,
    /// The same number in another country.
    OtherCountry,
    /// The same name with another mail provider or server.
    OtherProvider,
    /// The same name with other digits behind it.
    OtherDigits,
    /// The same beginning or end, which can be had by trying.
    MadeToFit,
}

impl Likeness {
    /// In words, as a sentence about the contact that was asked about.
    pub const fn words(self) -> &'static str {
        match self {
            Self::SameToTheEye => "it looks the same and is written with other signs",
            Self::OneSign => "it differs by a single sign",
            Self::OtherCountry => "it has the same digits and another country code",
            Self::OtherProvider => "it has the same name and another provider",
            Self::OtherDigits => "it has the same name and other digits",
            Self::MadeToFit => {
                "it begins or ends the same and is another, as somebody who tries long enough can make it"
            }
        }
    }

    /// For programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SameToTheEye => "same_to_the_eye",
            Self::OneSign => "one_sign",
            Self::OtherCountry => "other_country",
            Self::OtherProvider => "other_provider",
            Self::OtherDigits => "other_digits",
            Self::MadeToFit => "made_to_fit",
        }
    }
}

/// How `asked` resembles `ours`, if it does. The two are different.
pub(super) fn likeness(asked: &Key, ours: &Key) -> Option<Likeness> {
    let (one, other) = (asked.text(), ours.text());
    match (asked, ours) {
        (Key::Number(asked), Key::Number(ours)) => one_sign(asked, ours),
        (Key::National(asked), Key::National(ours)) => one_sign(asked, ours),
        // Written without a plus sign and with the country code.
        (Key::National(asked), Key::Number(ours)) => one_sign(asked, ours),
        (Key::Number(asked), Key::National(ours)) => other_country(asked, ours),
        (Key::Fingerprint(_), Key::Fingerprint(_)) | (Key::Onion(_), Key::Onion(_)) => {
            one_sign(one, other).or_else(|| made_to_fit(one, other))
        }
        (Key::Address(asked), Key::Address(ours)) => {
            looks_same(asked, ours).or_else(|| one_sign(asked, ours)).or_else(|| other_provider(asked, ours))
        }
        (Key::Name(asked), Key::Name(ours)) => {
            looks_same(asked, ours).or_else(|| one_sign(asked, ours)).or_else(|| other_digits(asked, ours))
        }
        (Key::Link(_), Key::Link(_)) => looks_same(one, other).or_else(|| one_sign(one, other)),
        // A letter among the digits, or an onion address without its end.
        (Key::Name(_) | Key::Address(_) | Key::Link(_), Key::Fingerprint(_) | Key::Onion(_)) => {
            looks_same(one, other).or_else(|| one_sign(one, other))
        }
        _ => None,
    }
}

fn looks_same(one: &str, other: &str) -> Option<Likeness> {
    let one = skeleton(one);
    (!one.is_empty() && one == skeleton(other)).then_some(Likeness::SameToTheEye)
}

fn one_sign(one: &str, other: &str) -> Option<Likeness> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    (one.len().min(other.len()) >= SIGNS_MIN && is_one_step(&one, &other)).then_some(Likeness::OneSign)
}

/// Whether one change, one sign more or less, or one exchange of neighbours makes the one into the other.
fn is_one_step(one: &[char], other: &[char]) -> bool {
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.get(start..).unwrap_or_default(), other.get(start..).unwrap_or_default());
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let between = |text: &[char]| text.get(..text.len() - end).unwrap_or_default().to_vec();
    match (between(one).as_slice(), between(other).as_slice()) {
        ([], [_]) | ([_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// `national` is ours as it is dialled at home: without a leading zero, it ends the number in every country.
fn other_country(asked: &str, national: &str) -> Option<Likeness> {
    let significant = national.trim_start_matches('0');
    (significant.len() >= NATIONAL_DIGITS_MIN && asked.ends_with(significant))
        .then_some(Likeness::OtherCountry)
}

fn other_provider(asked: &str, ours: &str) -> Option<Likeness> {
    let (name, host) = asked.rsplit_once('@')?;
    let (our_name, our_host) = ours.rsplit_once('@')?;
    (name == our_name && host != our_host).then_some(Likeness::OtherProvider)
}

/// `zoe_n.42` and `zoe_n.43`; `zoetips` and `zoetips2`.
fn other_digits(asked: &str, ours: &str) -> Option<Likeness> {
    let name = |text: &str| {
        text.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.').to_owned()
    };
    let (one, other) = (name(asked), name(ours));
    (one.chars().count() >= 3 && one == other).then_some(Likeness::OtherDigits)
}

fn is_onion(text: &str) -> bool {
    text.strip_suffix(".onion").is_some()
}

fn made_to_fit(one: &str, other: &str) -> Option<Likeness> {
    let same = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        one.zip(other).take_while(|(a, b)| a == b).count()
    };
    // The ends of all onion addresses are the same.
    let bare = |text: &str| text.strip_suffix(".onion").unwrap_or(text).trim_end_matches('d').to_owned();
    let (one, other) =
        if is_onion(one) { (bare(one), bare(other)) } else { (one.to_owned(), other.to_owned()) };
    let start = same(&mut one.chars(), &mut other.chars());
    let end = same(&mut one.chars().rev(), &mut other.chars().rev());
    (start.max(end) >= MADE_TO_FIT).then_some(Likeness::MadeToFit)
}

/// The ASCII digits of a text.
pub(super) fn digits_only(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
