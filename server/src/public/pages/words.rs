//! Words that pages say: days, months, lists, and in which language a name is to be spoken.

use askama::Template;
use directory::{Language, Month, Timestamp};

use super::markup::Markup;
use super::say::{say, text};

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

/// A name of ours whose language nobody has said, kept apart from the direction of what stands around it.
pub(super) fn name(text: &str) -> Markup {
    Spoken { text, language: None }.markup()
}

/// A day as people write it: `22 November 2026`.
pub(super) fn day(moment: Timestamp) -> Markup {
    let date = moment.rfc3339();
    let day = date.get(8..10).unwrap_or_default().trim_start_matches('0');
    let (year, month) = parts(moment.month());
    say(&format!("date-{month}"), &[("day", &text(day)), ("year", &text(year))])
}

/// A month with its year, as it stands after “Confirmed by her in”.
pub(super) fn month(month: Month) -> Markup {
    let (year, month) = parts(month);
    say(&format!("month-{month}"), &[("year", &text(year))])
}

/// `2026` and `11`.
fn parts(month: Month) -> (String, String) {
    let written = month.to_string();
    let (year, month) = written.split_once('-').unwrap_or_default();
    (year.to_owned(), month.to_owned())
}

/// Some things one after another, with the language's own comma between them; none where there is nothing.
pub(super) fn list(items: impl IntoIterator<Item = Markup>) -> Option<Markup> {
    let comma = format!("{} ", say("list-comma", &[]));
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    (!items.is_empty()).then(|| Markup::of_call(items.join(&comma)))
}

/// An address of ours for reading letter by letter and typing.
pub(super) fn address(address: &str) -> Markup {
    Markup::of(&Address { address })
}

#[derive(Template)]
#[template(source = "<bdi class=\"line\" dir=\"ltr\">{{ address }}</bdi>", ext = "html")]
struct Address<'a> {
    address: &'a str,
}

/// Something to type into a terminal.
pub(super) fn command(command: &str) -> Markup {
    Markup::of(&Command { command })
}

#[derive(Template)]
#[template(source = "<code dir=\"ltr\">{{ command }}</code>", ext = "html")]
struct Command<'a> {
    command: &'a str,
}

/// A link to another place of the same page or site. `address` is one of ours.
pub(super) fn link(address: &Markup, words: &Markup) -> Markup {
    Markup::of(&Link { address, words })
}

#[derive(Template)]
#[template(source = "<a href=\"{{ address }}\">{{ words }}</a>", ext = "html")]
struct Link<'a> {
    address: &'a Markup,
    words: &'a Markup,
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
