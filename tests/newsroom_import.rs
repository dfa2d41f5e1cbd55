//! `masthead import` before and after somebody can sign in: the first import is done at once, a later one proposes what
//! shows sources something new.

use std::fs;
use std::path::Path;
use std::process::Output;

use masthead::config::Database;
use masthead::editing::Actor;
use masthead::store::Store;
use masthead::store::records::{HistoryEntry, HistoryQuery};

use crate::harness::run;

const FIRST: &str = "+442079460123";
const SECOND: &str = "+442079460199";

#[test]
fn the_first_import_is_done_at_once_and_a_later_one_waits_for_a_second_person() {
    let newsroom = Newsroom::new();
    newsroom.table(FIRST, "");
    let first = newsroom.import(&["--publish"]);
    assert!(first.contains("1 added, 0 updated") && !first.contains("wait"), "{first}");
    assert!(newsroom.card().contains(FIRST));
    assert_eq!(newsroom.history()[0].act, "first_import");

    newsroom.masthead(&["account", "add", "olga@courier.example", "--name", "Olga Owner", "--role", "owner"]);
    newsroom.table(SECOND, "Nils Holm,cms=2,nils@courier.example,\n");
    let tried = newsroom.import(&["--publish", "--dry-run"]);
    let later = newsroom.import(&["--publish"]);
    for report in [&tried, &later] {
        assert!(report.contains("proposed ada-ferris: waits for a second person"), "{report}");
        assert!(report.contains("added nils-holm: waits for a second person"), "{report}");
        assert!(
            report.contains("1 added, 0 updated, 0 unchanged, 0 refused, 2 wait for a second person"),
            "{report}"
        );
    }
    let card = newsroom.card();
    assert!(card.contains(FIRST) && !card.contains(SECOND) && !card.contains("Nils Holm"), "{card}");
    let listed = newsroom.masthead(&["account", "list"]);
    assert!(listed.contains("olga@courier.example  owner     invited"), "{listed}");
    assert_eq!(newsroom.proposals(), 2);

    // The table of every night proposes nothing twice.
    let again = newsroom.import(&["--publish"]);
    assert!(again.contains("0 added, 0 updated, 0 unchanged, 0 refused, 2 wait"), "{again}");
    assert_eq!(newsroom.proposals(), 2);
    let checked = newsroom.masthead(&["check"]);
    assert!(checked.contains("history"), "{checked}");
}

#[test]
fn breaking_the_glass_changes_the_card_and_stands_in_the_history() {
    let newsroom = Newsroom::new();
    newsroom.table(FIRST, "");
    newsroom.import(&["--publish"]);
    newsroom.masthead(&["account", "add", "olga@courier.example", "--name", "Olga Owner", "--role", "owner"]);
    newsroom.table(SECOND, "");
    let unexplained = newsroom.try_import(&["--break-glass", " "]);
    assert_eq!(unexplained.status.code(), Some(2), "{}", said(&unexplained));
    assert!(newsroom.card().contains(FIRST));

    let broken = newsroom.import(&["--break-glass", "Ada called me herself"]);
    assert!(broken.contains("BREAK GLASS: 1 profile changed without a second person"), "{broken}");
    assert!(newsroom.card().contains(SECOND));
    let newest = newsroom.history().remove(0);
    assert!(newest.act == "break_glass" && newest.actor == Actor::Console);
    assert_eq!(newest.detail["reason"], "Ada called me herself");
    assert_eq!(newsroom.proposals(), 0);
}

/// A data folder, and a table that its people come from.
struct Newsroom {
    folder: tempfile::TempDir,
}

impl Newsroom {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Writes the table: Ada with that number, and whoever else.
    fn table(&self, number: &str, others: &str) {
        let table = format!(
            "name,external_ids,email,signal_number\nAda Ferris,cms=1,ada@courier.example,{number}\n{others}"
        );
        fs::write(self.folder.path().join("people.csv"), table).unwrap();
    }

    fn try_import(&self, flags: &[&str]) -> Output {
        let import = ["import", "csv", "people.csv", "--outlet", "The Harbour Courier", "--data", "data"];
        run(self.folder.path(), &[&import[..], flags].concat())
    }

    fn import(&self, flags: &[&str]) -> String {
        let imported = self.try_import(flags);
        assert!(imported.status.success(), "{}", said(&imported));
        said(&imported)
    }

    fn masthead(&self, command: &[&str]) -> String {
        let done = run(self.folder.path(), &[command, &["--data", "data"]].concat());
        assert!(done.status.success(), "{}", said(&done));
        said(&done)
    }

    /// Everything that sources see of people.
    fn card(&self) -> String {
        self.masthead(&["export", "vcard"])
    }

    /// Newest first.
    fn history(&self) -> Vec<HistoryEntry> {
        history(&self.folder.path().join("data/masthead.sqlite"))
    }

    /// How often the console has proposed something.
    fn proposals(&self) -> usize {
        let is_one = |entry: &&HistoryEntry| entry.act == "proposed" && entry.actor == Actor::Console;
        self.history().iter().filter(is_one).count()
    }
}

#[tokio::main(flavor = "current_thread")]
async fn history(file: &Path) -> Vec<HistoryEntry> {
    let store = Store::open(&Database::sqlite(file.to_owned())).await.unwrap();
    store.history(HistoryQuery { limit: 500, ..HistoryQuery::default() }).await.unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
