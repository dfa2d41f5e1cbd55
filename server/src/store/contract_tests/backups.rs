//! Backups: one kind of file, from either database and into either.

use std::os::unix::fs::PermissionsExt as _;

use directory::Change;

use super::place::Place;
use super::samples::{Newsroom, beat, id, now, same, same_but_for_editions};
use crate::store::{BackupError, Changed, Position, RestoreError, Store};

super::contract!(
    a_backup_restores_into_either_database,
    a_database_that_holds_something_is_replaced_only_by_force,
    numbers_go_on_above_what_anybody_has_seen,
    a_backup_is_made_while_others_write,
    a_backup_overwrites_nothing,
    a_file_that_is_no_backup_changes_nothing,
);

async fn a_backup_restores_into_either_database(place: Place) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    newsroom.store.next_edition(None, now()).await.unwrap();
    newsroom.submit(vec![Change::Publish { profile: id(3) }]).await.unwrap();
    let file = place.file("backup");
    newsroom.store.backup(&file).await.unwrap();
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let names = std::fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(names.filter(|name| name.to_string_lossy().contains("backup")).count(), 1);
    let expected = newsroom.store.load().await.unwrap().directory;
    Place::sqlite()
        .run({
            let (file, expected) = (file.clone(), expected.clone());
            async move |other| assert_restores(&file, &other, &expected).await
        })
        .await;
    if let Some(other) = Place::postgres().await {
        other.run(async move |other| assert_restores(&file, &other, &expected).await).await;
    }
}

async fn assert_restores(file: &std::path::Path, place: &Place, expected: &directory::Directory) {
    let restored = Store::restore(file, &place.database(), false, now()).await.unwrap();
    assert_eq!(restored.profiles, 3);
    let store = place.open().await;
    let stored = store.load().await.unwrap();
    assert_eq!(stored.revision, restored.revision);
    assert!(same_but_for_editions(&stored.directory, expected));
    assert!(stored.directory.profiles().all(|profile| profile.since_edition.is_none()));
    assert_eq!(place.count("select count(*) from history_entries").await, 15);
    assert_eq!(place.count("select count(*) from editions").await, 1);
    // What was restored can be edited, and backed up again.
    let mut newsroom = Newsroom::begin(store).await;
    newsroom.submit(vec![beat("after"), Change::Withdraw { profile: id(1) }]).await.unwrap();
    assert!(same(&newsroom.store.load().await.unwrap().directory, &newsroom.directory));
    newsroom.store.backup(&place.file("again")).await.unwrap();
}

async fn a_database_that_holds_something_is_replaced_only_by_force(place: Place) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    let file = place.file("backup");
    newsroom.store.backup(&file).await.unwrap();
    let kept = newsroom.directory.clone();
    newsroom.submit(vec![Change::Withdraw { profile: id(1) }]).await.unwrap();
    let refused = Store::restore(&file, &place.database(), false, now()).await;
    assert!(matches!(refused, Err(RestoreError::NotEmpty)));
    assert!(same(&newsroom.store.load().await.unwrap().directory, &newsroom.directory));
    Store::restore(&file, &place.database(), true, now()).await.unwrap();
    assert!(same_but_for_editions(&newsroom.store.load().await.unwrap().directory, &kept));
}

async fn numbers_go_on_above_what_anybody_has_seen(place: Place) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    let first = newsroom.store.next_edition(None, now()).await.unwrap();
    let file = place.file("backup");
    newsroom.store.backup(&file).await.unwrap();
    newsroom.submit(vec![Change::Withdraw { profile: id(1) }]).await.unwrap();
    let last = newsroom.store.next_edition(None, now()).await.unwrap();
    let before = newsroom.store.standing().await.unwrap().position;
    assert_eq!(before, Position { revision: 2, edition: 2 });
    Store::restore(&file, &place.database(), true, now()).await.unwrap();
    let after = newsroom.store.standing().await.unwrap().position;
    assert_eq!(after.edition, 2);
    // A node may have seen commits that neither the backup nor this database knows of.
    assert!(after.revision > before.revision + 1_000);
    for shown in [first, last] {
        let everything = newsroom.store.load_changed_since(shown).await.unwrap();
        assert!(matches!(everything, Changed::Everything(stored) if stored.directory.profiles().len() == 3));
    }
    let next = newsroom.store.next_edition(Some(last), now()).await.unwrap();
    assert_eq!((next.number, next.revision), (3, after.revision));
    assert!(next.published_at > last.published_at);
    let nothing = newsroom.store.load_changed_since(next).await.unwrap();
    assert!(matches!(nothing, Changed::Some(changes) if changes.profiles.is_empty()));
}

async fn a_backup_is_made_while_others_write(place: Place) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    let (store, file) = (newsroom.store.clone(), place.file("backup"));
    let backup = tokio::spawn({
        let file = file.clone();
        async move { store.backup(&file).await }
    });
    for number in 0..20 {
        newsroom.submit(vec![beat(&format!("beat-{number}"))]).await.unwrap();
    }
    backup.await.unwrap().unwrap();
    Place::sqlite()
        .run(async move |other| {
            Store::restore(&file, &other.database(), false, now()).await.unwrap();
            let written = other.count("select count(*) from beats").await - 2;
            assert_eq!(
                other.count("select max(revision) - 1 from history_entries where act = 'changed'").await,
                written,
                "one moment"
            );
        })
        .await;
}

async fn a_backup_overwrites_nothing(place: Place) {
    let newsroom = Newsroom::filled(place.open().await).await;
    let file = place.file("precious");
    std::fs::write(&file, "precious").unwrap();
    let refused = newsroom.store.backup(&file).await;
    assert!(matches!(refused, Err(BackupError::Exists { .. })));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "precious");
    let refused = newsroom.store.backup(&place.file("nowhere/backup")).await;
    assert!(matches!(refused, Err(BackupError::File { .. })), "{refused:?}");
}

async fn a_file_that_is_no_backup_changes_nothing(place: Place) {
    let newsroom = Newsroom::filled(place.open().await).await;
    let file = place.file("backup");
    newsroom.store.backup(&file).await.unwrap();
    let whole = std::fs::read(&file).unwrap();
    let torn = whole[..whole.len() / 2].to_vec();
    for bytes in [b"not a database at all".to_vec(), Vec::new(), torn] {
        std::fs::write(&file, bytes).unwrap();
        let refused = Store::restore(&file, &place.database(), true, now()).await;
        assert!(matches!(refused, Err(RestoreError::Backup { .. })));
        assert!(same(&newsroom.store.load().await.unwrap().directory, &newsroom.directory));
    }
}
