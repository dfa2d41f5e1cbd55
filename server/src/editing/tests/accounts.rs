//! Who signs in, and as what.

use directory::channel::EmailAddress;
use directory::{Act, Name, Role, Strength};

use super::{Newsroom, another_number, id};
use crate::auth::{Refusal, Visitor};
use crate::editing::{DecideError, NotSecond, Outcome, SubmitError};
use crate::store::records::{Account, AccountChange, AccountState, Proposal};

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

fn invite(text: &str, role: Role) -> AccountChange {
    AccountChange::Invite {
        email: address(text),
        name: Name::parse("Ines Rook").unwrap(),
        role,
        profile: None,
    }
}

async fn change(
    newsroom: &Newsroom,
    by: &Account,
    account: Option<&Account>,
    change: AccountChange,
) -> Result<Outcome, SubmitError> {
    let may = newsroom.may(by, Act::KeepAccounts).await;
    newsroom.editing.change_account(&may, account.map(|account| &account.id), change).await
}

async fn proposed(
    newsroom: &Newsroom,
    by: &Account,
    account: Option<&Account>,
    what: AccountChange,
) -> Proposal {
    match change(newsroom, by, account, what).await.unwrap() {
        Outcome::Waiting(proposal) => *proposal,
        Outcome::Applied { .. } | Outcome::Both { .. } => panic!("it was done by one person"),
    }
}

async fn now_of(newsroom: &Newsroom, account: &Account) -> Account {
    newsroom.store.account(&account.id).await.unwrap().unwrap()
}

#[tokio::test]
async fn inviting_takes_two_and_the_word_of_the_new_account_counts_three_days_later() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let proposal = proposed(&newsroom, &owner, None, invite("Ines@courier.example", Role::Approver)).await;
    assert!(newsroom.store.accounts().await.unwrap().len() == 3);
    newsroom.approve(&editor, &proposal).await.unwrap();
    let ines = newsroom.store.account_by_email("ines@courier.example").await.unwrap().unwrap();
    assert_eq!((ines.state, ines.role), (AccountState::Invited, Role::Approver));
    assert_eq!(ines.counts_from, newsroom.clock.now().plus_seconds(72 * 3_600));
    let again = change(&newsroom, &owner, None, invite("INES@courier.example", Role::Editor)).await;
    assert!(matches!(again, Err(SubmitError::Account(_))));
}

#[tokio::test]
async fn raising_takes_two_and_lowering_one() {
    let (newsroom, owner, editor, ada) = Newsroom::staffed().await;
    let raise = AccountChange::SetRole { role: Role::Editor, profile: Some(id(1)) };
    let proposal = proposed(&newsroom, &owner, Some(&ada), raise).await;
    assert_eq!(now_of(&newsroom, &ada).await.role, Role::Reporter);
    newsroom.approve(&editor, &proposal).await.unwrap();
    let raised = now_of(&newsroom, &ada).await;
    assert_eq!((raised.role, raised.version), (Role::Editor, 2));
    assert!(raised.counts_from > newsroom.clock.now() && raised.decider_until.is_some());

    let lower = AccountChange::SetRole { role: Role::Reporter, profile: Some(id(1)) };
    assert!(matches!(change(&newsroom, &owner, Some(&ada), lower).await, Ok(Outcome::Applied { .. })));
    let lowered = now_of(&newsroom, &ada).await;
    assert_eq!(
        (lowered.role, lowered.version, lowered.decider_until),
        (Role::Reporter, 3, Some(newsroom.clock.now()))
    );
    // Another profile is more, also for the same role.
    let other = AccountChange::SetRole { role: Role::Reporter, profile: Some(id(2)) };
    proposed(&newsroom, &owner, Some(&ada), other).await;
}

#[tokio::test]
async fn a_reset_takes_two_who_are_not_its_subject_and_binds_the_account() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let approver = newsroom.hire(4, Role::Approver, None).await;
    let proposal = proposed(&newsroom, &owner, Some(&editor), AccountChange::Reset).await;
    assert!(matches!(
        newsroom.approve(&editor, &proposal).await,
        Err(DecideError::NotTheSecondPerson(NotSecond::Subject))
    ));
    assert!(matches!(
        newsroom.approve(&owner, &proposal).await,
        Err(DecideError::NotTheSecondPerson(NotSecond::Proposer))
    ));
    newsroom.approve(&approver, &proposal).await.unwrap();
    let reset = now_of(&newsroom, &editor).await;
    assert_eq!((reset.state, reset.version), (AccountState::Invited, 2));
    assert!(reset.password.is_none());
    assert_eq!(reset.reset_by, Some(proposal.proposed_by));
    assert!(reset.counts_from > newsroom.clock.now());
}

#[tokio::test]
async fn whoever_is_to_be_reset_ends_it_alone() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let proposal = proposed(&newsroom, &owner, Some(&editor), AccountChange::Reset).await;
    let may = newsroom.may(&editor, Act::DecideProposals).await;
    assert!(newsroom.editing.refuse(&may, &proposal.id, None).await.is_ok());
    assert_eq!(now_of(&newsroom, &editor).await.version, 1);
}

