//! The order of the directory: beats by name, people by name inside them, and everyone once. Who has several beats
//! stands under the first and is linked from the others.

use std::collections::BTreeMap;

use directory::{Beat, Language, Name, ProfileKind, Slug};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{markup::Markup, words};

/// What the order of lists needs of a profile.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its address.
    pub slug: Slug,
    name: String,
    language: Option<String>,
    is_person: bool,
    beats: Vec<Beat>,
    index_key: String,
}

impl Entry {
    /// An entry for a profile of which an edition keeps just this.
    pub fn new(
        slug: &Slug,
        name: &Name,
        sort_name: &Name,
        kind: ProfileKind,
        languages: &[Language],
        beats: Vec<Beat>,
    ) -> Self {
        Self {
            slug: slug.clone(),
            name: name.as_str().to_owned(),
            language: words::spoken(name.as_str(), languages).map(str::to_owned),
            is_person: kind == ProfileKind::Person,
            beats,
            index_key: index_key(sort_name.as_str()),
        }
    }

    /// Desks first, because they are there for whoever does not know whom to ask; then by name. The slug decides
    /// between namesakes, so that the order is the same on every server.
    fn place(&self) -> (bool, &str, &str) {
        (self.is_person, &self.index_key, self.slug.as_str())
    }

    /// The name, marked up with its language.
    pub(super) fn name(&self) -> Markup {
        words::Spoken { text: &self.name, language: self.language.as_deref() }.markup()
    }
}

/// One beat of the directory page.
pub struct BeatGroup {
    /// None for profiles without a beat, which are the newsroom's own.
    pub beat: Option<Beat>,
    /// Those who stand here in full, in order.
    pub here: Vec<Slug>,
    elsewhere: Vec<Entry>,
}

impl BeatGroup {
    /// The heading's place in the page. No slug holds an underscore, so no profile can have the same.
    pub(super) fn anchor(&self) -> String {
        self.beat
            .as_ref()
            .map_or_else(|| "_newsroom".to_owned(), |beat| format!("_beat_{}", beat.slug.as_str()))
    }

    /// The heading.
    pub(super) fn heading(&self) -> &str {
        self.beat.as_ref().map_or("Newsroom", |beat| beat.name.as_str())
    }

    /// How many report on this beat.
    pub(super) fn count(&self) -> usize {
        self.here.len() + self.elsewhere.len()
    }

    /// Those who report on this beat too, and stand under another.
    pub(super) fn elsewhere(&self) -> &[Entry] {
        &self.elsewhere
    }
}

/// Everyone under the first of their beats, and named under the others. The newsroom's own come first, then the
/// beats by name.
pub fn by_beat(entries: impl IntoIterator<Item = Entry>) -> Vec<BeatGroup> {
    let mut entries: Vec<Entry> = entries.into_iter().collect();
    entries.sort_by(|one, other| one.place().cmp(&other.place()));
    let mut groups: BTreeMap<(String, String), BeatGroup> = BTreeMap::new();
    for entry in entries {
        group_for(&mut groups, entry.beats.first()).here.push(entry.slug.clone());
        for beat in entry.beats.iter().skip(1) {
            group_for(&mut groups, Some(beat)).elsewhere.push(entry.clone());
        }
    }
    groups.into_values().collect()
}

/// Everyone once, by name.
pub fn by_name(entries: impl IntoIterator<Item = Entry>) -> Vec<Slug> {
    let mut entries: Vec<Entry> = entries.into_iter().collect();
    entries.sort_by(|one, other| one.place().cmp(&other.place()));
    entries.into_iter().map(|entry| entry.slug).collect()
}

fn group_for<'a>(
    groups: &'a mut BTreeMap<(String, String), BeatGroup>,
    beat: Option<&Beat>,
) -> &'a mut BeatGroup {
    let key = beat
        .map_or_else(Default::default, |beat| (index_key(beat.name.as_str()), beat.slug.as_str().to_owned()));
    groups.entry(key).or_insert_with(|| BeatGroup {
        beat: beat.cloned(),
        here: Vec::new(),
        elsewhere: Vec::new(),
    })
}

/// A name as an index sorts it: without accents and case.
fn index_key(name: &str) -> String {
    name.nfkd().filter(|character| !is_combining_mark(*character)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_move_a_name_in_the_index() {
        assert_eq!(index_key("Émile"), "emile");
        assert!(index_key("Émile") < index_key("Ferris"));
        assert!(index_key("öberg") < index_key("Olsen"));
    }
}
