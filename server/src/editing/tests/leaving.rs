//! Somebody leaves.

use directory::{Act, Change, Role, Status};

use super::{Newsroom, another_number, id};
use crate::editing::{DecideError, SubmitError};
use crate::store::records::AccountState;

#[tokio::test]
async fn leaving_is_one_act_that_closes_everything() {
    let (newsroom, owner, editor, ada) = Newsroom::staffed().await;
    let members = Change::SetMembers { profile: id(9), members: vec![id(1), id(2)] };
    let proposal = newsroom.propose(&owner, &id(9), vec![members]).await;
    newsroom.approve(&editor, &proposal).await.unwrap();
    // She approved something, long ago and lately, and something of hers waits.
    let old = newsroom.propose(&editor, &id(1), vec![another_number(1, "+442079460155")]).await;
    newsroom.approve(&ada, &old).await.unwrap();
    newsroom.clock.advance(31 * 86_400);
    let recent = newsroom.propose(&editor, &id(1), vec![another_number(1, "+442079460156")]).await;
    newsroom.approve(&ada, &recent).await.unwrap();
    let waits = newsroom.propose(&ada, &id(1), vec![another_number(1, "+442079460157")]).await;

    let may = newsroom.may(&owner, Act::KeepAccounts).await;
    let approvals = newsroom.editing.leave(&may, &ada.id).await.unwrap();
    assert_eq!(approvals.iter().map(|entry| entry.proposal.clone()).collect::<Vec<_>>(), [Some(recent.id)]);
    let left = newsroom.store.account(&ada.id).await.unwrap().unwrap();
    assert_eq!((left.state, left.version), (AccountState::Left, 2));
    assert!(left.password.is_none());
    assert_eq!(newsroom.profile(&id(1)).await.status, Status::Withdrawn);
    assert_eq!(newsroom.profile(&id(9)).await.members, [id(2)]);
    assert!(matches!(newsroom.approve(&editor, &waits).await, Err(DecideError::Decided)));
    let acts = newsroom.acts().await;
    assert!(acts.contains(&"left".to_owned()) && acts.contains(&"closed".to_owned()));
    assert!(matches!(newsroom.editing.leave(&may, &ada.id).await, Err(SubmitError::Account(_))));
}

#[tokio::test]
async fn letting_people_go_is_closing_their_doors_and_is_counted() {
    let newsroom = Newsroom::begin().await;
    let owner = newsroom.hire(1, Role::Owner, None).await;
    let mut people = Vec::new();
    for number in 1..=6 {
        people.push(newsroom.hire(number + 10, Role::Reporter, Some(id(number))).await);
    }
    let may = newsroom.may(&owner, Act::KeepAccounts).await;
    for person in &people[..5] {
        newsroom.editing.leave(&may, &person.id).await.unwrap();
    }
    let sixth = newsroom.editing.leave(&may, &people[5].id).await;
    assert!(matches!(sixth, Err(SubmitError::TooManyClosings)));
    assert_eq!(newsroom.profile(&id(6)).await.status, Status::Listed);
}