#[tokio::test]
async fn disabling_takes_one_and_enabling_two() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let approver = newsroom.hire(4, Role::Approver, None).await;
    let waiting = newsroom.propose(&editor, &id(1), vec![another_number(1, "+442079460155")]).await;
    let may = newsroom.may(&owner, Act::KeepAccounts).await;
    newsroom.editing.disable_account(&may, &editor.id).await.unwrap();
    let disabled = now_of(&newsroom, &editor).await;
    assert_eq!((disabled.state, disabled.version), (AccountState::Disabled, 2));
    assert_eq!(disabled.decider_until, Some(newsroom.clock.now()));
    // What it proposed ends with it.
    assert!(matches!(newsroom.approve(&approver, &waiting).await, Err(DecideError::Decided)));
    let proposal = proposed(&newsroom, &owner, Some(&editor), AccountChange::Enable).await;
    newsroom.approve(&approver, &proposal).await.unwrap();
    let enabled = now_of(&newsroom, &editor).await;
    assert_eq!((enabled.state, enabled.version), (AccountState::Active, 3));
    assert!(enabled.counts_from > newsroom.clock.now());
}

#[tokio::test]
async fn another_alert_address_takes_two_and_the_former_one_goes_on_hearing() {
    let (newsroom, owner, editor, ada) = Newsroom::staffed().await;
    let at = newsroom.clock.now();
    let visitor = Visitor::of_a_test(ada.clone(), at, at);
    let may = visitor.permit(Act::KeepOwnAccount, Strength::Recent).ok().unwrap();
    let set = || AccountChange::SetAlertAddress { address: address("elsewhere@courier.example") };
    let Outcome::Waiting(proposal) =
        newsroom.editing.change_account(&may, Some(&ada.id), set()).await.unwrap()
    else {
        panic!("she changed it alone")
    };
    // Hers, and nothing else, by looking after her own account.
    for (account, change) in [(&owner, set()), (&ada, AccountChange::Enable), (&ada, AccountChange::Reset)] {
        let refused = newsroom.editing.change_account(&may, Some(&account.id), change).await;
        assert!(matches!(refused, Err(SubmitError::Refused(Refusal::Forbidden))));
    }
    newsroom.approve(&editor, &proposal).await.unwrap();
    let ada = now_of(&newsroom, &ada).await;
    assert_eq!(ada.alert_address.as_str(), "elsewhere@courier.example");
    let (former, until) = ada.former_alert_address.unwrap();
    assert!(former.as_str() == "someone3@courier.example" && until > at);
}

#[tokio::test]
async fn the_last_owner_stays() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let may = newsroom.may(&owner, Act::KeepAccounts).await;
    let lower = AccountChange::SetRole { role: Role::Auditor, profile: None };
    assert!(newsroom.editing.disable_account(&may, &owner.id).await.is_err());
    assert!(newsroom.editing.leave(&may, &owner.id).await.is_err());
    // Some of what an auditor reads an owner does not do less; whichever way it goes, the owner stays one.
    let _ = newsroom.editing.change_account(&may, Some(&owner.id), lower).await;
    let lower = AccountChange::SetRole { role: Role::Editor, profile: None };
    assert!(matches!(
        newsroom.editing.change_account(&may, Some(&owner.id), lower).await,
        Err(SubmitError::Account(_))
    ));
    let owner = now_of(&newsroom, &owner).await;
    assert_eq!((owner.role, owner.state), (Role::Owner, AccountState::Active));
    assert_eq!(now_of(&newsroom, &editor).await.role, Role::Editor);
}

#[tokio::test]
async fn two_owners_who_disable_each_other_at_once_leave_one() {
    let newsroom = Newsroom::begin().await;
    let one = newsroom.hire(1, Role::Owner, None).await;
    let other = newsroom.hire(2, Role::Owner, None).await;
    let (may_one, may_other) =
        (newsroom.may(&one, Act::KeepAccounts).await, newsroom.may(&other, Act::KeepAccounts).await);
    let (first, second) = tokio::join!(
        newsroom.editing.disable_account(&may_one, &other.id),
        newsroom.editing.disable_account(&may_other, &one.id),
    );
    assert_ne!(first.is_ok(), second.is_ok());
    let active = newsroom.store.accounts().await.unwrap();
    assert_eq!(active.iter().filter(|account| account.state == AccountState::Active).count(), 1);
}

#[tokio::test]
async fn a_proposal_about_an_account_that_moved_on_is_outdated() {
    let (newsroom, owner, editor, ada) = Newsroom::staffed().await;
    let raise = AccountChange::SetRole { role: Role::Editor, profile: Some(id(1)) };
    let proposal = proposed(&newsroom, &owner, Some(&ada), raise).await;
    let may = newsroom.may(&owner, Act::KeepAccounts).await;
    newsroom.editing.disable_account(&may, &ada.id).await.unwrap();
    assert!(matches!(newsroom.approve(&editor, &proposal).await, Err(DecideError::Outdated)));
    assert_eq!(now_of(&newsroom, &ada).await.role, Role::Reporter);
}
