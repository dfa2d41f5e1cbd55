//! What stands at each slug.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use directory::Slug;
use serde::{Deserialize, Serialize};

use super::Entry;

/// The slugs of an edition. Those that profiles have now are read from their entries: as copies they would be most of
/// what a publication has to allocate.
pub(super) struct Slugs {
    current: HashMap<BySlug, u32>,
    others: HashMap<Slug, Place>,
}

/// What stands at a slug that no profile has now.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Place {
    /// A former slug of the profile at this place among the entries.
    Moved(u32),
    /// Nobody any more; perhaps a desk to turn to.
    Gone(Option<GoneDesk>),
}

/// [`directory::DeskReference`] in the kept file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct GoneDesk {
    pub(super) slug: Slug,
    pub(super) name: directory::Name,
}

impl Slugs {
    /// Those of `entries`, and the others.
    pub(super) fn new(entries: &[Arc<Entry>], others: HashMap<Slug, Place>) -> Self {
        let current = entries.iter().map(|entry| BySlug(Arc::clone(entry))).zip(0..).collect();
        Self { current, others }
    }

    /// The entry that has this slug now, and its place.
    pub(super) fn entry(&self, slug: &str) -> Option<(&Arc<Entry>, u32)> {
        self.current.get_key_value(slug).map(|(entry, place)| (&entry.0, *place))
    }

    /// What stands at a slug that no profile has now.
    pub(super) fn other(&self, slug: &Slug) -> Option<&Place> {
        self.others.get(slug)
    }

    /// Every slug that no profile has now and at which something stands.
    pub(super) const fn others(&self) -> &HashMap<Slug, Place> {
        &self.others
    }
}

/// An entry, found by its slug.
struct BySlug(Arc<Entry>);

impl Borrow<str> for BySlug {
    fn borrow(&self) -> &str {
        self.0.listing().slug.as_str()
    }
}

impl Hash for BySlug {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Borrow::<str>::borrow(self).hash(state);
    }
}

impl PartialEq for BySlug {
    fn eq(&self, other: &Self) -> bool {
        Borrow::<str>::borrow(self) == Borrow::<str>::borrow(other)
    }
}

impl Eq for BySlug {}
