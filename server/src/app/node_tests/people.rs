//! What the public sees of portraits, shields, channels that nobody confirms, engagements that end, and desks.

use directory::{
    Change, Channel, ConsentTopic, Freshness, NewChannel, PhotoHash, Profile, ProfileEdit, ProfileId, Slug,
};

use super::*;
use crate::edition::sha256;
use crate::store::records::{Work, Write};

/// Begins and ends as a JPEG does; nothing here looks inside.
const PORTRAIT: &[u8] = &[0xff, 0xd8, 0xff, 0xe0, 7, 7, 7, 7, 7, 7, 0xff, 0xd9];

/// The lists and bulk files.
const LISTS: [&str; 6] = [
    "/",
    "/take-along.html",
    "/v1/directory.json",
    "/v1/directory.vcf",
    "/v1/directory.jscontact",
    "/v1/profiles?language=en",
];

/// A node that has published Ada, with a number, an address and a language, and Nils.
struct Newsroom {
    node: Node,
    store: Store,
    publisher: Publisher,
}

impl Newsroom {
    async fn new() -> Self {
        let node = Node::new();
        let mut ada = person("Ada Ferris");
        ada["languages"] = json!(["en"]);
        let mail = json!({ "kind": "email", "value": "ada@paper.example" });
        ada["channels"].as_array_mut().unwrap().push(mail);
        let store = node.store_with("masthead.sqlite", ada).await;
        node.import(&store, person("Nils Holm")).await;
        let publisher = node.publisher(&store);
        assert!(publisher.catch_up().await.unwrap());
        Self { node, store, publisher }
    }

    async fn profile(&self, slug: &str) -> Profile {
        let slug = Slug::parse(slug).unwrap();
        self.store.load().await.unwrap().directory.by_slug(&slug).unwrap().clone()
    }

    async fn ada(&self) -> ProfileId {
        self.profile("ada-ferris").await.id
    }

    async fn change(&self, changes: Vec<Change>) {
        let at = self.node.clock.now();
        let mut editing = Batch::begin(self.store.clone(), Actor::Console).await.unwrap();
        editing.submit(changes, at).unwrap();
        editing.save(at).await.unwrap();
        assert!(self.publisher.catch_up().await.unwrap());
    }

    async fn body(&self, path: &str) -> String {
        self.node.get(path).await.1
    }

    async fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.body(path).await).unwrap()
    }

    /// Gives Ada's channels a date by which to confirm them.
    async fn date_channels(&self, confirm_by: Timestamp) {
        let ada = self.profile("ada-ferris").await;
        let dated = |channel: &Channel| NewChannel {
            id: channel.id.clone(),
            value: channel.value.clone(),
            label: None,
            note: None,
            visibility: channel.visibility,
            confirmed_at: Some(self.node.clock.now()),
            confirm_by: Some(confirm_by),
        };
        let channels = Some(ada.channels.iter().map(dated).collect());
        let edit = Box::new(ProfileEdit { channels, ..ProfileEdit::default() });
        self.change(vec![Change::EditProfile { profile: ada.id, edit }]).await;
    }

    async fn until(&self, moment: Timestamp) {
        self.node.clock.advance(moment.seconds() - self.node.clock.now().seconds());
        self.publisher.catch_up().await.unwrap();
    }
}

#[tokio::test]
async fn a_shielded_profile_is_in_no_list_and_shows_no_number() {
    let newsroom = Newsroom::new().await;
    for list in LISTS {
        assert!(newsroom.body(list).await.contains("Ada Ferris"), "{list}");
    }
    newsroom.change(vec![Change::Shield { profile: newsroom.ada().await }]).await;
    for list in LISTS {
        let list_body = newsroom.body(list).await;
        assert!(!list_body.contains("Ferris") && !list_body.contains("ada-ferris"), "{list}");
    }
    assert_eq!(newsroom.json("/v1/edition").await["profiles"], 1);
    assert!(newsroom.body("/v1/profiles").await.contains("Nils Holm"));
    // Whoever asks by name is answered.
    for path in [
        "/r/ada-ferris",
        "/v1/profiles/ada-ferris.json",
        "/v1/profiles/ada-ferris.vcf",
        "/v1/profiles?ids=nils-holm,ada-ferris",
        "/v1/blocks?ids=ada-ferris",
    ] {
        let body = newsroom.body(path).await;
        assert!(body.contains("ada@paper.example"), "{path}: {body}");
    }
    for suffix in [".json", ".vcf", ".v4.vcf", ".jcard", ".jscontact", ".jsonld", ".html", ".txt"] {
        let body = newsroom.body(&format!("/v1/profiles/ada-ferris{suffix}")).await;
        assert!(!body.contains("42079460123") && !body.contains("7946 0123"), "{suffix}: {body}");
    }
    newsroom.change(vec![Change::Unshield { profile: newsroom.ada().await }]).await;
    for list in LISTS {
        assert!(newsroom.body(list).await.contains("Ada Ferris"), "{list}");
    }
}

