//! `/v1/blocks`: the blocks of several profiles in one call, for a page with several bylines.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderName, HeaderValue};
use serde_json::{Value, json};

use super::heads::Label;
use super::{Public, problem, profiles};
use crate::edition::{Edition, Entry, Form};
use crate::http::{Asked, Problem, QueryError, Side};

/// The slugs at which nobody stands, where the body has no place for them.
const MISSING: HeaderName = HeaderName::from_static("masthead-missing");

/// Answers several blocks.
pub(super) fn list(public: &Public, asked: &Asked) -> Response {
    answer(public, asked).unwrap_or_else(|problem| public.refuse(Side::Machine, problem))
}

fn answer(public: &Public, asked: &Asked) -> Result<Response, Problem> {
    let edition = public.edition()?;
    let question = |error: QueryError| problem::question(&error);
    let query = asked.query(&["ids", "format"]).map_err(question)?;
    let ids =
        query.text("ids").ok_or(QueryError::Value { name: "ids", reason: "is needed: slugs, by commas" });
    let (entries, missing) = profiles::by_ids(&edition, ids.map_err(question)?).map_err(question)?;
    let (label, body) = match query.text("format") {
        None | Some("html") => (Label::Html, joined(&edition, &entries, Form::BlockHtml)),
        Some("text") => (Label::Text, joined(&edition, &entries, Form::BlockText)),
        Some("json") => (Label::Json, as_json(&edition, &entries, &missing)),
        Some(_) => {
            return Err(question(QueryError::Value {
                name: "format",
                reason: "is none of html, text and json",
            }));
        }
    };
    let tag = crate::edition::tag_of(&body);
    let stale = public.is_stale(&edition);
    let mut response = public.heads.answer(asked, &edition, stale, label, tag, || Body::from(body));
    // Only what is a slug is repeated: a header is no place for whatever somebody typed.
    let missing: Vec<_> =
        missing.iter().filter(|slug| ::directory::Slug::parse(slug).is_ok()).cloned().collect();
    if !missing.is_empty() {
        let missing = HeaderValue::try_from(missing.join(", ")).expect("slugs are visible ASCII");
        response.headers_mut().insert(MISSING, missing);
    }
    Ok(response)
}

fn joined(edition: &Edition, entries: &[&Entry], form: Form) -> Vec<u8> {
    let mut body = Vec::new();
    for block in entries.iter().filter_map(|entry| edition.answer(entry, form)) {
        body.extend_from_slice(&block.body);
        if !body.ends_with(b"\n") {
            body.push(b'\n');
        }
    }
    body
}

fn as_json(edition: &Edition, entries: &[&Entry], missing: &[String]) -> Vec<u8> {
    let text = |entry: &Entry, form| {
        let answer = edition.answer(entry, form).map(|answer| answer.body).unwrap_or_default();
        String::from_utf8_lossy(&answer).trim_end().to_owned()
    };
    let block = |entry: &&Entry| -> Value {
        let listing = entry.listing();
        json!({
            "slug": listing.slug.as_str(),
            "name": listing.name.as_str(),
            "html": text(entry, Form::BlockHtml),
            "text": text(entry, Form::BlockText),
        })
    };
    let imprint = edition.imprint();
    json!({
        "edition": imprint.number,
        "valid_until": imprint.valid_until().rfc3339(),
        "blocks": entries.iter().map(block).collect::<Vec<_>>(),
        "missing": missing,
    })
    .to_string()
    .into_bytes()
}
