//! One published profile: what lists need to know of it, and all its finished answers in one piece of memory.

use std::borrow::Cow;

use bytes::Bytes;
use directory::{Audience, PublicProfile, Timestamp};
use serde::{Deserialize, Serialize};

use super::listing::{KeptListing, Listing, Shared, Sharing};
use super::pack::Dictionaries;
use super::shelf::Shelf;
use super::{Form, Render, Tag};

/// A published profile with its finished answers.
#[derive(Clone)]
pub struct Entry {
    listing: Listing,
    /// Of everything that the answers were made from.
    fingerprint: Tag,
    /// When the answers will be different although nobody edits.
    changes_at: Option<Timestamp>,
    stored: [Stored; Form::COUNT],
    /// How many octets the page has, after the opening, in the language where it is longest.
    page: u32,
    /// All answers, one after the other.
    octets: Bytes,
}

/// Where one answer lies.
#[derive(Clone, Copy, Debug, Default)]
struct Stored {
    start: u32,
    /// How many octets it takes up; as many as `length` when it is not packed.
    packed: u32,
    /// How many octets the answer has; 0 for a form that the profile does not have.
    length: u32,
    tag: Tag,
}

/// A finished answer.
#[derive(Clone)]
pub struct Answer {
    /// Its entity tag's octets.
    pub tag: Tag,
    /// Its body.
    pub body: Bytes,
}

impl Entry {
    /// What lists need to know.
    pub const fn listing(&self) -> &Listing {
        &self.listing
    }

    /// When the answers will be different although nobody edits.
    pub(super) const fn changes_at(&self) -> Option<Timestamp> {
        self.changes_at
    }

    pub(super) const fn fingerprint(&self) -> Tag {
        self.fingerprint
    }

    /// An entry with its answers packed against `dictionaries`, if there are some, and put on `shelf`.
    pub(super) fn new(
        profile: &PublicProfile,
        fingerprint: Tag,
        answers: Vec<Option<Vec<u8>>>,
        page: usize,
        dictionaries: Option<&Dictionaries>,
        shelf: &mut Shelf,
    ) -> Self {
        let mut stored = [Stored::default(); Form::COUNT];
        let mut octets = Vec::new();
        for ((form, place), answer) in Form::ALL.into_iter().zip(&mut stored).zip(answers) {
            let Some(answer) = answer else { continue };
            let packed = dictionaries.and_then(|dictionaries| dictionaries.pack(form, &answer));
            let bytes = packed.as_ref().unwrap_or(&answer);
            *place = Stored {
                start: short(octets.len()),
                packed: short(bytes.len()),
                length: short(answer.len()),
                tag: tag_of(&answer),
            };
            octets.extend_from_slice(bytes);
        }
        let listing = Listing {
            slug: profile.slug.clone(),
            kind: profile.kind,
            name: profile.name.clone(),
            sort_name: profile.sort_name.clone(),
            outlets: std::iter::once(&profile.outlet).chain(&profile.also_at).cloned().collect(),
            beats: profile.beats.iter().map(|beat| beat.slug.clone()).collect(),
            languages: profile.languages.as_slice().into(),
            kinds: profile.channels_for(Audience::Everyone).map(directory::PublicChannel::kind).collect(),
            is_shielded: profile.is_shielded,
        };
        let octets = shelf.put(&octets);
        Self { listing, fingerprint, changes_at: profile.changes_at, stored, page: short(page), octets }
    }

    pub(super) fn answer(&self, form: Form, dictionaries: &Dictionaries) -> Option<Answer> {
        let stored = self.stored.get(form as usize)?;
        if stored.length == 0 {
            return self.answer(form.stand_in()?, dictionaries);
        }
        let start = usize::try_from(stored.start).ok()?;
        let end = start.checked_add(usize::try_from(stored.packed).ok()?)?;
        self.octets.get(start..end)?;
        let bytes = self.octets.slice(start..end);
        let body = if stored.packed == stored.length {
            bytes
        } else {
            dictionaries.unpack(form, &bytes, usize::try_from(stored.length).ok()?)?.into()
        };
        Some(Answer { tag: stored.tag, body })
    }

    /// The entity tag's octets of the answer in one form, if the profile has that form.
    pub(super) fn tag(&self, form: Form) -> Option<Tag> {
        let stored = self.stored.get(form as usize)?;
        if stored.length == 0 { self.tag(form.stand_in()?) } else { Some(stored.tag) }
    }

