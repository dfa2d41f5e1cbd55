//! The parts of the two lists: the directory page and the file to take along.

use askama::Template;
use directory::{Audience, ChannelKind, PublicProfile, Timestamp};

use super::channel::code_of;
use super::document::{Page, Place};
use super::kinds::ShownKind;
use super::markup::{Markup, rendered};
use super::order::BeatGroup;
use super::person::Person;
use super::say::{filters, say, text};
use super::{Look, words};

/// The file to take along asks to be checked again after so long.
const CHECK_AGAIN_SECONDS: i64 = 30 * 24 * 60 * 60;

/// What a list says of the edition it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The edition's number.
    pub edition: u64,
    /// When it was published.
    pub published_at: Timestamp,
    /// How many profiles it holds.
    pub profiles: usize,
}

#[derive(Template)]
#[template(path = "directory_head.html")]
struct DirectoryHead<'a> {
    page: Page,
    look: &'a Look,
    groups: &'a [BeatGroup<'a>],
}

#[derive(Template)]
#[template(path = "directory_foot.html")]
struct DirectoryFoot<'a> {
    page: Page,
    look: &'a Look,
    /// Which edition it is.
    edition: Markup,
    kinds: Vec<ShownKind>,
}

#[derive(Template)]
#[template(path = "beat_head.html")]
struct BeatHead<'a> {
    group: &'a BeatGroup<'a>,
}

#[derive(Template)]
#[template(path = "beat_foot.html")]
struct BeatFoot<'a> {
    group: &'a BeatGroup<'a>,
}

#[derive(Template)]
#[template(path = "row.html", whitespace = "minimize")]
struct Row<'a> {
    person: Person<'a>,
    /// Whether the row is for a file that is read without a network.
    kept: bool,
    code: Option<String>,
}

#[derive(Template)]
#[template(path = "take_along_head.html")]
struct TakeAlongHead<'a> {
    page: Page,
    look: &'a Look,
    /// For `masthead check-handle`, which reads the file in any language.
    moment: String,
    /// Which edition it is, and until when to rely on it.
    deck: Markup,
    /// Where the file is fetched.
    address: &'a Markup,
}

#[derive(Template)]
#[template(path = "take_along_foot.html")]
struct TakeAlongFoot<'a> {
    page: Page,
    look: &'a Look,
    kinds: Vec<ShownKind>,
}

/// The directory page down to its first beat.
pub fn directory_head(look: &Look, groups: &[BeatGroup<'_>]) -> String {
    rendered(&DirectoryHead { page: Page::new(Place::Directory), look, groups })
}

/// A beat's heading.
pub fn beat_head(group: &BeatGroup<'_>) -> String {
    rendered(&BeatHead { group })
}

/// A profile's entry on the directory page.
pub fn directory_row(profile: &PublicProfile) -> String {
    rendered(&Row { person: Person(profile), kept: false, code: None })
}

/// The end of a beat: who reports on it too, and stands under another.
pub fn beat_foot(group: &BeatGroup<'_>) -> String {
    rendered(&BeatFoot { group })
}

/// The rest of the directory page, which explains `kinds`: every kind of channel that its rows link to.
pub fn directory_foot(look: &Look, summary: &Summary, kinds: &[ChannelKind]) -> String {
    let edition = edition_of(summary);
    rendered(&DirectoryFoot { page: Page::new(Place::Directory), look, edition, kinds: shown(kinds) })
}

/// The file to take along, down to its first profile.
pub fn take_along_head(look: &Look, summary: &Summary) -> String {
    let again = summary.published_at.plus_seconds(CHECK_AGAIN_SECONDS);
    let deck = say(
        "take-along-deck",
        &[
            ("number", &text(summary.edition)),
            ("day", &words::day(summary.published_at)),
            ("again", &words::day(again)),
        ],
    );
    let address = &words::address(&format!("{}/take-along.html", look.site));
    let moment = summary.published_at.rfc3339();
    rendered(&TakeAlongHead { page: Page::new(Place::TakeAlong), look, moment, deck, address })
}

/// A profile's entry in the file to take along, with its QR code.
pub fn take_along_row(profile: &PublicProfile) -> String {
    rendered(&Row { person: Person(profile), kept: true, code: code_of(profile, Audience::Everyone) })
}

/// The rest of the file to take along, which explains `kinds`: every kind of channel that its rows link to.
pub fn take_along_foot(look: &Look, kinds: &[ChannelKind]) -> String {
    rendered(&TakeAlongFoot { page: Page::new(Place::TakeAlong), look, kinds: shown(kinds) })
}

/// Which edition it is, of which day, and how many profiles it lists.
pub(super) fn edition_of(summary: &Summary) -> Markup {
    say(
        "directory-edition",
        &[
            ("number", &text(summary.edition)),
            ("day", &words::day(summary.published_at)),
            ("profiles", &text(summary.profiles)),
        ],
    )
}

pub(super) fn shown(kinds: &[ChannelKind]) -> Vec<ShownKind> {
    kinds.iter().copied().map(ShownKind).collect()
}
