//! The published directory at one moment: numbered, complete, and rendered before anybody asks.
//!
//! An [`Edition`] is a table of finished answers. A read finds, compares the tag and copies; nothing is rendered,
//! fetched or kept *because* somebody asked, so that no cache records who was looked up. The newest edition is
//! swapped in as a whole ([`Editions`]) and kept on disk ([`kept`]), so that a node starts and reads without its
//! database.

mod amend;
mod build;
mod deflate;
mod document;
mod entry;
mod form;
pub mod kept;
mod limit;
mod listing;
mod opening;
mod pack;
mod padme;
mod parts;
mod phrases;
mod render;
mod sheet;
mod shelf;
mod slugs;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use arc_swap::ArcSwapOption;
use bytes::Bytes;
use directory::{Beat, DeskReference, Slug, Timestamp};
use sheet::SheetBody;
use slugs::{Place, Slugs};

pub use amend::amend;
pub use build::build;
pub use document::{Document, DocumentBody, Pieces};
pub use entry::{Answer, Entry, sha256, tag_of, tag_of_pieces};
pub use form::Form;
pub use limit::{ANSWER_OCTETS_MAX, LeftOut};
pub use listing::Listing;
pub use opening::Opening;
pub use phrases::{Book, Phrases, Segment, Tongue, call};
pub use render::{Contents, Piece, Render};
pub use sheet::{Notice, Sheet, SheetAnswer};

/// How long an edition is valid: a template may show its copy until then, and must drop it after.
pub const VALID_SECONDS: i64 = 24 * 60 * 60;

/// How long an edition may be the newest, even if nothing changes.
pub const NEWEST_SECONDS: i64 = 6 * 60 * 60;

/// An entity tag's octets: the first half of the SHA-256 of the answer.
pub type Tag = [u8; 16];

/// What makes an edition this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Imprint {
    /// Its number. Grows by one and never repeats.
    pub number: u64,
    /// When it was published, by the database's transaction.
    pub published_at: Timestamp,
    /// The directory's revision that it shows.
    pub revision: u64,
    /// Tells it from an edition of the same number in a past that was undone.
    pub mark: i64,
}

impl Imprint {
    /// Until when the edition may be shown.
    pub const fn valid_until(&self) -> Timestamp {
        self.published_at.plus_seconds(VALID_SECONDS)
    }

    fn valid_until_text(&self) -> Bytes {
        self.valid_until().rfc3339().into()
    }
}

/// The published directory at one moment.
pub struct Edition {
    imprint: Imprint,
    /// Worded once, because every answer says it.
    valid_until: Bytes,
    /// Of the settings and templates that rendered it: another program's answers are not reused.
    rendered_by: [u8; 32],
    style: [u8; 32],
    /// Shared with the editions before and after, where nothing has changed.
    entries: Vec<Arc<Entry>>,
    /// How many octets of memory its entries keep, with those that no entry shows any more.
    held: usize,
    /// How many of them lists name.
    listed: usize,
    slugs: Slugs,
    beats: Vec<Beat>,
    documents: Vec<DocumentBody>,
    sheets: Vec<SheetBody>,
    left_out: Vec<LeftOut>,
    /// The most octets of each form's answers.
    longest: [usize; Form::COUNT],
    dictionaries: Arc<pack::Dictionaries>,
    phrases: Arc<Phrases>,
    /// How pages of one profile begin, worded.
    opening: Bytes,
    /// The same in each language.
    openings: Vec<Opening>,
    /// The SHA-256 of `directory.json`, which is the edition's identity.
    sha256: [u8; 32],
}

