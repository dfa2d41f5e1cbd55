//! Editions: numbers and moments that only grow.

use directory::{
    Beat, BeatSlug, Change, ChannelKind, Directory, Freshness, NewChannel, NewProfile, ProfileKind,
    PublicProfile, Timestamp, Visibility,
};

use super::place::Place;
use super::samples::{KEY_THAT_ENDS, Newsroom, add, beat, channel, id, name, now, outlet, person};
use crate::store::{Changed, EditionRow, Store};

super::contract!(
    numbers_and_moments_only_grow,
    an_edition_is_stamped_on_what_it_is_the_first_to_show,
    an_edit_of_a_desk_or_a_beat_is_stamped_on_whoever_names_it,
    many_nodes_number_no_edition_twice,
    a_past_that_was_undone_is_not_gone_on_from,
    readers_of_a_past_that_was_undone_are_told_of_everybody,
    a_key_that_expires_is_stamped_on_its_profile_and_on_no_other,
    keys_written_by_an_older_program_are_dated_too,
    what_nobody_confirms_is_stamped_when_it_is_marked_and_when_it_is_hidden,
    what_the_clock_stamps_is_what_looks_different,
    an_end_is_stamped_on_who_ends_and_on_whoever_names_the_desk,
);

async fn numbers_and_moments_only_grow(place: Place) {
    let store = place.open().await;
    assert_eq!(store.standing().await.unwrap().newest, None);
    let first = store.next_edition(None, now()).await.unwrap();
    let second = store.next_edition(None, now().plus_seconds(-3_600)).await.unwrap();
    let third = store.next_edition(Some(row(40)), now().plus_seconds(60)).await.unwrap();
    let fourth = store.next_edition(Some(row(3)), now().plus_seconds(60)).await.unwrap();
    assert_eq!([first.number, second.number, third.number, fourth.number], [1, 2, 41, 42]);
    assert_eq!(first.published_at, now());
    assert_eq!(
        second.published_at,
        now().plus_seconds(1),
        "a clock that was set back does not bring moments back"
    );
    assert_eq!(fourth.published_at, now().plus_seconds(61));
    assert_eq!(store.standing().await.unwrap().newest, Some(fourth));
    assert_eq!(store.standing().await.unwrap().position.edition, 42);
}

async fn an_edition_is_stamped_on_what_it_is_the_first_to_show(place: Place) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    newsroom.submit(vec![add(person(4, "Zoe Neri"))]).await.unwrap();
    let first = newsroom.store.next_edition(None, now()).await.unwrap();
    assert_eq!(first.revision, 2);
    let mut newsroom = Newsroom::begin(newsroom.store).await;
    let since = |newsroom: &Newsroom, number| since(&newsroom.directory, number);
    assert_eq!([1, 2, 3, 4].map(|number| since(&newsroom, number)), [Some(1), Some(1), Some(1), None]);
    newsroom.submit(vec![Change::Publish { profile: id(3) }]).await.unwrap();
    newsroom.store.next_edition(None, now()).await.unwrap();
    let newsroom = Newsroom::begin(newsroom.store).await;
    assert_eq!([1, 3, 4].map(|number| since(&newsroom, number)), [Some(1), Some(2), None]);
}

async fn an_edit_of_a_desk_or_a_beat_is_stamped_on_whoever_names_it(place: Place) {
    let mut newsroom = Newsroom::begin(place.open().await).await;
    let desk = NewProfile { kind: ProfileKind::Desk, ..person(1, "Tips Desk") };
    let beside = NewProfile { desk: Some(id(1)), ..person(2, "Ada Ferris") };
    let courts = NewProfile { beats: vec![BeatSlug::parse("courts").unwrap()], ..person(3, "Nils Holm") };
    let mut changes = vec![outlet("The Harbour Courier"), beat("courts"), beat("sport")];
    changes.extend([desk, beside, courts, person(4, "Zoe Neri")].map(add));
    changes.extend([1, 2, 3, 4].map(|number| Change::Publish { profile: id(number) }));
    newsroom.submit(changes).await.unwrap();
    newsroom.store.next_edition(None, now()).await.unwrap();
    let all = |newsroom: &Newsroom| [1, 2, 3, 4].map(|number| since(&newsroom.directory, number).unwrap());

    let mut newsroom = Newsroom::begin(newsroom.store).await;
    newsroom.submit(vec![Change::Pause { profile: id(1), until: None }]).await.unwrap();
    newsroom.store.next_edition(None, now()).await.unwrap();
    let mut newsroom = Newsroom::begin(newsroom.store).await;
    assert_eq!(all(&newsroom), [2, 2, 1, 1], "the desk, and who names it");

    let renamed = Beat { slug: BeatSlug::parse("courts").unwrap(), name: name("Courts and prisons") };
    newsroom.submit(vec![Change::SetBeat(renamed)]).await.unwrap();
    newsroom.store.next_edition(None, now()).await.unwrap();
    let newsroom = Newsroom::begin(newsroom.store).await;
    assert_eq!(all(&newsroom), [2, 2, 3, 1], "who has the beat");
    newsroom.store.next_edition(None, now()).await.unwrap();
    assert_eq!(all(&Newsroom::begin(newsroom.store).await), [2, 2, 3, 1], "nothing happened");
}

