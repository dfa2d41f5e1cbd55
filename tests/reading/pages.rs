//! The pages that are read: one of each kind, in languages of each direction and kind of script.

use std::path::Path;
use std::sync::Arc;

use directory::{Change, Timestamp};
use masthead::app::{Addresses, Publisher, fill_demo};
use masthead::clock::Clock;
use masthead::config::Settings;
use masthead::edition::{Editions, VALID_SECONDS};
use masthead::public::Renderer;
use masthead::store::Store;
use serde_json::Value;

use crate::departures::edit;
use crate::harness::{Server, channel};

/// Languages by their path: the newsroom's own, one from right to left, one without spaces between words.
pub(super) const ENGLISH: &str = "";
pub(super) const ARABIC: &str = "/ar";
pub(super) const CHINESE: &str = "/zh";

/// All of them, by their paths.
pub(super) const EVERY_LANGUAGE: [&str; 8] = [ENGLISH, "/es", "/fr", "/de", "/ru", ARABIC, "/fa", CHINESE];

/// A server with the sample directory, and somebody withdrawn from it.
pub(super) struct Site {
    pub(super) server: Server,
    withdrawn: String,
}

impl Site {
    pub(super) fn start() -> Self {
        let server = Server::demo();
        let withdrawn = server.slug_where(|profile| has(profile, "simplex"));
        let server = server.crash_and_restart(|data| {
            edit(data, &withdrawn, |profile| Change::Withdraw { profile });
        });
        Self { server, withdrawn }
    }

    /// A page's whole address.
    pub(super) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.server.public)
    }

    /// One page of each kind, in the language of this path.
    pub(super) fn pages(&self, language: &str) -> Vec<String> {
        let fixed = ["/", "/take-along.html", "/safety", "/verify", "/privacy", "/r/nobody-here", "/nowhere"];
        let mut pages: Vec<String> = fixed.iter().map(|path| format!("{language}{path}")).collect();
        pages.extend(self.people().iter().map(|slug| format!("{language}/r/{slug}")));
        pages
    }

    /// A reporter with a number, one with a key, one whose name is not Latin, one on leave, a desk with an onion address
    /// and a postal one, and somebody who is no longer there.
    fn people(&self) -> Vec<String> {
        let slug = |wanted: fn(&Value) -> bool| self.server.slug_where(wanted);
        vec![
            self.server.person(),
            slug(|profile| profile["kind"] == "person" && has(profile, "pgp")),
            slug(|profile| profile["kind"] == "person" && profile["languages"][0] == "fa"),
            slug(|profile| profile["status"] == "paused"),
            slug(|profile| has(profile, "securedrop") && has(profile, "post")),
            self.withdrawn.clone(),
        ]
    }
}

/// A server whose database is away, and whose last edition is out of date.
pub(super) fn out_of_date() -> Server {
    Server::demo().crash_and_restart(|data| {
        let files = ["masthead.sqlite", "masthead.sqlite-wal", "masthead.sqlite-shm", "edition"];
        for file in files {
            let _ = std::fs::remove_file(data.join(file));
        }
        let before = Clock::system().now().plus_seconds(-2 * VALID_SECONDS);
        publish(data, before);
        for file in &files[..3] {
            std::fs::write(data.join(file), "not a database, and nothing that could be one").unwrap();
        }
    })
}

/// Publishes the sample directory, as a server of that moment would have.
fn publish(data: &Path, moment: Timestamp) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (clock, settings) =
            (Clock::fixed(moment), Settings { data: data.to_owned(), ..Settings::default() });
        let setting = Addresses::new(&settings, 0, 0).setting(&settings).unwrap();
        let (renderer, editions) = (Arc::new(Renderer::new(&setting)), Arc::new(Editions::default()));
        let store = Store::open(&settings.database()).await.unwrap();
        fill_demo(&store, &clock).await.unwrap();
        let publisher = Publisher::new(store, editions, renderer, data.to_owned(), clock);
        publisher.publish().await.unwrap();
        assert!(publisher.has_kept());
    });
}

fn has(profile: &Value, kind: &str) -> bool {
    channel(profile, kind).is_some()
}
