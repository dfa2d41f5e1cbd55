//! Which messages there are, and one of them in one language.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::Locale;
use super::file::{self, Piece, Wording};
use super::refusal::Problem;
use super::tag::Tag;

/// One message in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message(pub Vec<Part>);

/// A piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Plain text: whoever puts it into a page escapes it.
    Text(String),
    /// The argument at this place among the message's, which are in the order of their names.
    Argument(u8),
    /// A tag begins.
    Opens(Tag),
    /// A tag ends.
    Closes(Tag),
}

/// What is known of a message by the original.
struct Known {
    /// Its place among all, in the order of ids.
    place: u16,
    /// The names of its arguments, in order.
    arguments: Vec<String>,
    /// The tags that it may hold.
    tags: Vec<Tag>,
}

/// The messages of the original: in order, and by their ids. A directory of ten thousand people looks up a million.
struct Original {
    ids: Vec<&'static str>,
    known: HashMap<&'static str, Known>,
}

static ORIGINAL: LazyLock<Original> = LazyLock::new(|| {
    let source = Locale::En.source();
    let wordings = file::read(source).expect("a test reads the original, which is part of the program");
    let wordings: BTreeMap<String, Wording> =
        wordings.into_iter().map(|wording| (wording.id.clone(), wording)).collect();
    let ids: Vec<&'static str> = wordings.keys().map(|id| &*String::leak(id.clone())).collect();
    let known = |(place, wording): (u16, &Wording)| Known {
        place,
        arguments: wording.arguments().into_iter().map(str::to_owned).collect(),
        tags: wording.tags(),
    };
    let known = ids.iter().copied().zip((0..).zip(wordings.values()).map(known)).collect();
    Original { ids, known }
});

/// Every message's id, in the order of their places.
pub fn ids() -> impl ExactSizeIterator<Item = &'static str> {
    ORIGINAL.ids.iter().copied()
}

/// The place of a message among all.
pub fn place_of(id: &str) -> Option<u16> {
    ORIGINAL.known.get(id).map(|known| known.place)
}

/// The names of a message's arguments, in order.
pub fn arguments_of(id: &str) -> Option<&'static [String]> {
    ORIGINAL.known.get(id).map(|known| known.arguments.as_slice())
}

/// The message that a file words, and its place: if there is such a message, and this says all that it must and
/// nothing that it cannot.
pub(super) fn fitted(wording: &Wording) -> Result<(u16, Message), Problem> {
    let id = || wording.id.clone();
    let known = ORIGINAL.known.get(wording.id.as_str()).ok_or_else(|| Problem::NoSuchMessage { id: id() })?;
    let own = wording.arguments();
    if let Some(missing) = known.arguments.iter().find(|name| !own.contains(name.as_str())) {
        return Err(Problem::MissingArgument { id: id(), name: missing.clone() });
    }
    // A message that stands in an attribute has no tags in the original, so that nobody's words put one there.
    if let Some(tag) = wording.tags().into_iter().find(|tag| !known.tags.contains(tag)) {
        return Err(Problem::TagElsewhere { id: id(), name: tag.name() });
    }
    let part = |piece: &Piece| match piece {
        Piece::Text(text) => Ok(Part::Text(text.clone())),
        Piece::Opens(tag) => Ok(Part::Opens(*tag)),
        Piece::Closes(tag) => Ok(Part::Closes(*tag)),
        Piece::Argument(name) => {
            let place = known.arguments.iter().position(|own| own == name);
            let place = place.and_then(|place| u8::try_from(place).ok());
            place.map(Part::Argument).ok_or_else(|| Problem::NoSuchArgument { id: id(), name: name.clone() })
        }
    };
    Ok((known.place, Message(wording.pieces.iter().map(part).collect::<Result<_, _>>()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_the_place_that_the_order_of_ids_gives_it() {
        assert!(ids().is_sorted());
        for (place, id) in ids().enumerate() {
            assert_eq!(place_of(id).map(usize::from), Some(place), "{id}");
            assert!(arguments_of(id).unwrap().is_sorted(), "{id}");
        }
        assert_eq!(place_of("no-such-message"), None);
        assert_eq!(arguments_of("no-such-message"), None);
    }
}
