//! Makes the next edition from the one before and what has changed since, without reading the whole directory: an
//! edit costs what it changes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use directory::{BeatSlug, Directory, Profile, ProfileId, ProfileKind, Slug};

use super::build::{Made, Maker, PACK_ABOVE_PROFILES, Parts, named_beats, other_slugs};
use super::slugs::Place;
use super::{Edition, Entry, Imprint, Render};

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
    let mut maker = Maker::new(render, Some(previous), dictionaries);
    let fresh: Vec<(&Profile, Arc<Entry>)> = changed
        .profiles()
        .filter_map(|profile| Some((profile, changed.published(&profile.id, imprint.published_at)?)))
        .filter_map(|(profile, published)| Some((profile, maker.entry(published)?)))
        .collect();
    let Made { held, mut left_out } = maker.finish();
    // Of what did not change, as much is too long as before.
    left_out.extend(previous.left_out.iter().filter(|left| changed.slug_use(&left.slug).is_none()).cloned());

    let replaced: HashSet<u32> = changed.slugs().filter_map(|(slug, _)| place_of(previous, slug)).collect();
    if desks_differ(&fresh, &replaced, previous) {
        return None;
    }

    if dictionaries.is_none() && previous.entries.len() - replaced.len() + fresh.len() > PACK_ABOVE_PROFILES {
        return None;
    }
    let Merged { entries, fresh_places, kept_places } = merge(fresh, &replaced, previous)?;
    let mut others = still_there(previous, changed, &replaced, &kept_places)?;
    others.extend(other_slugs(changed, &fresh_places, imprint));

    let known: BTreeMap<&BeatSlug, _> =
        previous.beats.iter().chain(changed.beats()).map(|beat| (&beat.slug, beat)).collect();
    let beats = named_beats(known.into_values(), &entries);
    let dictionaries = Arc::clone(&previous.dictionaries);
    let previous = Some(previous);
    let parts =
        Parts { previous, imprint, entries, held, left_out, other_slugs: others, beats, dictionaries };
    Some(parts.into_edition(render))
}

/// The next edition's entries, and where they stand.
struct Merged {
    entries: Vec<Arc<Entry>>,
    fresh_places: HashMap<ProfileId, u32>,
    /// By the places where they stood.
    kept_places: HashMap<u32, u32>,
}

/// Puts the fresh entries between those that are not replaced, which are in order already: sorting all of them would
/// need the words that each is sorted by.
fn merge(fresh: Vec<(&Profile, Arc<Entry>)>, replaced: &HashSet<u32>, previous: &Edition) -> Option<Merged> {
    let mut keyed: Vec<_> =
        fresh.into_iter().map(|(profile, entry)| (entry.listing().index_key(), profile, entry)).collect();
    keyed.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    let mut fresh = keyed.into_iter().peekable();

    let mut entries: Vec<Arc<Entry>> = Vec::with_capacity(previous.entries.len() + fresh.len());
    let (mut fresh_places, mut kept_places) = (HashMap::new(), HashMap::new());
    let kept = (0_u32..).zip(&previous.entries).filter(|(place, _)| !replaced.contains(place));
    for (former, entry) in kept {
        while let Some((_, profile, earlier)) = fresh.next_if(|(key, ..)| *key < entry.listing().index_key())
        {
            fresh_places.insert(profile.id.clone(), u32::try_from(entries.len()).ok()?);
            entries.push(earlier);
        }
        kept_places.insert(former, u32::try_from(entries.len()).ok()?);
        entries.push(Arc::clone(entry));
    }
    for (_, profile, entry) in fresh {
        fresh_places.insert(profile.id.clone(), u32::try_from(entries.len()).ok()?);
        entries.push(entry);
    }
    Some(Merged { entries, fresh_places, kept_places })
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
    let former = |entry: &Entry| {
        let (former, place) = previous.slugs.entry(entry.listing().slug.as_str())?;
        (former.fingerprint() == entry.fingerprint()).then_some(place)
    };
    let unchanged: HashSet<u32> = fresh.iter().filter_map(|(_, entry)| former(entry)).collect();
    let was_desk =
        |place: &u32| previous.entry(*place).is_some_and(|entry| entry.listing().kind == ProfileKind::Desk);
    fresh.iter().any(|(profile, entry)| profile.kind == ProfileKind::Desk && former(entry).is_none())
        || replaced.iter().any(|place| was_desk(place) && !unchanged.contains(place))
}

fn place_of(previous: &Edition, slug: &Slug) -> Option<u32> {
    if let Some((_, place)) = previous.slugs.entry(slug.as_str()) {
        return Some(place);
    }
    match previous.slugs.other(slug)? {
        Place::Moved(place) => Some(*place),
        Place::Gone(_) => None,
    }
}

/// The slugs without a profile of their own that `changed` does not speak of, leading to where their entries stand now.
/// `None` where an entry is gone although one of its slugs stays.
fn still_there(
    previous: &Edition,
    changed: &Directory,
    replaced: &HashSet<u32>,
    kept_places: &HashMap<u32, u32>,
) -> Option<HashMap<Slug, Place>> {
    let spoken_of = |slug: &Slug| changed.slug_use(slug).is_some();
    for place in replaced {
        if !spoken_of(&previous.entry(*place)?.listing().slug) {
            return None;
        }
    }
    let others = previous.slugs.others().iter().filter(|(slug, _)| !spoken_of(slug));
    others
        .map(|(slug, place)| {
            let place = match place {
                Place::Moved(place) => Place::Moved(*kept_places.get(place)?),
                Place::Gone(desk) => Place::Gone(desk.clone()),
            };
            Some((slug.clone(), place))
        })
        .collect()
}
