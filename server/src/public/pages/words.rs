//! Words that pages say: languages, days, and in which language a name is to be spoken.

use askama::Template;
use directory::{Language, Timestamp};

use super::markup::Markup;

/// A text of somebody's own, kept apart from the direction of what stands around it.
#[derive(Template)]
#[template(path = "spoken.html")]
pub(super) struct Spoken<'a> {
    pub(super) text: &'a str,
    pub(super) language: Option<&'a str>,
}

impl Spoken<'_> {
    pub(super) fn markup(&self) -> Markup {
        Markup::of(self)
    }
}

/// A day as people write it: `22 November 2026`.
pub(super) fn day(moment: Timestamp) -> String {
    let date = moment.rfc3339();
    let day = date.get(8..10).unwrap_or_default().trim_start_matches('0');
    format!("{day} {}", moment.month().in_words())
}

/// The language in which a screen reader should speak `text`, and whose letter forms a font should choose: the
/// first of the profile's languages that is written in the text's script. None for Latin letters, where a guess
/// would be worth nothing.
pub(super) fn spoken<'a>(text: &str, languages: &'a [Language]) -> Option<&'a str> {
    let script = text.chars().find_map(Script::of)?;
    languages.iter().find(|language| script.languages().contains(&language.base())).map(Language::as_str)
}

/// Scripts other than Latin that names here are likely to be in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Arabic,
    Cyrillic,
    Greek,
    Han,
    Hangul,
    Hebrew,
    Kana,
}

impl Script {
    fn of(letter: char) -> Option<Self> {
        match letter {
            '\u{370}'..='\u{3ff}' => Some(Self::Greek),
            '\u{400}'..='\u{52f}' => Some(Self::Cyrillic),
            '\u{590}'..='\u{5ff}' => Some(Self::Hebrew),
            '\u{600}'..='\u{77f}' => Some(Self::Arabic),
            '\u{3040}'..='\u{30ff}' => Some(Self::Kana),
            '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => Some(Self::Han),
            '\u{ac00}'..='\u{d7af}' => Some(Self::Hangul),
            _ => None,
        }
    }

    const fn languages(self) -> &'static [&'static str] {
        match self {
            Self::Arabic => &["ar", "fa", "ur", "ps", "ckb", "ug"],
            Self::Cyrillic => &["ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"],
            Self::Greek => &["el"],
            Self::Han => &["zh", "yue", "ja"],
            Self::Hangul => &["ko"],
            Self::Hebrew => &["he", "yi"],
            Self::Kana => &["ja"],
        }
    }
}
