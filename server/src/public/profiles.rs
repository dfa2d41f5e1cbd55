//! `/v1/profiles`: many profiles, by slug or page by page.

use std::sync::Arc;

use ::directory::{BeatSlug, Language, Slug};
use axum::response::Response;
use data_encoding::BASE64URL_NOPAD;
use http::HeaderValue;
use http::header::LINK;
use serde_json::json;

use super::heads::Label;
use super::many::Many;
use super::{Public, problem};
use crate::edition::{Edition, Entry, Form, Found};
use crate::http::{Asked, Problem, Query, QueryError, Side};

/// How many profiles one answer holds at most.
pub(super) const PROFILES_MAX: usize = 100;

/// Answers many profiles.
pub(super) fn list(public: &Public, asked: &Asked) -> Response {
    answer(public, asked).unwrap_or_else(|problem| public.refuse(Side::Machine, problem))
}

fn answer(public: &Public, asked: &Asked) -> Result<Response, Problem> {
    let edition = public.edition()?;
    let query = asked
        .query(&["ids", "beat", "language", "outlet", "limit", "cursor"])
        .map_err(|error| problem::question(&error))?;
    if let Some(ids) = query.text("ids") {
        let others = ["beat", "language", "outlet", "limit", "cursor"];
        if let Some(name) = others.into_iter().find(|name| query.text(name).is_some()) {
            let error = QueryError::Value { name, reason: "cannot be combined with ids" };
            return Err(problem::question(&error));
        }
        let (entries, missing) = by_ids(&edition, ids).map_err(|error| problem::question(&error))?;
        return Ok(respond(public, asked, &edition, entries, &missing, None));
    }
    let page = page(&edition, &query).map_err(|error| problem::question(&error))?;
    Ok(respond(public, asked, &edition, page.entries, &[], page.next.as_deref()))
}

/// The profiles of the slugs in `ids`, in their order, and the slugs at which nobody stands.
pub(super) fn by_ids(edition: &Edition, ids: &str) -> Result<(Vec<Arc<Entry>>, Vec<String>), QueryError> {
    let slugs: Vec<&str> = ids.split(',').map(str::trim).filter(|slug| !slug.is_empty()).collect();
    if slugs.is_empty() || slugs.len() > PROFILES_MAX {
        return Err(QueryError::Value { name: "ids", reason: "names none, or more than 100 profiles" });
    }
    let mut entries = Vec::with_capacity(slugs.len());
    let mut missing = Vec::new();
    for slug in slugs {
        let found = match edition.find(slug) {
            Found::Moved(slug) => edition.find(slug.as_str()),
            found => found,
        };
        match found {
            Found::Profile(entry) => entries.push(Arc::clone(entry)),
            Found::Moved(_) | Found::Gone(_) | Found::Unknown => missing.push(slug.to_owned()),
        }
    }
    Ok((entries, missing))
}

struct Page {
    entries: Vec<Arc<Entry>>,
    /// The query of the next page.
    next: Option<String>,
}

fn page(edition: &Edition, query: &Query) -> Result<Page, QueryError> {
    let limit = match query.text("limit") {
        None => PROFILES_MAX,
        Some(text) => text
            .parse()
            .ok()
            .filter(|limit| (1..=PROFILES_MAX).contains(limit))
            .ok_or(QueryError::Value { name: "limit", reason: "is not a number from 1 to 100" })?,
    };
    let wanted = Wanted::read(query)?;
    let entries = edition.entries();
    let start = match query.text("cursor") {
        None => 0,
        Some(cursor) => after(edition, cursor)
            .ok_or(QueryError::Value { name: "cursor", reason: "is not one that a Link header gave" })?,
    };
    let mut rest = entries.iter().skip(start).filter(|entry| wanted.matches(entry));
    let page: Vec<Arc<Entry>> = rest.by_ref().take(limit).cloned().collect();
    let more = rest.next().is_some();
    let next = page.last().filter(|_| more).map(|last| wanted.query(limit, &cursor(last)));
    Ok(Page { entries: page, next })
}

