//! What lists need to know of a profile, and how the kept file says it: what many profiles share stands there once.

use std::collections::HashMap;
use std::hash::Hash;

use directory::{BeatSlug, ChannelKind, Language, Name, ProfileKind, Slug};
use serde::{Deserialize, Serialize};

/// What lists need to know of a profile.
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
    /// Its publication.
    pub outlet: Name,
    /// Other publications.
    pub also_at: Vec<Name>,
    /// Its beats, the first being its own.
    pub beats: Vec<BeatSlug>,
    /// Languages to write in.
    pub languages: Vec<Language>,
    /// The kinds of its channels that lists show.
    pub kinds: Vec<ChannelKind>,
}

impl Listing {
    /// The place in an index: by name without case, then by slug, which no two share.
    pub fn index_key(&self) -> (String, Slug) {
        (self.sort_name.as_str().to_lowercase(), self.slug.clone())
    }
}

/// A listing in the kept file, with places in the [`Shared`] lists.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptListing {
    slug: Slug,
    kind: ProfileKind,
    name: Name,
    sort_name: Name,
    outlet: usize,
    also_at: Vec<usize>,
    beats: Vec<usize>,
    languages: Vec<usize>,
    kinds: Vec<ChannelKind>,
}

/// What many profiles share. Each is read, and so checked, once for all of them.
#[derive(Serialize, Deserialize)]
pub(super) struct Shared {
    outlets: Vec<Name>,
    beats: Vec<BeatSlug>,
    languages: Vec<Language>,
}

impl Shared {
    /// The listing with its places replaced by what stands there; `None` where nothing does.
    pub(super) fn listing(&self, kept: KeptListing) -> Option<Listing> {
        let KeptListing { slug, kind, name, sort_name, outlet, also_at, beats, languages, kinds } = kept;
        Some(Listing {
            slug,
            kind,
            name,
            sort_name,
            outlet: self.outlets.get(outlet)?.clone(),
            also_at: all_at(&self.outlets, &also_at)?,
            beats: all_at(&self.beats, &beats)?,
            languages: all_at(&self.languages, &languages)?,
            kinds,
        })
    }
}

fn all_at<T: Clone>(shared: &[T], places: &[usize]) -> Option<Vec<T>> {
    places.iter().map(|place| shared.get(*place).cloned()).collect()
}

/// Collects what listings share.
#[derive(Default)]
pub(super) struct Sharing<'a> {
    outlets: Numbered<'a, Name>,
    beats: Numbered<'a, BeatSlug>,
    languages: Numbered<'a, Language>,
}

impl<'a> Sharing<'a> {
    pub(super) fn kept(&mut self, listing: &'a Listing) -> KeptListing {
        KeptListing {
            slug: listing.slug.clone(),
            kind: listing.kind,
            name: listing.name.clone(),
            sort_name: listing.sort_name.clone(),
            outlet: self.outlets.place(&listing.outlet),
            also_at: listing.also_at.iter().map(|outlet| self.outlets.place(outlet)).collect(),
            beats: listing.beats.iter().map(|beat| self.beats.place(beat)).collect(),
            languages: listing.languages.iter().map(|language| self.languages.place(language)).collect(),
            kinds: listing.kinds.clone(),
        }
    }

    pub(super) fn finish(self) -> Shared {
        Shared {
            outlets: self.outlets.finish(),
            beats: self.beats.finish(),
            languages: self.languages.finish(),
        }
    }
}

/// Different items in the order of their first mention.
struct Numbered<'a, T>(HashMap<&'a T, usize>);

impl<T> Default for Numbered<'_, T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<'a, T: Clone + Eq + Hash> Numbered<'a, T> {
    fn place(&mut self, item: &'a T) -> usize {
        let next = self.0.len();
        *self.0.entry(item).or_insert(next)
    }

    fn finish(self) -> Vec<T> {
        let mut items: Vec<_> = self.0.into_iter().collect();
        items.sort_unstable_by_key(|(_, place)| *place);
        items.into_iter().map(|(item, _)| item.clone()).collect()
    }
}
