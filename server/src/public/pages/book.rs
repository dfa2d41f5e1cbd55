//! The phrases of all languages, ready to stand in a page: escaped, and with our few tags made into HTML.

use std::borrow::Cow;

use super::Look;
use super::say::{OWN, Own};
use crate::edition::{Book, Phrases, Segment};
use crate::i18n::{self, Catalog, Locale, Message, Part, Tag};

/// Messages of this beginning are advice: where no person has reviewed a language, the English stands beside it. None
/// stands in an attribute or a link.
pub(super) const ADVICE: &str = "advice-";

/// The notice over pages in a language that no person has reviewed.
pub(super) const UNREVIEWED: &str = "not-reviewed";

/// The phrases of `catalog` for a site of this look. `own` is the language at the root.
pub fn phrases(catalog: &Catalog, look: &Look, own: Locale) -> Phrases {
    let others = Locale::ALL.into_iter().filter(|locale| *locale != own);
    Phrases::new(std::iter::once(own).chain(others).map(|locale| book(catalog, look, own, locale)).collect())
}

fn book(catalog: &Catalog, look: &Look, own: Locale, locale: Locale) -> Book<'static> {
    let root = if locale == own { look.path.clone() } else { format!("{}/{}", look.path, locale.code()) };
    let language = Language { catalog, locale, root };
    let ours = OWN.into_iter().map(|(_, own)| language.own(own));
    let messages = i18n::ids().map(|id| language.phrase(id));
    Book { code: Cow::Borrowed(locale.code()), phrases: ours.chain(messages).collect() }
}

/// One language of a site.
struct Language<'a> {
    catalog: &'a Catalog,
    locale: Locale,
    /// Where its addresses begin.
    root: String,
}

impl Language<'_> {
    /// A phrase that is no message.
    fn own(&self, own: Own) -> Vec<Segment<'static>> {
        match own {
            Own::Root => vec![Segment::Text(Cow::Owned(self.root.clone()))],
            Own::Language => vec![markup(self.locale.code())],
            Own::Direction => vec![markup(self.locale.direction())],
            Own::Current(language) if language == self.locale => vec![markup(" aria-current=\"true\"")],
            Own::Current(_) => Vec::new(),
            Own::Unreviewed if self.catalog.is_reviewed(self.locale) => Vec::new(),
            Own::Unreviewed => {
                let mut notice = vec![markup("<p class=\"notice\" role=\"note\">")];
                notice.extend(self.beside_the_original(UNREVIEWED));
                notice.push(markup("</p>"));
                notice
            }
        }
    }

    /// A message as HTML that fits into `p`, `li`, `dd` and the like: text and inline elements.
    fn phrase(&self, id: &str) -> Vec<Segment<'static>> {
        if id.starts_with(ADVICE) && !self.catalog.is_reviewed(self.locale) {
            self.beside_the_original(id)
        } else {
            self.segments(self.locale, id)
        }
    }

    fn beside_the_original(&self, id: &str) -> Vec<Segment<'static>> {
        let mut phrase = self.segments(self.locale, id);
        // The direction makes it a stretch of its own: a full stop or a number at its ends stays where it belongs.
        phrase.push(markup(" <span class=\"original\" lang=\"en\" dir=\"ltr\">"));
        phrase.extend(self.segments(Locale::En, id));
        phrase.push(markup("</span>"));
        phrase
    }

    fn segments(&self, locale: Locale, id: &str) -> Vec<Segment<'static>> {
        let place = i18n::place_of(id).map(usize::from);
        let message = place.and_then(|place| self.catalog.messages(locale).get(place));
        let mut segments: Vec<Segment<'static>> = Vec::new();
        for part in message.map_or(&[][..], |Message(parts)| parts) {
            let text = match part {
                Part::Argument(place) => {
                    segments.push(Segment::Argument(*place));
                    continue;
                }
                Part::Text(text) => escaped(text),
                Part::Opens(tag) => self.opening(*tag),
                Part::Closes(tag) => closing(*tag).to_owned(),
            };
            match segments.last_mut() {
                Some(Segment::Text(own)) => own.to_mut().push_str(&text),
                _ => segments.push(Segment::Text(Cow::Owned(text))),
            }
        }
        segments
    }

    fn opening(&self, tag: Tag) -> String {
        let link = |path: &str| format!("<a href=\"{}{path}\">", self.root);
        match tag {
            Tag::Strong => "<strong>".to_owned(),
            Tag::Em => "<em>".to_owned(),
            Tag::Directory => link("/"),
            Tag::Safety => link("/safety"),
            Tag::Verify => link("/verify"),
            Tag::Privacy => link("/privacy"),
            Tag::TakeAlong => link("/take-along.html"),
            Tag::Kinds => "<a href=\"#_kinds\">".to_owned(),
        }
    }
}

const fn closing(tag: Tag) -> &'static str {
    match tag {
        Tag::Strong => "</strong>",
        Tag::Em => "</em>",
        Tag::Directory | Tag::Safety | Tag::Verify | Tag::Privacy | Tag::TakeAlong | Tag::Kinds => "</a>",
    }
}

const fn markup(text: &'static str) -> Segment<'static> {
    Segment::Text(Cow::Borrowed(text))
}

/// Plain text for elements and attributes.
fn escaped(text: &str) -> String {
    super::say::text(text).to_string()
}
