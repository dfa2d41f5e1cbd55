//! A node as its readers meet it: with a clock that stands, and databases that are moved about.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use directory::Timestamp;
use formats::Site;
use http::header::{ACCEPT, CACHE_CONTROL, CONTENT_LENGTH, LINK, VARY};
use http::{HeaderMap, Method, Request};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower_service::Service;

use super::{PublishError, Publisher};
use crate::clock::Clock;
use crate::config::Database;
use crate::editing::{Actor, Batch};
use crate::edition::{Edition, Editions, NEWEST_SECONDS, VALID_SECONDS, kept};
use crate::http::{Keeps, routes};
use crate::import::{self, Options};
use crate::public::{Public, Renderer, Setting};
use crate::secret::Random;
use crate::store::Store;
use crate::telemetry::Counters;

mod databases;
mod older_program;
mod people;

/// Ends at the first moment of 2027.
const KEY: &str = include_str!("node_tests/ends-in-2027.asc");
const KEY_ENDS: &str = "2027-01-01T00:00:00Z";

fn moment(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

fn setting() -> Setting {
    Setting {
        catalog: Arc::new(crate::i18n::Catalog::built_in().unwrap()),
        language: crate::i18n::Locale::En,
        site: Site::new("The Harbour Courier", "https://paper.example").unwrap(),
        base_path: String::new(),
        dress: crate::public::pages::Dress::default(),
        people_per_page: 2000,
        security_contact: Some("mailto:security@paper.example".to_owned()),
        strict_transport: crate::config::StrictTransport::Host,
        onion: None,
    }
}

/// A data folder, and what a server keeps in memory.
struct Node {
    folder: tempfile::TempDir,
    editions: Arc<Editions>,
    clock: Clock,
}

impl Node {
    fn new() -> Self {
        let clock = Clock::fixed(moment("2026-11-22T18:00:00Z"));
        Self { folder: tempfile::tempdir().unwrap(), editions: Arc::default(), clock }
    }

    /// The database of that name.
    async fn store(&self, name: &str) -> Store {
        Store::open(&Database::sqlite(self.folder.path().join(name))).await.unwrap()
    }

    /// The same with one listed person in it.
    async fn store_with(&self, name: &str, person: Value) -> Store {
        let store = self.store(name).await;
        self.import(&store, person).await;
        store
    }

    async fn import(&self, store: &Store, person: Value) {
        let at = self.clock.now();
        let text = json!([person]).to_string();
        let rows = import::json::read("people.json", &mut text.as_bytes()).unwrap();
        let mut editing = Batch::begin(store.clone(), Actor::Console).await.unwrap();
        let options = Options { publish: true, ..Options::default() };
        let mut random = || Random::system().octets();
        let mut refused = Vec::new();
        let admitted = import::admit(rows, editing.directory(), &options, &mut random, at, &mut |line| {
            if line.is_refused() {
                refused.push(line.to_string());
            }
        });
        assert_eq!(refused, Vec::<String>::new());
        for row in admitted {
            editing.submit(row.changes, at).unwrap();
        }
        editing.save(at).await.unwrap();
    }

    fn publisher(&self, store: &Store) -> Publisher {
        let folder = self.folder.path().to_owned();
        let (editions, renderer) = (Arc::clone(&self.editions), Arc::new(Renderer::new(&setting())));
        Publisher::new(store.clone(), editions, renderer, folder, self.clock.clone())
    }

    fn newest(&self) -> Arc<Edition> {
        self.editions.newest().unwrap()
    }

    fn names(&self) -> Vec<String> {
        self.newest().entries().iter().map(|entry| entry.listing().name.as_str().to_owned()).collect()
    }

    /// Asks the public side.
    async fn ask(&self, method: Method, path: &str, accept: &str) -> Response {
        self.ask_program(&setting(), method, path, accept).await
    }

    /// Asks a program with these settings.
    async fn ask_program(&self, setting: &Setting, method: Method, path: &str, accept: &str) -> Response {
        let renderer = Arc::new(Renderer::new(setting));
        let public = Public::new(setting, renderer, Arc::clone(&self.editions), self.clock.clone());
        let counters = Counters::for_routes(routes::PUBLIC.iter().map(|route| route.name));
        let request = Request::builder().method(method).uri(path).header(ACCEPT, accept);
        Arc::new(public).router(Arc::new(counters)).call(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    async fn get(&self, path: &str) -> (HeaderMap, String) {
        let (head, body) = self.ask(Method::GET, path, "*/*").await.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        (head.headers, String::from_utf8_lossy(&body).into_owned())
    }
}

fn person(name: &str) -> Value {
    let number = json!({ "kind": "signal_number", "value": "+442079460123" });
    json!({ "name": name, "outlet": "The Harbour Courier", "status": "listed", "channels": [number] })
}

#[tokio::test]
async fn a_key_disappears_at_the_moment_it_expires() {
    let node = Node::new();
    let mut ada = person("Ada Ferris");
    ada["channels"].as_array_mut().unwrap().push(json!({ "kind": "pgp", "value": KEY, "key": KEY }));
    let store = node.store_with("masthead.sqlite", ada).await;
    let publisher = node.publisher(&store);
    let hour_before = moment(KEY_ENDS).plus_seconds(-3600);
    node.clock.advance(hour_before.seconds() - node.clock.now().seconds());
    assert!(publisher.catch_up().await.unwrap());
    let ada =
        async || serde_json::from_str::<Value>(&node.get("/v1/profiles/ada-ferris.json").await.1).unwrap();
    let before = ada().await;
    assert!(before.to_string().contains("\"pgp\""));

    node.clock.advance(3599);
    assert!(!publisher.catch_up().await.unwrap());
    node.clock.advance(1);
    assert!(publisher.catch_up().await.unwrap());
    let after = ada().await;
    assert!(!after.to_string().contains("\"pgp\""));
    assert!(!publisher.catch_up().await.unwrap());
    // Whoever asks what is new since an edition, or compares the dates of cards, hears of it.
    assert_eq!((&before["since_edition"], &after["since_edition"]), (&json!(1), &json!(2)));
    assert_eq!(after["updated_at"], json!(KEY_ENDS));
    node.clock.advance(NEWEST_SECONDS);
    assert!(publisher.catch_up().await.unwrap());
    assert_eq!(ada().await, after);
}

#[tokio::test]
async fn an_edition_is_made_anew_after_six_hours_without_an_edit() {
    let node = Node::new();
    let store = node.store_with("masthead.sqlite", person("Ada Ferris")).await;
    let publisher = node.publisher(&store);
    assert!(publisher.catch_up().await.unwrap());
    node.clock.advance(NEWEST_SECONDS - 1);
    assert!(!publisher.catch_up().await.unwrap());
    node.clock.advance(1);
    assert!(publisher.catch_up().await.unwrap());
    assert_eq!(node.newest().imprint().number, 2);
}

#[tokio::test]
async fn an_edition_past_its_validity_says_so_and_is_served_all_the_same() {
    let node = Node::new();
    let store = node.store_with("masthead.sqlite", person("Ada Ferris")).await;
    node.publisher(&store).publish().await.unwrap();
    let stale = |head: &HeaderMap| head.get("masthead-stale").map(|value| value.to_str().unwrap().to_owned());
    let addresses =
        ["/", "/take-along.html", "/r/ada-ferris", "/v1/profiles/ada-ferris.vcf", "/v1/directory.json"];
    node.clock.advance(VALID_SECONDS);
    let mut fresh = Vec::new();
    for address in addresses {
        let (head, body) = node.get(address).await;
        assert_eq!(stale(&head), None, "{address}");
        fresh.push(body);
    }
    node.clock.advance(1);
    for (address, fresh) in addresses.iter().zip(fresh) {
        let head = node.ask(Method::HEAD, address, "*/*").await;
        let (headers, body) = node.get(address).await;
        assert_eq!(stale(&headers).as_deref(), Some("true"), "{address}");
        assert_eq!(head.headers()[CONTENT_LENGTH], body.len().to_string(), "{address}");
        let for_people = !address.starts_with("/v1/");
        assert_eq!(body == fresh, !for_people, "{address}: people are told on the page itself");
    }
}

#[tokio::test]
async fn every_route_keeps_as_long_as_its_entry_in_the_table_says() {
    let node = Node::new();
    let store = node.store_with("masthead.sqlite", person("Ada Ferris")).await;
    node.publisher(&store).publish().await.unwrap();
    for route in routes::PUBLIC.iter().filter(|route| !route.path.is_empty()) {
        let path = route.path.replace("{slug}", "ada-ferris").replace("{form}", "ada-ferris.vcf");
        let path = if route.name == "blocks" { format!("{path}?ids=ada-ferris") } else { path };
        let path = path.replace("{number}", "1");
        let answer = node.ask(Method::GET, &path, "*/*").await;
        // A newsroom whose people fit on one page has no numbered ones.
        let expected = if route.name == "numbered" { 404 } else { 200 };
        assert_eq!(answer.status(), expected, "{path}");
        assert_eq!(answer.headers()[CACHE_CONTROL], route.keeps.cache_control(), "{path}");
        let head = node.ask(Method::HEAD, &path, "*/*").await;
        let (without, with) = (head.headers(), answer.headers());
        // Padding makes up for what each answer lacks, and the one to HEAD lacks its body.
        let mut same = with.iter().filter(|(name, _)| *name != "masthead-padding");
        assert!(same.all(|(name, value)| without.get_all(name).iter().any(|own| own == value)), "{path}");
        let length = answer.into_body().collect().await.unwrap().to_bytes().len();
        assert_eq!(head.headers()[CONTENT_LENGTH], length.to_string(), "{path}");
        assert!(head.into_body().collect().await.unwrap().to_bytes().is_empty(), "{path}");
    }
    let refused = node.ask(Method::GET, "/v1/profiles/nobody", "*/*").await;
    assert_eq!(refused.headers()[CACHE_CONTROL], Keeps::Nowhere.cache_control());
}

#[tokio::test]
async fn what_depends_on_accept_says_so_even_when_it_is_refused() {
    let node = Node::new();
    let store = node.store_with("masthead.sqlite", person("Ada Ferris")).await;
    node.publisher(&store).publish().await.unwrap();
    let both = "accept, accept-encoding";
    for (accept, status) in [("*/*", 200), ("text/html;q=0.5, image/gif", 200), ("image/gif", 406)] {
        let answer = node.ask(Method::GET, "/v1/profiles/ada-ferris", accept).await;
        let depends = answer.headers()[VARY].to_str().unwrap();
        assert_eq!(answer.status().as_u16(), status);
        assert_eq!(depends, both);
    }
    let fixed = node.ask(Method::GET, "/v1/profiles/ada-ferris.vcf", "image/gif").await;
    assert_eq!(fixed.status().as_u16(), 200);
    assert_eq!(fixed.headers()[VARY], "accept-encoding");
}

#[tokio::test]
async fn a_walk_goes_on_although_its_last_profile_is_gone() {
    let node = Node::new();
    let store = node.store_with("masthead.sqlite", person("Ada Ferris")).await;
    for name in ["Nils Holm", "Zoe Nunez"] {
        node.import(&store, person(name)).await;
    }
    node.publisher(&store).publish().await.unwrap();
    let (head, first) = node.get("/v1/profiles?limit=1").await;
    assert!(first.contains("Ada Ferris"));
    let link = head[LINK].to_str().unwrap();
    let next = link.split_once("<https://paper.example").unwrap().1.split_once('>').unwrap().0.to_owned();

    let mut editing = Batch::begin(store.clone(), Actor::Console).await.unwrap();
    let ada = editing
        .directory()
        .profiles()
        .find(|profile| profile.slug.as_str() == "ada-ferris")
        .unwrap()
        .id
        .clone();
    editing.submit(vec![directory::Change::Withdraw { profile: ada }], node.clock.now()).unwrap();
    editing.save(node.clock.now()).await.unwrap();
    node.publisher(&store).catch_up().await.unwrap();
    let (_, second) = node.get(&next).await;
    assert!(second.contains("Nils Holm") && !second.contains("Zoe Nunez"), "{second}");
}