    /// How many octets the answer of this form has; of the page, what follows the opening, where it is longest.
    pub(super) fn length(&self, form: Form) -> usize {
        let length = match form {
            Form::Page => self.page,
            _ => self.stored.get(form as usize).map_or(0, |stored| stored.length),
        };
        usize::try_from(length).unwrap_or(usize::MAX)
    }

    /// All its answers, one after the other.
    pub(super) fn octets(&self) -> &[u8] {
        &self.octets
    }

    /// The same entry, with its answers elsewhere.
    pub(super) fn moved_to(&self, place: &mut Shelf) -> Self {
        Self { octets: place.put(&self.octets), ..self.clone() }
    }

    pub(super) fn to_kept<'a>(&'a self, sharing: &mut Sharing<'a>) -> KeptEntry<'a> {
        let mut hashes = self.fingerprint.to_vec();
        self.stored.iter().for_each(|stored| hashes.extend_from_slice(&stored.tag));
        KeptEntry {
            listing: sharing.kept(&self.listing),
            changes_at: self.changes_at,
            page: self.page,
            lengths: self.stored.map(|stored| (stored.packed, stored.length)),
            hashes: hashes.into(),
        }
    }

    /// An entry that still lacks its answers.
    pub(super) fn from_kept(kept: KeptEntry<'_>, shared: &Shared) -> Option<Self> {
        let KeptEntry { listing, changes_at, page, lengths, hashes } = kept;
        let (hashes, []) = hashes.as_chunks() else { return None };
        let (fingerprint, tags) = hashes.split_first()?;
        let tags: &[Tag; Form::COUNT] = tags.try_into().ok()?;
        let mut stored = [Stored::default(); Form::COUNT];
        let mut start = 0_u32;
        for (place, ((packed, length), tag)) in stored.iter_mut().zip(lengths.into_iter().zip(tags)) {
            *place = Stored { start, packed, length, tag: *tag };
            start = start.checked_add(packed)?;
        }
        let listing = shared.listing(listing)?;
        Some(Self { listing, fingerprint: *fingerprint, changes_at, stored, page, octets: Bytes::new() })
    }

    /// Takes its answers from the front of all entries' answers; `None` where those end too early.
    pub(super) fn take_answers(&mut self, rest: &mut Bytes) -> Option<()> {
        let last = self.stored.last()?;
        let length = usize::try_from(last.start.checked_add(last.packed)?).ok()?;
        self.octets = (length <= rest.len()).then(|| rest.split_to(length))?;
        Some(())
    }
}

/// An entry in the kept file, whose answers lie elsewhere in it.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptEntry<'a> {
    listing: KeptListing<'a>,
    changes_at: Option<Timestamp>,
    page: u32,
    /// How many octets each answer takes up, and how many it has.
    lengths: [(u32, u32); Form::COUNT],
    /// The fingerprint and each answer's tag.
    #[serde(borrow)]
    hashes: Cow<'a, [u8]>,
}

/// Every form of a profile, in the order of [`Form::ALL`].
pub(super) fn render_all(profile: &PublicProfile, render: &dyn Render) -> Vec<Option<Vec<u8>>> {
    Form::ALL.into_iter().map(|form| render.form(profile, form).filter(|answer| !answer.is_empty())).collect()
}

/// The first half of the SHA-256.
pub fn tag_of(octets: &[u8]) -> Tag {
    half(&sha256(&[octets]))
}

/// The tag of some pieces, one after the other, and how many octets they are.
pub fn tag_of_pieces(pieces: impl Iterator<Item = Bytes>) -> (Tag, u64) {
    let mut context = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
    let mut length = 0;
    for piece in pieces {
        context.update(&piece);
        length += u64::try_from(piece.len()).unwrap_or(u64::MAX);
    }
    let mut tag = Tag::default();
    for (to, from) in tag.iter_mut().zip(context.finish().as_ref()) {
        *to = *from;
    }
    (tag, length)
}

/// The SHA-256 of some pieces, one after the other.
pub fn sha256(pieces: &[&[u8]]) -> [u8; 32] {
    let mut context = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
    for piece in pieces {
        context.update(piece);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

/// The first half of a hash.
pub(super) fn half(hash: &[u8; 32]) -> Tag {
    let mut tag = Tag::default();
    for (to, from) in tag.iter_mut().zip(hash) {
        *to = *from;
    }
    tag
}

/// A profile's answers together stay far below 4 GiB: each of its texts, channels and keys has a limit.
fn short(length: usize) -> u32 {
    u32::try_from(length).expect("a profile's answers are far smaller than 4 GiB")
}
