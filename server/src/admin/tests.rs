//! The admin side as staff's browsers and programs meet it: the whole router, a real database, and a clock that stands
//! until it is moved.

mod api;
mod hostile;
mod mounting;
mod pages;
mod parity;
mod walk;
mod walk_table;

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use directory::channel::EmailAddress;
use directory::{AccountId, ChannelId, Name, ProfileId, Role, Slug, Timestamp};
use http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST};
use http::{HeaderMap, Method, Request};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower_service::Service;

use super::{Admin, Following, Setting, Staff, StaffSlot};
use crate::auth::{AddressClass, Credentials, testing};
use crate::clock::Clock;
use crate::config::{Database, Origin, Settings};
use crate::editing::{Actor, Batch, Customs, Editing};
use crate::edition::Editions;
use crate::http::routes;
use crate::import::{self, Options};
use crate::secret::{Random, Sealing, Secret};
use crate::store::Store;
use crate::telemetry::Counters;

const PASSWORD: &str = "harbour velvet ostrich nine";
const HERE: AddressClass = AddressClass(1);

/// A newsroom with two reporters.
struct Newsroom {
    admin: Arc<Admin>,
    router: axum::Router,
    store: Store,
    clock: Clock,
    _folder: tempfile::TempDir,
}

/// Somebody who is signed in, in a browser and by a program.
#[derive(Clone)]
struct Person {
    account: AccountId,
    cookie: String,
    bearer: String,
    refresh: String,
    /// The authenticator app's secret.
    app: Secret<String>,
    email: String,
}

