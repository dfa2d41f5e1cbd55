//! Databases that are set back, taken away, and not to be taken for one another.

use super::*;
use crate::admin::{self, Admin, Connections, Following, StaffSlot};
use crate::config::Origin;
use crate::store::ReadError;

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
    let counters = Arc::new(Counters::for_routes(routes::admin().map(|route| route.name)));
    let connections: Connections = Arc::new(String::new);
    let ask = async |path: &str| {
        let (counters, following) = (Arc::clone(&counters), Arc::clone(&following));
        let (editions, connections) = (Arc::clone(&node.editions), Arc::clone(&connections));
        let setting = admin::Setting { origin: Origin::localhost(8444), strict_transport: false };
        let clock = node.clock.clone();
        let counted = Arc::clone(&counters);
        let staff = StaffSlot::default();
        let admin = Admin::new(editions, counted, connections, following, clock, staff, setting);
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
    let refused = node.publisher(&empty).publish().await.err();
    assert!(matches!(refused, Some(PublishError::Emptied { .. })), "nor by hand");
    assert_eq!(node.names(), ["Ada Ferris"]);
    let kept = kept::read(node.folder.path()).unwrap().unwrap();
    assert_eq!((kept.imprint().number, kept.entries().len()), (1, 1));
}
