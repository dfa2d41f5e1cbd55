//! One kind of channel as a page explains it. The sentences are messages; their English is [`formats::advice`]'s, which
//! stands in cards and JSON too.

use askama::Template;
use directory::ChannelKind;

use super::markup::Markup;
use super::say::{filters, say};
use super::words;

/// One kind of channel, explained.
pub(super) struct ShownKind(pub(super) ChannelKind);

#[derive(Template)]
#[template(path = "effects.html")]
struct Effects {
    hides: &'static str,
    reveals: &'static str,
    first: &'static str,
}

impl ShownKind {
    /// Its place in a page. No slug holds an underscore, so no profile can have the same.
    pub(super) fn anchor(&self) -> String {
        format!("_kind_{}", self.0.as_str())
    }

    /// The kinds of Signal contact have one label and very different effects.
    pub(super) fn title(&self) -> Markup {
        match self.0 {
            ChannelKind::SignalLink => say("kind-signal-link", &[]),
            ChannelKind::SignalUsername => say("kind-signal-username", &[]),
            ChannelKind::SignalNumber => say("kind-signal-number", &[]),
            kind => name(kind).unwrap_or_else(|| words::name(kind.label())),
        }
    }

    /// What it hides, what it reveals, and what to do first.
    pub(super) fn effects(&self) -> Markup {
        let [hides, reveals, first] = messages(self.0);
        Markup::of(&Effects { hides, reveals, first })
    }
}

/// The kind's name where it is a word; none where it is the name of a product, which is the same in every language.
pub(super) fn name(kind: ChannelKind) -> Option<Markup> {
    let id = match kind {
        ChannelKind::Email => "kind-email",
        ChannelKind::Pgp => "kind-pgp",
        ChannelKind::WebForm => "kind-web-form",
        ChannelKind::Phone => "kind-phone",
        ChannelKind::Post => "kind-post",
        ChannelKind::App => "kind-app",
        _ => return None,
    };
    Some(say(id, &[]))
}

/// The messages that say what a kind hides, what it reveals, and what to do first.
pub(super) const fn messages(kind: ChannelKind) -> [&'static str; 3] {
    match kind {
        ChannelKind::SignalLink | ChannelKind::SignalNumber => {
            ["advice-hides-end-to-end", "advice-reveals-signal", "advice-first-signal"]
        }
        ChannelKind::SignalUsername => {
            ["advice-hides-end-to-end", "advice-reveals-signal", "advice-first-signal-username"]
        }
        ChannelKind::Email => ["advice-hides-nothing", "advice-reveals-email", "advice-first-email"],
        ChannelKind::Pgp => ["advice-hides-pgp", "advice-reveals-pgp", "advice-first-pgp"],
        ChannelKind::Securedrop => {
            ["advice-hides-securedrop", "advice-reveals-securedrop", "advice-first-securedrop"]
        }
        ChannelKind::Globaleaks => {
            ["advice-hides-globaleaks", "advice-reveals-globaleaks", "advice-first-globaleaks"]
        }
        ChannelKind::Hushline => {
            ["advice-hides-hushline", "advice-reveals-hushline", "advice-first-hushline"]
        }
        ChannelKind::Onionshare => {
            ["advice-hides-onionshare", "advice-reveals-onionshare", "advice-first-onionshare"]
        }
        ChannelKind::WebForm => ["advice-hides-web-form", "advice-reveals-web-form", "advice-first-web-form"],
        ChannelKind::Whatsapp => {
            ["advice-hides-end-to-end", "advice-reveals-whatsapp", "advice-first-whatsapp"]
        }
        ChannelKind::Threema => ["advice-hides-threema", "advice-reveals-threema", "advice-first-threema"],
        ChannelKind::Wire => ["advice-hides-end-to-end", "advice-reveals-wire", "advice-first-wire"],
        ChannelKind::Session => ["advice-hides-session", "advice-reveals-session", "advice-first-session"],
        ChannelKind::Simplex => ["advice-hides-simplex", "advice-reveals-simplex", "advice-first-simplex"],
        ChannelKind::Matrix => ["advice-hides-matrix", "advice-reveals-matrix", "advice-first-matrix"],
        ChannelKind::Xmpp => ["advice-hides-xmpp", "advice-reveals-xmpp", "advice-first-xmpp"],
        ChannelKind::Telegram => {
            ["advice-hides-telegram", "advice-reveals-telegram", "advice-first-telegram"]
        }
        ChannelKind::Phone => ["advice-hides-nothing", "advice-reveals-phone", "advice-first-phone"],
        ChannelKind::Post => ["advice-hides-post", "advice-reveals-post", "advice-first-post"],
        ChannelKind::App => ["advice-hides-app", "advice-reveals-app", "advice-first-app"],
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::i18n::{Catalog, Locale, Part, place_of};

    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::built_in().unwrap());

    fn english(id: &str) -> String {
        let place = usize::from(place_of(id).unwrap());
        let message = CATALOG.messages(Locale::En).get(place).unwrap();
        let text = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            other => panic!("{id} holds {other:?}"),
        };
        message.0.iter().map(text).collect()
    }

    #[test]
    fn pages_give_the_same_advice_as_cards_and_json() {
        for kind in ChannelKind::ALL {
            let formats::Advice { hides, reveals, first } = formats::advice(kind);
            assert_eq!(messages(kind).map(english), [hides, reveals, first], "{kind:?}");
        }
    }

    #[test]
    fn pages_call_a_kind_as_cards_do() {
        for (kind, id) in [
            (ChannelKind::Email, "kind-email"),
            (ChannelKind::Pgp, "kind-pgp"),
            (ChannelKind::WebForm, "kind-web-form"),
            (ChannelKind::Phone, "kind-phone"),
            (ChannelKind::Post, "kind-post"),
            (ChannelKind::App, "kind-app"),
        ] {
            assert!(name(kind).is_some());
            assert_eq!(english(id), kind.label());
        }
        assert_eq!(english("doubt"), formats::OVERDUE);
    }
}
