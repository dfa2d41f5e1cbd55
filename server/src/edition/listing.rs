//! What lists need to know of a profile, and how the kept file says it: what many profiles share stands there once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use directory::{BeatSlug, ChannelKind, Language, Name, ProfileKind, Slug};
use serde::{Deserialize, Serialize};

/// What lists need to know of a profile. Its own lists are few and alike, so profiles share them.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Its address.
    pub slug: Slug,
    /// A person or a desk.
    pub kind: ProfileKind,
    /// As it stands in a byline.
    pub name: Name,
    /// As it stands in an index.
    pub sort_name: Name,
    /// Its publications, the first being its own.
    pub outlets: Arc<[Name]>,
    /// Its beats, the first being its own.
    pub beats: Arc<[BeatSlug]>,
    /// Languages to write in.
    pub languages: Arc<[Language]>,
    /// The kinds of its channels that lists show.
    pub kinds: Arc<[ChannelKind]>,
    /// Whether no list names it: it is found by whoever asks for it by its slug.
    pub is_shielded: bool,
}

impl Listing {
    /// The place in an index: by name without case, then by slug, which no two share.
    pub fn index_key(&self) -> (String, Slug) {
        (self.sort_name.as_str().to_lowercase(), self.slug.clone())
    }
}

/// A listing in the kept file, with places in the [`KeptLists`].
#[derive(Serialize, Deserialize)]
pub(super) struct KeptListing<'a> {
    slug: Cow<'a, Slug>,
    kind: ProfileKind,
    name: Cow<'a, Name>,
    sort_name: Cow<'a, Name>,
    outlets: usize,
    beats: usize,
    languages: usize,
    kinds: usize,
    is_shielded: bool,
}

/// The different lists of all profiles. Each is read, and so checked, once for all of them.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct KeptLists {
    outlets: Vec<Vec<Name>>,
    beats: Vec<Vec<BeatSlug>>,
    languages: Vec<Vec<Language>>,
    kinds: Vec<Vec<ChannelKind>>,
}

impl KeptLists {
    pub(super) fn shared(self) -> Shared {
        let Self { outlets, beats, languages, kinds } = self;
        Shared { outlets: all(outlets), beats: all(beats), languages: all(languages), kinds: all(kinds) }
    }
}

fn all<T>(lists: Vec<Vec<T>>) -> Vec<Arc<[T]>> {
    lists.into_iter().map(Arc::from).collect()
}

/// [`KeptLists`], to be shared.
pub(super) struct Shared {
    outlets: Vec<Arc<[Name]>>,
    beats: Vec<Arc<[BeatSlug]>>,
    languages: Vec<Arc<[Language]>>,
    kinds: Vec<Arc<[ChannelKind]>>,
}

impl Shared {
    /// The listing with its places replaced by what stands there; `None` where nothing does.
    pub(super) fn listing(&self, kept: KeptListing<'_>) -> Option<Listing> {
        let KeptListing { slug, kind, name, sort_name, outlets, beats, languages, kinds, is_shielded } = kept;
        Some(Listing {
            slug: slug.into_owned(),
            kind,
            name: name.into_owned(),
            sort_name: sort_name.into_owned(),
            outlets: Arc::clone(self.outlets.get(outlets)?),
            beats: Arc::clone(self.beats.get(beats)?),
            languages: Arc::clone(self.languages.get(languages)?),
            kinds: Arc::clone(self.kinds.get(kinds)?),
            is_shielded,
        })
    }
}

/// Collects the different lists of listings.
#[derive(Default)]
pub(super) struct Sharing<'a> {
    outlets: Numbered<'a, Name>,
    beats: Numbered<'a, BeatSlug>,
    languages: Numbered<'a, Language>,
    kinds: Numbered<'a, ChannelKind>,
}

impl<'a> Sharing<'a> {
    pub(super) fn kept(&mut self, listing: &'a Listing) -> KeptListing<'a> {
        KeptListing {
            slug: Cow::Borrowed(&listing.slug),
            kind: listing.kind,
            name: Cow::Borrowed(&listing.name),
            sort_name: Cow::Borrowed(&listing.sort_name),
            outlets: self.outlets.place(&listing.outlets),
            beats: self.beats.place(&listing.beats),
            languages: self.languages.place(&listing.languages),
            kinds: self.kinds.place(&listing.kinds),
            is_shielded: listing.is_shielded,
        }
    }

    pub(super) fn finish(self) -> KeptLists {
        KeptLists {
            outlets: self.outlets.finish(),
            beats: self.beats.finish(),
            languages: self.languages.finish(),
            kinds: self.kinds.finish(),
        }
    }
}

/// Different lists in the order of their first mention.
struct Numbered<'a, T>(HashMap<&'a [T], usize>);

impl<T> Default for Numbered<'_, T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<'a, T: Clone + Eq + Hash> Numbered<'a, T> {
    fn place(&mut self, list: &'a [T]) -> usize {
        let next = self.0.len();
        *self.0.entry(list).or_insert(next)
    }

    fn finish(self) -> Vec<Vec<T>> {
        let mut lists: Vec<_> = self.0.into_iter().collect();
        lists.sort_unstable_by_key(|(_, place)| *place);
        lists.into_iter().map(|(list, _)| list.to_vec()).collect()
    }
}
