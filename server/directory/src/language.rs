//! Languages a profile can be written to in, and the direction in which a text runs.

use std::fmt;

use icu_locale::{Locale, LocaleCanonicalizer, LocaleDirectionality};
use icu_properties::{CodePointMapData, props::BidiClass};

/// Why a text is not a language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LanguageError {
    /// Not a BCP 47 tag.
    #[error("is not a language tag such as en, pt-BR or zh-Hant")]
    Form,
    /// The tag for a language that nobody knows.
    #[error("names no language; write a tag such as en, pt-BR or zh-Hant")]
    Undetermined,
    /// A tag with `-u-…`, `-t-…` or `-x-…` behind the language.
    #[error("has an extension; a language, a script and a region are enough")]
    Extension,
}

/// A language as a canonical BCP 47 tag: `en`, `pt-BR`, `zh-Hant`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

/// The direction in which a text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// What the speakers of a language call it, for the languages that newsrooms most often list.
const AUTONYMS: [(&str, &str); 48] = [
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fil", "Filipino"),
    ("fr", "Français"),
    ("ga", "Gaeilge"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("ms", "Bahasa Melayu"),
    ("my", "မြန်မာ"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("ps", "پښتو"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

impl Language {
    /// Reads a BCP 47 tag in any case, and replaces what the registry has replaced: `iw` is `he`.
    pub fn parse(text: &str) -> Result<Self, LanguageError> {
        let mut locale = Locale::try_from_str(text.trim()).map_err(|_| LanguageError::Form)?;
        if !locale.extensions.is_empty() {
            return Err(LanguageError::Extension);
        }
        LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
        if locale.id.language.is_unknown() {
            return Err(LanguageError::Undetermined);
        }
        Ok(Self(locale.id.to_string()))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag's first part, the language alone: `pt` of `pt-BR`.
    pub fn base(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// What its speakers call it, or the tag where that is not known here.
    pub fn name(&self) -> &str {
        AUTONYMS
            .binary_search_by_key(&self.base(), |(tag, _)| tag)
            .ok()
            .and_then(|index| AUTONYMS.get(index))
            .map_or(self.as_str(), |(_, name)| name)
    }

    /// The direction in which it is written.
    pub fn direction(&self) -> Direction {
        let right_to_left = Locale::try_from_str(&self.0)
            .is_ok_and(|locale| LocaleDirectionality::new_extended().is_right_to_left(&locale.id));
        if right_to_left { Direction::Rtl } else { Direction::Ltr }
    }
}

impl Direction {
    /// As HTML's `dir` attribute wants it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// The direction of a text by its first character that has one (UAX 9, P2): left to right where none has.
pub fn script_direction(text: &str) -> Direction {
    let classes = CodePointMapData::<BidiClass>::new();
    text.chars()
        .find_map(|character| match classes.get(character) {
            BidiClass::LeftToRight => Some(Direction::Ltr),
            BidiClass::RightToLeft | BidiClass::ArabicLetter => Some(Direction::Rtl),
            _ => None,
        })
        .unwrap_or(Direction::Ltr)
}

impl TryFrom<String> for Language {
    type Error = LanguageError;
    fn try_from(text: String) -> Result<Self, LanguageError> {
        Self::parse(&text)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tag: &str) -> String {
        Language::parse(tag).unwrap().into()
    }

    #[test]
    fn a_tag_is_written_in_its_canonical_form() {
        assert_eq!(read("EN"), "en");
        assert_eq!(read("pt-br"), "pt-BR");
        assert_eq!(read("zh-hant-tw"), "zh-Hant-TW");
        assert_eq!(read("iw"), "he");
        assert_eq!(read("eng"), "en");
        assert_eq!(read(" fr "), "fr");
    }

    #[test]
    fn what_is_no_language_is_refused() {
        for text in ["", "english", "e", "und", "12", "en-", "en-u-ca-buddhist", "x-private", "en; q=1"] {
            assert!(Language::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_language_knows_its_direction_and_its_own_name() {
        for (tag, direction, name) in [
            ("en-GB", Direction::Ltr, "English"),
            ("ar", Direction::Rtl, "العربية"),
            ("fa", Direction::Rtl, "فارسی"),
            ("he", Direction::Rtl, "עברית"),
            ("ur-PK", Direction::Rtl, "اردو"),
            ("az-Arab", Direction::Rtl, "az-Arab"),
            ("zh-Hant", Direction::Ltr, "中文"),
        ] {
            let language = Language::parse(tag).unwrap();
            assert_eq!((language.direction(), language.name()), (direction, name));
        }
    }

    #[test]
    fn the_table_of_names_is_sorted_and_holds_languages() {
        assert!(AUTONYMS.is_sorted());
        assert!(
            AUTONYMS
                .iter()
                .all(|(tag, _)| Language::parse(tag).is_ok_and(|language| language.as_str() == *tag))
        );
    }

    #[test]
    fn a_text_runs_as_its_first_letter_does() {
        assert_eq!(script_direction("Ada Ferris"), Direction::Ltr);
        assert_eq!(script_direction("42 – محمد"), Direction::Rtl);
        assert_eq!(script_direction("(דוד) David"), Direction::Rtl);
        assert_eq!(script_direction("123"), Direction::Ltr);
    }
}
