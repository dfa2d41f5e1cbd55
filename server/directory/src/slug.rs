//! Slugs: the part of an address that names a profile or a beat.

use std::fmt;

use crate::Name;

/// Why a text is not a slug.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlugError {
    /// Empty, or longer than 64 characters.
    #[error("has {length} characters; a slug has 1 to {maximum}", maximum = Slug::MAX_CHARACTERS)]
    Length {
        /// How many characters it has.
        length: usize,
    },
    /// A character outside the alphabet.
    #[error("has something other than a-z, 0-9 and - at character {position}")]
    Character {
        /// Where, counted from 1.
        position: usize,
    },
    /// A hyphen at the beginning, at the end, or beside another.
    #[error("has a hyphen at character {position} that does not stand between two letters or digits")]
    Hyphen {
        /// Where, counted from 1.
        position: usize,
    },
    /// A name of which no letter can be written in ASCII.
    #[error("cannot be made from this name; choose one of a-z, 0-9 and -")]
    NoLetter,
}

/// A profile's address: lower-case ASCII letters and digits with single hyphens between them, 1 to 64 characters.
/// It is given once and never to another profile.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Words that stand, or may come to stand, where a slug does in an address.
const RESERVED: &str = "about accounts admin all api ar archive assets beat beats blocks bn card cards changes channels \
contact cs da de desk desks directory docs edition editions el en es everyone fa favicon fi fr he \
healthz help hi history home hu id index it ja key keys ko language languages legal login logout me \
metrics new nl no null onion openapi outlet outlets pl privacy profile profiles proposals pt qr r ro \
robots ru safety search security session sessions setup static status sv sw ta take-along tips \
tokens tr uk ur v1 v2 verify well-known zh";

impl Slug {
    /// How long a slug may be.
    pub const MAX_CHARACTERS: usize = 64;

    /// Reads a slug.
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        check(text)?;
        Ok(Self(text.to_owned()))
    }

    /// The slug that a name suggests, written in ASCII: `Zoë Núñez` suggests `zoe-nunez`. It may be reserved or
    /// taken: [`crate::Directory::free_slug_for`] goes on from there.
    pub fn from_name(name: &Name) -> Result<Self, SlugError> {
        let mut slug = String::new();
        let mut gap = false;
        for character in any_ascii::any_ascii(name.as_str()).chars() {
            if character.is_ascii_alphanumeric() {
                let needed = usize::from(gap) + 1;
                if slug.len() + needed > Self::MAX_CHARACTERS {
                    break;
                }
                if gap {
                    slug.push('-');
                }
                gap = false;
                slug.push(character.to_ascii_lowercase());
            } else if !matches!(character, '\'' | '`') {
                // An apostrophe joins: O'Brien is obrien.
                gap = !slug.is_empty();
            }
        }
        if slug.is_empty() { Err(SlugError::NoLetter) } else { Ok(Self(slug)) }
    }

    /// This slug with a number behind it, shortened where it would grow too long.
    #[must_use]
    pub(crate) fn numbered(&self, number: usize) -> Self {
        let ending = format!("-{number}");
        let kept: String = self.0.chars().take(Self::MAX_CHARACTERS.saturating_sub(ending.len())).collect();
        Self(format!("{}{ending}", kept.trim_end_matches('-')))
    }

    /// Whether this word is kept for the server's own addresses.
    pub fn is_reserved(&self) -> bool {
        RESERVED.split(' ').any(|word| word == self.0)
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Checks the alphabet and the length that profiles' and beats' slugs share.
pub(crate) fn check(text: &str) -> Result<(), SlugError> {
    let length = text.chars().count();
    if length == 0 || length > Slug::MAX_CHARACTERS {
        return Err(SlugError::Length { length });
    }
    let mut after_hyphen = true;
    for (index, character) in text.chars().enumerate() {
        let position = index + 1;
        match character {
            'a'..='z' | '0'..='9' => after_hyphen = false,
            '-' if after_hyphen || position == length => return Err(SlugError::Hyphen { position }),
            '-' => after_hyphen = true,
            _ => return Err(SlugError::Character { position }),
        }
    }
    Ok(())
}

impl TryFrom<String> for Slug {
    type Error = SlugError;
    fn try_from(text: String) -> Result<Self, SlugError> {
        Self::parse(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggested(name: &str) -> String {
        Slug::from_name(&Name::parse(name).unwrap()).unwrap().into()
    }

    #[test]
    fn a_name_suggests_its_slug_in_ascii() {
        assert_eq!(suggested("Ada Ferris"), "ada-ferris");
        assert_eq!(suggested("Zoë Núñez"), "zoe-nunez");
        assert_eq!(suggested("Siobhán O’Brien-Smyth, Jr."), "siobhan-obrien-smyth-jr");
        assert_eq!(suggested("Ærøskøbing & Søn"), "aeroskobing-son");
        assert_eq!(suggested("Анна Політковська"), "anna-politkovska");
        assert!(Slug::parse(&suggested("李小龍")).is_ok());
        assert!(Slug::parse(&suggested("محمد")).is_ok());
    }

    #[test]
    fn a_long_name_suggests_a_slug_that_fits() {
        let slug = suggested(&"ab ".repeat(39));
        assert!(slug.len() <= Slug::MAX_CHARACTERS && Slug::parse(&slug).is_ok(), "{slug}");
    }

    #[test]
    fn what_is_not_a_slug_is_refused_with_its_place() {
        assert_eq!(Slug::parse(""), Err(SlugError::Length { length: 0 }));
        assert_eq!(Slug::parse(&"a".repeat(65)), Err(SlugError::Length { length: 65 }));
        assert_eq!(Slug::parse("Ada"), Err(SlugError::Character { position: 1 }));
        assert_eq!(Slug::parse("ada_ferris"), Err(SlugError::Character { position: 4 }));
        assert_eq!(Slug::parse("-ada"), Err(SlugError::Hyphen { position: 1 }));
        assert_eq!(Slug::parse("ada--f"), Err(SlugError::Hyphen { position: 5 }));
        assert_eq!(Slug::parse("ada-"), Err(SlugError::Hyphen { position: 4 }));
        assert_eq!(Slug::parse("adа"), Err(SlugError::Character { position: 3 }));
    }

    #[test]
    fn every_reserved_word_is_a_slug_that_is_reserved() {
        assert!(RESERVED.split(' ').all(|word| Slug::parse(word).is_ok_and(|slug| slug.is_reserved())));
        assert!(!Slug::parse("ada-ferris").unwrap().is_reserved());
    }

    #[test]
    fn a_number_behind_the_longest_slug_still_fits() {
        let long = Slug::parse(&format!("{}-b", "a".repeat(62))).unwrap();
        assert_eq!(Slug::parse(long.numbered(17).as_str()), Ok(long.numbered(17)));
    }

    proptest::proptest! {
        #[test]
        fn a_suggested_slug_is_a_slug(name in "\\PC{1,40}") {
            if let Ok(Ok(slug)) = Name::parse(&name).map(|name| Slug::from_name(&name)) {
                proptest::prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug));
            }
        }

        #[test]
        fn every_slug_reads_back_as_itself(text in "[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,6}") {
            let slug = Slug::parse(&text).unwrap();
            proptest::prop_assert_eq!(slug.as_str(), text.as_str());
            proptest::prop_assert!(crate::BeatSlug::parse(&text).is_ok());
        }
    }
}
