//! The frame around every page: its title, its style, the newspaper's name and the ways to the other pages.

use super::markup::Markup;

/// One page's frame.
pub(super) struct Page {
    /// What the window is called. It names nobody.
    pub(super) title: &'static str,
    pub(super) stylesheet: Markup,
    pub(super) room_for_notice: Markup,
    place: Place,
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
    pub(super) fn new(title: &'static str, place: Place) -> Self {
        Self { title, stylesheet: Markup::stylesheet(), room_for_notice: Markup::room_for_notice(), place }
    }

    pub(super) fn is_offline(&self) -> bool {
        self.place == Place::TakeAlong
    }

    /// The masthead's links: address, words, and whether it is this page.
    pub(super) fn places(&self) -> [(&'static str, &'static str, bool); 5] {
        [
            ("/", "Directory", self.place == Place::Directory),
            ("/safety", "Safety", self.place == Place::Safety),
            ("/verify", "Check a contact", self.place == Place::Verify),
            ("/privacy", "Privacy", self.place == Place::Privacy),
            ("/take-along.html", "Take along", false),
        ]
    }
}
