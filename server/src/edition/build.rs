//! Makes an edition from the directory: what is as it was is taken over, the rest is rendered.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use bytes::Bytes;
use directory::{Beat, Directory, ProfileId, PublicProfile, Readers, Slug, SlugUse};

use super::document::Writer;
use super::entry::{Entry, half, render_all, sha256};
use super::limit::{longest, measured};
use super::pack::Dictionaries;
use super::render::pages;
use super::sheet::{Former, sheets};
use super::shelf::{Shelf, tidy};
use super::slugs::{GoneDesk, Place, Slugs};
use super::{Contents, Document, Edition, Form, Imprint, LeftOut, Opening, Phrases, Render, Tag};

/// Directories up to this size are kept as they are; larger ones are packed.
pub(super) const PACK_ABOVE_PROFILES: usize = 1000;
/// How many profiles the samples for packing are taken from.
const SAMPLES: usize = 4;

/// The edition of `directory` with this imprint. Profiles that are just as in `previous` are not rendered again.
pub fn build(
    imprint: Imprint,
    directory: &Directory,
    render: &dyn Render,
    previous: Option<&Edition>,
) -> Edition {
    let rendered_by = render.fingerprint();
    let previous = previous.filter(|previous| previous.rendered_by == rendered_by);
    let ids: Vec<&ProfileId> = directory.profiles().map(|profile| &profile.id).collect();
    let published = |id: &ProfileId| directory.published(id, imprint.published_at);

    let pack = ids.len() > PACK_ABOVE_PROFILES;
    let dictionaries = match previous {
        Some(previous) if !pack || !previous.dictionaries.is_empty() => Arc::clone(&previous.dictionaries),
        _ if !pack => Arc::default(),
        _ => {
            let step = ids.len().div_ceil(SAMPLES);
            let samples = ids.iter().step_by(step.max(1)).filter_map(|id| published(id));
            Dictionaries::from_samples(samples.map(|profile| render_all(&profile, render)))
        }
    };
    // Answers packed against other samples cannot be taken over.
    let same_samples = previous.filter(|previous| Arc::ptr_eq(&previous.dictionaries, &dictionaries));

    let dictionary = pack.then_some(&*dictionaries);
    let mut maker = Maker::new(render, same_samples, dictionary);
    let mut entries: Vec<(ProfileId, Arc<Entry>)> = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(entry) = published(id).and_then(|profile| maker.entry(profile)) else { continue };
        entries.push((id.clone(), entry));
    }
    let Made { held, left_out } = maker.finish();
    entries.sort_by_cached_key(|(_, entry)| entry.listing().index_key());

    let places: HashMap<ProfileId, u32> = entries.iter().map(|(id, _)| id.clone()).zip(0_u32..).collect();
    let entries: Vec<Arc<Entry>> = entries.into_iter().map(|(_, entry)| entry).collect();
    let beats = named_beats(directory.beats(), &entries);
    let other_slugs = other_slugs(directory, &places, imprint);
    Parts { previous, imprint, entries, held, left_out, other_slugs, beats, dictionaries }
        .into_edition(render)
}

/// An edition but for its documents and sheets.
pub(super) struct Parts<'a> {
    /// The edition before, if the same program made it.
    pub(super) previous: Option<&'a Edition>,
    pub(super) imprint: Imprint,
    pub(super) entries: Vec<Arc<Entry>>,
    pub(super) held: usize,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) other_slugs: HashMap<Slug, Place>,
    pub(super) beats: Vec<Beat>,
    pub(super) dictionaries: Arc<Dictionaries>,
}

impl Parts<'_> {
    pub(super) fn into_edition(self, render: &dyn Render) -> Edition {
        let Self { previous, imprint, mut entries, held, mut left_out, other_slugs, beats, dictionaries } =
            self;
        let held = tidy(&mut entries, held);
        left_out.sort_by(|one, other| one.slug.cmp(&other.slug));
        let listed = entries.iter().filter(|entry| !entry.listing().is_shielded).count();
        let pages = pages(listed, render.people_per_page());
        let dictionary = &*dictionaries;
        let contents =
            Contents { imprint: &imprint, entries: &entries, beats: &beats, pages, dictionaries: dictionary };
        let documents: Vec<_> = Document::ALL
            .into_iter()
            .map(|document| {
                let mut writer = Writer::new(&contents);
                render.document(document, &contents, &mut |piece| writer.write(piece));
                writer.finish()
            })
            .collect();
        let sha256 = documents.get(Document::Json as usize).map(|json| json.sha256).unwrap_or_default();
        let (rendered_by, style) = (render.fingerprint(), render.style());
        let longest = longest(entries.iter().map(Arc::as_ref));
        let slugs = Slugs::new(&entries, other_slugs);
        let valid_until = imprint.valid_until_text();
        let (phrases, opening) = (render.phrases(), Bytes::from(render.opening()));
        let openings = Opening::in_each(&opening, &phrases);
        let sheets = sheets(&contents, render, &phrases, &Former::of(previous));
        Edition {
            imprint,
            valid_until,
            rendered_by,
            style,
            entries,
            held,
            listed,
            slugs,
            beats,
            documents,
            sheets,
            left_out,
            longest,
            dictionaries,
            phrases,
            opening,
            openings,
            sha256,
        }
    }
}

