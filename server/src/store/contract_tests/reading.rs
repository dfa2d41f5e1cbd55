//! Reading: one moment, and nothing that no parser accepts.

use std::collections::BTreeSet;

use directory::{Change, Profile, ProfileId, SlugUse};

use super::place::Place;
use super::samples::{Newsroom, add, beat, id, now, person, same};
use crate::store::{Changed, CorruptRow, Position, ReadError};

super::contract!(
    only_what_changed_is_read_again,
    a_row_that_no_parser_accepts_is_named_without_its_value,
    a_value_that_was_not_written_by_this_program_is_refused,
);

async fn only_what_changed_is_read_again(place: Place) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    let before = newsroom.store.next_edition(None, now()).await.unwrap();
    assert_eq!((before.revision, before.number), (1, 1));
    newsroom.submit(vec![beat("sport"), Change::Publish { profile: id(3) }]).await.unwrap();
    let Changed::Some(changes) = newsroom.store.load_changed_since(before).await.unwrap() else {
        panic!("nothing was replaced");
    };
    assert_eq!(changes.position, Position { revision: 2, edition: 1 });
    assert_eq!(seen(&changes.profiles), with_its_desk(&newsroom, 3));
    assert!(changes.profiles.contains(newsroom.directory.profile(&id(3)).unwrap()));
    assert!(changes.beats.iter().any(|changed| Change::SetBeat(changed.clone()) == beat("sport")));
    assert_eq!(changes.outlets.len(), 0);
    // Whether a slug leads to a profile depends on the profile.
    let of_third = newsroom
        .directory
        .slugs()
        .filter(|(_, used)| matches!(used, SlugUse::Current(owner) if *owner == id(3)));
    assert!(of_third.into_iter().all(|(slug, used)| changes.slugs.contains(&(slug.clone(), used.clone()))));
    // The next edition is the first to show that profile as it is now.
    let next = newsroom.store.next_edition(Some(before), now()).await.unwrap();
    let Changed::Some(changes) = newsroom.store.load_changed_since(before).await.unwrap() else {
        panic!("nothing was replaced");
    };
    assert_eq!(changes.position, Position { revision: 2, edition: 2 });
    assert_eq!(seen(&changes.profiles), with_its_desk(&newsroom, 3));
    let third = changes.profiles.iter().find(|profile| profile.id == id(3)).unwrap();
    assert_eq!(third.since_edition, Some(2));
    newsroom.submit(vec![add(person(4, "Zoe Neri"))]).await.unwrap();
    let Changed::Some(changes) = newsroom.store.load_changed_since(next).await.unwrap() else {
        panic!("nothing was replaced");
    };
    assert_eq!(seen(&changes.profiles), with_its_desk(&newsroom, 4));
}

fn seen(profiles: &[Profile]) -> BTreeSet<&ProfileId> {
    profiles.iter().map(|profile| &profile.id).collect()
}

/// A profile cannot be shown without the desk that it names.
fn with_its_desk(newsroom: &Newsroom, number: u32) -> BTreeSet<&ProfileId> {
    let profile = newsroom.directory.profile(&id(number)).unwrap();
    [Some(&profile.id), profile.desk.as_ref()].into_iter().flatten().collect()
}

async fn a_row_that_no_parser_accepts_is_named_without_its_value(place: Place) {
    let newsroom = Newsroom::filled(place.open().await).await;
    let channel = newsroom.directory.profile(&id(1)).unwrap().channels[2].id.to_string();
    let statement = "update channels set value = 'hunter2' where kind = 'signal_number'";
    place.tamper(statement, statement).await;
    let Err(ReadError::Corrupt(corrupt)) = newsroom.store.load().await else { panic!("the row is refused") };
    assert_eq!(corrupt, CorruptRow { table: "channels", row: channel, column: "value" });
    assert!(!format!("{corrupt} {corrupt:?}").contains("hunter2"));
}

async fn a_value_that_was_not_written_by_this_program_is_refused(place: Place) {
    let newsroom = Newsroom::filled(place.open().await).await;
    // A parser would read both; whoever wrote them went around it.
    let statement = "update channels set value = '+44 20 7946 0123' where kind = 'signal_number'";
    place.tamper(statement, statement).await;
    assert!(matches!(newsroom.store.load().await, Err(ReadError::Corrupt(_))));
    let statement = "update channels set value = '+442079460123' where kind = 'signal_number'";
    place.tamper(statement, statement).await;
    assert!(same(&newsroom.store.load().await.unwrap().directory, &newsroom.directory));
    let statement = "update profiles set created_at = -1";
    place.tamper(statement, statement).await;
    assert!(
        matches!(newsroom.store.load().await, Err(ReadError::Corrupt(row)) if row.column == "created_at")
    );
}