/// Where to go on after this profile: its place in the order and not in the list, so that a walk goes on although
/// the profile is withdrawn, or others come, between two pages.
fn cursor(entry: &Entry) -> String {
    let (name, slug) = entry.listing().index_key();
    BASE64URL_NOPAD.encode(format!("{name}\0{}", slug.as_str()).as_bytes())
}

/// The place of the first profile after a cursor.
fn after(edition: &Edition, cursor: &str) -> Option<usize> {
    let text = String::from_utf8(BASE64URL_NOPAD.decode(cursor.as_bytes()).ok()?).ok()?;
    let (name, slug) = text.split_once('\0')?;
    let last = (name.to_owned(), Slug::parse(slug).ok()?);
    Some(edition.entries().partition_point(|entry| entry.listing().index_key() <= last))
}

struct Wanted {
    beat: Option<BeatSlug>,
    language: Option<Language>,
    outlet: Option<String>,
}

impl Wanted {
    fn read(query: &Query) -> Result<Self, QueryError> {
        let beat = query.text("beat").map(BeatSlug::parse).transpose();
        let language = query.text("language").map(Language::parse).transpose();
        Ok(Self {
            beat: beat.map_err(|_| QueryError::Value { name: "beat", reason: "is not a beat's slug" })?,
            language: language.map_err(|_| QueryError::Value {
                name: "language",
                reason: "is not a BCP 47 language tag",
            })?,
            outlet: query.text("outlet").map(str::to_owned),
        })
    }

    fn matches(&self, entry: &Entry) -> bool {
        let listing = entry.listing();
        let mut outlets = listing.outlets.iter();
        !listing.is_shielded
            && self.beat.as_ref().is_none_or(|beat| listing.beats.contains(beat))
            && self.language.as_ref().is_none_or(|language| listing.languages.contains(language))
            && self.outlet.as_ref().is_none_or(|wanted| outlets.any(|outlet| outlet.as_str() == wanted))
    }

    fn query(&self, limit: usize, cursor: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if let Some(beat) = &self.beat {
            query.append_pair("beat", beat.as_str());
        }
        if let Some(language) = &self.language {
            query.append_pair("language", language.as_str());
        }
        if let Some(outlet) = &self.outlet {
            query.append_pair("outlet", outlet);
        }
        query.append_pair("limit", &limit.to_string()).append_pair("cursor", cursor).finish()
    }
}

fn respond(
    public: &Public,
    asked: &Asked,
    edition: &Arc<Edition>,
    entries: Vec<Arc<Entry>>,
    missing: &[String],
    next: Option<&str>,
) -> Response {
    let imprint = edition.imprint();
    let valid_until = imprint.valid_until().rfc3339();
    let head = format!("{{\"edition\":{},\"valid_until\":\"{valid_until}\",\"profiles\":[", imprint.number);
    let tail = format!("],\"missing\":{}}}", json!(missing));
    let answers = Arc::clone(edition);
    let many = Many::new(entries, head.into_bytes(), tail.into_bytes(), move |entry, before, octets| {
        part(&answers, entry, before, octets);
    });
    let (tag, body) = many.finish();
    let stale = public.is_stale(edition);
    let mut response = public.heads.answer(asked, edition, stale, Label::Json, tag, || body);
    if let Some(next) = next {
        let address = public.renderer.site().url("/v1/profiles");
        let link = HeaderValue::try_from(format!("<{address}?{next}>; rel=\"next\""));
        response.headers_mut().insert(LINK, link.expect("a URL-encoded query is visible ASCII"));
    }
    response
}

fn part(edition: &Edition, entry: &Entry, before: usize, octets: &mut Vec<u8>) {
    // Every entry has this form, so there is one to stand before the comma.
    let Some(profile) = edition.answer(entry, Form::ListedJson) else { return };
    if before > 0 {
        octets.push(b',');
    }
    octets.extend_from_slice(&profile.body);
}