/// An answer, read to its end.
struct Answer {
    status: u16,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Newsroom {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Database::sqlite(folder.path().join("masthead.sqlite"))).await.unwrap();
        let clock = Clock::fixed(Timestamp::parse_rfc3339("2026-11-22T18:00:00Z").unwrap());
        let newsroom = Self::of(store, clock, folder);
        for (slug, name, number) in
            [("ada-ferris", "Ada Ferris", "+447700900123"), ("nils-holm", "Nils Holm", "+447700900456")]
        {
            newsroom.publish(slug, name, number).await;
        }
        newsroom
    }

    fn of(store: Store, clock: Clock, folder: tempfile::TempDir) -> Self {
        let (origin, public_origin) = (origin(), Origin::parse("https://paper.example").unwrap());
        let sealing = Sealing::new(Secret::new([7; 32]));
        let spool = crate::alerts::Spool::new(sealing, false);
        let slot = StaffSlot::default();
        slot.fill(Staff {
            auth: testing::auth(&store, &clock),
            editing: editing(&store, &spool, &clock),
            spool,
            origin: origin.clone(),
            public_origin,
            settings: Arc::new(Settings::default()),
        });
        let counters = Arc::new(Counters::for_routes(routes::all().map(|route| route.name)));
        let admin = Arc::new(Admin::new(
            Arc::new(Editions::default()),
            Arc::clone(&counters),
            Arc::new(String::new),
            Arc::new(Following::default()),
            clock.clone(),
            slot,
            Setting { origin, strict_transport: true },
        ));
        let router = Arc::clone(&admin).router(counters);
        Self { admin, router, store, clock, _folder: folder }
    }

    fn staff(&self) -> &Staff {
        self.admin.staff().ok().unwrap()
    }

    /// Somebody listed, as the first import puts them there.
    async fn publish(&self, slug: &str, name: &str, number: &str) {
        let at = self.clock.now();
        let person = json!([{
            "slug": slug, "name": name, "outlet": "The Harbour Courier", "status": "listed",
            "channels": [
                { "kind": "signal_number", "value": number },
                { "kind": "email", "value": format!("{slug}@paper.example") },
            ],
        }]);
        let rows = import::json::read("people.json", &mut person.to_string().as_bytes()).unwrap();
        let mut batch = Batch::begin(self.store.clone(), Actor::Console).await.unwrap();
        let options = Options { publish: true, ..Options::default() };
        let mut random = || Random::system().octets();
        let mut refused = |line: import::Line| assert!(!line.is_refused(), "{line}");
        let admitted = import::admit(rows, batch.directory(), &options, &mut random, at, &mut refused);
        for row in admitted {
            batch.submit(row.changes, at).unwrap();
        }
        batch.save(at).await.unwrap();
    }

    async fn profile(&self, slug: &str) -> directory::Profile {
        let stored = self.store.load().await.unwrap();
        stored.directory.by_slug(&Slug::parse(slug).unwrap()).unwrap().clone()
    }

    async fn profile_id(&self, slug: &str) -> ProfileId {
        self.profile(slug).await.id
    }

    async fn first_channel(&self, slug: &str) -> ChannelId {
        self.profile(slug).await.channels[0].id.clone()
    }

    /// Somebody whom the console let in, set up and signed in.
    async fn person(&self, name: &str, role: Role, profile: Option<&str>) -> Person {
        let email = format!("{}@paper.example", name.to_lowercase().replace(' ', "."));
        let profile = match profile {
            Some(slug) => Some(self.profile_id(slug).await),
            None => None,
        };
        let auth = &self.staff().auth;
        let address = EmailAddress::parse(&email).unwrap();
        let (account, link) =
            auth.add_account_on_console(address, Name::parse(name).unwrap(), role, profile).await.unwrap();
        let password = Some(secret(PASSWORD));
        let opened = auth.use_link(link.secret.expose(), None, password, HERE).await.unwrap();
        let begun = auth.begin_authenticator(&opened.visitor).await.unwrap();
        let code = testing::app_code(&begun.secret, self.clock.now());
        auth.finish_authenticator(&opened.visitor, begun.handle.expose(), code).await.unwrap();
        let (cookie, bearer, refresh) = (String::new(), String::new(), String::new());
        let mut person = Person { account: account.id, cookie, bearer, refresh, app: begun.secret, email };
        self.sign_in(&mut person).await;
        person
    }

    /// Signs in anew, in a browser and by a program: their second factor is recent.
    async fn sign_in(&self, person: &mut Person) {
        let auth = &self.staff().auth;
        // A code works once; the next one comes in half a minute.
        self.clock.advance(30);
        let opened = auth.sign_in(self.credentials(person), HERE).await.unwrap();
        self.clock.advance(30);
        let tokens = auth.sign_in_api(self.credentials(person), HERE).await.unwrap();
        person.cookie = opened.cookie.expose().clone();
        person.bearer = tokens.access_token.expose().clone();
        person.refresh = tokens.refresh_token.expose().clone();
    }

    fn credentials(&self, person: &Person) -> Credentials {
        Credentials {
            email: person.email.clone(),
            password: secret(PASSWORD),
            code: Some(testing::app_code(&person.app, self.clock.now())),
        }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response: Response = self.router.clone().call(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    /// One call of the API. `headers` come besides the bearer token.
    async fn call(
        &self,
        person: Option<&Person>,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(HOST, "edit.paper.example");
        if let Some(person) = person {
            request = request.header(AUTHORIZATION, format!("Bearer {}", person.bearer));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = match body {
            Some(body) => {
                request = request.header(CONTENT_TYPE, "application/json");
                Body::from(body.to_string())
            }
            None => Body::empty(),
        };
        self.send(request.body(body).unwrap()).await
    }
}

fn origin() -> Origin {
    Origin::parse("https://edit.paper.example").unwrap()
}

fn editing(store: &Store, spool: &crate::alerts::Spool, clock: &Clock) -> Editing {
    let customs = Customs { cool_off_seconds: 86_400, confirm_every_seconds: 90 * 86_400 };
    let site = formats::Site::new("The Harbour Courier", "https://paper.example").unwrap();
    Editing::new(store.clone(), spool.clone(), clock.clone(), customs, site)
}

fn secret(text: &str) -> Secret<String> {
    Secret::new(text.to_owned())
}

fn method(name: &str) -> Method {
    Method::from_bytes(name.as_bytes()).unwrap()
}

fn cookie(person: &Person) -> (http::HeaderName, String) {
    (COOKIE, format!("{}={}", super::SESSION_COOKIE, person.cookie))
}