/// Makes entries of profiles.
pub(super) struct Maker<'a> {
    render: &'a dyn Render,
    phrases: Arc<Phrases>,
    /// How many octets come before each page.
    opening: usize,
    previous: Option<&'a Edition>,
    dictionaries: Option<&'a Dictionaries>,
    shelf: Shelf,
    left_out: Vec<LeftOut>,
}

/// What a [`Maker`] leaves besides its entries.
pub(super) struct Made {
    /// How many octets of memory the previous edition's entries keep, and its own.
    pub(super) held: usize,
    pub(super) left_out: Vec<LeftOut>,
}

impl<'a> Maker<'a> {
    /// Takes over from `previous` what is as it was, and packs what is new against `dictionaries`.
    pub(super) fn new(
        render: &'a dyn Render,
        previous: Option<&'a Edition>,
        dictionaries: Option<&'a Dictionaries>,
    ) -> Self {
        let phrases = render.phrases();
        let opening = phrases.longest(&render.opening());
        let (shelf, left_out) = (Shelf::default(), Vec::new());
        Self { render, phrases, opening, previous, dictionaries, shelf, left_out }
    }

    /// The previous edition's entry where nothing has changed, else a new one; none for a profile that is left out.
    pub(super) fn entry(&mut self, mut profile: PublicProfile) -> Option<Arc<Entry>> {
        let render = self.render;
        let shows_portrait = profile.photo.is_some();
        let mut fingerprint = fingerprint(&profile, render, shows_portrait);
        let unchanged = self
            .previous
            .and_then(|previous| previous.slugs.entry(profile.slug.as_str()))
            .filter(|(entry, _)| entry.fingerprint() == fingerprint);
        if let Some((entry, _)) = unchanged {
            return Some(Arc::clone(entry));
        }
        if let Some(photo) = &mut profile.photo {
            photo.octets = render.portrait(&photo.hash);
            if photo.octets.is_none() {
                // It is looked for again by every edition that renders this profile.
                fingerprint = self::fingerprint(&profile, render, false);
            }
        }
        let answers = render_all(&profile, render);
        let (page, too_long) = measured(&answers, &self.phrases, self.opening);
        if let Some((form, octets)) = too_long {
            self.left_out.push(LeftOut { slug: profile.slug, form, octets });
            return None;
        }
        let entry = Entry::new(&profile, fingerprint, answers, page, self.dictionaries, &mut self.shelf);
        Some(Arc::new(entry))
    }

    pub(super) fn finish(self) -> Made {
        let held = self.previous.map_or(0, |previous| previous.held) + self.shelf.held();
        Made { held, left_out: self.left_out }
    }
}

/// Of everything that a profile's answers are made from: its JSON says all of it, but for what is named here.
fn fingerprint(profile: &PublicProfile, render: &dyn Render, shows_portrait: bool) -> Tag {
    let json = render.form(profile, Form::Json).unwrap_or_default();
    let readers = match profile.readers {
        None => b'0',
        Some(Readers::One) => b'1',
        Some(Readers::Few) => b'2',
        Some(Readers::Several) => b'3',
        Some(Readers::Many) => b'4',
    };
    let others = [readers, u8::from(profile.is_shielded)];
    let mut pieces: Vec<&[u8]> = vec![&json, &others];
    let hash = profile.photo.as_ref().filter(|_| shows_portrait).map_or("", |photo| photo.hash.as_str());
    pieces.push(hash.as_bytes());
    for beat in &profile.beats {
        pieces.push(b"\0");
        pieces.push(beat.name.as_str().as_bytes());
    }
    half(&sha256(&pieces))
}

pub(super) fn named_beats<'a>(beats: impl Iterator<Item = &'a Beat>, entries: &[Arc<Entry>]) -> Vec<Beat> {
    let listings = entries.iter().map(|entry| entry.listing()).filter(|listing| !listing.is_shielded);
    let named: BTreeSet<_> = listings.flat_map(|listing| listing.beats.iter()).collect();
    let mut beats: Vec<Beat> = beats.filter(|beat| named.contains(&beat.slug)).cloned().collect();
    beats.sort_by_cached_key(|beat| (beat.name.as_str().to_lowercase(), beat.slug.clone()));
    beats
}

/// What stands at the directory's slugs that no published profile has now.
pub(super) fn other_slugs(
    directory: &Directory,
    places: &HashMap<ProfileId, u32>,
    imprint: Imprint,
) -> HashMap<Slug, Place> {
    let gone = |id: &ProfileId| {
        let withdrawn =
            directory.profile(id).is_some_and(|profile| profile.status == directory::Status::Withdrawn);
        withdrawn.then(|| {
            let desk = directory.withdrawn_desk(id, imprint.published_at);
            Place::Gone(desk.map(|desk| GoneDesk { slug: desk.slug, name: desk.name }))
        })
    };
    let place = |used: &SlugUse| match used {
        SlugUse::Current(id) if places.contains_key(id) => None,
        SlugUse::Current(id) => gone(id),
        SlugUse::Redirects(id) => places.get(id).map(|place| Place::Moved(*place)).or_else(|| gone(id)),
        SlugUse::Gone => Some(Place::Gone(None)),
    };
    // A draft's slug is left out: it answers like one that nobody has.
    directory.slugs().filter_map(|(slug, used)| Some((slug.clone(), place(used)?))).collect()
}
