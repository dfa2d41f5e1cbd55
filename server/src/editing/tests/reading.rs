//! Who reads what.

use directory::{Act, Change, ChannelId};

use super::{Newsroom, another_number, id};
use crate::auth::Refusal;
use crate::editing::ReadingError;
use crate::store::records::{HistoryQuery, HistoryVerdict};

#[tokio::test]
async fn a_reporter_reads_what_was_done_to_their_own_profile_and_no_other() {
    let (newsroom, owner, editor, ada) = Newsroom::staffed().await;
    for number in [1, 2] {
        let change =
            Change::HideChannel { profile: id(number), channel: ChannelId::from_random([number; 16]) };
        newsroom.submit(&owner, &id(number), vec![change]).await.unwrap();
    }
    let may = newsroom.may(&ada, Act::ReadHistory).await;
    let all = HistoryQuery { limit: 500, ..HistoryQuery::default() };
    let entries = newsroom.editing.history(&may, all.clone()).await.unwrap();
    assert!(!entries.is_empty());
    assert!(entries.iter().all(|entry| entry.profile == Some(id(1))));
    let other = HistoryQuery { profile: Some(id(2)), ..all.clone() };
    assert!(newsroom.editing.history(&may, other).await.unwrap().is_empty());
    let may = newsroom.may(&editor, Act::ReadHistory).await;
    assert!(newsroom.editing.history(&may, all).await.unwrap().len() > entries.len());
    assert!(matches!(
        newsroom.editing.check_history(&may).await.unwrap(),
        HistoryVerdict::Sound { entries } if entries > 19
    ));
}

#[tokio::test]
async fn the_history_is_checked_by_those_who_may_read_all_of_it_and_once_at_a_time() {
    let (newsroom, owner, _, ada) = Newsroom::staffed().await;
    let hers = newsroom.may(&ada, Act::ReadHistory).await;
    let refused = newsroom.editing.check_history(&hers).await;
    assert!(matches!(refused, Err(ReadingError::Refused(Refusal::Forbidden))));
    let may = newsroom.may(&owner, Act::ReadHistory).await;
    let (one, other) =
        tokio::join!(newsroom.editing.check_history(&may), newsroom.editing.check_history(&may));
    assert!(matches!(one, Ok(HistoryVerdict::Sound { .. })));
    assert!(matches!(other, Err(ReadingError::Busy)));
    assert!(newsroom.editing.check_history(&may).await.is_ok(), "the turn is given back");
}

#[tokio::test]
async fn a_reporter_sees_what_waits_for_them() {
    let (newsroom, owner, editor, ada) = Newsroom::staffed().await;
    let hers = newsroom.propose(&owner, &id(1), vec![another_number(1, "+442079460155")]).await;
    let other = newsroom.propose(&owner, &id(2), vec![another_number(2, "+442079460156")]).await;
    let may = newsroom.may(&ada, Act::ReadProposals).await;
    let seen: Vec<_> = newsroom.editing.waiting(&may).await.unwrap().into_iter().map(|one| one.id).collect();
    assert_eq!(seen, [hers.id]);
    assert!(newsroom.editing.proposal(&may, &other.id).await.is_err());
    let may = newsroom.may(&editor, Act::ReadProposals).await;
    assert_eq!(newsroom.editing.waiting(&may).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_preview_says_which_door_it_is_and_writes_nothing() {
    let (newsroom, owner, ..) = Newsroom::staffed().await;
    let may = newsroom.may(&owner, Act::EditProfiles).await;
    let before = newsroom.acts().await.len();
    let (door, shown) =
        newsroom.editing.preview(&may, &id(1), &[another_number(1, "+442079460155")]).await.unwrap();
    assert_eq!(door, directory::Door::Opens);
    assert!(shown.after.unwrap().card.contains("+442079460155"));
    assert_eq!(newsroom.acts().await.len(), before);
}

#[tokio::test]
async fn the_directory_in_memory_follows_every_edit() {
    let (newsroom, owner, ..) = Newsroom::staffed().await;
    let first = newsroom.editing.directory().await.unwrap();
    let again = newsroom.editing.directory().await.unwrap();
    assert!(std::sync::Arc::ptr_eq(&first, &again), "nothing was read twice");
    let change = Change::HideChannel { profile: id(1), channel: ChannelId::from_random([1; 16]) };
    newsroom.submit(&owner, &id(1), vec![change]).await.unwrap();
    let (one, other) = tokio::join!(newsroom.editing.directory(), newsroom.editing.directory());
    for stored in [one.unwrap(), other.unwrap()] {
        assert_eq!(stored.directory.profile(&id(1)).unwrap().revision, 3);
    }
}
