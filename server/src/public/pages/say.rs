//! How a template says a message: as a call of its phrase, which becomes text when a language is filled in.

use std::fmt::Display;

use askama::filters::Escaper as _;

use super::markup::Markup;
use crate::edition::call;
use crate::i18n::{self, Locale};

/// A phrase that is no message.
#[derive(Clone, Copy)]
pub(super) enum Own {
    /// Where the addresses of the page's language begin.
    Root,
    /// The language's tag.
    Language,
    /// The direction of its script.
    Direction,
    /// A paragraph that says so where no person has reviewed the language, and nothing elsewhere.
    Unreviewed,
    /// An attribute of the link to this language that says so in this language, and nothing elsewhere.
    Current(Locale),
}

/// The phrases that are no messages. They stand before the messages.
pub(super) const OWN: [(&str, Own); 12] = [
    ("_root", Own::Root),
    ("_language", Own::Language),
    ("_direction", Own::Direction),
    ("_unreviewed", Own::Unreviewed),
    ("_current-en", Own::Current(Locale::En)),
    ("_current-es", Own::Current(Locale::Es)),
    ("_current-fr", Own::Current(Locale::Fr)),
    ("_current-de", Own::Current(Locale::De)),
    ("_current-ru", Own::Current(Locale::Ru)),
    ("_current-ar", Own::Current(Locale::Ar)),
    ("_current-fa", Own::Current(Locale::Fa)),
    ("_current-zh", Own::Current(Locale::Zh)),
];

/// The place of a phrase in every book.
pub(super) fn place_of(id: &str) -> Option<u16> {
    let place = i18n::place_of(id).map(|place| usize::from(place) + OWN.len());
    place.or_else(|| OWN.iter().position(|(own, _)| *own == id)).and_then(|place| u16::try_from(place).ok())
}

/// The attribute of the link to `language` that says that its page is the one that is read.
pub(super) fn current(language: Locale) -> Markup {
    let own = OWN.iter().find(|(_, own)| matches!(own, Own::Current(other) if *other == language));
    own.map_or_else(Markup::nothing, |(id, _)| say(id, &[]))
}

/// The call of a phrase with arguments that are markup already.
pub(super) fn say(id: &str, given: &[(&str, &Markup)]) -> Markup {
    let place = place_of(id);
    // A test reads every template: each id is a message, and comes with its arguments.
    debug_assert!(place.is_some(), "{id} is no message");
    let Some(place) = place else { return Markup::nothing() };
    let names = i18n::arguments_of(id).unwrap_or_default();
    debug_assert_eq!(names.len(), given.len(), "{id} takes {names:?}");
    let given = names.iter().map(|name| {
        let own = given.iter().find(|(own, _)| own == name).map(|(_, markup)| markup.as_str());
        debug_assert!(own.is_some(), "{id} takes {name}");
        own.unwrap_or_default()
    });
    Markup::of_call(call(place, given))
}

/// Plain text as an argument.
pub(super) fn text(text: impl Display) -> Markup {
    Markup::escaped(&text.to_string())
}

impl Markup {
    /// Plain text, escaped for elements and attributes.
    fn escaped(text: &str) -> Self {
        let mut escaped = String::new();
        let _ = askama::filters::Html.write_escaped_str(&mut escaped, text);
        Self::of_call(escaped)
    }
}

/// The filters of templates.
#[expect(
    unreachable_pub,
    clippy::inline_always,
    clippy::unused_self,
    clippy::unnecessary_wraps,
    reason = "askama's attribute writes the methods, and asks for a result"
)]
pub(super) mod filters {
    use super::Markup;

    /// `{{ "safety"|say }}`: a message without arguments.
    #[askama::filter_fn]
    pub(crate) fn say(id: &str, _: &dyn askama::Values) -> askama::Result<Markup> {
        Ok(super::say(id, &[]))
    }

    /// `{{ "desk-of"|with("name", name) }}`: a message with one argument, which is plain text.
    #[askama::filter_fn]
    pub(crate) fn with(id: &str, _: &dyn askama::Values, name: &str, text: &str) -> askama::Result<Markup> {
        Ok(super::say(id, &[(name, &super::text(text))]))
    }

    /// `{{ "desk-of"|holding("name", name) }}`: a message with one argument, which is markup.
    #[askama::filter_fn]
    pub(crate) fn holding(
        id: &str,
        _: &dyn askama::Values,
        name: &str,
        markup: &Markup,
    ) -> askama::Result<Markup> {
        Ok(super::say(id, &[(name, markup)]))
    }
}
