//! The order of the directory: beats by name, people by name inside them, and everyone once. Who has several beats
//! stands under the first and is linked from the others.

use std::collections::BTreeMap;

use directory::{Beat, Language, Name, ProfileKind, Slug};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::markup::Markup;
use super::say::{say, text};
use super::words;

/// What the order of lists needs of a profile. Everything that is there already is borrowed: lists are made of everyone.
pub struct Entry<'a> {
    mention: Mention<'a>,
    is_person: bool,
    beats: Vec<&'a Beat>,
    index_key: String,
}

/// A name that links to its profile.
#[derive(Clone, Copy)]
pub(super) struct Mention<'a> {
    pub(super) slug: &'a Slug,
    name: &'a str,
    language: Option<&'a str>,
}

impl<'a> Entry<'a> {
    /// An entry for a profile of which an edition keeps just this.
    pub fn new(
        slug: &'a Slug,
        name: &'a Name,
        sort_name: &Name,
        kind: ProfileKind,
        languages: &'a [Language],
        beats: Vec<&'a Beat>,
    ) -> Self {
        let language = words::spoken(name.as_str(), languages);
        Self {
            mention: Mention { slug, name: name.as_str(), language },
            is_person: kind == ProfileKind::Person,
            beats,
            index_key: index_key(sort_name.as_str()),
        }
    }

    pub(super) const fn mention(&self) -> Mention<'a> {
        self.mention
    }

    /// Desks first, because they are there for whoever does not know whom to ask; then by name. The slug decides
    /// between namesakes, so that the order is the same on every server.
    fn place(&self) -> (bool, &str, &str) {
        (self.is_person, &self.index_key, self.mention.slug.as_str())
    }
}

impl Mention<'_> {
    /// The name, marked up with its language.
    pub(super) fn name(&self) -> Markup {
        words::Spoken { text: self.name, language: self.language }.markup()
    }
}

/// One beat of the directory page.
pub struct BeatGroup<'a> {
    /// None for profiles without a beat, which are the newsroom's own.
    pub beat: Option<&'a Beat>,
    /// Those who stand here in full, in order.
    pub here: Vec<&'a Slug>,
    elsewhere: Vec<Mention<'a>>,
}

impl BeatGroup<'_> {
    /// The heading's place in the page. No slug holds an underscore, so no profile can have the same.
    pub(super) fn anchor(&self) -> String {
        self.beat
            .as_ref()
            .map_or_else(|| "_newsroom".to_owned(), |beat| format!("_beat_{}", beat.slug.as_str()))
    }

    /// The heading.
    pub(super) fn heading(&self) -> Markup {
        self.beat.map_or_else(|| say("beat-newsroom", &[]), |beat| words::name(beat.name.as_str()))
    }

    /// How many report on this beat.
    pub(super) fn count(&self) -> usize {
        self.here.len() + self.elsewhere.len()
    }

    /// Those who report on this beat too, and stand under another, as links; none where there is nobody.
    pub(super) fn elsewhere(&self) -> Option<Markup> {
        let link = |one: &Mention<'_>| words::link(&text(format!("#{}", one.slug)), &one.name());
        words::list(self.elsewhere.iter().map(link))
    }
}

/// Everyone under the first of their beats, and named under the others. The newsroom's own come first, then the
/// beats by name.
pub fn by_beat<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Vec<BeatGroup<'a>> {
    let mut groups: BTreeMap<(String, String), BeatGroup<'a>> = BTreeMap::new();
    for entry in sorted(entries) {
        group_for(&mut groups, entry.beats.first().copied()).here.push(entry.mention.slug);
        for beat in entry.beats.iter().skip(1) {
            group_for(&mut groups, Some(beat)).elsewhere.push(entry.mention);
        }
    }
    groups.into_values().collect()
}

/// Everyone once, by name.
pub fn by_name<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Vec<&'a Slug> {
    sorted(entries).into_iter().map(|entry| entry.mention.slug).collect()
}

fn sorted<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'_>> = entries.into_iter().collect();
    entries.sort_unstable_by(|one, other| one.place().cmp(&other.place()));
    entries
}

fn group_for<'a, 'b>(
    groups: &'b mut BTreeMap<(String, String), BeatGroup<'a>>,
    beat: Option<&'a Beat>,
) -> &'b mut BeatGroup<'a> {
    let key = beat
        .map_or_else(Default::default, |beat| (index_key(beat.name.as_str()), beat.slug.as_str().to_owned()));
    groups.entry(key).or_insert_with(|| BeatGroup { beat, here: Vec::new(), elsewhere: Vec::new() })
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
