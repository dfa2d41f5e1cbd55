//! Pages for people: never stored by a browser or a proxy, and the same whatever a query string says.

use axum::body::{Body, Bytes};
use axum::response::Response;
use http::header::{LOCATION, VARY};
use http::{HeaderMap, HeaderValue, StatusCode};

use super::heads::{STALE, VARY_BY_CODING};
use super::{Public, Renderer, pages, problem};
use crate::edition::{Edition, Form, Found, Tongue};
use crate::http::{Asked, Evenness, Opening, Side, Spare, Uneven, prefers_gzip};

/// `/r/{slug}`: one profile. That there is none, or none any more, is said in as many octets, by the same steps.
pub(super) fn profile(public: &Public, asked: &Asked) -> Response {
    let edition = match public.edition() {
        Ok(edition) => edition,
        Err(problem) => return public.refuse_at(asked.path(), Side::Human, problem),
    };
    let (tongue, own_tongue) = (public.tongue_in(&edition, asked.path()), public.tongue(asked.path()));
    let ours = |worded: &[u8]| public.renderer.filled(own_tongue, worded);
    let mut location = None;
    let (status, rest) = match edition.find(asked.last_segment()) {
        Found::Profile(entry) => {
            let answer = edition.answer(entry, Form::Page).map(|answer| answer.body).unwrap_or_default();
            (StatusCode::OK, edition.phrases().filled(tongue, &marked(public, &edition, answer)))
        }
        Found::Moved(slug) => {
            let root = asked.path().rsplit_once("/r/").map_or("", |(root, _)| root);
            location = Some(format!("{root}/r/{}", slug.as_str()));
            (StatusCode::PERMANENT_REDIRECT, Vec::new())
        }
        Found::Gone(desk) => (StatusCode::GONE, ours(public.renderer.gone_page(desk.as_ref()).as_bytes())),
        Found::Unknown => (StatusCode::NOT_FOUND, ours(&public.not_found)),
    };
    let mut headers = heads(public, &edition);
    headers.insert(VARY, VARY_BY_CODING);
    if let Some(location) = location {
        headers.insert(
            LOCATION,
            HeaderValue::try_from(location).expect("base paths and slugs are visible ASCII"),
        );
    }
    let opening = edition.opening(tongue);
    let opening = Opening {
        text: opening.text.clone(),
        deflated: opening.deflated.clone(),
        checksum: opening.checksum,
    };
    let answer = Uneven { status, headers, opening: Some(opening), rest: rest.into() };
    answer.even(asked.version(), &evenness(public, &edition, prefers_gzip(asked.headers())))
}

/// How all answers of `/r/…` are made even, whatever their language.
fn evenness(public: &Public, edition: &Edition, packed: bool) -> Evenness {
    let openings = edition.phrases().tongues().map(|(tongue, _)| {
        let opening = edition.opening(tongue);
        if packed { opening.deflated.len() } else { opening.text.len() }
    });
    let notice = if public.is_stale(edition) { NOTICE_OCTETS_MAX } else { 0 };
    let rest = edition.longest(Form::Page).max(public.gone_octets) + notice;
    Evenness::new(
        public.heads.human_octets(),
        openings.max().unwrap_or_default() + rest,
        Spare::WhiteSpace,
        packed,
    )
}

/// The octets of the longest page that says that there is no such profile, without its opening.
pub(super) fn gone_octets(renderer: &Renderer) -> usize {
    let desks = problem::longest_desks();
    let gone = desks.iter().map(|desk| renderer.gone_page(Some(desk)));
    let worded = gone.chain([renderer.gone_page(None), renderer.not_found_page()]);
    worded.map(|worded| renderer.longest(worded.as_bytes())).max().unwrap_or_default()
}

/// More than the notice takes that an edition is past its validity, in any language.
pub(super) const NOTICE_OCTETS_MAX: usize = 2 * 1024;

/// `/safety`: what each channel hides and reveals.
pub(super) fn safety(public: &Public, asked: &Asked) -> Response {
    public.renderer.safety().answer(public, asked)
}

/// `/privacy`: what is, and is not, recorded.
pub(super) fn privacy(public: &Public, asked: &Asked) -> Response {
    public.renderer.privacy().answer(public, asked)
}

/// Leads to another address for good.
pub(super) fn moved(public: &Public, path: &str) -> Response {
    let mut response = page(public, Body::empty());
    *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
    let location = HeaderValue::try_from(path).expect("base paths and slugs are visible ASCII");
    response.headers_mut().insert(LOCATION, location);
    response
}

/// A whole page, of which `rest` is what follows the opening.
pub(super) fn opened(public: &Public, tongue: Tongue, rest: &[u8]) -> Body {
    let mut text = public.renderer.opening_in(tongue);
    text.extend(public.renderer.filled(tongue, rest));
    text.into()
}

pub(super) fn page(public: &Public, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.headers_mut() = public.heads.human();
    response
}

pub(super) fn of_edition(public: &Public, edition: &Edition, mut response: Response) -> Response {
    *response.headers_mut() = heads(public, edition);
    response
}

/// The headers of an edition's pages.
fn heads(public: &Public, edition: &Edition) -> HeaderMap {
    // A kept edition of an older program: without the database, its pages are all there is, and they look as they did.
    let mut headers = if edition.style() == public.renderer.style_digest() {
        public.heads.human()
    } else {
        public.heads.human_with_style(&pages::style_source(edition.style()))
    };
    if public.is_stale(edition) {
        headers.insert(STALE, HeaderValue::from_static("true"));
    }
    headers
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
