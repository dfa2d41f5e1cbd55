//! The history shows whoever touches it.

use directory::Change;
use sha2::{Digest as _, Sha256};

use super::super::place::Place;
use super::super::samples::{Newsroom, beat, id};
use super::*;
use crate::store::records::{Actor, HistoryVerdict};
use crate::store::{OpenError, Store};

super::super::contract!(
    an_edited_entry_is_named,
    a_missing_entry_is_named,
    an_inserted_entry_is_named,
    exchanged_entries_are_named,
    a_history_that_was_cut_off_is_named,
    a_history_that_was_computed_anew_does_not_end_where_it_did,
    more_entries_than_are_read_at_once_are_checked,
    whoever_has_the_exported_lines_computes_the_same_chain,
    what_an_older_program_wrote_is_moved_into_the_chain,
);

/// A newsroom with sixteen entries: thirteen changes and three acts.
async fn sixteen(place: &Place) -> Store {
    let store = staffed(place.open().await).await;
    for _ in 0..2 {
        does(&store, Vec::new()).await.unwrap();
    }
    assert_eq!(store.check_history(()).await.unwrap(), HistoryVerdict::Sound { entries: 16 });
    store
}

/// What is found after somebody went behind the store's back, by it and by whoever checks the whole database.
async fn assert_found(
    place: &Place,
    store: &Store,
    tampering: &'static str,
    number: u64,
    fault: &'static str,
) {
    place.tamper(tampering, tampering).await;
    assert_eq!(
        store.check_history(()).await.unwrap(),
        HistoryVerdict::Broken { number, fault },
        "{tampering}"
    );
    let checked = Store::check(&place.database()).await.err();
    assert!(
        matches!(checked, Some(OpenError::History { number: found, fault: said }) if (found, said) == (number, fault)),
        "{checked:?}"
    );
}

async fn an_edited_entry_is_named(place: Place) {
    let store = sixteen(&place).await;
    let edits = [
        "update history_entries set actor = 'demo' where number = 7",
        "update history_entries set actor = 'console', at = at + 1 where number = 7",
        "update history_entries set at = at - 1, act = 'published' where number = 7",
        "update history_entries set act = 'changed', account_id = 'acc_' where number = 7",
        "update history_entries set account_id = null, revision = 2 where number = 7",
        "update history_entries set revision = 1, detail = detail || ' ' where number = 7",
    ];
    for edit in edits {
        assert_found(&place, &store, edit, 7, "was edited").await;
    }
    let undone = "update history_entries set detail = trim(detail) where number = 7";
    place.tamper(undone, undone).await;
    assert_eq!(store.check_history(()).await.unwrap(), HistoryVerdict::Sound { entries: 16 });
}

async fn a_missing_entry_is_named(place: Place) {
    let store = sixteen(&place).await;
    assert_found(&place, &store, "delete from history_entries where number = 9", 9, "is missing").await;
    assert_found(&place, &store, "delete from history_entries where number = 1", 1, "is missing").await;
    // Closing the gap does not help.
    let first = "update history_entries set number = -number where number > 1; \
                 update history_entries set number = -number - 1 where number < 0";
    assert_found(&place, &store, first, 1, "was edited").await;
}

async fn an_inserted_entry_is_named(place: Place) {
    let store = sixteen(&place).await;
    let between = "update history_entries set number = -number where number > 9; \
                   update history_entries set number = 1 - number where number < 0; \
                   insert into history_entries (number, at, actor, act, detail, hash) \
                   select 10, at, actor, act, detail, hash from history_entries where number = 9";
    assert_found(&place, &store, between, 10, "was edited").await;
}

async fn exchanged_entries_are_named(place: Place) {
    let store = sixteen(&place).await;
    let exchanged = "update history_entries set number = -5 where number = 5; \
                     update history_entries set number = 5 where number = 6; \
                     update history_entries set number = 6 where number = -5";
    assert_found(&place, &store, exchanged, 5, "was edited").await;
}

async fn a_history_that_was_cut_off_is_named(place: Place) {
    let store = sixteen(&place).await;
    assert_found(&place, &store, "delete from history_entries where number > 14", 15, "was cut off").await;
    assert_found(&place, &store, "delete from history_entries", 1, "was cut off").await;
    let before_the_first = "insert into history_entries (number, at, actor, act, detail, hash) \
                            values (0, 0, 'console', 'acted', 'null', '')";
    assert_found(&place, &store, before_the_first, 0, "was added").await;
}

