//! The postman's rounds: once, again, and for the last time.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;

use super::mail_server::MailServer;
use super::*;
use crate::clock::Clock;
use crate::config::{Database, Mail, MailTls, Origin};
use crate::secret::Secret;
use crate::store::Store;
use crate::store::records::{HistoryQuery, Work};

const DAY: i64 = 24 * 60 * 60;
/// For waiting for what never comes.
const SOON: Duration = Duration::from_millis(500);

/// A spool with a store behind it.
struct Post {
    store: Store,
    sealing: Sealing,
    clock: Clock,
    _folder: tempfile::TempDir,
}

impl Post {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Database::sqlite(folder.path().join("post.sqlite"))).await.unwrap();
        let sealing = Sealing::new(Secret::new([7; 32]));
        Self { store, sealing, clock: Clock::fixed(NOW), _folder: folder }
    }

    async fn spool(&self, recipients: &[&str]) {
        let letters = recipients.iter().map(|to| Letter {
            to: email(&format!("{to}@courier.example")),
            subject: "Ada Ferris: the profile was changed".to_owned(),
            body: "Something happened.\n".to_owned(),
            path: "/profiles/ada-ferris".to_owned(),
        });
        let spool = Spool::new(self.sealing.clone(), true);
        let mut work = Work::new(Actor::Clock, self.clock.now());
        work.writes = spool.writes(letters.collect(), self.clock.now());
        self.store.write(work).await.unwrap();
    }

    fn postman(&self, address: SocketAddr) -> Postman {
        self.postman_with(address, MailTls::None)
    }

    fn postman_with(&self, address: SocketAddr, tls: MailTls) -> Postman {
        let mail = Mail {
            server: Some(address.ip().to_string()),
            port: Some(address.port()),
            tls,
            username: Some("masthead".to_owned()),
            password: Some(Secret::new("hunter2".to_owned())),
            ..Mail::default()
        };
        let route = MailRoute::of(&mail).unwrap().unwrap().within(SOON);
        let head = Letterhead {
            newsroom: "The Harbour Courier".to_owned(),
            admin: Origin::parse("https://contacts.paper.example").unwrap(),
            from: email("masthead@paper.example"),
        };
        Postman::new(self.store.clone(), self.sealing.clone(), self.clock.clone(), route, head)
    }

    /// How many letters are waiting, whenever they are due.
    async fn waiting(&self) -> usize {
        self.store.letters_due(NOW.plus_seconds(100 * DAY), 100).await.unwrap().len()
    }

    /// What the history says of letters.
    async fn history(&self) -> Vec<String> {
        let query = HistoryQuery { limit: 100, ..HistoryQuery::default() };
        let entries = self.store.history(query).await.unwrap();
        entries.iter().map(|entry| format!("{} {}", entry.act, entry.detail)).collect()
    }
}

#[tokio::test]
async fn letters_go_out_once_over_one_connection_after_signing_in() {
    let (post, server) = (Post::new().await, MailServer::open().await);
    post.spool(&["ada", "olga", "otto"]).await;
    let mut postman = post.postman(server.address);
    assert_eq!(postman.round().await.unwrap(), 3);
    assert_eq!(postman.round().await.unwrap(), 0);
    assert_eq!(server.recipients(), ["ada", "olga", "otto"].map(|to| format!("{to}@courier.example")));
    assert_eq!((server.connections(), post.waiting().await), (1, 0));
    let commands = server.commands();
    assert!(commands.iter().any(|command| command.starts_with("AUTH PLAIN ")), "{commands:?}");
    assert!(commands.iter().any(|command| command.starts_with("EHLO paper.example")), "{commands:?}");
    assert!(server.messages()[0].contains("https://contacts.paper.example/profiles/ada-ferris"));
}

#[tokio::test]
async fn a_mail_server_that_is_down_delays_letters_and_costs_them_no_try() {
    let post = Post::new().await;
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = nobody.local_addr().unwrap();
    drop(nobody);
    post.spool(&["ada", "olga"]).await;
    let mut postman = post.postman(address);
    assert_eq!(postman.round().await.unwrap(), 0);
    let due = post.store.letters_due(post.clock.now(), 100).await.unwrap();
    assert!(due.len() == 2 && due.iter().all(|letter| letter.tries == 0));
    let server = MailServer::at(address, |_| None).await;
    assert_eq!(postman.round().await.unwrap(), 0, "it is left alone for a minute");
    assert_eq!(server.connections(), 0);
    post.clock.advance(60);
    assert_eq!(postman.round().await.unwrap(), 2);
}

#[tokio::test]
async fn a_mail_server_that_says_nothing_is_not_waited_for() {
    let post = Post::new().await;
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    post.spool(&["ada"]).await;
    let mut postman = post.postman(silent.local_addr().unwrap());
    assert_eq!(postman.round().await.unwrap(), 0);
    assert_eq!(post.waiting().await, 1);
}

