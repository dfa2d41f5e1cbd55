//! When a new edition is made, and which number it gets.

use std::path::Path;

use directory::Timestamp;

use super::*;
use crate::config::Database;
use crate::editing::{Actor, Batch};
use crate::edition::{Form, Found, kept};
use crate::import;
use crate::public::{Renderer, Setting};

const KEY: &str = include_str!("../../../tests/data/keys/rsa_v4.asc");
const NOW: Timestamp = Timestamp::from_seconds(1_795_000_000);

async fn publisher(folder: &Path, clock: &Clock) -> Publisher {
    let store = Store::open(&Database::sqlite(folder.join("masthead.sqlite"))).await.unwrap();
    let setting = Setting {
        catalog: Arc::new(crate::i18n::Catalog::built_in().unwrap()),
        language: crate::i18n::Locale::En,
        site: formats::Site::new("The Harbour Courier", "https://paper.example").unwrap(),
        base_path: String::new(),
        dress: crate::public::pages::Dress::default(),
        people_per_page: 2000,
        security_contact: None,
        strict_transport: crate::config::StrictTransport::Host,
        onion: None,
    };
    let render = Arc::new(Renderer::new(&setting));
    Publisher::new(store, Arc::default(), render, folder.to_owned(), clock.clone())
}

/// Publishes somebody with an OpenPGP key, and tells when the key expires.
async fn add_somebody(publisher: &Publisher, at: Timestamp) -> Timestamp {
    let key = directory::channel::OpenPgpKey::parse(KEY).unwrap();
    let person = serde_json::json!([{
        "slug": "ada-ferris", "name": "Ada Ferris", "outlet": "The Harbour Courier",
        "channels": [
            { "kind": "email", "value": key.emails().first().unwrap().as_str() },
            { "kind": "pgp", "value": "", "key": KEY },
        ],
    }]);
    let mut editing = Batch::begin(publisher.store.clone(), Actor::Console).await.unwrap();
    let rows = import::json::read("people.json", &mut person.to_string().as_bytes()).unwrap();
    let options = import::Options { publish: true, ..import::Options::default() };
    let mut random = || crate::secret::Random::system().octets();
    let mut said = Vec::new();
    let admitted = import::admit(rows, editing.directory(), &options, &mut random, at, &mut |line| {
        said.push(line.to_string());
    });
    assert_eq!(admitted.len(), 1, "{said:?}");
    for row in admitted {
        assert!(editing.submit(row.changes, at).is_ok());
    }
    editing.save(at).await.unwrap();
    key.expires_at().unwrap()
}

fn card(publisher: &Publisher) -> String {
    let edition = publisher.editions.newest().unwrap();
    let Found::Profile(entry) = edition.find("ada-ferris") else { panic!("she is not published") };
    String::from_utf8(edition.answer(entry, Form::Vcard3).unwrap().body.to_vec()).unwrap()
}

fn number(publisher: &Publisher) -> u64 {
    publisher.editions.newest().unwrap().imprint().number
}

#[tokio::test]
async fn an_edition_is_made_when_something_changed_and_not_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let publisher = publisher(folder.path(), &Clock::fixed(NOW)).await;
    assert!(publisher.catch_up().await.unwrap());
    assert!(!publisher.catch_up().await.unwrap());
    add_somebody(&publisher, NOW).await;
    assert!(publisher.catch_up().await.unwrap());
    assert!(!publisher.catch_up().await.unwrap());
    assert_eq!(number(&publisher), 2);
    assert!(card(&publisher).contains("FN:Ada Ferris"));
}

#[tokio::test]
async fn two_nodes_on_one_database_show_the_same_edition() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let clock = Clock::fixed(NOW);
    let first = publisher(one.path(), &clock).await;
    add_somebody(&first, NOW).await;
    first.catch_up().await.unwrap();
    let render = Arc::clone(&first.render);
    let second = Publisher::new(first.store.clone(), Arc::default(), render, other.path().to_owned(), clock);
    assert!(second.catch_up().await.unwrap());
    assert!(!first.catch_up().await.unwrap());
    let hash = |publisher: &Publisher| *publisher.editions.newest().unwrap().sha256();
    assert_eq!((number(&first), hash(&first)), (number(&second), hash(&second)));
}

#[tokio::test]
async fn an_edition_that_the_disk_refused_is_kept_a_minute_later() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::fixed(NOW);
    let publisher = publisher(folder.path(), &clock).await;
    let kept = || kept::read(folder.path()).unwrap().map(|edition| edition.imprint().number);
    let following = Following::default();
    // A folder stands where the file belongs, so that it cannot be put in its place.
    let obstacle = folder.path().join(kept::FILE_NAME);
    std::fs::create_dir(&obstacle).unwrap();
    assert!(publisher.look(&following).await.unwrap());
    assert_eq!(number(&publisher), 1, "readers have it all the same");
    std::fs::remove_dir(&obstacle).unwrap();
    assert!(!publisher.look(&following).await.unwrap());
    assert_eq!(kept(), None, "a full disk is left alone for a while");
    clock.advance(60);
    assert!(!publisher.look(&following).await.unwrap());
    assert_eq!(kept(), Some(1));
}
