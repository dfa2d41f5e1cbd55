//! What sources and templates ask for. The state holds finished answers: no store, no account, so that a handler
//! here cannot query or authenticate.

mod blocks;
mod cards;
mod directory;
mod fixed;
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
use ::directory::channel::OnionAddress;
use axum::Router;
use axum::body::Bytes;
use axum::response::Response;
use formats::Site;
use serde_json::json;

use crate::clock::Clock;
use crate::config::StrictTransport;
use crate::edition::{Edition, Editions, Tag, Tongue, tag_of};
use crate::http::{Asked, Mount, Problem, Route, Side, prepare_padding, routes};
use crate::i18n::{Catalog, Locale};
use crate::telemetry::Counters;

pub use render::Renderer;

use heads::Heads;
use problem::Ready;

/// What the public side answers from.
pub struct Public {
    editions: Arc<Editions>,
    clock: Clock,
    renderer: Arc<Renderer>,
    heads: Heads,
    /// The path under which a front proxy mounts this side.
    base_path: String,
    /// Whether nothing else is served under the host, so that what is outside the base path is ours to answer too.
    owns_host: bool,
    openapi: Bytes,
    openapi_tag: Tag,
    /// What is said where there is no such page, without its opening.
    not_found: Bytes,
    ready: Ready,
    /// The octets of the longest page that says that there is no such profile, without its opening.
    gone_octets: usize,
}

/// What the public side needs to know about itself.
pub struct Setting {
    /// The newsroom and the address that every link starts with.
    pub site: Site,
    /// The newsroom's colours and logo.
    pub dress: pages::Dress,
    /// What pages say, in every language.
    pub catalog: Arc<Catalog>,
    /// The language at the root. Each other stands under its own part of a path.
    pub language: Locale,
    /// The path under which a front proxy mounts this side.
    pub base_path: String,
    /// How many people stand on one page at most.
    pub people_per_page: usize,
    /// The onion service's address, where there is one: it stands on every page, and browsers are told of it.
    pub onion: Option<OnionAddress>,
    /// Where to report a weakness (RFC 9116).
    pub security_contact: Option<String>,
    /// What browsers are told to remember about this host.
    pub strict_transport: StrictTransport,
}

impl Public {
    /// The public side, answering from whatever edition is the newest.
    pub fn new(setting: &Setting, renderer: Arc<Renderer>, editions: Arc<Editions>, clock: Clock) -> Self {
        let (style, base_path) = (pages::style_source(renderer.style_digest()), &setting.base_path);
        let heads = Heads::new(setting.strict_transport, &style, base_path);
        let heads = match &setting.onion {
            Some(onion) => heads.pointing_to(&format!("{}{base_path}/", onion.as_str()), base_path),
            None => heads,
        };
        Self::with(setting, heads, renderer, editions, clock)
    }

    /// The same as an onion service. No browser is told to insist on TLS, which is not there, or that there is an
    /// onion service, where it is already. The host is nobody else's, so its root leads to the base path.
    pub fn on_onion(
        setting: &Setting,
        renderer: Arc<Renderer>,
        editions: Arc<Editions>,
        clock: Clock,
    ) -> Self {
        let heads = Heads::new(
            StrictTransport::Off,
            &pages::style_source(renderer.style_digest()),
            &setting.base_path,
        );
        let public = Self::with(setting, heads, renderer, editions, clock);
        Self { owns_host: true, ..public }
    }

