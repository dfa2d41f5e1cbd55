//! What an edition asks of whoever words it: `public` implements this, so that `edition` knows neither templates
//! nor headers.

use std::sync::Arc;

use directory::{Beat, PhotoHash, PublicProfile};

use super::entry::{Answer, Entry};
use super::pack::Dictionaries;
use super::{Document, Form, Imprint};

/// Words profiles and documents. Pure: the same input gives the same bytes, everywhere and always.
pub trait Render: Send + Sync {
    /// The hash of everything but the profiles that the answers depend on: settings, templates, program. Answers
    /// with another fingerprint are rendered again and never mixed.
    fn fingerprint(&self) -> [u8; 32];

    /// The SHA-256 of the style sheet inside the pages, by which a browser tells it from anybody else's. A kept edition
    /// brings its own along: the program that serves it may have another.
    fn style(&self) -> [u8; 32];

    /// One form of one profile; `None` where the profile has no such form, or where the form's stand-in is the
    /// same.
    fn form(&self, profile: &PublicProfile, form: Form) -> Option<Vec<u8>>;

    /// A portrait's octets; none where there are no such. It is asked for what is rendered anew, and for nothing else.
    fn portrait(&self, _hash: &PhotoHash) -> Option<Arc<[u8]>> {
        None
    }

    /// A whole document, given out in pieces.
    fn document(&self, document: Document, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>));
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
    pub(super) dictionaries: &'a Dictionaries,
}

impl<'a> Contents<'a> {
    /// Those of the profiles that lists name, with their places.
    pub fn listed(&self) -> impl Iterator<Item = (usize, &'a Arc<Entry>)> + use<'a> {
        self.entries.iter().enumerate().filter(|(_, entry)| !entry.listing().is_shielded)
    }

    /// The finished answer of an entry in one form, if it has that form.
    pub fn answer(&self, entry: &Entry, form: Form) -> Option<Answer> {
        entry.answer(form, self.dictionaries)
    }
}
