//! Commits: whole or not at all, and none lost.

use std::time::Duration;

use directory::{Applied, Change, OldSlug, PhotoHash, SlugUse};

use super::place::Place;
use super::samples::{Newsroom, add, beat, forged, id, name, now, outlet, person, same, slug};
use crate::store::records::Actor;
use crate::store::{CommitError, Conflict, Store};

super::contract!(
    what_is_written_reads_back_the_same,
    a_stale_commit_changes_nothing,
    a_slug_is_never_given_to_another_profile,
    a_commit_that_contradicts_the_tables_changes_nothing,
    two_profiles_may_exchange_an_external_identifier,
    a_hundred_editors_at_once_lose_nothing,
    a_caller_who_hangs_up_leaves_all_or_nothing,
    ten_thousand_profiles_fit_through,
    the_history_keeps_every_change_with_its_actor,
    who_is_withdrawn_leaves_the_desks_in_the_same_commit,
);

async fn what_is_written_reads_back_the_same(place: Place) {
    let newsroom = Newsroom::filled(place.open().await).await;
    let stored = newsroom.store.load().await.unwrap();
    assert_eq!((stored.revision, newsroom.revision), (1, 1));
    assert!(same(&stored.directory, &newsroom.directory));
    assert_eq!(stored.directory.profile(&id(1)).unwrap().channels.len(), 21);
}

async fn a_stale_commit_changes_nothing(place: Place) {
    let mut first = Newsroom::filled(place.open().await).await;
    let mut second = Newsroom::begin(place.open().await).await;
    first.submit(vec![Change::Withdraw { profile: id(3) }]).await.unwrap();
    let late = second.submit(vec![Change::Publish { profile: id(3) }, beat("late")]).await;
    assert!(matches!(late, Err(CommitError::Stale)));
    assert!(same(&second.store.load().await.unwrap().directory, &first.directory));
    assert_eq!(place.count("select count(*) from history_entries where revision = 2").await, 1);
}

async fn a_slug_is_never_given_to_another_profile(place: Place) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    let gone = Change::MoveProfile { profile: id(3), slug: slug("nils-quay"), old_slug: OldSlug::Gone };
    newsroom.submit(vec![gone, Change::Withdraw { profile: id(3) }]).await.unwrap();
    let read = newsroom.store.load().await.unwrap().directory;
    assert!(same(&read, &newsroom.directory));
    for taken in ["nils-berg", "nils-strand", "nils-quay"] {
        assert!(read.slug_use(&slug(taken)).is_some());
        let stolen = Applied { slugs: vec![(slug(taken), SlugUse::Current(id(1)))], ..Applied::default() };
        let refused = newsroom.store.commit(
            newsroom.revision,
            vec![forged(stolen)],
            Actor::Console,
            super::samples::now(),
        );
        assert!(matches!(refused.await, Err(CommitError::Conflict(Conflict::Slug))), "{taken}");
    }
    assert!(same(&newsroom.store.load().await.unwrap().directory, &newsroom.directory));
}

async fn a_commit_that_contradicts_the_tables_changes_nothing(place: Place) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    let before = newsroom.directory.clone();
    let mut accepted = newsroom.accept(vec![beat("new-beat"), add(person(4, "Zoe Neri"))]);
    let mut nobodys = accepted.last().unwrap().applied.profile.clone().unwrap();
    nobodys.desk = Some(id(99));
    accepted.last_mut().unwrap().applied.profile = Some(nobodys);
    let refused =
        newsroom.store.commit(newsroom.revision, accepted, Actor::Console, super::samples::now()).await;
    assert!(matches!(refused, Err(CommitError::Conflict(Conflict::Reference))), "{refused:?}");
    let stored = newsroom.store.load().await.unwrap();
    assert_eq!(stored.revision, 1);
    assert!(same(&stored.directory, &before));
}

async fn two_profiles_may_exchange_an_external_identifier(place: Place) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    let given = newsroom.directory.profile(&id(1)).unwrap().external_ids.clone();
    let edit =
        |external_ids| directory::ProfileEdit { external_ids: Some(external_ids), ..Default::default() };
    let take =
        Change::EditProfile { profile: id(1), edit: Box::new(edit(std::collections::BTreeMap::new())) };
    let give = Change::EditProfile { profile: id(3), edit: Box::new(edit(given)) };
    newsroom.submit(vec![take, give]).await.unwrap();
    assert!(same(&newsroom.store.load().await.unwrap().directory, &newsroom.directory));
}

async fn a_hundred_editors_at_once_lose_nothing(place: Place) {
    // Two stores: what two processes on one database are to each other.
    let stores = [place.open().await, place.open().await];
    let editors: Vec<_> = (0..100)
        .map(|number: usize| {
            let store = stores[number % 2].clone();
            tokio::spawn(async move {
                loop {
                    let mut newsroom = Newsroom::begin(store.clone()).await;
                    match newsroom.submit(vec![beat(&format!("beat-{number}"))]).await {
                        Ok(()) => return,
                        Err(CommitError::Stale) => {}
                        Err(other) => panic!("{other:?}"),
                    }
                }
            })
        })
        .collect();
    for editor in editors {
        editor.await.unwrap();
    }
    let read = stores[0].load().await.unwrap();
    assert_eq!((read.revision, read.directory.beats().len()), (100, 100));
}

