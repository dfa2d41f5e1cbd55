//! What is done when its time has come.

use directory::{Act, Change, ChannelId, Role, Status};

use super::{Newsroom, another_number, id};
use crate::store::records::{AccountState, ProposalState};

const DAY: i64 = 86_400;

async fn number_of_ada(newsroom: &Newsroom) -> String {
    newsroom.profile(&id(1)).await.channels[0].value.as_str().to_owned()
}

#[tokio::test]
async fn whoever_is_alone_waits_for_a_day_and_then_it_is_done() {
    let newsroom = Newsroom::begin().await;
    let owner = newsroom.hire(1, Role::Owner, None).await;
    let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, "+442079460155")]).await;
    assert_eq!(proposal.cool_off_until, Some(newsroom.clock.now().plus_seconds(DAY)));
    newsroom.clock.advance(DAY - 1);
    newsroom.editing.keep_time().await.unwrap();
    assert_eq!(number_of_ada(&newsroom).await, "+442079460101");
    newsroom.clock.advance(1);
    newsroom.editing.keep_time().await.unwrap();
    assert_eq!(number_of_ada(&newsroom).await, "+442079460155");
    let done = newsroom.store.proposal(&proposal.id).await.unwrap().unwrap();
    assert_eq!(done.state, ProposalState::CooledOff);
    assert!(newsroom.acts().await.contains(&"cooled_off".to_owned()));
}

#[tokio::test]
async fn whoever_is_alone_stops_it_by_signing_in() {
    let newsroom = Newsroom::begin().await;
    let owner = newsroom.hire(1, Role::Owner, None).await;
    let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, "+442079460155")]).await;
    let may = newsroom.may(&owner, Act::ReadProposals).await;
    newsroom.editing.cancel(&may, &proposal.id).await.unwrap();
    newsroom.clock.advance(DAY);
    newsroom.editing.keep_time().await.unwrap();
    assert_eq!(number_of_ada(&newsroom).await, "+442079460101");
}

#[tokio::test]
async fn a_colleague_who_joins_meanwhile_decides() {
    let newsroom = Newsroom::begin().await;
    let owner = newsroom.hire(1, Role::Owner, None).await;
    let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, "+442079460155")]).await;
    let editor = newsroom.hire(2, Role::Editor, None).await;
    newsroom.clock.advance(2 * DAY);
    newsroom.editing.keep_time().await.unwrap();
    assert_eq!(number_of_ada(&newsroom).await, "+442079460101");
    newsroom.approve(&editor, &proposal).await.unwrap();
    assert_eq!(number_of_ada(&newsroom).await, "+442079460155");
}

#[tokio::test]
async fn whoever_disables_the_only_colleague_is_not_alone_for_a_week() {
    let newsroom = Newsroom::begin().await;
    let owner = newsroom.hire(1, Role::Owner, None).await;
    let editor = newsroom.hire(2, Role::Editor, None).await;
    let may = newsroom.may(&owner, Act::KeepAccounts).await;
    newsroom.editing.disable_account(&may, &editor.id).await.unwrap();
    let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, "+442079460155")]).await;
    assert_eq!(proposal.cool_off_until, None);
    newsroom.clock.advance(6 * DAY);
    newsroom.editing.keep_time().await.unwrap();
    assert_eq!(number_of_ada(&newsroom).await, "+442079460101");
    newsroom.clock.advance(DAY);
    newsroom.editing.keep_time().await.unwrap();
    let later = newsroom.propose(&owner, &id(1), vec![another_number(1, "+442079460155")]).await;
    assert!(later.cool_off_until.is_some());
    assert_eq!(newsroom.store.account(&editor.id).await.unwrap().unwrap().state, AccountState::Disabled);
}