async fn many_nodes_number_no_edition_twice(place: Place) {
    let stores = [place.open().await, place.open().await];
    let nodes: Vec<_> = (0..40)
        .map(|node: usize| {
            let store = stores[node % 2].clone();
            tokio::spawn(async move { store.next_edition(None, now()).await.unwrap() })
        })
        .collect();
    let mut editions = Vec::new();
    for node in nodes {
        editions.push(node.await.unwrap());
    }
    editions.sort_by_key(|edition| edition.number);
    assert!(editions.iter().map(|edition| edition.number).eq(1..=40));
    assert!(editions.windows(2).all(|pair| pair[0].published_at < pair[1].published_at));
}

/// An edition of nobody's.
fn row(number: u64) -> EditionRow {
    EditionRow { number, published_at: now(), revision: 1, mark: 7 }
}

fn since(directory: &Directory, number: u32) -> Option<u64> {
    directory.profile(&id(number)).unwrap().since_edition
}

async fn directory(store: &Store) -> Directory {
    store.load().await.unwrap().directory
}

/// Two commits and an edition, and the same again after the database was set back to before them.
async fn set_back(place: &Place) -> (Store, EditionRow, EditionRow, EditionRow) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    let before = newsroom.store.next_edition(None, now()).await.unwrap();
    let file = place.file("before");
    newsroom.store.backup(&file).await.unwrap();
    newsroom.submit(vec![Change::Withdraw { profile: id(1) }]).await.unwrap();
    let undone = newsroom.store.next_edition(Some(before), now()).await.unwrap();
    place.set_back(&newsroom.store, &file).await;
    let mut newsroom = Newsroom::begin(newsroom.store).await;
    newsroom.submit(vec![Change::Withdraw { profile: id(3) }]).await.unwrap();
    let instead = newsroom.store.next_edition(Some(before), now()).await.unwrap();
    assert_eq!((undone.number, undone.revision), (instead.number, instead.revision));
    assert_eq!(undone.published_at, instead.published_at);
    (newsroom.store, before, undone, instead)
}

async fn a_past_that_was_undone_is_not_gone_on_from(place: Place) {
    let (store, before, undone, instead) = set_back(&place).await;
    assert_eq!(store.standing().await.unwrap().newest, Some(instead));
    for known in [before, instead] {
        assert!(store.goes_on_from(known).await.unwrap());
        assert!(matches!(store.load_changed_since(known).await.unwrap(), Changed::Some(_)));
    }
    assert!(!store.goes_on_from(undone).await.unwrap());
    let Changed::Everything(stored) = store.load_changed_since(undone).await.unwrap() else {
        panic!("the first profile is listed, and nothing since that edition says so");
    };
    assert_eq!(stored.directory.profiles().len(), 3);
}

async fn readers_of_a_past_that_was_undone_are_told_of_everybody(place: Place) {
    let (store, before, undone, instead) = set_back(&place).await;
    // Who only saw what is still so hears of what has changed, as ever.
    let told = store.next_edition(Some(instead), now()).await.unwrap();
    let directory = self::directory(&store).await;
    let expected = [before.number, before.number, instead.number].map(Some);
    assert_eq!([1, 2, 3].map(|number| since(&directory, number)), expected);
    let next = store.next_edition(Some(undone), now()).await.unwrap();
    assert_eq!(next.number, told.number + 1);
    let directory = self::directory(&store).await;
    assert_eq!([1, 2, 3].map(|number| since(&directory, number)), [Some(next.number); 3]);
    // That is enough for whoever else saw it.
    assert!(store.goes_on_from(undone).await.unwrap());
    let last = store.next_edition(Some(undone), now()).await.unwrap();
    assert_eq!(since(&self::directory(&store).await, 1), Some(last.number - 1));
}