async fn a_caller_who_hangs_up_leaves_all_or_nothing(place: Place) {
    let store = place.open().await;
    for number in 0..60_usize {
        let mut newsroom = Newsroom::begin(store.clone()).await;
        let accepted =
            newsroom.accept(vec![beat(&format!("beat-{number}")), outlet(&format!("Outlet {number}"))]);
        tokio::select! {
            biased;
            _ = store.commit(newsroom.revision, accepted, Actor::Console, super::samples::now()) => {}
            () = yields(number) => {}
        }
    }
    // A commit that began goes on by itself; one that waits for all of them comes last.
    until_settled(&store).await;
    let stored = store.load().await.unwrap();
    let counts = (stored.directory.beats().len(), stored.directory.outlets().len());
    assert_eq!(counts.0, counts.1, "a commit was written in part");
    assert_eq!(u64::try_from(counts.0).unwrap(), stored.revision);
    if place.is_postgres() {
        let open = "select count(*) from pg_stat_activity \
                    where datname = current_database() and state like 'idle in transaction%'";
        assert_eq!(place.count(open).await, 0);
    }
    let reads: Vec<_> = (0..30)
        .map(|_| {
            tokio::spawn({
                let store = store.clone();
                async move { store.load().await.is_ok() }
            })
        })
        .collect();
    for read in reads {
        assert!(read.await.unwrap());
    }
}

async fn yields(times: usize) {
    for _ in 0..times {
        tokio::task::yield_now().await;
    }
}

async fn until_settled(store: &Store) {
    for number in 0..1_000 {
        let mut newsroom = Newsroom::begin(store.clone()).await;
        let last = vec![beat(&format!("last-{number}")), outlet(&format!("Last {number}"))];
        if newsroom.submit(last).await.is_ok() {
            return;
        }
    }
    panic!("abandoned commits go on for ever");
}

async fn ten_thousand_profiles_fit_through(place: Place) {
    let mut newsroom = Newsroom::begin(place.open().await).await;
    newsroom.submit(vec![outlet("The Harbour Courier")]).await.unwrap();
    let batch =
        |first: u32| (first..first + 500).map(|number| add(person(number, &format!("Reporter {number}"))));
    for first in (0..10_000).step_by(500) {
        newsroom.submit(batch(first).collect()).await.unwrap();
    }
    let stored = newsroom.store.load().await.unwrap();
    assert_eq!((stored.revision, stored.directory.profiles().len()), (21, 10_000));
    assert!(same(&stored.directory, &newsroom.directory));
}

async fn the_history_keeps_every_change_with_its_actor(place: Place) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    newsroom.submit(vec![Change::Withdraw { profile: id(3) }]).await.unwrap();
    assert_eq!(
        place.count("select count(*) from history_entries where actor = 'console' and revision = 1").await,
        13
    );
    let withdrawn = "select count(*) from history_entries where revision = 2 and detail like '%withdraw%' \
                     and profile_id in (select profile_id from slugs where slug = 'nils-strand')";
    assert_eq!(place.count(withdrawn).await, 1);
    assert_eq!(newsroom.directory.profile(&id(3)).unwrap().name, name("Nils Berg"));
}

#[tokio::test]
async fn a_commit_goes_on_in_a_task_that_nobody_waits_for() {
    let place = Place::sqlite();
    let store = place.open().await;
    let mut newsroom = Newsroom::begin(store.clone()).await;
    let accepted = newsroom.accept(vec![beat("abandoned")]);
    let commit = store.commit(0, accepted, Actor::Console, super::samples::now());
    assert!(tokio::time::timeout(Duration::ZERO, commit).await.is_err());
    // On one thread the abandoned task stands in line for the one connection before this one does.
    let late = newsroom.store.commit(0, newsroom_changes(), Actor::Console, super::samples::now()).await;
    assert!(matches!(late, Err(CommitError::Stale)));
    assert_eq!(store.load().await.unwrap().directory.beats().len(), 1);
}

fn newsroom_changes() -> Vec<crate::store::Accepted> {
    vec![forged(Applied::default())]
}

/// What a newsroom says of its people besides.
fn besides() -> Vec<Change> {
    vec![
        Change::SetMembers { profile: id(2), members: vec![id(3), id(1)] },
        Change::SetPhoto { profile: id(1), photo: Some(PhotoHash::from_digest([1; 32])) },
        Change::SetEnd { profile: id(1), ends_at: Some(now().plus_seconds(86_400)) },
        Change::Shield { profile: id(3) },
    ]
}

async fn who_is_withdrawn_leaves_the_desks_in_the_same_commit(place: Place) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    newsroom.submit(besides()).await.unwrap();
    assert!(same(&newsroom.store.load().await.unwrap().directory, &newsroom.directory));
    newsroom.submit(vec![Change::Withdraw { profile: id(3) }]).await.unwrap();
    let read = newsroom.store.load().await.unwrap().directory;
    assert!(same(&read, &newsroom.directory));
    assert_eq!(read.profile(&id(2)).unwrap().members, [id(1)]);
    // The desk has moved on by one revision, and an edit that starts from there is accepted.
    newsroom.submit(vec![Change::SetMembers { profile: id(2), members: Vec::new() }]).await.unwrap();
    assert!(same(&newsroom.store.load().await.unwrap().directory, &newsroom.directory));
    assert_eq!(place.count("select count(*) from profile_members").await, 0);
}