    fn with(
        setting: &Setting,
        heads: Heads,
        renderer: Arc<Renderer>,
        editions: Arc<Editions>,
        clock: Clock,
    ) -> Self {
        let described = crate::http::Described {
            title: &format!("{}: contacts", setting.site.newsroom),
            server: setting.site.base(),
            schemas: serde_json::from_str(include_str!("schemas.json")).unwrap_or_else(|_| json!({})),
        };
        let openapi = Bytes::from(crate::http::openapi_document(&described, &routes::PUBLIC).to_string());
        let openapi_tag = tag_of(&openapi);
        let not_found = renderer.not_found_page().into();
        prepare_padding();
        let ready = Ready::new(&setting.site);
        let gone_octets = human::gone_octets(&renderer);
        let base_path = setting.base_path.clone();
        Self {
            editions,
            clock,
            renderer,
            heads,
            base_path,
            owns_host: false,
            openapi,
            openapi_tag,
            not_found,
            ready,
            gone_octets,
        }
    }

    /// Every address of this side, mounted.
    pub fn router(self: Arc<Self>, counters: Arc<Counters>) -> Router {
        let base_path = self.base_path.clone();
        let languages = Locale::ALL.map(Locale::code);
        Mount::new(Arc::clone(&self), counters, &base_path, Self::refuse_at)
            .at_each(&languages, &routes::DIRECTORY, directory::page)
            .at_each(&languages, &routes::NUMBERED, directory::numbered)
            .at_each(&languages, &routes::TAKE_ALONG, directory::take_along)
            .at_each(&languages, &routes::PROFILE, human::profile)
            .at_each(&languages, &routes::SAFETY, human::safety)
            .at_each(&languages, &routes::VERIFY, directory::verify)
            .at_each(&languages, &routes::PRIVACY, human::privacy)
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

    /// Words a problem for whoever asked: as a page in the newsroom's own language, or as a document for programs.
    pub fn refuse(&self, side: Side, problem: Problem) -> Response {
        problem::answer(self, side, Tongue::default(), problem)
    }

    /// The same in the language of a path.
    pub fn refuse_at(&self, path: &str, side: Side, problem: Problem) -> Response {
        problem::answer(self, side, self.tongue(path), problem)
    }

    /// Whom an address is for, told by its path alone.
    pub fn side_of(&self, path: &str) -> Side {
        let inside = path.strip_prefix(self.base_path.as_str()).unwrap_or(path);
        let machine =
            inside.starts_with("/v1/") || inside == "/openapi.json" || path.starts_with("/.well-known/");
        if machine { Side::Machine } else { Side::Human }
    }

    /// The language that a path is in.
    fn tongue(&self, path: &str) -> Tongue {
        self.renderer.tongue_of(path.strip_prefix(self.base_path.as_str()).unwrap_or(path))
    }

    /// The same language among those of an edition. Settings that changed while the database is away may order the
    /// languages in another way than the kept edition does.
    fn tongue_in(&self, edition: &Edition, path: &str) -> Tongue {
        let code = self.renderer.code_of(self.tongue(path));
        edition.phrases().tongue(code).unwrap_or_default()
    }

    /// Where the addresses of that language begin: the path's own first part, if it is one.
    fn root(&self, path: &str) -> String {
        let inside = path.strip_prefix(self.base_path.as_str()).unwrap_or(path);
        let part = inside.strip_prefix('/').and_then(|inside| inside.split('/').next());
        match part.and_then(Locale::of_code) {
            Some(locale) => format!("{}/{}", self.base_path, locale.code()),
            None => self.base_path.clone(),
        }
    }

    fn unknown(&self, asked: &Asked) -> &'static Route {
        match self.side_of(asked.path()) {
            Side::Human => &routes::NO_PAGE,
            Side::Machine | Side::Operations | Side::StaffPages | Side::StaffApi => &routes::NO_ANSWER,
        }
    }

    fn not_found(&self, asked: &Asked) -> Response {
        let path = asked.path();
        // `/contact` is what people type for `/contact/`, and `/ar` for `/ar/`; below an onion address, there is nothing else.
        let root = self.root(path);
        let is_door = path == root || self.owns_host && path == "/";
        if !root.is_empty() && is_door {
            return human::moved(self, &format!("{root}/"));
        }
        self.refuse_at(path, self.side_of(path), problem::UNKNOWN_ADDRESS.problem())
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
