//! `/v1/profiles/{slug}` and its nine suffixes: one profile in one form.

use std::hint::black_box;

use ::directory::Slug;
use axum::body::Bytes;
use axum::response::Response;
use http::header::{CACHE_CONTROL, CONTENT_LOCATION, CONTENT_TYPE, LOCATION, VARY};
use http::{HeaderValue, StatusCode};

use super::heads::{self, Label, VARY_BY_CODING};
use super::problem::ReadyProblem;
use super::{Public, problem};
use crate::edition::{Answer, Edition, Form, Found, Tag};
use crate::http::{
    Asked, EntityTag, Evenness, Keeps, MediaRange, Problem, Side, Uneven, even_head, matches_none, preferred,
    prefers_gzip,
};

/// A suffix, the form it names, and how that is labelled.
struct Suffix {
    text: &'static str,
    form: Form,
    label: Label,
    range: MediaRange,
}

const fn suffix(
    text: &'static str,
    form: Form,
    label: Label,
    essence: &'static str,
    version: Option<&'static str>,
) -> Suffix {
    Suffix { text, form, label, range: MediaRange { essence, version } }
}

/// In the order in which they are offered: among equals the first wins, so that whoever states no preference gets
/// the card that every address book imports.
const SUFFIXES: [Suffix; 9] = [
    suffix(".vcf", Form::Vcard3, Label::Vcard3, "text/vcard", Some("3.0")),
    suffix(".v4.vcf", Form::Vcard4, Label::Vcard4, "text/vcard", Some("4.0")),
    suffix(".json", Form::Json, Label::Json, "application/json", None),
    suffix(".jcard", Form::Jcard, Label::Jcard, "application/vcard+json", None),
    suffix(".jscontact", Form::Jscontact, Label::Jscontact, "application/jscontact+json", Some("1.0")),
    suffix(".jsonld", Form::Jsonld, Label::Jsonld, "application/ld+json", None),
    suffix(".html", Form::BlockHtml, Label::Html, "text/html", None),
    suffix(".txt", Form::BlockText, Label::Text, "text/plain", None),
    suffix(".png", Form::Qr, Label::Png, "image/png", None),
];

/// Deprecated names of the vCard type (RFC 6350, 10.1), with the place of what they get.
const FORMER_NAMES: [(MediaRange, usize); 2] = [
    (MediaRange { essence: "text/x-vcard", version: None }, 0),
    (MediaRange { essence: "text/directory", version: None }, 0),
];

/// Answers one profile in one form.
pub(super) fn one(public: &Public, asked: &Asked) -> Response {
    let (slug, named) = split(asked.last_segment());
    let wanted = named.map_or_else(|| negotiated(asked), |suffix| Wanted::named(asked, suffix));
    let answered = wanted.and_then(|wanted| Ok(answer(public, asked, &*public.edition()?, slug, &wanted)));
    let mut response = answered.unwrap_or_else(|problem| public.refuse(Side::Machine, problem));
    // A refusal depends on `Accept` too: a cache must not hand one asker's 406 to another.
    response.headers_mut().insert(VARY, if named.is_some() { VARY_BY_CODING } else { VARY_BY_BOTH });
    response
}

const VARY_BY_BOTH: HeaderValue = HeaderValue::from_static("accept, accept-encoding");

/// What is asked for, known before it is looked up for whom.
struct Wanted {
    suffix: &'static Suffix,
    form: Form,
    negotiated: bool,
}

impl Wanted {
    fn named(asked: &Asked, suffix: &'static Suffix) -> Result<Self, Problem> {
        let form = if discreet(asked, suffix)? { Form::Discreet } else { suffix.form };
        Ok(Self { suffix, form, negotiated: false })
    }

    /// The address of the same for the profile of `slug`.
    fn address(&self, public: &Public, slug: &str) -> HeaderValue {
        let suffix = if self.negotiated { "" } else { self.suffix.text };
        // Whoever asked for the discreet card must not be led to the one that tells everything.
        let query = if self.form == Form::Discreet { "?discreet=1" } else { "" };
        header(format!("{}/v1/profiles/{slug}{suffix}{query}", public.base_path))
    }
}

/// The form that `Accept` prefers.
fn negotiated(asked: &Asked) -> Result<Wanted, Problem> {
    asked.query(&[]).map_err(|error| problem::question(&error))?;
    let ranges: Vec<MediaRange> = SUFFIXES
        .iter()
        .map(|suffix| suffix.range)
        .chain(FORMER_NAMES.iter().map(|(range, _)| *range))
        .collect();
    let chosen = preferred(asked.headers(), &ranges).and_then(|place| {
        let former = place.checked_sub(SUFFIXES.len()).and_then(|former| FORMER_NAMES.get(former));
        SUFFIXES.get(former.map_or(place, |(_, place)| *place))
    });
    chosen.map(|suffix| Wanted { suffix, form: suffix.form, negotiated: true }).ok_or_else(|| {
        let offered: Vec<_> = SUFFIXES.iter().map(|suffix| suffix.label.media_type()).collect();
        problem::not_acceptable(&offered)
    })
}

