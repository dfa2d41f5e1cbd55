//! The parts of the two lists: the directory page and the file to take along.

use askama::Template;
use directory::{Audience, ChannelKind, PublicProfile, Timestamp};

use super::channel::{ShownKind, code_of};
use super::document::{Page, Place};
use super::markup::rendered;
use super::order::BeatGroup;
use super::person::Person;
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
    look: &'a Look,
    summary: &'a Summary,
    published: String,
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
    look: &'a Look,
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
    summary: &'a Summary,
    published: String,
    check_again: String,
}

#[derive(Template)]
#[template(path = "take_along_foot.html")]
struct TakeAlongFoot<'a> {
    look: &'a Look,
    kinds: Vec<ShownKind>,
}

/// The directory page down to its first beat.
pub fn directory_head(look: &Look, groups: &[BeatGroup<'_>]) -> String {
    rendered(&DirectoryHead { page: Page::new("Contacts", Place::Directory), look, groups })
}

/// A beat's heading.
pub fn beat_head(group: &BeatGroup<'_>) -> String {
    rendered(&BeatHead { group })
}

/// A profile's entry on the directory page.
pub fn directory_row(look: &Look, profile: &PublicProfile) -> String {
    rendered(&Row { look, person: Person(profile), kept: false, code: None })
}

/// The end of a beat: who reports on it too, and stands under another.
pub fn beat_foot(group: &BeatGroup<'_>) -> String {
    rendered(&BeatFoot { group })
}

/// The rest of the directory page, which explains `kinds`: every kind of channel that its rows link to.
pub fn directory_foot(look: &Look, summary: &Summary, kinds: &[ChannelKind]) -> String {
    rendered(&DirectoryFoot {
        look,
        summary,
        published: words::day(summary.published_at),
        kinds: shown(kinds),
    })
}

/// The file to take along, down to its first profile.
pub fn take_along_head(look: &Look, summary: &Summary) -> String {
    rendered(&TakeAlongHead {
        page: Page::new("Contacts to keep", Place::TakeAlong),
        look,
        summary,
        published: words::day(summary.published_at),
        check_again: words::day(summary.published_at.plus_seconds(CHECK_AGAIN_SECONDS)),
    })
}

/// A profile's entry in the file to take along, with its QR code.
pub fn take_along_row(look: &Look, profile: &PublicProfile) -> String {
    rendered(&Row { look, person: Person(profile), kept: true, code: code_of(profile, Audience::Everyone) })
}

/// The rest of the file to take along, which explains `kinds`: every kind of channel that its rows link to.
pub fn take_along_foot(look: &Look, kinds: &[ChannelKind]) -> String {
    rendered(&TakeAlongFoot { look, kinds: shown(kinds) })
}

fn shown(kinds: &[ChannelKind]) -> Vec<ShownKind> {
    kinds.iter().copied().map(ShownKind).collect()
}