#[tokio::test]
async fn an_engagement_ends_by_itself_and_people_are_told_once() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let ends_at = Some(newsroom.clock.now().plus_seconds(DAY));
    newsroom.submit(&owner, &id(1), vec![Change::SetEnd { profile: id(1), ends_at }]).await.unwrap();
    newsroom.editing.keep_time().await.unwrap();
    assert_eq!(newsroom.profile(&id(1)).await.status, Status::Listed);
    newsroom.clock.advance(DAY);
    let letters = newsroom.letters().await;
    newsroom.editing.keep_time().await.unwrap();
    assert_eq!(newsroom.profile(&id(1)).await.status, Status::Paused);
    let told = newsroom.letters().await;
    assert!(told > letters);
    newsroom.editing.keep_time().await.unwrap();
    assert_eq!(newsroom.letters().await, told);
    // Coming back takes two.
    let back = vec![Change::SetEnd { profile: id(1), ends_at: None }, Change::Publish { profile: id(1) }];
    newsroom.propose(&editor, &id(1), back).await;
}

/// Ines, listed, with a channel that came without a date, as from an import.
async fn bring_in_undated(newsroom: &Newsroom) {
    let mut undated = super::newsroom::person(30, "Ines Rook");
    undated.channels[0].confirm_by = None;
    let publish = Change::Publish { profile: id(30) };
    let stored = newsroom.store.load().await.unwrap();
    let mut directory = stored.directory;
    let changes = vec![Change::AddProfile(Box::new(undated)), publish];
    let at = newsroom.clock.now();
    let applied = directory.attempt(&changes, at).unwrap();
    let accepted = changes
        .into_iter()
        .zip(applied)
        .map(|(change, applied)| crate::store::Accepted { change, applied })
        .collect();
    newsroom.store.commit(stored.revision, accepted, crate::editing::Actor::Console, at).await.unwrap();
}

#[tokio::test]
async fn where_nobody_signs_in_no_channel_is_given_a_date_that_nobody_could_keep() {
    let newsroom = Newsroom::begin().await;
    bring_in_undated(&newsroom).await;
    newsroom.editing.keep_time().await.unwrap();
    assert_eq!(newsroom.profile(&id(30)).await.channels[0].confirm_by, None);
}

#[tokio::test]
async fn channels_without_a_date_get_one_of_their_own_between_two_and_four_months() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let at = newsroom.clock.now();
    bring_in_undated(&newsroom).await;
    newsroom.editing.keep_time().await.unwrap();
    let channel = &newsroom.profile(&id(30)).await.channels[0];
    let days = (channel.confirm_by.unwrap().seconds() - at.seconds()) / DAY;
    assert!((60..=120).contains(&days), "{days}");
    assert_eq!(channel.confirmed_at, None);
    let revision = newsroom.profile(&id(30)).await.revision;
    newsroom.editing.keep_time().await.unwrap();
    assert_eq!(newsroom.profile(&id(30)).await.revision, revision);
    assert!(owner.revision == 1 && editor.revision == 1);
}

#[tokio::test]
async fn each_reminder_is_sent_once_however_many_nodes_there_are() {
    let (newsroom, ..) = Newsroom::staffed().await;
    let letters = |newsroom: &Newsroom| {
        let (store, at) = (newsroom.store.clone(), newsroom.clock.now());
        async move { store.letters_due(at, 1_000).await.unwrap().len() }
    };
    let first = letters(&newsroom).await;
    newsroom.editing.keep_time().await.unwrap();
    assert_eq!(letters(&newsroom).await, first, "nothing is due for months");
    // All channels must be confirmed after ninety days: before, on the day, after, before they are hidden.
    let mut sent = first;
    for days in [77, 13, 14, 62] {
        newsroom.clock.advance(days * DAY);
        let (one, other) = tokio::join!(newsroom.editing.keep_time(), newsroom.editing.keep_time());
        assert!(one.is_ok() && other.is_ok());
        let now = letters(&newsroom).await;
        assert!(now > sent, "after {days} more days");
        newsroom.editing.keep_time().await.unwrap();
        assert_eq!(letters(&newsroom).await, now);
        sent = now;
    }
    let at = newsroom.clock.now();
    let reminders = newsroom.store.reminders_since(at.plus_seconds(-90 * DAY)).await.unwrap();
    let of_ada = reminders.iter().filter(|(channel, ..)| *channel == ChannelId::from_random([1; 16])).count();
    assert_eq!(of_ada, 4);
}
