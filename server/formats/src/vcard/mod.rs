//! Cards for address books and programs.
//!
//! Written here and not by a library, because the people who import a card use readers that disagree: a card has
//! to be one that all of them read to the last digit. What each rule below answers to is in the tests.

pub(crate) mod discreet;
pub(crate) mod line;
pub(crate) mod property;
pub(crate) mod text;
pub(crate) mod version3;
pub(crate) mod version4;

pub use discreet::vcard3_discreet;
pub use version3::vcard3;
pub use version4::vcard4;

use directory::PublicProfile;

use self::property::{Name, Property, Value};
use self::text::Text;
use crate::naming;

/// The name as people read it and the name in its parts. Every card has exactly one of each.
fn names(profile: &PublicProfile) -> [Property; 2] {
    let parts = naming::parts(profile);
    [formatted_name(profile.name.as_str(), profile), structured_name(parts.family, parts.given)]
}

/// FN must not be empty, or readers refuse the card.
fn formatted_name(name: &str, profile: &PublicProfile) -> Property {
    let name = Text::line(name);
    let name = if name.as_str().is_empty() { Text::line(profile.slug.as_str()) } else { name };
    Property::new(Name::FN, Value::Text(name))
}

fn structured_name(family: &str, given: &str) -> Property {
    Property::new(Name::N, Value::Components([family, given, "", "", ""].map(Text::line).to_vec()))
}

/// The outlet, and under it the desk where the profile is one.
fn organisation(profile: &PublicProfile) -> Property {
    let mut units = vec![Text::line(profile.outlet.as_str())];
    if profile.kind == directory::ProfileKind::Desk {
        units.push(Text::line(profile.name.as_str()));
    }
    Property::new(Name::ORG, Value::Components(units))
}

/// The beats, by name.
fn categories(profile: &PublicProfile) -> Option<Property> {
    let names: Vec<Text> = profile.beats.iter().map(|beat| Text::line(beat.name.as_str())).collect();
    (!names.is_empty()).then(|| Property::new(Name::CATEGORIES, Value::List(names)))
}
