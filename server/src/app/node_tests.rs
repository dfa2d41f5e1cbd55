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
use crate::admin::{Admin, Connections, Following};
use crate::clock::Clock;
use crate::config::Database;
use crate::editing::{Actor, Editing};
use crate::edition::{Edition, Editions, NEWEST_SECONDS, VALID_SECONDS, kept};
use crate::http::{Keeps, routes};
use crate::import::{self, Options};
use crate::public::{Public, Renderer, Setting};
use crate::secret::Random;
use crate::store::{ReadError, Store};
use crate::telemetry::Counters;

/// Ends at the first moment of 2027.
const KEY: &str = include_str!("node_tests/ends-in-2027.asc");
const KEY_ENDS: &str = "2027-01-01T00:00:00Z";

fn moment(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

fn setting() -> Setting {
    Setting {
        site: Site::new("The Harbour Courier", "https://paper.example").unwrap(),
        base_path: String::new(),
        security_contact: Some("mailto:security@paper.example".to_owned()),
        strict_transport: true,
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
        let mut editing = Editing::begin(store.clone(), Actor::Console).await.unwrap();
        let options = Options { publish: true, outlet: None };
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
        let renderer = Arc::new(Renderer::new(&setting()));
        let public = Public::new(&setting(), renderer, Arc::clone(&self.editions), self.clock.clone());
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
async fn an_older_database_put_back_is_published_above_every_number_seen() {
    let node = Node::new();
    let store = node.store_with("masthead.sqlite", person("Ada Ferris")).await;
    let publisher = node.publisher(&store);
    for _ in 0..3 {
        publisher.publish().await.unwrap();
    }
    // The other database has come to the same revision on another way.
    let other = node.store_with("put-back.sqlite", person("Nils Holm")).await;
    let position = other.standing().await.unwrap().position;
    assert_eq!((position.revision, position.edition), (node.newest().imprint().revision, 0));
    assert!(node.publisher(&other).catch_up().await.unwrap());
    assert_eq!((node.newest().imprint().number, node.names()), (4, vec!["Nils Holm".to_owned()]));
    assert!(!node.publisher(&other).catch_up().await.unwrap());
}

#[tokio::test]
async fn a_node_that_was_down_while_the_database_was_set_back_goes_on_from_what_it_holds() {
    let node = Node::new();
    let store = node.store_with("masthead.sqlite", person("Ada Ferris")).await;
    node.publisher(&store).catch_up().await.unwrap();
    let file = |name: &str| node.folder.path().join(name);
    store.backup(&file("copy.sqlite")).await.unwrap();
    // What only this node has published: somebody who is to be forgotten, under revision and edition 2.
    node.import(&store, person("Lost Person")).await;
    node.publisher(&store).catch_up().await.unwrap();
    assert_eq!(node.names(), ["Ada Ferris", "Lost Person"]);

    let store = node.store("copy.sqlite").await;
    let other =
        Node { folder: tempfile::tempdir().unwrap(), editions: Arc::default(), clock: node.clock.clone() };
    for name in ["Nils Holm", "Zoe Nunez"] {
        node.import(&store, person(name)).await;
        other.publisher(&store).catch_up().await.unwrap();
    }
    // By revision and number alone, its edition of the past that was undone could be the base of the newest.
    let (base, newest) = (*node.newest().imprint(), *other.newest().imprint());
    assert!(base.revision < newest.revision && base.number < newest.number);
    assert!(node.publisher(&store).catch_up().await.unwrap());
    assert_eq!(node.names(), ["Ada Ferris", "Nils Holm", "Zoe Nunez"]);
    // To its readers everybody is new, and the other node follows.
    let number = node.newest().imprint().number;
    assert!(number > newest.number);
    let (_, ada) = node.get("/v1/profiles/ada-ferris.json").await;
    assert!(ada.contains(&format!("\"since_edition\":{number}")), "{ada}");
    assert!(other.publisher(&store).catch_up().await.unwrap());
    assert_eq!(other.newest().sha256(), node.newest().sha256());
    assert!(!node.publisher(&store).catch_up().await.unwrap());
}

#[tokio::test]
async fn a_database_set_back_and_grown_to_the_same_numbers_is_not_taken_for_the_same() {
    let node = Node::new();
    let store = node.store_with("masthead.sqlite", person("Ada Ferris")).await;
    node.publisher(&store).catch_up().await.unwrap();
    store.backup(&node.folder.path().join("copy.sqlite")).await.unwrap();
    node.import(&store, person("Lost Person")).await;
    node.publisher(&store).catch_up().await.unwrap();

    let store = node.store("copy.sqlite").await;
    let other =
        Node { folder: tempfile::tempdir().unwrap(), editions: Arc::default(), clock: node.clock.clone() };
    node.import(&store, person("Nils Holm")).await;
    other.publisher(&store).catch_up().await.unwrap();
    let (mine, theirs) = (*node.newest().imprint(), *other.newest().imprint());
    assert_eq!((mine.number, mine.revision), (theirs.number, theirs.revision));
    assert!(node.publisher(&store).catch_up().await.unwrap());
    assert_eq!(
        (node.newest().imprint().number, node.names()),
        (3, vec!["Ada Ferris".into(), "Nils Holm".into()])
    );
}

#[tokio::test]
async fn the_side_for_staff_says_whether_editing_works_from_the_next_look_on() {
    let node = Node::new();
    let following = Arc::new(Following::default());
    let counters = Arc::new(Counters::for_routes(routes::ADMIN.iter().map(|route| route.name)));
    let connections: Connections = Arc::new(String::new);
    let ask = async |path: &str| {
        let (counters, following) = (Arc::clone(&counters), Arc::clone(&following));
        let (editions, connections) = (Arc::clone(&node.editions), Arc::clone(&connections));
        let admin = Admin::new(editions, Arc::clone(&counters), connections, following, node.clock.clone());
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        let (head, body) = Arc::new(admin).router(counters).call(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        (head.status.as_u16(), String::from_utf8_lossy(&body).into_owned())
    };
    let health = async || {
        let (status, body) = ask("/healthz").await;
        let body: Value = serde_json::from_str(&body).unwrap();
        (
            status,
            body["status"].as_str().unwrap().to_owned(),
            body["reading"] == true,
            body["editing"] == true,
        )
    };
    assert_eq!(health().await, (503, "no edition".into(), false, false));
    let store = node.store_with("masthead.sqlite", person("Ada Ferris")).await;
    let publisher = node.publisher(&store);
    publisher.look(&following).await.unwrap();
    assert_eq!(health().await, (200, "well".into(), true, true));
    assert!(ask("/metrics").await.1.contains("\nmasthead_editing 1\n"));

    let (file, elsewhere) =
        (node.folder.path().join("masthead.sqlite"), node.folder.path().join("elsewhere"));
    std::fs::rename(&file, &elsewhere).unwrap();
    let gone = publisher.look(&following).await.unwrap_err();
    assert!(matches!(gone, PublishError::Read(ReadError::Moved)), "{gone}");
    assert_eq!(health().await, (200, "reading only".into(), true, false));
    assert!(ask("/metrics").await.1.contains("\nmasthead_editing 0\n"));
    std::fs::rename(&elsewhere, &file).unwrap();
    publisher.look(&following).await.unwrap();
    assert_eq!(health().await, (200, "well".into(), true, true));

    store.close().await;
    publisher.look(&following).await.unwrap_err();
    assert_eq!(health().await, (200, "reading only".into(), true, false));
    node.clock.advance(VALID_SECONDS + 1);
    assert_eq!(health().await, (503, "stale".into(), false, false));
}

#[tokio::test]
async fn a_database_that_has_vanished_takes_nobody_off_the_page() {
    let node = Node::new();
    let store = node.store_with("masthead.sqlite", person("Ada Ferris")).await;
    node.publisher(&store).publish().await.unwrap();
    let empty = node.store("not-mounted.sqlite").await;
    let refused = node.publisher(&empty).catch_up().await.unwrap_err();
    assert!(matches!(refused, PublishError::Emptied { number: 1, .. }), "{refused}");
    assert_eq!(node.names(), ["Ada Ferris"]);
    let kept = kept::read(node.folder.path()).unwrap().unwrap();
    assert_eq!((kept.imprint().number, kept.entries().len()), (1, 1));
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
        let answer = node.ask(Method::GET, &path, "*/*").await;
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(answer.headers()[CACHE_CONTROL], route.keeps.cache_control(), "{path}");
        let head = node.ask(Method::HEAD, &path, "*/*").await;
        let (without, with) = (head.headers(), answer.headers());
        assert!(
            with.iter().all(|(name, value)| without.get_all(name).iter().any(|same| same == value)),
            "{path}"
        );
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
    for (accept, status) in [("*/*", 200), ("text/html;q=0.5, image/gif", 200), ("image/gif", 406)] {
        let answer = node.ask(Method::GET, "/v1/profiles/ada-ferris", accept).await;
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()[VARY]),
            (status, &ACCEPT.as_str().parse().unwrap())
        );
    }
    let fixed = node.ask(Method::GET, "/v1/profiles/ada-ferris.vcf", "image/gif").await;
    assert_eq!((fixed.status().as_u16(), fixed.headers().get(VARY)), (200, None));
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

    let mut editing = Editing::begin(store.clone(), Actor::Console).await.unwrap();
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