/// The profile in that form; or, in as many octets and by the same steps, that there is none.
fn answer(public: &Public, asked: &Asked, edition: &Edition, slug: &str, wanted: &Wanted) -> Response {
    let ready = &public.ready;
    let evenness = Evenness::new(
        public.heads.machine_octets(),
        edition.longest(wanted.form).max(ready.longest),
        wanted.suffix.label.spare(),
        prefers_gzip(asked.headers()),
    )
    .asked_by(asked.method());
    let found = edition.find(slug);
    if matches!(found, Found::Profile(_)) {
        // What a miss costs, a hit costs: the slug is read.
        let _ = black_box(Slug::parse(slug));
    } else {
        // And the other way round: somebody else's answer is unpacked, and not used.
        let any = edition.entries().first().and_then(|entry| edition.answer(entry, wanted.form));
        let _ = black_box(any);
    }
    let problem = match found {
        Found::Profile(entry) => match edition.answer(entry, wanted.form) {
            Some(found) => {
                let place = wanted.negotiated.then(|| {
                    let slug = entry.listing().slug.as_str();
                    header(format!("{}/v1/profiles/{slug}{}", public.base_path, wanted.suffix.text))
                });
                let hit = Said::Profile { found, place };
                return said(public, asked, edition, wanted, &evenness, hit);
            }
            None => ready.no_qr_code.clone(),
        },
        Found::Moved(slug) => {
            let moved = Said::Moved(wanted.address(public, slug.as_str()));
            return said(public, asked, edition, wanted, &evenness, moved);
        }
        Found::Gone(None) => ready.withdrawn.clone(),
        Found::Gone(desk) => ReadyProblem::of(&problem::gone(public.renderer.site(), desk.as_ref())),
        Found::Unknown => ready.unknown.clone(),
    };
    said(public, asked, edition, wanted, &evenness, Said::Problem(problem))
}

/// What is said of a profile.
enum Said {
    Profile { found: Answer, place: Option<HeaderValue> },
    Problem(ReadyProblem),
    Moved(HeaderValue),
}

/// Says it under the headers of what was wanted, so that no other header tells what it is.
fn said(
    public: &Public,
    asked: &Asked,
    edition: &Edition,
    wanted: &Wanted,
    evenness: &Evenness,
    said: Said,
) -> Response {
    let label = wanted.suffix.label;
    let mut headers = public.heads.machine(label);
    let (status, tag, rest) = match said {
        Said::Profile { found, place } => {
            if let Some(place) = place {
                headers.insert(CONTENT_LOCATION, place);
            }
            // As for a problem, which costs as much.
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(label.media_type()));
            headers.insert(CACHE_CONTROL, Keeps::Minutes.cache_control());
            (StatusCode::OK, found.tag, found.body)
        }
        Said::Problem(problem) => {
            problem::label(&mut headers);
            (problem.status, problem.tag, problem.body)
        }
        Said::Moved(place) => {
            headers.insert(LOCATION, place);
            (StatusCode::PERMANENT_REDIRECT, Tag::default(), Bytes::new())
        }
    };
    headers.insert(VARY, if wanted.negotiated { VARY_BY_BOTH } else { VARY_BY_CODING });
    let tag = EntityTag::new(tag, evenness.variant());
    heads::mark(&mut headers, edition, public.is_stale(edition), &tag);
    if status == StatusCode::OK && matches_none(asked.headers(), &tag) {
        // Its `Content-Location` is as long as the slug.
        let mut unchanged = heads::unchanged(headers);
        even_head(asked.version(), &mut unchanged, evenness);
        return unchanged;
    }
    Uneven { status, headers, opening: None, rest }.even(asked.version(), evenness)
}

/// `ada-ferris.v4.vcf` is the slug `ada-ferris` and a suffix; slugs have no dots.
fn split(name: &str) -> (&str, Option<&'static Suffix>) {
    match name.find('.').and_then(|dot| name.split_at_checked(dot)) {
        None => (name, None),
        Some((slug, rest)) => match SUFFIXES.iter().find(|suffix| suffix.text == rest) {
            Some(suffix) => (slug, Some(suffix)),
            // An unknown suffix makes a name that is no slug, and so nobody's.
            None => (name, None),
        },
    }
}

/// Whether the discreet card is asked for. Only the default card has one.
fn discreet(asked: &Asked, suffix: &Suffix) -> Result<bool, Problem> {
    let known: &[&'static str] = if suffix.form == Form::Vcard3 { &["discreet"] } else { &[] };
    let query = asked.query(known).map_err(|error| problem::question(&error))?;
    match query.text("discreet") {
        None | Some("0") => Ok(false),
        Some("1") => Ok(true),
        Some(_) => {
            let error = crate::http::QueryError::Value { name: "discreet", reason: "is neither 0 nor 1" };
            Err(problem::question(&error))
        }
    }
}

fn header(text: String) -> HeaderValue {
    HeaderValue::try_from(text).expect("slugs, origins and base paths are visible ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_splits_into_slug_and_suffix() {
        let text = |name| {
            let (slug, suffix) = split(name);
            (slug, suffix.map(|suffix| suffix.text))
        };
        assert_eq!(text("ada-ferris.v4.vcf"), ("ada-ferris", Some(".v4.vcf")));
        assert_eq!(text("ada-ferris"), ("ada-ferris", None));
        assert_eq!(text("ada-ferris.vcf.gz"), ("ada-ferris.vcf.gz", None));
        assert_eq!(text(".vcf"), ("", Some(".vcf")));
    }
}
