//! The pages that people read. Pure: a [`Look`] and what an edition holds go in, a whole document or one part of
//! it comes out, the same to the last byte whenever the same goes in.
//!
//! An edition keeps each profile's parts and puts lists together from them, so one edit renders one profile:
//!
//! ```text
//! /                  directory_head  ( beat_head  directory_row…  beat_foot )…  directory_foot
//! /take-along.html   take_along_head  take_along_row…  take_along_foot
//! /r/{slug}          profile_page
//! ```
//!
//! Every page is one request: the style sheet and the QR codes stand inside it, and it asks for nothing else.
//! Text is escaped by the templates; `markup::Markup` is what they have already escaped.

mod channel;
mod document;
mod link;
mod lists;
mod markup;
mod order;
mod person;
mod style;
mod texts;
mod words;

#[cfg(test)]
mod tests;

pub use lists::{
    Summary, beat_foot, beat_head, directory_foot, directory_head, directory_row, take_along_foot,
    take_along_head, take_along_row,
};
pub use order::{Entry, by_beat, by_name};
pub use person::profile_page;
use style::stylesheet;
pub use style::{style_source, stylesheet_digest, stylesheet_hash};
pub use texts::{
    gone_page, not_found_page, privacy_page, problem_page, safety_page, stale_notice, verify_page,
};

/// Where a page has room for a notice that is only known when it is asked for.
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
}

impl Look {
    /// The look of `site`'s pages.
    pub fn new(site: &formats::Site) -> Self {
        let address = site.url("/");
        let address = address.trim_end_matches('/');
        let after_scheme = address.split_once("://").map_or(address, |(_, rest)| rest);
        let path = after_scheme.split_once('/').map_or_else(String::new, |(_, path)| format!("/{path}"));
        Self { newsroom: site.newsroom.clone(), site: address.to_owned(), path }
    }
}
