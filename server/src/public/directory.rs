//! The whole directory: as a page, as a file to take along, and as bulk files.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use data_encoding::HEXLOWER;
use http::HeaderValue;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, VARY};
use serde_json::json;

use super::heads::Label;
use super::{Public, human, pages, problem};
use crate::edition::{Document, Edition, Notice, Sheet, SheetAnswer};
use crate::http::{Asked, Chunks, Problem, Side, prefers_gzip};

/// `/`: everybody, or the way to the numbered pages.
pub(super) fn page(public: &Public, asked: &Asked) -> Response {
    sheet(public, asked, Sheet::Directory)
}

/// `/all/{number}`: a part of everybody, where they are too many for one page.
pub(super) fn numbered(public: &Public, asked: &Asked) -> Response {
    match number(asked.last_segment()) {
        Some(number) => sheet(public, asked, Sheet::Numbered(number)),
        None => public.refuse_at(asked.path(), Side::Human, problem::UNKNOWN_ADDRESS.problem()),
    }
}

/// `/take-along.html`: everybody, as one file to keep.
pub(super) fn take_along(public: &Public, asked: &Asked) -> Response {
    sheet(public, asked, Sheet::TakeAlong)
}

/// `/verify`: how to check a contact, and every listed one to look through.
pub(super) fn verify(public: &Public, asked: &Asked) -> Response {
    sheet(public, asked, Sheet::Verify)
}

/// A number as our own links write it: each page has one address.
fn number(text: &str) -> Option<u16> {
    text.parse().ok().filter(|number: &u16| number.to_string() == text)
}

/// A page about everybody: as the gzip that was made with the edition for whoever takes it, else filled in on its way.
fn sheet(public: &Public, asked: &Asked, sheet: Sheet) -> Response {
    let answer = || -> Result<Response, Problem> {
        let edition = public.edition()?;
        let tongue = public.tongue_in(&edition, asked.path());
        let stale = public.is_stale(&edition);
        // The notice was not there when the gzip was made.
        let gzip =
            (!stale && prefers_gzip(asked.headers())).then(|| edition.sheet_gzip(sheet, tongue)).flatten();
        let is_gzip = gzip.is_some();
        let notice = stale.then(|| Notice {
            room: pages::ROOM_FOR_NOTICE,
            worded: pages::stale_notice(edition.imprint().published_at),
        });
        let plain = || edition.sheet(sheet, tongue, notice);
        let SheetAnswer { length, pieces } =
            gzip.or_else(plain).ok_or_else(|| problem::UNKNOWN_ADDRESS.problem())?;
        let body = Body::new(Chunks::new(length, pieces));
        let mut response = human::of_edition(public, &edition, human::page(public, body));
        let headers = response.headers_mut();
        headers.insert(VARY, HeaderValue::from_name(ACCEPT_ENCODING));
        if is_gzip {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        Ok(response)
    };
    answer().unwrap_or_else(|problem| public.refuse_at(asked.path(), Side::Human, problem))
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
