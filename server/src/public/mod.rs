//! What sources and templates ask for. The state holds finished answers: no store, no account, so that a handler
//! here cannot query or authenticate.

mod blocks;
mod cards;
mod directory;
mod heads;
mod human;
mod many;
pub mod pages;
mod problem;
mod profiles;
mod render;
mod texts;

use std::sync::Arc;

use ::directory::Timestamp;
use axum::Router;
use axum::body::Bytes;
use axum::response::Response;
use formats::Site;
use serde_json::json;

use crate::clock::Clock;
use crate::edition::{Edition, Editions, Tag, tag_of};
use crate::http::{Asked, Mount, Problem, Route, Side, routes};
use crate::telemetry::Counters;

pub use render::Renderer;

use heads::Heads;

/// What the public side answers from.
pub struct Public {
    editions: Arc<Editions>,
    clock: Clock,
    renderer: Arc<Renderer>,
    heads: Heads,
    /// The path under which a front proxy mounts this side.
    base_path: String,
    openapi: Bytes,
    openapi_tag: Tag,
    fixed: FixedPages,
}

/// Pages that say the same to everybody, worded once: a request takes a share of one and not a copy, however many
/// are asked for and left unread.
struct FixedPages {
    safety: Bytes,
    verify: Bytes,
    privacy: Bytes,
    not_found: Bytes,
}

/// What the public side needs to know about itself.
pub struct Setting {
    /// The newsroom and the address that every link starts with.
    pub site: Site,
    /// The path under which a front proxy mounts this side.
    pub base_path: String,
    /// Where to report a weakness (RFC 9116).
    pub security_contact: Option<String>,
    /// Whether browsers shall insist on TLS here for two years. Not on a first try, whose host is localhost; not
    /// behind a base path, where the host is the main site's.
    pub strict_transport: bool,
}

impl Public {
    /// The public side, answering from whatever edition is the newest.
    pub fn new(setting: &Setting, renderer: Arc<Renderer>, editions: Arc<Editions>, clock: Clock) -> Self {
        let described = crate::http::Described {
            title: &format!("{}: contacts", setting.site.newsroom),
            server: setting.site.base(),
            schemas: serde_json::from_str(include_str!("schemas.json")).unwrap_or_else(|_| json!({})),
        };
        let openapi = Bytes::from(crate::http::openapi_document(&described, &routes::PUBLIC).to_string());
        let openapi_tag = tag_of(&openapi);
        let heads = Heads::new(setting.strict_transport, pages::stylesheet_hash());
        let fixed = FixedPages {
            safety: renderer.safety_page().into(),
            verify: renderer.verify_page().into(),
            privacy: renderer.privacy_page().into(),
            not_found: renderer.not_found_page().into(),
        };
        let base_path = setting.base_path.clone();
        Self { editions, clock, renderer, heads, base_path, openapi, openapi_tag, fixed }
    }

    /// Every address of this side, mounted.
    pub fn router(self: Arc<Self>, counters: Arc<Counters>) -> Router {
        let base_path = self.base_path.clone();
        Mount::new(Arc::clone(&self), counters, &base_path, Self::refuse)
            .at(&routes::DIRECTORY, directory::page)
            .at(&routes::TAKE_ALONG, directory::take_along)
            .at(&routes::PROFILE, human::profile)
            .at(&routes::SAFETY, human::safety)
            .at(&routes::VERIFY, human::verify)
            .at(&routes::PRIVACY, human::privacy)
            .at(&routes::PROFILES, profiles::list)
            .at(&routes::PROFILE_FORMS, cards::one)
            .at(&routes::BLOCKS, blocks::list)
            .at(&routes::DIRECTORY_JSON, directory::json)
            .at(&routes::DIRECTORY_VCARD, directory::vcard)
            .at(&routes::DIRECTORY_JSCONTACT, directory::jscontact)
            .at(&routes::EDITION, directory::edition)
            .at(&routes::OPENAPI, texts::openapi)
            .at_root(&routes::SECURITY_TXT, texts::security_txt)
            .otherwise(Self::unknown, Self::not_found)
    }

    /// Words a problem for whoever asked: as a page, or as a document for programs.
    pub fn refuse(&self, side: Side, problem: Problem) -> Response {
        problem::answer(self, side, problem)
    }

    /// Whom an address is for, told by its path alone.
    pub fn side_of(&self, path: &str) -> Side {
        let inside = path.strip_prefix(self.base_path.as_str()).unwrap_or(path);
        let machine =
            inside.starts_with("/v1/") || inside == "/openapi.json" || path.starts_with("/.well-known/");
        if machine { Side::Machine } else { Side::Human }
    }

    fn unknown(&self, asked: &Asked) -> &'static Route {
        match self.side_of(asked.path()) {
            Side::Human => &routes::NO_PAGE,
            Side::Machine | Side::Operations | Side::StaffPages | Side::StaffApi => &routes::NO_ANSWER,
        }
    }

    fn not_found(&self, asked: &Asked) -> Response {
        let path = asked.path();
        // `/contact` is what people type for `/contact/`.
        if !self.base_path.is_empty() && path == self.base_path {
            return human::moved(self, &format!("{}/", self.base_path));
        }
        self.refuse(self.side_of(path), problem::UNKNOWN_ADDRESS.problem())
    }

    /// The newest edition, or the problem to answer while there is none.
    fn edition(&self) -> Result<Arc<Edition>, Problem> {
        self.editions.newest().ok_or_else(|| problem::NO_EDITION.problem())
    }

    /// Whether an edition is past its validity: the node has been without its database for a day.
    fn is_stale(&self, edition: &Edition) -> bool {
        let now: Timestamp = self.clock.now();
        now > edition.imprint().valid_until()
    }
}
