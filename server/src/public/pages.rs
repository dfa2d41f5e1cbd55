//! The pages that people read. Pure: a [`Look`] and what an edition holds go in, a whole document or one part of
//! it comes out, the same to the last byte whenever the same goes in.
//!
//! An edition keeps each profile's parts and puts lists together from them, so one edit renders one profile:
//!
//! ```text
//! /                  directory_head  ( beat_head  directory_row…  beat_foot )…  directory_foot
//! /take-along.html   take_along_head  take_along_row…  take_along_foot
//! /  (of several)    index_head  directory_foot
//! /all/{number}      numbered_head  ( beat_head  directory_row…  beat_foot )…  numbered_foot
//! /r/{slug}          opening  profile_page
//! /verify            verify_head  handle_row…  verify_foot
//! ```
//!
//! Every page is one request: the style sheet and the QR codes stand inside it, and it asks for nothing else.
//! Text is escaped by the templates; `markup::Markup` is what they have already escaped.

mod book;
mod channel;
mod document;
mod handles;
mod kinds;
mod link;
mod lists;
mod logo;
mod markup;
mod numbered;
mod order;
mod palette;
mod person;
mod say;
mod style;
mod texts;
mod words;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use markup::Markup;
use style::Style;

use crate::i18n::Locale;

pub use book::phrases;
pub use handles::handle_row;
pub use lists::{
    Summary, beat_foot, beat_head, directory_foot, directory_head, directory_row, take_along_foot,
    take_along_head, take_along_row,
};
pub use logo::{LOGO_OCTETS, Logo};
pub use numbered::{NumberedPage, index_head, numbered_foot, numbered_head};
pub use order::{BeatGroup, Entry, by_beat, by_name};
pub use palette::{Palette, PaletteError};
pub use person::profile_page;
pub use style::style_source;
pub use texts::{
    Handles, gone_page, not_found_page, opening, privacy_page, problem_page, safety_page, stale_notice,
    verify_foot, verify_head,
};

/// Where a page has room for a notice that is only known when it is asked for. What follows an opening begins with it.
pub const ROOM_FOR_NOTICE: &str = "<!-- room for a notice -->";

/// What all pages of one site share: whose they are, and where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    newsroom: String,
    /// The whole address without a last slash, for text that is read elsewhere: `https://paper.example/contact`.
    site: String,
    /// The part of it that links start with: `/contact`, or nothing. Links name no host, so that a page works
    /// just as well where the same server answers under an onion address.
    path: String,
    /// The host name of the same pages as an onion service, where there is one.
    onion: Option<String>,
    style: Arc<Style>,
    logo: Option<Arc<Logo>>,
    /// The language at the root.
    own: Locale,
}

/// What makes the pages a newsroom's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dress {
    /// Its colours.
    pub palette: Palette,
    /// What stands in place of its name.
    pub logo: Option<Logo>,
}

impl Look {
    /// The look of `site`'s pages.
    pub fn new(site: &formats::Site) -> Self {
        Self::dressed(site, &Dress::default())
    }

    /// The look of `site`'s pages in the newsroom's own dress.
    pub fn dressed(site: &formats::Site, dress: &Dress) -> Self {
        let address = site.url("/");
        let address = address.trim_end_matches('/');
        let after_scheme = address.split_once("://").map_or(address, |(_, rest)| rest);
        let path = after_scheme.split_once('/').map_or_else(String::new, |(_, path)| format!("/{path}"));
        let style = Arc::new(Style::new(&dress.palette));
        let logo = dress.logo.clone().map(Arc::new);
        Self {
            newsroom: site.newsroom.clone(),
            site: address.to_owned(),
            path,
            onion: None,
            style,
            logo,
            own: Locale::En,
        }
    }

    /// The same, with the host name of an onion service that answers with the same pages.
    #[must_use]
    pub fn with_onion(self, host: Option<String>) -> Self {
        Self { onion: host, ..self }
    }

    /// The same, with this language at the root.
    #[must_use]
    pub fn speaking(self, own: Locale) -> Self {
        Self { own, ..self }
    }

    /// Where the addresses of a language begin.
    fn root(&self, language: Locale) -> String {
        if language == self.own { self.path.clone() } else { format!("{}/{}", self.path, language.code()) }
    }

    /// The SHA-256 of the style sheet inside the pages.
    pub fn style_digest(&self) -> &[u8; 32] {
        self.style.digest()
    }

    fn stylesheet(&self) -> Markup {
        Markup::stylesheet(&self.style)
    }

    fn logo(&self) -> Option<&Logo> {
        self.logo.as_deref()
    }
}