/// Somebody with a key that ends at the first moment of 2027.
fn with_key(number: u32, name: &str, of: Visibility, others: Visibility) -> NewProfile {
    let key = channel(10 * number, ChannelKind::Pgp, KEY_THAT_ENDS);
    let other = channel(10 * number + 1, ChannelKind::SignalUsername, "someone.42");
    let channels = vec![NewChannel { visibility: of, ..key }, NewChannel { visibility: others, ..other }];
    NewProfile { channels, ..person(number, name) }
}

fn key_ends() -> Timestamp {
    Timestamp::parse_rfc3339("2027-01-01T00:00:00Z").unwrap()
}

async fn with_keys(place: &Place) -> (Store, EditionRow) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    let people = [
        with_key(4, "Zoe Neri", Visibility::Profile, Visibility::Listed),
        with_key(5, "Omar Diaz", Visibility::Hidden, Visibility::Listed),
        with_key(6, "Lena Roth", Visibility::Listed, Visibility::Listed),
        with_key(7, "Kofi Ades", Visibility::Listed, Visibility::Listed),
    ];
    let mut changes: Vec<_> = people.into_iter().map(add).collect();
    changes.extend([4, 5, 6, 7].map(|number| Change::Publish { profile: id(number) }));
    changes.push(Change::Pause { profile: id(6), until: None });
    let last = channel(71, ChannelKind::SignalUsername, "someone.42").id;
    changes.push(Change::HideChannel { profile: id(7), channel: last });
    newsroom.submit(changes).await.unwrap();
    let first = newsroom.store.next_edition(None, key_ends().plus_seconds(-1)).await.unwrap();
    (newsroom.store, first)
}

async fn a_key_that_expires_is_stamped_on_its_profile_and_on_no_other(place: Place) {
    let (store, first) = with_keys(&place).await;
    let all = |directory: &Directory| [1, 4, 5, 6, 7].map(|number| since(directory, number));
    assert_eq!(all(&directory(&store).await), [Some(1); 5]);
    let second = store.next_edition(Some(first), key_ends()).await.unwrap();
    // A hidden key, a pause, and a profile that must look paused give no sign.
    let expected = [1, 2, 1, 1, 1].map(Some);
    assert_eq!(all(&directory(&store).await), expected);
    let Changed::Some(changes) = store.load_changed_since(first).await.unwrap() else { panic!("it goes on") };
    assert!(changes.profiles.iter().map(|profile| &profile.id).eq([&id(4)]));
    store.next_edition(Some(second), key_ends().plus_seconds(1)).await.unwrap();
    assert_eq!(all(&directory(&store).await), expected);
}

async fn keys_written_by_an_older_program_are_dated_too(place: Place) {
    let (store, first) = with_keys(&place).await;
    let undated = "update channels set expires_at = null";
    place.tamper(undated, undated).await;
    store.next_edition(Some(first), key_ends()).await.unwrap();
    assert_eq!(since(&directory(&store).await, 4), Some(2));
    assert_eq!(
        place.count("select count(*) from channels where kind = 'pgp' and expires_at is null").await,
        0
    );
}

/// When the channels of [`with_dates`] must be confirmed.
fn confirm_by() -> Timestamp {
    now().plus_seconds(86_400)
}

/// People and a desk whose channels must be confirmed by one moment, and somebody who has another.
async fn with_dates(place: &Place) -> (Store, EditionRow) {
    let mut newsroom = Newsroom::begin(place.open().await).await;
    let dated = |number: u32, kind, text: &str| NewChannel {
        confirm_by: Some(confirm_by()),
        ..channel(number, kind, text)
    };
    let signal = |number| dated(number, ChannelKind::SignalUsername, "someone.42");
    let plain = |number| channel(number, ChannelKind::Email, "someone@example.org");
    let of = |number, name, channels| NewProfile { channels, ..person(number, name) };
    let hidden = NewChannel { visibility: Visibility::Hidden, ..signal(50) };
    let number = dated(60, ChannelKind::SignalNumber, "+442079460123");
    let people = [
        of(1, "Ada Ferris", vec![signal(10), plain(11)]),
        NewProfile { kind: ProfileKind::Desk, ..of(2, "Tips Desk", vec![signal(20)]) },
        of(3, "Nils Holm", vec![dated(30, ChannelKind::Post, "1 Quay Street\nHarbour Town")]),
        of(4, "Zoe Neri", vec![signal(40)]),
        of(5, "Omar Diaz", vec![hidden, plain(51)]),
        of(6, "Lena Roth", vec![number, plain(61)]),
        NewProfile { desk: Some(id(2)), ..of(7, "Kofi Ades", vec![plain(71)]) },
    ];
    let mut changes = vec![outlet("The Harbour Courier")];
    changes.extend(people.into_iter().map(add));
    changes.extend([1, 2, 3, 4, 5, 6, 7].map(|number| Change::Publish { profile: id(number) }));
    changes.push(Change::Shield { profile: id(6) });
    newsroom.submit(changes).await.unwrap();
    let first = newsroom.store.next_edition(None, now()).await.unwrap();
    (newsroom.store, first)
}

