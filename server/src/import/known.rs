//! What the newsroom's own lists, and the usual forms of names, make of what a source writes.

use directory::{Beat, BeatSlug, Directory, Name, ProfileKind};

use super::person::Person;

/// The person with the newsroom's own beats and outlets, where a source only spells them otherwise.
pub(super) fn resolved(person: &Person, directory: &Directory) -> Person {
    let mut person = person.clone();
    for beat in person.beats.iter_mut().flatten() {
        let listed = directory.beat(&beat.slug).or_else(|| {
            let lower = beat.name.as_str().to_lowercase();
            directory.beats().find(|known| known.name.as_str().to_lowercase() == lower)
        });
        if let Some(listed) = listed {
            beat.clone_from(listed);
        }
    }
    person.outlet = person.outlet.map(|outlet| known_outlet(outlet, directory));
    person
}

/// `Ferris, Ada` of `Ada Ferris`. Only Latin and Cyrillic names are turned; a desk's never.
pub fn sort_name(name: &Name, kind: Option<ProfileKind>) -> Name {
    let turnable =
        name.as_str().chars().all(|character| !character.is_alphabetic() || u32::from(character) < 0x530);
    let turned = match (kind, turnable, name.as_str().rsplit_once(' ')) {
        (Some(ProfileKind::Desk), ..) | (_, false, _) | (_, _, None) => None,
        (_, true, Some((given, family))) => Name::parse(&format!("{family}, {given}")).ok(),
    };
    turned.unwrap_or_else(|| name.clone())
}

/// The outlet of the newsroom's list that `name` is, in whatever case, or `name` itself.
pub(super) fn known_outlet(name: Name, known: &Directory) -> Name {
    if known.outlet(&name).is_some() {
        return name;
    }
    let lower = name.as_str().to_lowercase();
    known
        .outlets()
        .find(|outlet| outlet.name.as_str().to_lowercase() == lower)
        .map_or(name, |outlet| outlet.name.clone())
}

/// The beat of the newsroom's list with that name or slug, or a new one.
pub(super) fn beat_named(text: &str, known: &Directory) -> Result<Beat, String> {
    let lower = text.trim().to_lowercase();
    if let Some(beat) =
        known.beats().find(|beat| beat.slug.as_str() == lower || beat.name.as_str().to_lowercase() == lower)
    {
        return Ok(beat.clone());
    }
    let spaced = if BeatSlug::parse(text.trim()).is_ok() {
        text.trim().replace('-', " ")
    } else {
        text.trim().to_owned()
    };
    let mut characters = spaced.chars();
    let capital: String =
        characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect();
    let name = Name::parse(&capital).map_err(|error| error.to_string())?;
    let slug = BeatSlug::parse(text.trim())
        .or_else(|_| BeatSlug::from_name(&name))
        .map_err(|error| error.to_string())?;
    Ok(Beat { slug, name })
}
