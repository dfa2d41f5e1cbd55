//! What an edition asks of whoever words it: `public` implements this, so that `edition` knows neither templates
//! nor headers.

use std::iter::repeat_n;
use std::ops::Range;
use std::sync::Arc;

use directory::{Beat, PhotoHash, PublicProfile};

use super::entry::{Answer, Entry};
use super::pack::Dictionaries;
use super::{Document, Form, Imprint, Phrases, Sheet, Tag};

/// Words profiles and documents. Pure: the same input gives the same bytes, everywhere and always.
pub trait Render: Send + Sync {
    /// The hash of everything but the profiles that the answers depend on: settings, templates, program. Answers
    /// with another fingerprint are rendered again and never mixed.
    fn fingerprint(&self) -> [u8; 32];

    /// The SHA-256 of the style sheet inside the pages, by which a browser tells it from anybody else's. A kept edition
    /// brings its own along: the program that serves it may have another.
    fn style(&self) -> [u8; 32];

    /// The words of its pages in every language.
    fn phrases(&self) -> Arc<Phrases>;

    /// How the page of one profile begins, worded. [`Form::Page`] is what follows.
    fn opening(&self) -> Vec<u8>;

    /// One form of one profile; `None` where the profile has no such form, or where the form's stand-in is the
    /// same.
    fn form(&self, profile: &PublicProfile, form: Form) -> Option<Vec<u8>>;

    /// A portrait's octets; none where there are no such. It is asked for what is rendered anew, and for nothing else.
    fn portrait(&self, _hash: &PhotoHash) -> Option<Arc<[u8]>> {
        None
    }

    /// A whole document, given out in pieces.
    fn document(&self, document: Document, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>));

    /// How many people stand on one sheet at most. Where more are listed, numbered sheets hold them.
    fn people_per_page(&self) -> usize;

    /// A whole sheet, worded, given out in pieces. No call reaches from one into the next.
    fn sheet(&self, sheet: Sheet, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>));
}

/// A piece of a document.
#[derive(Clone, Copy)]
pub enum Piece<'a> {
    /// Words of the document itself.
    Text(&'a [u8]),
    /// The finished answer of the entry at this place, in one form; nothing where it lacks that form.
    Answer(usize, Form),
}

/// What a document is made of.
pub struct Contents<'a> {
    /// The edition's number and times.
    pub imprint: &'a Imprint,
    /// The published profiles, in the order of their names in an index.
    pub entries: &'a [Arc<Entry>],
    /// The beats that those which lists name have, in the order of their names.
    pub beats: &'a [Beat],
    /// How many of the listed profiles stand before each numbered sheet's, and how many before the next's. None where all
    /// fit on one.
    pub(super) pages: Vec<Range<usize>>,
    pub(super) dictionaries: &'a Dictionaries,
}

impl<'a> Contents<'a> {
    /// Those of the profiles that lists name, with their places.
    pub fn listed(&self) -> impl Iterator<Item = (usize, &'a Arc<Entry>)> + use<'a> {
        self.entries.iter().enumerate().filter(|(_, entry)| !entry.listing().is_shielded)
    }

    /// How many numbered sheets there are.
    pub fn numbered(&self) -> u16 {
        u16::try_from(self.pages.len()).unwrap_or(u16::MAX)
    }

    /// Those of the listed profiles that stand on a numbered sheet, with their places.
    pub fn on_page(&self, number: u16) -> impl Iterator<Item = (usize, &'a Arc<Entry>)> + use<'a> {
        let page = usize::from(number).checked_sub(1).and_then(|place| self.pages.get(place));
        let page = page.cloned().unwrap_or_default();
        self.listed().skip(page.start).take(page.len())
    }

    /// All listed profiles, with the number of the sheet on which each stands. None where all fit on one.
    pub fn by_page(&self) -> impl Iterator<Item = (u16, (usize, &'a Arc<Entry>))> {
        let numbers = (1..=u16::MAX).zip(&self.pages).flat_map(|(number, page)| repeat_n(number, page.len()));
        numbers.zip(self.listed())
    }

    pub(super) fn tag(&self, place: usize, form: Form) -> Option<Tag> {
        self.entries.get(place)?.tag(form)
    }

    /// The finished answer of an entry in one form, if it has that form.
    pub fn answer(&self, entry: &Entry, form: Form) -> Option<Answer> {
        entry.answer(form, self.dictionaries)
    }
}

/// How `listed` profiles are split evenly among sheets of at most so many; not at all where they fit on one.
pub(super) fn pages(listed: usize, people_per_page: usize) -> Vec<Range<usize>> {
    let pages = listed.div_ceil(people_per_page.max(1));
    if pages < 2 {
        return Vec::new();
    }
    (0..pages).map(|page| page * listed / pages..(page + 1) * listed / pages).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_split_evenly_once_they_are_too_many_for_one_page() {
        assert!(pages(0, 10).is_empty());
        assert!(pages(10, 10).is_empty());
        assert_eq!(pages(11, 10), vec![0..5, 5..11]);
        let lengths: Vec<usize> = pages(10_001, 2000).iter().map(Range::len).collect();
        assert_eq!((lengths.len(), lengths.iter().sum::<usize>()), (6, 10_001));
        assert!(lengths.iter().all(|length| *length == 1666 || *length == 1667), "{lengths:?}");
    }
}