#[tokio::test]
async fn a_letter_that_is_refused_is_tried_again_ever_more_rarely_and_holds_up_no_other() {
    for answer in ["451 later, <ada@courier.example>", "550 no such <ada@courier.example>"] {
        let post = Post::new().await;
        let server = MailServer::refusing(move |to| to.starts_with("ada@").then_some(answer)).await;
        post.spool(&["ada", "olga"]).await;
        let mut postman = post.postman(server.address);
        assert_eq!(postman.round().await.unwrap(), 1);
        assert_eq!(server.recipients(), ["olga@courier.example"]);
        for pause in [60, 120, 240, 480] {
            post.clock.advance(pause - 1);
            assert!(post.store.letters_due(post.clock.now(), 100).await.unwrap().is_empty(), "{pause}");
            post.clock.advance(1);
            assert_eq!(post.store.letters_due(post.clock.now(), 100).await.unwrap().len(), 1, "{pause}");
            postman.round().await.unwrap();
        }
        for _ in 0..10 {
            post.clock.advance(6 * 60 * 60);
            postman.round().await.unwrap();
        }
        assert_eq!(post.waiting().await, 1, "six hours are the longest pause");
    }
}

#[tokio::test]
async fn a_letter_is_given_up_after_three_days_and_the_history_names_nobody() {
    let post = Post::new().await;
    let server = MailServer::refusing(|_| Some("550 no such <ada@courier.example>")).await;
    post.spool(&["ada"]).await;
    let mut postman = post.postman(server.address);
    postman.round().await.unwrap();
    post.clock.advance(3 * DAY - 1);
    postman.round().await.unwrap();
    assert_eq!(post.waiting().await, 1);
    post.clock.advance(DAY);
    postman.round().await.unwrap();
    assert_eq!(post.waiting().await, 0);
    let history = post.history().await;
    assert!(history.len() == 1 && history[0].starts_with("letter_given_up"), "{history:?}");
    assert!(!history[0].contains("courier.example"), "{history:?}");
}

#[tokio::test]
async fn two_servers_with_one_database_send_a_letter_once() {
    let (post, server) = (Post::new().await, MailServer::open().await);
    let people: Vec<String> = (10..30).map(|number| format!("p{number}")).collect();
    post.spool(&people.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let (mut one, mut other) = (post.postman(server.address), post.postman(server.address));
    let (first, second) = tokio::join!(one.round(), other.round());
    assert_eq!(first.unwrap() + second.unwrap(), people.len());
    let expected: Vec<_> = people.iter().map(|one| format!("{one}@courier.example")).collect();
    assert_eq!(server.recipients(), expected);
}

#[tokio::test]
async fn a_server_that_offers_no_encryption_is_told_nothing() {
    for tls in [MailTls::Starttls, MailTls::Implicit] {
        let (post, server) = (Post::new().await, MailServer::open().await);
        post.spool(&["ada"]).await;
        assert_eq!(post.postman_with(server.address, tls).round().await.unwrap(), 0);
        let commands = server.commands();
        assert!(
            !commands.iter().any(|command| command.starts_with("AUTH") || command.starts_with("MAIL")),
            "{commands:?}"
        );
        assert_eq!((server.messages().len(), post.waiting().await), (0, 1));
    }
}

#[tokio::test]
async fn a_letter_of_another_servers_key_waits_for_that_server_and_holds_up_no_other() {
    let (mut post, server) = (Post::new().await, MailServer::open().await);
    post.spool(&["ada"]).await;
    let first = std::mem::replace(&mut post.sealing, Sealing::new(Secret::new([8; 32])));
    post.spool(&["olga"]).await;
    assert_eq!(post.postman(server.address).round().await.unwrap(), 1);
    assert_eq!((server.recipients(), post.waiting().await), (vec!["olga@courier.example".to_owned()], 1));
    post.sealing = first;
    post.clock.advance(60);
    assert_eq!(post.postman(server.address).round().await.unwrap(), 1);
    assert_eq!((server.messages().len(), post.waiting().await), (2, 0));
}

#[tokio::test]
async fn what_the_server_says_of_a_recipient_is_in_no_error() {
    let server = MailServer::refusing(|_| Some("550 no such <ada@courier.example>")).await;
    let post = Post::new().await;
    let postman = post.postman(server.address);
    let mut session = postman.route().open("paper.example").await.ok().unwrap();
    let letter = Letter {
        to: email("ada@courier.example"),
        subject: "a".to_owned(),
        body: "b\n".to_owned(),
        path: "/".to_owned(),
    };
    let head = Letterhead {
        newsroom: "The Harbour Courier".to_owned(),
        admin: Origin::parse("https://contacts.paper.example").unwrap(),
        from: email("masthead@paper.example"),
    };
    let message = head.message(&LetterId::from_random([1; 16]), &letter, NOW).unwrap();
    let refused = session.send(&message).await.unwrap_err();
    assert!(refused.to_string().contains("550"), "{refused}");
    assert!(!format!("{refused} {refused:?}").contains("ada"), "{refused:?}");
}

#[test]
fn without_a_mail_server_nothing_is_spooled_and_what_is_spooled_is_sealed() {
    let letter = || Letter {
        to: email("ada@courier.example"),
        subject: "a subject".to_owned(),
        body: "b\n".to_owned(),
        path: "/".to_owned(),
    };
    let sealing = Sealing::new(Secret::new([7; 32]));
    assert!(Spool::new(sealing.clone(), false).writes(vec![letter()], NOW).is_empty());
    let writes = Spool::new(sealing.clone(), true).writes(vec![letter()], NOW);
    let [Write::AddLetter(record)] = writes.as_slice() else { panic!("one letter") };
    assert!(!String::from_utf8_lossy(&record.sealed).contains("ada"));
    assert!(unsealed(&sealing, record).unwrap() == letter());
    let moved = LetterRecord { id: LetterId::from_random([1; 16]), ..record.clone() };
    assert!(unsealed(&sealing, &moved).is_none(), "a letter opens under its own name only");
}
