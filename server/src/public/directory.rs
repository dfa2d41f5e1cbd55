//! The whole directory: as a page, as a file to take along, and as bulk files.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use data_encoding::HEXLOWER;
use serde_json::json;

use super::heads::Label;
use super::{Public, human, problem};
use crate::edition::{Document, Edition};
use crate::http::{Asked, Chunks, Problem, Side};

/// `/`: everybody, on one page.
pub(super) fn page(public: &Public, _asked: &Asked) -> Response {
    human::document(public, Document::Page)
}

/// `/take-along.html`: the same as one file to keep.
pub(super) fn take_along(public: &Public, _asked: &Asked) -> Response {
    human::document(public, Document::TakeAlong)
}

/// `/v1/directory.json`.
pub(super) fn json(public: &Public, asked: &Asked) -> Response {
    bulk(public, asked, Document::Json, Label::Json)
}

/// `/v1/directory.vcf`.
pub(super) fn vcard(public: &Public, asked: &Asked) -> Response {
    bulk(public, asked, Document::Vcard3, Label::Vcard3)
}

/// `/v1/directory.jscontact`.
pub(super) fn jscontact(public: &Public, asked: &Asked) -> Response {
    bulk(public, asked, Document::Jscontact, Label::Jscontact)
}

/// `/v1/edition`: which edition this is.
pub(super) fn edition(public: &Public, asked: &Asked) -> Response {
    let answer = || -> Result<Response, Problem> {
        asked.query(&[]).map_err(|error| problem::question(&error))?;
        let edition = public.edition()?;
        let imprint = edition.imprint();
        let body = json!({
            "edition": imprint.number,
            "published_at": imprint.published_at.rfc3339(),
            "valid_until": imprint.valid_until().rfc3339(),
            "profiles": edition.listed(),
            "sha256": HEXLOWER.encode(edition.sha256()),
        })
        .to_string();
        let tag = crate::edition::tag_of(body.as_bytes());
        let stale = public.is_stale(&edition);
        Ok(public.heads.answer(asked, &edition, stale, Label::Json, tag, || Body::from(body)))
    };
    answer().unwrap_or_else(|problem| public.refuse(Side::Machine, problem))
}

fn bulk(public: &Public, asked: &Asked, document: Document, label: Label) -> Response {
    let answer = || -> Result<Response, Problem> {
        asked.query(&[]).map_err(|error| problem::question(&error))?;
        let edition = public.edition()?;
        let stale = public.is_stale(&edition);
        let tag = edition.document(document).tag();
        Ok(public.heads.answer(asked, &edition, stale, label, tag, || body_of(&edition, document)))
    };
    answer().unwrap_or_else(|problem| public.refuse(Side::Machine, problem))
}

fn body_of(edition: &Arc<Edition>, document: Document) -> Body {
    Body::new(Chunks::new(edition.document(document).length, edition.pieces(document)))
}
