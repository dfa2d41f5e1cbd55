//! Editions: numbers and moments that only grow.

use super::place::Place;
use super::samples::{Newsroom, add, id, now, person};
use directory::Change;

super::contract!(
    numbers_and_moments_only_grow,
    an_edition_is_stamped_on_what_it_is_the_first_to_show,
    many_nodes_number_no_edition_twice,
);

async fn numbers_and_moments_only_grow(place: Place) {
    let store = place.open().await;
    assert_eq!(store.latest_edition().await.unwrap(), None);
    let first = store.next_edition(0, now()).await.unwrap();
    let second = store.next_edition(0, now().plus_seconds(-3_600)).await.unwrap();
    let third = store.next_edition(40, now().plus_seconds(60)).await.unwrap();
    let fourth = store.next_edition(3, now().plus_seconds(60)).await.unwrap();
    assert_eq!([first.number, second.number, third.number, fourth.number], [1, 2, 41, 42]);
    assert_eq!(first.published_at, now());
    assert_eq!(
        second.published_at,
        now().plus_seconds(1),
        "a clock that was set back does not bring moments back"
    );
    assert_eq!(fourth.published_at, now().plus_seconds(61));
    assert_eq!(store.latest_edition().await.unwrap(), Some(fourth));
    assert_eq!(store.position().await.unwrap().edition, 42);
}

async fn an_edition_is_stamped_on_what_it_is_the_first_to_show(place: Place) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    newsroom.submit(vec![add(person(4, "Zoe Neri"))]).await.unwrap();
    let first = newsroom.store.next_edition(0, now()).await.unwrap();
    assert_eq!(first.revision, 2);
    let mut newsroom = Newsroom::begin(newsroom.store).await;
    let since = |newsroom: &Newsroom, number| newsroom.directory.profile(&id(number)).unwrap().since_edition;
    assert_eq!([1, 2, 3, 4].map(|number| since(&newsroom, number)), [Some(1), Some(1), Some(1), None]);
    newsroom.submit(vec![Change::Publish { profile: id(3) }]).await.unwrap();
    newsroom.store.next_edition(0, now()).await.unwrap();
    let newsroom = Newsroom::begin(newsroom.store).await;
    assert_eq!([1, 3, 4].map(|number| since(&newsroom, number)), [Some(1), Some(2), None]);
}

async fn many_nodes_number_no_edition_twice(place: Place) {
    let stores = [place.open().await, place.open().await];
    let nodes: Vec<_> = (0..40)
        .map(|node: usize| {
            let store = stores[node % 2].clone();
            tokio::spawn(async move { store.next_edition(0, now()).await.unwrap() })
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
