//! Somebody who has one account tries to come by a second one, or to have more of it than was decided.

use directory::{Act, Change, Role};

use super::{Newsroom, another_number, id};
use crate::auth::Refusal;
use crate::editing::{Actor, DecideError, NotSecond, Outcome, SubmitError};
use crate::store::records::{
    Account, AccountChange, AccountState, Entry, Proposal, ProposalState, Work, Write,
};

const NEW: &str = "+442079460199";

/// The account as a reset that somebody proposed leaves it, once it was set up by that person's link.
async fn set_up_anew(newsroom: &Newsroom, whose: &Account, reset_by: &Actor, link_of: &Actor) {
    let before = newsroom.store.account(&whose.id).await.unwrap().unwrap();
    let account = Account {
        reset_by: Some(reset_by.clone()),
        state: AccountState::Active,
        version: before.version + 1,
        revision: before.revision + 1,
        ..before
    };
    let mut work = Work::new(Actor::Account(whose.id.clone()), newsroom.clock.now());
    let detail = serde_json::json!({ "for": "reset", "made_by": link_of });
    work.entries.push(Entry { account: Some(whose.id.clone()), detail, ..Entry::new("link_used") });
    work.writes.push(Write::ChangeAccount(Box::new(account)));
    newsroom.store.write(work).await.unwrap();
}

fn actor(account: &Account) -> Actor {
    Actor::Account(account.id.clone())
}

async fn propose_account(newsroom: &Newsroom, by: &Account, of: &Account, change: AccountChange) -> Proposal {
    let may = newsroom.may(by, Act::KeepAccounts).await;
    match newsroom.editing.change_account(&may, Some(&of.id), change).await.unwrap() {
        Outcome::Waiting(proposal) => *proposal,
        Outcome::Applied { .. } | Outcome::Both { .. } => panic!("it was done by one person"),
    }
}

async fn state(newsroom: &Newsroom, proposal: &Proposal) -> ProposalState {
    newsroom.store.proposal(&proposal.id).await.unwrap().unwrap().state
}

#[tokio::test]
async fn an_account_that_was_reset_confirms_nothing_of_whoever_proposed_that_or_made_its_link() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let thief = newsroom.hire(7, Role::Owner, None).await;
    // One owner proposed the reset; another, who has only one account so far, made the link.
    set_up_anew(&newsroom, &editor, &actor(&owner), &actor(&thief)).await;
    for proposer in [&thief, &owner] {
        let proposal = newsroom.propose(proposer, &id(1), vec![another_number(1, NEW)]).await;
        let approved = newsroom.approve(&editor, &proposal).await;
        assert!(matches!(approved, Err(DecideError::NotTheSecondPerson(NotSecond::ResetByProposer))));
        let may = newsroom.may(proposer, Act::ReadProposals).await;
        newsroom.editing.cancel(&may, &proposal.id).await.unwrap();
    }
    // A third person's proposals it confirms; and theirs, once another link set it up.
    let other = newsroom.hire(8, Role::Editor, None).await;
    let proposal = newsroom.propose(&other, &id(2), vec![another_number(2, NEW)]).await;
    assert!(newsroom.approve(&editor, &proposal).await.is_ok());
    set_up_anew(&newsroom, &editor, &actor(&owner), &actor(&owner)).await;
    let proposal = newsroom.propose(&thief, &id(3), vec![another_number(3, "+442079460198")]).await;
    assert!(newsroom.approve(&editor, &proposal).await.is_ok());
}

#[tokio::test]
async fn what_the_console_proposes_is_confirmed_also_by_an_account_that_the_console_reset() {
    let (newsroom, owner, _, _) = Newsroom::staffed().await;
    set_up_anew(&newsroom, &owner, &Actor::Console, &Actor::Console).await;
    let mut proposal = newsroom
        .propose(&newsroom.hire(4, Role::Editor, None).await, &id(1), vec![another_number(1, NEW)])
        .await;
    proposal.proposed_by = Actor::Console;
    let may = newsroom.may(&owner, Act::DecideProposals).await;
    assert!(crate::editing::Editing::may_decide(&may, &proposal).is_ok());
}

