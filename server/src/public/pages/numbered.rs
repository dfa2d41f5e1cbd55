//! A directory of several pages, where there are too many people for one: the page that leads to them, and their frames.

use askama::Template;
use directory::{Beat, ChannelKind};

use super::document::{Page, Place};
use super::kinds::ShownKind;
use super::lists::{edition_of, shown};
use super::markup::{Markup, rendered};
use super::order::{BeatGroup, Entry, Mention, by_beat};
use super::say::{filters, say, text};
use super::{Look, Summary, words};

/// One of several pages.
pub struct NumberedPage<'a> {
    number: usize,
    pages: usize,
    first: Mention<'a>,
    last: Mention<'a>,
    groups: Vec<BeatGroup<'a>>,
}

impl<'a> NumberedPage<'a> {
    /// The page of this number among so many, which holds these, given in the order of an index; none for nobody.
    pub fn new(number: usize, pages: usize, entries: Vec<Entry<'a>>) -> Option<Self> {
        let (first, last) = (entries.first()?.mention(), entries.last()?.mention());
        Some(Self { number, pages, first, last, groups: by_beat(entries) })
    }

    /// Its people by beat.
    pub fn groups(&self) -> &[BeatGroup<'a>] {
        &self.groups
    }

    fn address(&self) -> Markup {
        address(self.number)
    }

    fn title(&self) -> Markup {
        say("pages-title", &[("number", &text(self.number)), ("pages", &text(self.pages))])
    }

    fn range(&self) -> Markup {
        say("pages-range", &[("first", &self.first.name()), ("last", &self.last.name())])
    }
}

/// A beat, and on which pages its reporters stand.
struct BeatPages {
    heading: Markup,
    links: Markup,
}

#[derive(Template)]
#[template(path = "index_head.html")]
struct IndexHead<'a> {
    page: Page,
    look: &'a Look,
    numbered: &'a [NumberedPage<'a>],
    beats: Vec<BeatPages>,
}

#[derive(Template)]
#[template(path = "numbered_head.html")]
struct NumberedHead<'a> {
    page: Page,
    look: &'a Look,
    own: &'a NumberedPage<'a>,
}

#[derive(Template)]
#[template(path = "numbered_foot.html")]
struct NumberedFoot<'a> {
    page: Page,
    look: &'a Look,
    kinds: Vec<ShownKind>,
    previous: Option<Markup>,
    next: Option<Markup>,
    desks: Vec<DeskElsewhere<'a>>,
    edition: Markup,
}

/// A desk that stands on another page.
struct DeskElsewhere<'a> {
    slug: &'a str,
    link: Markup,
}

/// The page that leads to all others, but for the foot, which is the directory's. `beats` are in order.
pub fn index_head(look: &Look, numbered: &[NumberedPage<'_>], beats: &[Beat]) -> String {
    let named = beats.iter().map(Some);
    let beats = std::iter::once(None).chain(named).filter_map(|beat| beat_pages(numbered, beat)).collect();
    rendered(&IndexHead { page: Page::new(Place::Directory), look, numbered, beats })
}

/// A numbered page, down to its first beat.
pub fn numbered_head(look: &Look, own: &NumberedPage<'_>) -> String {
    rendered(&NumberedHead { page: frame(own), look, own })
}

/// The rest of a numbered page.
pub fn numbered_foot(
    look: &Look,
    own: &NumberedPage<'_>,
    desks: &[(usize, Entry<'_>)],
    summary: &Summary,
    kinds: &[ChannelKind],
) -> String {
    let desks = desks.iter().map(|(number, desk)| {
        let Mention { slug, .. } = desk.mention();
        let address = Markup::of_call(format!("{}#{slug}", address(*number)));
        DeskElsewhere { slug: slug.as_str(), link: words::link(&address, &desk.mention().name()) }
    });
    rendered(&NumberedFoot {
        desks: desks.collect(),
        page: frame(own),
        look,
        kinds: shown(kinds),
        previous: (own.number > 1).then(|| address(own.number - 1)),
        next: (own.number < own.pages).then(|| address(own.number + 1)),
        edition: edition_of(summary),
    })
}

fn frame(own: &NumberedPage<'_>) -> Page {
    let mut page = Page::at(format!("/all/{}", own.number));
    page.title = "title-directory";
    page
}

fn address(number: usize) -> Markup {
    Markup::of_call(format!("{}/all/{number}", say("_root", &[])))
}

fn beat_pages(numbered: &[NumberedPage<'_>], beat: Option<&Beat>) -> Option<BeatPages> {
    let mut heading = None;
    let mut links = Vec::new();
    for page in numbered {
        let of_beat = |group: &&BeatGroup<'_>| group.beat.map(|own| &own.slug) == beat.map(|beat| &beat.slug);
        let Some(group) = page.groups.iter().find(of_beat) else { continue };
        let address = Markup::of_call(format!("{}#{}", page.address(), group.anchor()));
        links.push(words::link(&address, &text(page.number)));
        heading.get_or_insert_with(|| group.heading());
    }
    Some(BeatPages { heading: heading?, links: words::list(links)? })
}
