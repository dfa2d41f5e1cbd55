//! The frame around every page: its title, its style, the newspaper's name and the ways to the other pages.

use super::Look;
use super::markup::Markup;
use super::say;
use crate::i18n::Locale;

/// One page's frame.
pub(super) struct Page {
    /// The message that says what the window is called. It names nobody.
    pub(super) title: &'static str,
    pub(super) room_for_notice: Markup,
    place: Place,
    /// Its address within each language; none for a file that is read without a network.
    address: Option<String>,
}

/// Which page it is, among those that the masthead leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Directory,
    Safety,
    Verify,
    Privacy,
    /// The file that people keep: it leads nowhere, because it is read without a network.
    TakeAlong,
    /// A page that the masthead does not lead to.
    Elsewhere,
}

impl Page {
    pub(super) fn new(place: Place) -> Self {
        let (title, address) = match place {
            Place::Directory => ("title-directory", Some("/")),
            Place::Safety => ("title-safety", Some("/safety")),
            Place::Verify => ("title-verify", Some("/verify")),
            Place::Privacy => ("title-privacy", Some("/privacy")),
            Place::TakeAlong => ("title-take-along", None),
            // An address that is nobody's is not repeated: the directory stands in for it.
            Place::Elsewhere => ("title-contact", Some("/")),
        };
        Self { title, room_for_notice: Markup::room_for_notice(), place, address: address.map(str::to_owned) }
    }

    /// A page that the masthead does not lead to, at this address within each language.
    pub(super) fn at(address: String) -> Self {
        Self { address: Some(address), ..Self::new(Place::Elsewhere) }
    }

    /// The same page in every language: its address, the language, and the attribute of the one that is read.
    pub(super) fn languages(&self, look: &Look) -> Vec<(String, Locale, Markup)> {
        let Some(address) = &self.address else { return Vec::new() };
        Locale::ALL
            .into_iter()
            .map(|language| (format!("{}{address}", look.root(language)), language, say::current(language)))
            .collect()
    }

    pub(super) fn is_offline(&self) -> bool {
        self.place == Place::TakeAlong
    }

    /// The masthead's links: address, message, and whether it is this page.
    pub(super) fn places(&self) -> [(&'static str, &'static str, bool); 5] {
        [
            ("/", "place-directory", self.place == Place::Directory),
            ("/safety", "place-safety", self.place == Place::Safety),
            ("/verify", "place-verify", self.place == Place::Verify),
            ("/privacy", "place-privacy", self.place == Place::Privacy),
            ("/take-along.html", "place-take-along", false),
        ]
    }
}
