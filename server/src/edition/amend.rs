//! Makes the next edition from the one before and what has changed since, without reading the whole directory: an
//! edit costs what it changes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use directory::{BeatSlug, Directory, Profile, ProfileId, ProfileKind, Slug};

use super::build::{PACK_ABOVE_PROFILES, Parts, entry, named_beats, slugs};
use super::{Edition, Entry, Imprint, Place, Render};

/// The edition after `previous`. `changed` holds every profile that is different from what `previous` was made of, with
/// all its slugs, and the beats and desks that it names.
///
/// `None` where the change reaches further than the profiles that changed, and only [`super::build`] gets it right:
/// a desk that others name, a beat with another name, a key that has expired.
pub fn amend(
    imprint: Imprint,
    changed: &Directory,
    render: &dyn Render,
    previous: &Edition,
) -> Option<Edition> {
    if !previous.is_rendered_by(render) || reaches_further(imprint, changed, previous) {
        return None;
    }
    let dictionaries = (!previous.dictionaries.is_empty()).then_some(&*previous.dictionaries);
    let fresh: Vec<(&Profile, Arc<Entry>)> = changed
        .profiles()
        .filter_map(|profile| Some((profile, changed.published(&profile.id, imprint.published_at)?)))
        .map(|(profile, published)| (profile, entry(&published, render, Some(previous), dictionaries)))
        .collect();

    let replaced: HashSet<u32> = changed.slugs().filter_map(|(slug, _)| place_of(previous, slug)).collect();
    if desks_differ(&fresh, &replaced, previous) {
        return None;
    }

    let mut entries: Vec<(Origin<'_>, Arc<Entry>)> =
        fresh.into_iter().map(|(profile, entry)| (Origin::Changed(&profile.id), entry)).collect();
    let kept = (0_u32..).zip(&previous.entries).filter(|(place, _)| !replaced.contains(place));
    entries.extend(kept.map(|(place, entry)| (Origin::Kept(place), Arc::clone(entry))));
    if dictionaries.is_none() && entries.len() > PACK_ABOVE_PROFILES {
        return None;
    }
    entries.sort_by_cached_key(|(_, entry)| entry.listing().index_key());

    let (mut changed_places, mut kept_places) = (HashMap::new(), HashMap::new());
    for (place, (origin, _)) in (0_u32..).zip(&entries) {
        match origin {
            Origin::Changed(id) => drop(changed_places.insert((*id).clone(), place)),
            Origin::Kept(former) => drop(kept_places.insert(*former, place)),
        }
    }
    let mut all_slugs = moved(previous, changed, &kept_places)?;
    all_slugs.extend(slugs(changed, &changed_places, imprint));

    let entries: Vec<Arc<Entry>> = entries.into_iter().map(|(_, entry)| entry).collect();
    let known: BTreeMap<&BeatSlug, _> =
        previous.beats.iter().chain(changed.beats()).map(|beat| (&beat.slug, beat)).collect();
    let beats = named_beats(known.into_values(), &entries);
    let dictionaries = Arc::clone(&previous.dictionaries);
    Some(Parts { imprint, entries, slugs: all_slugs, beats, dictionaries }.into_edition(render))
}

/// Where an entry comes from.
enum Origin<'a> {
    /// Made for this profile.
    Changed(&'a ProfileId),
    /// Taken over from this place.
    Kept(u32),
}

/// Whether profiles that did not change themselves look different now.
fn reaches_further(imprint: Imprint, changed: &Directory, previous: &Edition) -> bool {
    let renamed = changed
        .beats()
        .any(|beat| previous.beats.iter().any(|former| former.slug == beat.slug && former.name != beat.name));
    let due = |entry: &Arc<Entry>| entry.changes_at().is_some_and(|moment| moment <= imprint.published_at);
    renamed || previous.entries.iter().any(due)
}

/// Whether a desk is not what it was: the profiles that name it say so.
fn desks_differ(fresh: &[(&Profile, Arc<Entry>)], replaced: &HashSet<u32>, previous: &Edition) -> bool {
    let former = |entry: &Entry| match previous.slugs.get(&entry.listing().slug) {
        Some(Place::Profile(place)) => previous
            .entry(*place)
            .filter(|former| former.fingerprint() == entry.fingerprint())
            .map(|_| *place),
        _ => None,
    };
    let unchanged: HashSet<u32> = fresh.iter().filter_map(|(_, entry)| former(entry)).collect();
    let was_desk =
        |place: &u32| previous.entry(*place).is_some_and(|entry| entry.listing().kind == ProfileKind::Desk);
    fresh.iter().any(|(profile, entry)| profile.kind == ProfileKind::Desk && former(entry).is_none())
        || replaced.iter().any(|place| was_desk(place) && !unchanged.contains(place))
}

fn place_of(previous: &Edition, slug: &Slug) -> Option<u32> {
    match previous.slugs.get(slug)? {
        Place::Profile(place) | Place::Moved(place) => Some(*place),
        Place::Gone(_) => None,
    }
}

/// The slugs that `changed` does not speak of, leading to where their entries stand now. `None` where an entry is gone
/// although one of its slugs stays.
fn moved(
    previous: &Edition,
    changed: &Directory,
    places: &HashMap<u32, u32>,
) -> Option<HashMap<Slug, Place>> {
    let others = previous.slugs.iter().filter(|(slug, _)| changed.slug_use(slug).is_none());
    others
        .map(|(slug, place)| {
            let place = match place {
                Place::Profile(place) => Place::Profile(*places.get(place)?),
                Place::Moved(place) => Place::Moved(*places.get(place)?),
                Place::Gone(desk) => Place::Gone(desk.clone()),
            };
            Some((slug.clone(), place))
        })
        .collect()
}