async fn a_history_that_was_computed_anew_does_not_end_where_it_did(place: Place) {
    let store = sixteen(&place).await;
    // As good as an attacker gets who edits the last entry and its hash, and forgets where the head is kept.
    let last = store.history_after(15).await.unwrap().remove(0);
    let edited = crate::store::records::HistoryEntry { act: "forged".to_owned(), ..last };
    let before = store.history_after(14).await.unwrap().remove(0).hash;
    let hash = follow(&before, &edited.json_line());
    let forge = format!("update history_entries set act = 'forged', hash = '{hash}' where number = 16");
    assert_found(&place, &store, Box::leak(forge.into_boxed_str()), 16, "was edited").await;
    let added = "update directory set history_number = 15";
    assert_found(&place, &store, added, 16, "was added").await;
}

async fn more_entries_than_are_read_at_once_are_checked(place: Place) {
    let store = sixteen(&place).await;
    let mut work = act(Vec::new());
    work.entries = vec![work.entries[0].clone(); 1_200];
    store.write(work).await.unwrap();
    assert_eq!(store.check_history(()).await.unwrap(), HistoryVerdict::Sound { entries: 1_216 });
    assert_eq!(store.history_after(16).await.unwrap().len(), 500);
    assert_found(&place, &store, "delete from history_entries where number = 1100", 1_100, "is missing")
        .await;
}

/// The hash of an entry, as somebody computes it who has the exported lines and nothing of this program.
fn follow(before: &str, line: &str) -> String {
    let mut entry: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
    entry.remove("hash").unwrap();
    let members: std::collections::BTreeMap<String, serde_json::Value> =
        entry.into_iter().map(|(name, member)| (name, sorted(member))).collect();
    let canonical = serde_json::to_string(&members).unwrap();
    data_encoding::HEXLOWER.encode(&Sha256::digest(format!("{before}{canonical}")))
}

fn sorted(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(members) => {
            let members: std::collections::BTreeMap<_, _> = members.into_iter().collect();
            members.into_iter().map(|(name, member)| (name, sorted(member))).collect()
        }
        serde_json::Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}

async fn whoever_has_the_exported_lines_computes_the_same_chain(place: Place) {
    let store = sixteen(&place).await;
    let mut before = String::new();
    for entry in store.history_after(0).await.unwrap() {
        let line = entry.json_line();
        assert!(!line.contains('\n'));
        assert_eq!(follow(&before, &line), entry.hash, "{}", entry.number);
        before = entry.hash;
    }
    assert_eq!(place.count("select count(*) from directory where history_number = 16").await, 1);
}

async fn what_an_older_program_wrote_is_moved_into_the_chain(place: Place) {
    let mut newsroom = Newsroom::begin(sixteen(&place).await).await;
    let older = "insert into history (revision, place, changed_at, actor, profile_id, change) values \
                 (2, 1, 5, 'console', null, '{\"change\": \"set_beat\", \"slug\": \"b\", \"name\": \"B\"}'), \
                 (2, 0, 5, 'demo', null, '{\"change\": \"set_beat\", \"slug\": \"a\", \"name\": \"A\"}'), \
                 (3, 0, 6, 'somebody', null, 'no JSON')";
    place.tamper(older, older).await;
    newsroom.submit(vec![beat("after"), Change::Withdraw { profile: id(1) }]).await.unwrap();
    assert_eq!(place.count("select count(*) from history").await, 0);
    let moved = newsroom.store.history_after(16).await.unwrap();
    let said: Vec<_> =
        moved.iter().map(|entry| (entry.actor.clone(), entry.detail["slug"].as_str())).collect();
    assert_eq!(said[0], (Actor::Demo, Some("a")));
    assert_eq!(said[1], (Actor::Console, Some("b")));
    assert_eq!(moved[2].detail, serde_json::json!({ "actor": "somebody", "change": "no JSON" }));
    assert_eq!((moved.len(), moved[2].at.seconds(), moved[2].revision), (5, 6, Some(3)));
    assert_eq!(newsroom.store.check_history(()).await.unwrap(), HistoryVerdict::Sound { entries: 21 });
    // Whoever opens the database does the same.
    place.tamper(older, older).await;
    let again = place.open().await;
    assert_eq!(place.count("select count(*) from history").await, 0);
    assert_eq!(again.check_history(()).await.unwrap(), HistoryVerdict::Sound { entries: 24 });
}
