//! `/v1/blocks`: the blocks of several profiles in one call, for a page with several bylines.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use http::{HeaderName, HeaderValue};
use serde_json::{Value, json};

use super::heads::Label;
use super::many::Many;
use super::{Public, problem, profiles};
use crate::edition::{Edition, Entry, Form, Tag};
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
    let (label, (tag, body)) = match query.text("format") {
        None | Some("html") => (Label::Html, lines(&edition, entries, Form::BlockHtml)),
        Some("text") => (Label::Text, lines(&edition, entries, Form::BlockText)),
        Some("json") => (Label::Json, as_json(&edition, entries, &missing)),
        Some(_) => {
            return Err(question(QueryError::Value {
                name: "format",
                reason: "is none of html, text and json",
            }));
        }
    };
    let stale = public.is_stale(&edition);
    let mut response = public.heads.answer(asked, &edition, stale, label, tag, || body);
    // Only what is a slug is repeated: a header is no place for whatever somebody typed.
    let missing: Vec<_> =
        missing.iter().filter(|slug| ::directory::Slug::parse(slug).is_ok()).cloned().collect();
    if !missing.is_empty() {
        let missing = HeaderValue::try_from(missing.join(", ")).expect("slugs are visible ASCII");
        response.headers_mut().insert(MISSING, missing);
    }
    Ok(response)
}

fn lines(edition: &Arc<Edition>, entries: Vec<Arc<Entry>>, form: Form) -> (Tag, Body) {
    let answers = Arc::clone(edition);
    let many = Many::new(entries, Vec::new(), Vec::new(), move |entry, _before, octets| {
        let Some(block) = answers.answer(entry, form) else { return };
        octets.extend_from_slice(&block.body);
        if !block.body.ends_with(b"\n") {
            octets.push(b'\n');
        }
    });
    many.finish()
}

fn as_json(edition: &Arc<Edition>, entries: Vec<Arc<Entry>>, missing: &[String]) -> (Tag, Body) {
    let imprint = edition.imprint();
    let valid_until = imprint.valid_until().rfc3339();
    let head = format!("{{\"edition\":{},\"valid_until\":\"{valid_until}\",\"blocks\":[", imprint.number);
    let tail = format!("],\"missing\":{}}}", json!(missing));
    let answers = Arc::clone(edition);
    let many = Many::new(entries, head.into_bytes(), tail.into_bytes(), move |entry, before, octets| {
        if before > 0 {
            octets.push(b',');
        }
        octets.extend_from_slice(block(&answers, entry).to_string().as_bytes());
    });
    many.finish()
}

fn block(edition: &Edition, entry: &Entry) -> Value {
    let text = |form| {
        let answer = edition.answer(entry, form).map(|answer| answer.body).unwrap_or_default();
        String::from_utf8_lossy(&answer).trim_end().to_owned()
    };
    let listing = entry.listing();
    json!({
        "slug": listing.slug.as_str(),
        "name": listing.name.as_str(),
        "html": text(Form::BlockHtml),
        "text": text(Form::BlockText),
    })
}
