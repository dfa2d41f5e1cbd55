//! `/v1/profiles/{slug}` and its nine suffixes: one profile in one form.

use axum::body::Body;
use axum::response::Response;
use http::header::{ACCEPT, CONTENT_LOCATION, LINK, LOCATION, VARY};
use http::{HeaderValue, StatusCode};

use super::heads::Label;
use super::{Public, problem};
use crate::edition::{Edition, Entry, Form, Found};
use crate::http::{Asked, MediaRange, Problem, Side, preferred};

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
    answer(public, asked).unwrap_or_else(|problem| public.refuse(Side::Machine, problem))
}

fn answer(public: &Public, asked: &Asked) -> Result<Response, Problem> {
    let edition = public.edition()?;
    let (slug, named) = split(asked.last_segment());
    let entry = match edition.find(slug) {
        Found::Profile(entry) => entry,
        Found::Moved(slug) => {
            let suffix = named.map_or("", |suffix| suffix.text);
            // Whoever asked for the discreet card must not be led to the one that tells everything.
            let discreet = named.map_or(Ok(false), |suffix| discreet(asked, suffix))?;
            let query = if discreet { "?discreet=1" } else { "" };
            return Ok(moved(public, &format!("/v1/profiles/{}{suffix}{query}", slug.as_str())));
        }
        Found::Gone(desk) => return Err(problem::gone(public, desk.as_ref())),
        Found::Unknown => return Err(problem::UNKNOWN_PROFILE.problem()),
    };
    let Some(suffix) = named else { return Ok(negotiated(public, asked, &edition, entry)) };
    let form = if discreet(asked, suffix)? { Form::Discreet } else { suffix.form };
    let mut response = form_of(public, asked, &edition, entry, form, suffix.label)?;
    if matches!(form, Form::Json | Form::BlockHtml) {
        response.headers_mut().insert(LINK, alternate(public, slug));
    }
    Ok(response)
}

/// The form that `Accept` prefers, labelled as depending on it: a refusal too, because a cache must not hand one
/// asker's 406 to another.
fn negotiated(public: &Public, asked: &Asked, edition: &Edition, entry: &Entry) -> Response {
    let answered = preferred_form(public, asked, edition, entry);
    let mut response = answered.unwrap_or_else(|problem| public.refuse(Side::Machine, problem));
    response.headers_mut().insert(VARY, HeaderValue::from_name(ACCEPT));
    response
}

/// The form that `Accept` prefers, and where it can be had without negotiation.
fn preferred_form(
    public: &Public,
    asked: &Asked,
    edition: &Edition,
    entry: &Entry,
) -> Result<Response, Problem> {
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
    let Some(suffix) = chosen else {
        let offered: Vec<_> = SUFFIXES.iter().map(|suffix| suffix.label.media_type()).collect();
        return Err(problem::not_acceptable(&offered));
    };
    let mut response = form_of(public, asked, edition, entry, suffix.form, suffix.label)?;
    let slug = entry.listing().slug.as_str();
    let location = format!("{}/v1/profiles/{slug}{}", public.base_path, suffix.text);
    let headers = response.headers_mut();
    headers.insert(CONTENT_LOCATION, header(location));
    headers.insert(LINK, alternate(public, slug));
    Ok(response)
}

fn form_of(
    public: &Public,
    asked: &Asked,
    edition: &Edition,
    entry: &Entry,
    form: Form,
    label: Label,
) -> Result<Response, Problem> {
    let answer = edition.answer(entry, form).ok_or_else(|| problem::NO_QR_CODE.problem())?;
    let stale = public.is_stale(edition);
    Ok(public.heads.answer(asked, edition, stale, label, answer.tag, || Body::from(answer.body)))
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

/// Where the card is, for tools that find it by `Link` (RFC 8288).
fn alternate(public: &Public, slug: &str) -> HeaderValue {
    let card = public.renderer.site().url(&format!("/v1/profiles/{slug}.vcf"));
    header(format!("<{card}>; rel=\"alternate\"; type=\"text/vcard\""))
}

fn moved(public: &Public, path: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
    *response.headers_mut() = public.heads.machine(Label::Text);
    response.headers_mut().insert(LOCATION, header(format!("{}{path}", public.base_path)));
    response
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