#[tokio::test]
async fn a_reset_ends_what_the_account_had_proposed() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let approver = newsroom.hire(4, Role::Approver, None).await;
    let waiting = newsroom.propose(&editor, &id(1), vec![another_number(1, NEW)]).await;
    let reset = propose_account(&newsroom, &owner, &editor, AccountChange::Reset).await;
    assert_eq!(state(&newsroom, &waiting).await, ProposalState::Waiting);
    newsroom.approve(&approver, &reset).await.unwrap();
    assert_eq!(state(&newsroom, &waiting).await, ProposalState::Cancelled);
    assert_eq!(state(&newsroom, &reset).await, ProposalState::Approved);
}

#[tokio::test]
async fn an_edit_that_is_under_way_ends_with_the_account() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let proposal = newsroom.propose(&owner, &id(2), vec![another_number(2, NEW)]).await;
    let held = [
        newsroom.may(&editor, Act::EditProfiles).await,
        newsroom.may(&editor, Act::Import).await,
        newsroom.may(&editor, Act::DecideProposals).await,
    ];
    let may = newsroom.may(&owner, Act::KeepAccounts).await;
    newsroom.editing.disable_account(&may, &editor.id).await.unwrap();
    let [edits, imports, decides] = held;
    let revision = newsroom.profile(&id(1)).await.revision;
    for may in [&edits, &imports] {
        let edited = newsroom.editing.submit(may, &id(1), revision, vec![another_number(1, NEW)]).await;
        assert!(matches!(edited, Err(SubmitError::Refused(Refusal::Forbidden))));
    }
    let made = newsroom.editing.make_profile(&imports, super::person(20, "Kit Marsh")).await;
    assert!(matches!(made, Err(SubmitError::Refused(Refusal::Forbidden))));
    let compromised = newsroom
        .editing
        .compromised(&edits, &id(1), &newsroom.profile(&id(1)).await.channels[0].id, None)
        .await;
    assert!(matches!(compromised, Err(SubmitError::Refused(Refusal::Forbidden))));
    let approved = newsroom
        .editing
        .approve(&decides, &proposal.id, &proposal.shown, crate::store::records::Checked::Video, None)
        .await;
    assert!(matches!(approved, Err(DecideError::Refused(Refusal::Forbidden))));
}

#[tokio::test]
async fn whom_it_concerns_and_the_owners_are_told_that_a_link_was_made() {
    let (newsroom, owner, editor, ada) = Newsroom::staffed().await;
    let before = newsroom.letters().await;
    let may = newsroom.may(&owner, Act::KeepAccounts).await;
    newsroom.editing.tell_of_link(&may, &ada.id).await.unwrap();
    assert_eq!(newsroom.letters().await, before + 2);
    let may = newsroom.may(&editor, Act::EditProfiles).await;
    assert!(newsroom.editing.tell_of_link(&may, &ada.id).await.is_err());
    assert!(newsroom.editing.tell_of_own_sign_in(&may).await.is_err());
    // A thief with an open session adds a passkey: its owner hears of it, and the newsroom's.
    let may = newsroom.may(&editor, Act::KeepOwnAccount).await;
    newsroom.editing.tell_of_own_sign_in(&may).await.unwrap();
    assert_eq!(newsroom.letters().await, before + 4);
}

#[tokio::test]
async fn one_person_writes_no_contact_into_a_title_or_a_beat() {
    let (newsroom, _, editor, _) = Newsroom::staffed().await;
    let title = directory::Title::parse("Reporter. Signal: mallory.42").unwrap();
    let edit = directory::ProfileEdit { title: Some(Some(title)), ..directory::ProfileEdit::default() };
    newsroom
        .propose(&editor, &id(1), vec![Change::EditProfile { profile: id(1), edit: Box::new(edit) }])
        .await;
    assert!(newsroom.profile(&id(1)).await.title.is_none());
    let beat = |name: &str| {
        let slug = directory::BeatSlug::parse("courts").unwrap();
        vec![Change::SetBeat(directory::Beat { slug, name: directory::Name::parse(name).unwrap() })]
    };
    let may = newsroom.may(&editor, Act::EditProfiles).await;
    for name in ["Courts: mallory.42 on Signal", "Courts @mallory"] {
        let set = newsroom.editing.submit_lists(&may, beat(name)).await;
        assert!(matches!(set, Err(SubmitError::Account(_))), "{name}");
    }
    assert!(newsroom.editing.submit_lists(&may, beat("Courts & Crime")).await.is_ok());
}