/// What a slug leads to.
pub enum Found<'a> {
    /// A published profile.
    Profile(&'a Arc<Entry>),
    /// A profile that has another slug now.
    Moved(&'a Slug),
    /// A withdrawn profile, without its name; perhaps a desk to turn to.
    Gone(Option<DeskReference>),
    /// Nobody, or a draft: nobody can tell which.
    Unknown,
}

impl Edition {
    /// Its number, times and revision.
    pub const fn imprint(&self) -> &Imprint {
        &self.imprint
    }

    /// Until when it may be shown, in RFC 3339.
    pub fn valid_until_text(&self) -> Bytes {
        self.valid_until.clone()
    }

    /// The SHA-256 of its `directory.json`.
    pub const fn sha256(&self) -> &[u8; 32] {
        &self.sha256
    }

    /// The SHA-256 of the style sheet that stands in its pages.
    pub const fn style(&self) -> &[u8; 32] {
        &self.style
    }

    /// When it stops being true although nobody edits: the first moment at which the clock alone changes a
    /// profile.
    pub fn changes_at(&self) -> Option<Timestamp> {
        self.entries.iter().filter_map(|entry| entry.changes_at()).min()
    }

    /// Whether its answers are the ones that `render` would make.
    pub fn is_rendered_by(&self, render: &dyn Render) -> bool {
        self.rendered_by == render.fingerprint()
    }

    /// How many profiles its lists name.
    pub const fn listed(&self) -> usize {
        self.listed
    }

    /// The published profiles, in the order of their names in an index; also those that no list names.
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    /// The beats that profiles name, in the order of their names.
    pub fn beats(&self) -> &[Beat] {
        &self.beats
    }

    /// What stands at a slug. Text that is not a slug leads nowhere, like a slug that nobody has.
    pub fn find(&self, slug: &str) -> Found<'_> {
        if let Some((entry, _)) = self.slugs.entry(slug) {
            return Found::Profile(entry);
        }
        let Ok(slug) = Slug::parse(slug) else { return Found::Unknown };
        match self.slugs.other(&slug) {
            Some(Place::Moved(place)) => {
                self.entry(*place).map_or(Found::Unknown, |entry| Found::Moved(&entry.listing().slug))
            }
            Some(Place::Gone(desk)) => {
                Found::Gone(desk.clone().map(|desk| DeskReference { slug: desk.slug, name: desk.name }))
            }
            None => Found::Unknown,
        }
    }

    /// The finished answer of an entry in one form, if it has that form.
    pub fn answer(&self, entry: &Entry, form: Form) -> Option<Answer> {
        entry.answer(form, &self.dictionaries)
    }

    /// The most octets that an answer of this form has, of any profile in any language: of pages, after the opening.
    pub fn longest(&self, form: Form) -> usize {
        self.longest.get(form as usize).copied().unwrap_or_default()
    }

    /// The profiles that are published and yet not here, because an answer of theirs would be too long.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// The words of its pages in every language.
    pub fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    /// How the page of one profile begins, in one language.
    pub fn opening(&self, tongue: Tongue) -> &Opening {
        let own = self.openings.get(tongue.place()).or_else(|| self.openings.first());
        own.expect("an edition has a language, and an opening in each")
    }

    /// What is known of a whole document.
    pub fn document(&self, document: Document) -> &DocumentBody {
        self.documents.get(document as usize).expect("an edition is built with every document")
    }

    /// A whole document's octets, piece by piece.
    pub fn pieces(self: &Arc<Self>, document: Document) -> Pieces {
        Pieces { edition: Arc::clone(self), document, next: 0 }
    }

    fn entry(&self, place: u32) -> Option<&Arc<Entry>> {
        usize::try_from(place).ok().and_then(|place| self.entries.get(place))
    }
}

/// The newest edition, which every reader shares and a publication replaces.
#[derive(Default)]
pub struct Editions {
    newest: ArcSwapOption<Edition>,
}

impl Editions {
    /// The newest edition, once there is one.
    pub fn newest(&self) -> Option<Arc<Edition>> {
        self.newest.load_full()
    }

    /// Puts `edition` in place of the newest, unless that is newer.
    pub fn replace(&self, edition: &Arc<Edition>) {
        self.newest.rcu(|newest| match newest {
            Some(newest) if newest.imprint.number > edition.imprint.number => Some(Arc::clone(newest)),
            _ => Some(Arc::clone(edition)),
        });
    }
}