#[tokio::test]
async fn a_channel_that_nobody_confirms_is_marked_and_then_hidden() {
    let newsroom = Newsroom::new().await;
    let confirm_by = newsroom.node.clock.now().plus_seconds(86_400);
    newsroom.date_channels(confirm_by).await;
    let marked = confirm_by.plus_seconds(Freshness::MARKED_AFTER_SECONDS);
    newsroom.until(marked.plus_seconds(-1)).await;
    let places = ["/r/ada-ferris", "/", "/v1/blocks?ids=ada-ferris", "/v1/profiles/ada-ferris.txt"];
    for place in places {
        assert!(!newsroom.body(place).await.contains(formats::OVERDUE), "{place}");
    }
    let before = newsroom.json("/v1/profiles/ada-ferris.json").await;
    assert_eq!(before["channels"][0].get("overdue"), None);

    newsroom.until(marked).await;
    for place in places {
        assert!(newsroom.body(place).await.contains(formats::OVERDUE), "{place}");
    }
    let overdue = newsroom.json("/v1/profiles/ada-ferris.json").await;
    assert_eq!(overdue["channels"][0]["overdue"], true);
    assert_eq!(overdue["channels"][0]["confirmed"], before["channels"][0]["confirmed"]);
    assert_eq!(overdue["updated_at"], marked.rfc3339());
    assert!(overdue["since_edition"].as_u64() > before["since_edition"].as_u64());

    let hidden = confirm_by.plus_seconds(Freshness::HIDDEN_AFTER_SECONDS);
    newsroom.until(hidden.plus_seconds(-1)).await;
    assert_eq!(newsroom.json("/v1/profiles/ada-ferris.json").await["status"], "listed");
    newsroom.until(hidden).await;
    let gone = newsroom.json("/v1/profiles/ada-ferris.json").await;
    assert_eq!((&gone["status"], &gone["channels"]), (&json!("paused"), &json!([])));
    assert_eq!(gone["updated_at"], hidden.rfc3339());
    assert!(!newsroom.body("/").await.contains("ada@paper.example"));
}

#[tokio::test]
async fn an_engagement_that_ends_looks_like_a_pause() {
    let newsroom = Newsroom::new().await;
    let ends_at = newsroom.node.clock.now().plus_seconds(3_600);
    let ada = newsroom.ada().await;
    newsroom.change(vec![Change::SetEnd { profile: ada, ends_at: Some(ends_at) }]).await;
    newsroom.until(ends_at.plus_seconds(-1)).await;
    assert!(newsroom.body("/r/ada-ferris").await.contains("ada@paper.example"));
    assert!(newsroom.publisher.catch_up().await.is_ok_and(|made| !made));
    newsroom.until(ends_at).await;
    let page = newsroom.body("/r/ada-ferris").await;
    assert!(page.contains("is not reading messages here now") && !page.contains("ada@paper.example"));
    assert!(!newsroom.body("/v1/profiles/ada-ferris.json").await.contains("ends"));
}

