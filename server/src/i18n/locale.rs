//! The languages that Masthead speaks.

/// A language of the interface and its advice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(try_from = "String")]
pub enum Locale {
    /// English, the original.
    #[default]
    En,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// German.
    De,
    /// Russian.
    Ru,
    /// Arabic.
    Ar,
    /// Persian.
    Fa,
    /// Chinese, in simplified characters.
    Zh,
}

/// A language that the interface does not speak.
#[derive(Debug, thiserror::Error)]
#[error("is not one of the languages: en, es, fr, de, ru, ar, fa, zh")]
pub struct NoLocale;

impl TryFrom<String> for Locale {
    type Error = NoLocale;

    fn try_from(code: String) -> Result<Self, NoLocale> {
        Self::of_code(&code).ok_or(NoLocale)
    }
}

impl Locale {
    /// Every language, in the order in which pages offer them.
    pub const ALL: [Self; 8] =
        [Self::En, Self::Es, Self::Fr, Self::De, Self::Ru, Self::Ar, Self::Fa, Self::Zh];

    /// Its tag (BCP 47), which is its part of a path too.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Fr => "fr",
            Self::De => "de",
            Self::Ru => "ru",
            Self::Ar => "ar",
            Self::Fa => "fa",
            Self::Zh => "zh",
        }
    }

    /// As its speakers call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
            Self::Fr => "Français",
            Self::De => "Deutsch",
            Self::Ru => "Русский",
            Self::Ar => "العربية",
            Self::Fa => "فارسی",
            Self::Zh => "中文",
        }
    }

    /// The direction of its script: `ltr` or `rtl`.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Ar | Self::Fa => "rtl",
            Self::En | Self::Es | Self::Fr | Self::De | Self::Ru | Self::Zh => "ltr",
        }
    }

    /// The language with this tag.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.code() == code)
    }

    /// Its messages, in the form of Fluent.
    pub(super) const fn source(self) -> &'static str {
        match self {
            Self::En => include_str!("../../locales/en.ftl"),
            Self::Es => include_str!("../../locales/es.ftl"),
            Self::Fr => include_str!("../../locales/fr.ftl"),
            Self::De => include_str!("../../locales/de.ftl"),
            Self::Ru => include_str!("../../locales/ru.ftl"),
            Self::Ar => include_str!("../../locales/ar.ftl"),
            Self::Fa => include_str!("../../locales/fa.ftl"),
            Self::Zh => include_str!("../../locales/zh.ftl"),
        }
    }
}
