//! Pages for people: never stored by a browser or a proxy, and the same whatever a query string says.

use axum::body::{Body, Bytes};
use axum::response::Response;
use http::header::LOCATION;
use http::{HeaderValue, StatusCode};

use super::heads::STALE;
use super::{Public, pages, problem};
use crate::edition::{Document, Edition, Form, Found};
use crate::http::{Asked, Chunks, Problem, Side};

/// `/r/{slug}`: one profile.
pub(super) fn profile(public: &Public, asked: &Asked) -> Response {
    let answer = || -> Result<Response, Problem> {
        let edition = public.edition()?;
        let entry = match edition.find(asked.last_segment()) {
            Found::Profile(entry) => entry,
            Found::Moved(slug) => {
                return Ok(moved(public, &format!("{}/r/{}", public.base_path, slug.as_str())));
            }
            Found::Gone(desk) => {
                let mut response = page(public, public.renderer.gone_page(desk.as_ref()).into());
                *response.status_mut() = StatusCode::GONE;
                return Ok(response);
            }
            Found::Unknown => return Err(problem::UNKNOWN_PROFILE.problem()),
        };
        let answer = edition.answer(entry, Form::Page).ok_or_else(|| problem::UNKNOWN_PROFILE.problem())?;
        Ok(of_edition(public, &edition, page(public, Body::from(marked(public, &edition, answer.body)))))
    };
    answer().unwrap_or_else(|problem| public.refuse(Side::Human, problem))
}

/// `/safety`: what each channel hides and reveals.
pub(super) fn safety(public: &Public, _asked: &Asked) -> Response {
    page(public, public.fixed.safety.clone().into())
}

/// `/verify`: how to check a card.
pub(super) fn verify(public: &Public, _asked: &Asked) -> Response {
    page(public, public.fixed.verify.clone().into())
}

/// `/privacy`: what is, and is not, recorded.
pub(super) fn privacy(public: &Public, _asked: &Asked) -> Response {
    page(public, public.fixed.privacy.clone().into())
}

/// A document about everybody.
pub(super) fn document(public: &Public, document: Document) -> Response {
    match public.edition() {
        Err(problem) => public.refuse(Side::Human, problem),
        Ok(edition) => {
            let mut pieces = edition.pieces(document);
            let first = pieces.next().unwrap_or_default();
            let as_rendered = first.len();
            // The notice stands near the top, and so in the first piece; the others go out as they are.
            let first = marked(public, &edition, first);
            let added = u64::try_from(first.len() - as_rendered).unwrap_or_default();
            let length = edition.document(document).length + added;
            let body = Chunks::new(length, std::iter::once(first).chain(pieces));
            of_edition(public, &edition, page(public, Body::new(body)))
        }
    }
}

/// Leads to another address for good.
pub(super) fn moved(public: &Public, path: &str) -> Response {
    let mut response = page(public, Body::empty());
    *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
    let location = HeaderValue::try_from(path).expect("base paths and slugs are visible ASCII");
    response.headers_mut().insert(LOCATION, location);
    response
}

fn page(public: &Public, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.headers_mut() = public.heads.human();
    response
}

fn of_edition(public: &Public, edition: &Edition, mut response: Response) -> Response {
    // A kept edition of an older program: without the database, its pages are all there is, and they look as they did.
    if edition.style() != pages::stylesheet_digest() {
        *response.headers_mut() = public.heads.human_with_style(&pages::style_source(edition.style()));
    }
    if public.is_stale(edition) {
        response.headers_mut().insert(STALE, HeaderValue::from_static("true"));
    }
    response
}

/// The page as it is or, past the edition's validity, with a notice where the template left room for one.
fn marked(public: &Public, edition: &Edition, page: Bytes) -> Bytes {
    if !public.is_stale(edition) {
        return page;
    }
    let room = super::pages::ROOM_FOR_NOTICE.as_bytes();
    let place = page.windows(room.len()).position(|window| window == room);
    let Some((before, after)) = place.and_then(|place| page.split_at_checked(place)) else { return page };
    [before, super::pages::stale_notice(edition.imprint().published_at).as_bytes(), after].concat().into()
}