#[tokio::test]
async fn a_portrait_stands_in_the_cards_and_on_the_page_of_one_and_in_no_list() {
    let newsroom = Newsroom::new().await;
    let hash = PhotoHash::from_digest(sha256(&[PORTRAIT]));
    let add = Work {
        actor: Actor::Console,
        at: newsroom.node.clock.now(),
        expected_revision: None,
        accepted: Vec::new(),
        entries: Vec::new(),
        writes: vec![Write::AddPhoto {
            hash: hash.clone(),
            octets: PORTRAIT.to_vec(),
            at: newsroom.node.clock.now(),
        }],
    };
    newsroom.store.write(add).await.unwrap();
    let ada = newsroom.ada().await;
    let consents = Some([(ConsentTopic::Photo, newsroom.node.clock.now())].into());
    let consent = ProfileEdit { consents, ..ProfileEdit::default() };
    let set = |photo| Change::SetPhoto { profile: ada.clone(), photo };
    newsroom
        .change(vec![
            Change::EditProfile { profile: ada.clone(), edit: Box::new(consent) },
            set(Some(hash.clone())),
        ])
        .await;
    let inlined = data_encoding::BASE64.encode(PORTRAIT);
    let with = ["/r/ada-ferris", "/v1/profiles/ada-ferris.jcard", "/v1/profiles/ada-ferris.jscontact"]
        .map(|path| (path, format!("data:image/jpeg;base64,{inlined}")));
    let cards = [
        ("/v1/profiles/ada-ferris.vcf", format!("\r\nPHOTO;ENCODING=b;TYPE=JPEG:{inlined}\r\n")),
        ("/v1/profiles/ada-ferris.v4.vcf", format!("\r\nPHOTO:data:image/jpeg;base64\\,{inlined}\r\n")),
    ];
    for (path, line) in with.into_iter().chain(cards) {
        let body = newsroom.body(path).await;
        assert!(body.contains(&line), "{path}: {body}");
    }
    let by_name = [
        "/v1/profiles/ada-ferris.vcf?discreet=1",
        "/v1/blocks?ids=ada-ferris",
        "/v1/profiles?ids=ada-ferris",
    ];
    for path in LISTS.into_iter().chain(by_name) {
        let body = newsroom.body(path).await;
        assert!(!body.contains(&inlined) && body.contains("Ada"), "{path}");
    }
    // An edit of somebody else renders her neither with nor without it; one of her own keeps it.
    let nils = newsroom.profile("nils-holm").await.id;
    newsroom.change(vec![Change::Pause { profile: nils, until: None }]).await;
    assert!(newsroom.body("/r/ada-ferris").await.contains(&inlined));
    newsroom.change(vec![Change::Shield { profile: ada.clone() }]).await;
    assert!(!newsroom.body("/r/ada-ferris").await.contains(&inlined));
    newsroom.change(vec![Change::Unshield { profile: ada.clone() }]).await;
    assert!(newsroom.body("/r/ada-ferris").await.contains(&inlined));
    newsroom.change(vec![set(None)]).await;
    assert!(!newsroom.body("/r/ada-ferris").await.contains("portrait\""));
}

#[tokio::test]
async fn a_portrait_that_is_not_the_approved_one_is_not_shown() {
    let newsroom = Newsroom::new().await;
    let ada = newsroom.ada().await;
    let approved = PhotoHash::from_digest(sha256(&[PORTRAIT]));
    let at = newsroom.node.clock.now();
    let swapped = Write::AddPhoto { hash: approved.clone(), octets: b"somebody else".to_vec(), at };
    let write = Work {
        actor: Actor::Console,
        at: newsroom.node.clock.now(),
        expected_revision: None,
        accepted: Vec::new(),
        entries: Vec::new(),
        writes: vec![swapped],
    };
    newsroom.store.write(write).await.unwrap();
    let consents = Some([(ConsentTopic::Photo, newsroom.node.clock.now())].into());
    let consent = Box::new(ProfileEdit { consents, ..ProfileEdit::default() });
    newsroom
        .change(vec![
            Change::EditProfile { profile: ada.clone(), edit: consent },
            Change::SetPhoto { profile: ada, photo: Some(approved) },
        ])
        .await;
    let page = newsroom.body("/r/ada-ferris").await;
    assert!(page.contains("ada@paper.example") && !page.contains("image/jpeg"));
}

#[tokio::test]
async fn a_desk_says_roughly_how_many_people_read_it() {
    let newsroom = Newsroom::new().await;
    let mut desk = person("Investigations");
    desk["kind"] = json!("desk");
    newsroom.node.import(&newsroom.store, desk).await;
    newsroom.publisher.catch_up().await.unwrap();
    let desk = newsroom.profile("investigations").await.id;
    assert!(!newsroom.body("/r/investigations").await.contains("you write here"));
    let (ada, nils) = (newsroom.ada().await, newsroom.profile("nils-holm").await.id);
    for (members, words) in
        [(vec![ada.clone()], "One person reads"), (vec![ada.clone(), nils], "A few people read")]
    {
        newsroom.change(vec![Change::SetMembers { profile: desk.clone(), members }]).await;
        assert!(newsroom.body("/r/investigations").await.contains(words), "{words}");
    }
    newsroom.change(vec![Change::Withdraw { profile: ada }]).await;
    assert!(newsroom.body("/r/investigations").await.contains("One person reads"));
}