async fn sinces(store: &Store) -> [u64; 7] {
    let directory = directory(store).await;
    [1, 2, 3, 4, 5, 6, 7].map(|number| since(&directory, number).unwrap())
}

async fn what_nobody_confirms_is_stamped_when_it_is_marked_and_when_it_is_hidden(place: Place) {
    let (store, _) = with_dates(&place).await;
    let marked = confirm_by().plus_seconds(Freshness::MARKED_AFTER_SECONDS);
    let hidden = confirm_by().plus_seconds(Freshness::HIDDEN_AFTER_SECONDS);
    let at = async |moment: Timestamp| {
        let edition = store.next_edition(None, moment).await.unwrap();
        (edition.number, sinces(&store).await)
    };
    assert_eq!(at(marked.plus_seconds(-1)).await, (2, [1; 7]));
    // A hidden channel and a shielded number give no sign.
    assert_eq!(at(marked).await, (3, [3, 3, 3, 3, 1, 1, 1]));
    assert_eq!(at(hidden.plus_seconds(-1)).await, (4, [3, 3, 3, 3, 1, 1, 1]));
    // A desk's channels and an address stay.
    assert_eq!(at(hidden).await, (5, [5, 3, 3, 5, 1, 1, 1]));
    assert_eq!(at(hidden.plus_seconds(1)).await, (6, [5, 3, 3, 5, 1, 1, 1]));
}

async fn what_the_clock_stamps_is_what_looks_different(place: Place) {
    let (store, _) = with_dates(&place).await;
    let mut newsroom = Newsroom::begin(store).await;
    let end = |number, days: i64| Change::SetEnd {
        profile: id(number),
        ends_at: Some(now().plus_seconds(days * 86_400 + 5)),
    };
    // The desk ends after Kofi, who names it; Zoe after her last channel is hidden, when nothing shows it.
    newsroom.submit(vec![end(1, 40), end(2, 60), end(4, 120), end(7, 130)]).await.unwrap();
    let store = newsroom.store;
    let directory = directory(&store).await;
    let mut before = store.next_edition(None, now()).await.unwrap();
    let shown = |directory: &Directory, number, at| {
        let shown = directory.published(&id(number), at).unwrap();
        PublicProfile { since_edition: 0, changes_at: None, ..shown }
    };
    for hours in 1..(140 * 24 / 6) {
        let edition = store.next_edition(Some(before), now().plus_seconds(hours * 6 * 3_600)).await.unwrap();
        let sinces = sinces(&store).await;
        for (number, since) in (1..=7).zip(sinces) {
            let looks = [before, edition].map(|edition| shown(&directory, number, edition.published_at));
            assert_eq!(looks[0] != looks[1], since == edition.number, "{number} after {} hours", hours * 6);
        }
        before = edition;
    }
}

async fn an_end_is_stamped_on_who_ends_and_on_whoever_names_the_desk(place: Place) {
    let (store, first) = with_dates(&place).await;
    let mut newsroom = Newsroom::begin(store).await;
    let ends_at = Some(now().plus_seconds(60));
    let end = |number| Change::SetEnd { profile: id(number), ends_at };
    newsroom
        .submit(vec![end(2), end(5), end(6), Change::Pause { profile: id(5), until: None }])
        .await
        .unwrap();
    let second = newsroom.store.next_edition(Some(first), now().plus_seconds(59)).await.unwrap();
    assert_eq!(sinces(&newsroom.store).await, [1, 2, 1, 1, 2, 2, 2]);
    newsroom.store.next_edition(Some(second), now().plus_seconds(60)).await.unwrap();
    // Whoever is paused already gives no sign.
    assert_eq!(sinces(&newsroom.store).await, [1, 3, 1, 1, 2, 3, 3]);
}
