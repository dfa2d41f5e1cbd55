//! Who is the second person, and what they confirm.

use directory::{Act, Bio, Change, ChannelId, ChannelKind, ProfileEdit, ProposalId, Role, Strength};

use super::{Newsroom, another_number, channel, id};
use crate::auth::{Refusal, Visitor};
use crate::editing::{DecideError, Editing, NotSecond, Outcome, SubmitError};
use crate::store::records::{Account, Checked, Proposal, ProposalState, ShownHash, Work, Write};

const NEW: &str = "+442079460155";

async fn state(newsroom: &Newsroom, proposal: &Proposal) -> ProposalState {
    newsroom.store.proposal(&proposal.id).await.unwrap().unwrap().state
}

async fn number_of_ada(newsroom: &Newsroom) -> String {
    newsroom.profile(&id(1)).await.channels[0].value.as_str().to_owned()
}

#[tokio::test]
async fn an_approver_is_shown_what_a_source_sees_before_and_after_down_to_the_code() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, NEW)]).await;
    newsroom.clock.advance(3_600);
    let may = newsroom.may(&editor, Act::DecideProposals).await;
    let (_, shown) = newsroom.editing.proposal(&may, &proposal.id).await.unwrap();
    let shown = shown.unwrap();
    assert_eq!(shown.hash, proposal.shown, "an hour later it is the same");
    let (before, after) = (shown.before.unwrap(), shown.after.unwrap());
    assert_eq!(before.qr.as_deref(), Some("https://signal.me/#p/+442079460101"));
    assert_eq!(after.qr.as_deref(), Some("https://signal.me/#p/+442079460155"));
    assert!(after.card.contains("+442079460155") && !after.card.contains("+442079460101"));
    assert!(after.block.contains("+44 20 7946 0155"), "{}", after.block);
    assert_eq!((before.status, after.slug.as_str()), ("listed", "ada-ferris"));
    assert_eq!(
        shown.words,
        ["changes Signal +44 20 7946 0101 (shown everywhere) to +44 20 7946 0155"
            .replace(" (shown everywhere) to ", " to Signal ")]
    );
}

#[tokio::test]
async fn another_account_confirms_and_it_is_done() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, NEW)]).await;
    assert_eq!(number_of_ada(&newsroom).await, "+442079460101", "the old value serves until then");
    assert!(matches!(newsroom.approve(&editor, &proposal).await, Ok(Outcome::Applied { revision: 3 })));
    assert_eq!(number_of_ada(&newsroom).await, NEW);
    assert_eq!(state(&newsroom, &proposal).await, ProposalState::Approved);
    let history = newsroom.history().await;
    let approved = history.iter().find(|entry| entry.act == "approved").unwrap();
    assert_eq!(approved.detail["checked"], "in_person");
    assert_eq!(approved.detail["proposed_by"], owner.id.as_str());
    assert_eq!(approved.actor.account(), Some(&editor.id));
    assert!(matches!(newsroom.approve(&editor, &proposal).await, Err(DecideError::Decided)));
}

#[tokio::test]
async fn the_reporter_concerned_confirms_what_an_editor_proposes_of_them() {
    let (newsroom, _, editor, ada) = Newsroom::staffed().await;
    let nils = newsroom.hire(8, Role::Reporter, Some(id(2))).await;
    let proposal = newsroom.propose(&editor, &id(1), vec![another_number(1, NEW)]).await;
    // For another reporter it does not exist.
    assert!(matches!(newsroom.approve(&nils, &proposal).await, Err(DecideError::Unknown)));
    assert!(newsroom.approve(&ada, &proposal).await.is_ok());
    assert_eq!(number_of_ada(&newsroom).await, NEW);
}

/// Whoever is not the second person, by which rule.
async fn refused(newsroom: &Newsroom, by: &Account, proposal: &Proposal) -> Option<NotSecond> {
    match newsroom.approve(by, proposal).await {
        Err(DecideError::NotTheSecondPerson(rule)) => Some(rule),
        _ => None,
    }
}

#[tokio::test]
async fn nobody_is_their_own_second_person() {
    let (newsroom, owner, editor, ada) = Newsroom::staffed().await;
    let change = |account: &Account| Account { revision: account.revision + 1, ..account.clone() };
    let write = |account: Account| {
        let mut work = Work::new(crate::editing::Actor::Console, newsroom.clock.now());
        work.writes.push(Write::ChangeAccount(Box::new(account)));
        newsroom.store.write(work)
    };
    for by in [&owner, &ada] {
        let proposal = newsroom.propose(by, &id(1), vec![another_number(1, NEW)]).await;
        assert_eq!(refused(&newsroom, by, &proposal).await, Some(NotSecond::Proposer));
        let may = newsroom.may(by, Act::DecideProposals).await;
        assert!(newsroom.editing.refuse(&may, &proposal.id, None).await.is_err());
        newsroom.editing.cancel(&may, &proposal.id).await.unwrap();
        assert_eq!(state(&newsroom, &proposal).await, ProposalState::Cancelled);
    }
    let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, NEW)]).await;
    // An account that was made, raised or reset lately.
    let later = newsroom.clock.now().plus_seconds(72 * 3_600);
    let new = Account { counts_from: later, ..change(&editor) };
    write(new.clone()).await.unwrap();
    assert_eq!(refused(&newsroom, &editor, &proposal).await, Some(NotSecond::TooNew));
    // One whose factors the proposer had reset, for ever.
    write(Account {
        counts_from: editor.counts_from,
        reset_by: Some(proposal.proposed_by.clone()),
        ..change(&new)
    })
    .await
    .unwrap();
    assert_eq!(refused(&newsroom, &editor, &proposal).await, Some(NotSecond::ResetByProposer));
    assert_eq!(number_of_ada(&newsroom).await, "+442079460101");
}

#[tokio::test]
async fn deciding_needs_a_factor_shown_lately_and_an_auditor_never_decides() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let auditor = newsroom.hire(9, Role::Auditor, None).await;
    let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, NEW)]).await;
    let at = newsroom.clock.now();
    let idle = Visitor::of_a_test(editor, at.plus_seconds(-601), at);
    let may = idle.permit(Act::DecideProposals, Strength::SignedIn).ok().unwrap();
    let approve = newsroom.editing.approve(&may, &proposal.id, &proposal.shown, Checked::Video, None).await;
    assert!(matches!(approve, Err(DecideError::Refused(Refusal::StepUp))));
    let visitor = Visitor::of_a_test(auditor, at, at);
    assert!(visitor.permit(Act::DecideProposals, Strength::Recent).is_err());
    // Permission for another act is no permission for this one.
    let may = visitor.permit(Act::ReadProposals, Strength::Recent).ok().unwrap();
    assert!(Editing::may_decide(&may, &proposal).is_err());
    assert!(newsroom.editing.refuse(&may, &proposal.id, None).await.is_err());
    assert_eq!(state(&newsroom, &proposal).await, ProposalState::Waiting);
}

#[tokio::test]
async fn what_is_approved_is_what_was_shown() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, NEW)]).await;
    let may = newsroom.may(&editor, Act::DecideProposals).await;
    let other = ShownHash("00".repeat(32));
    let blind = newsroom.editing.approve(&may, &proposal.id, &other, Checked::Video, None).await;
    assert!(matches!(blind, Err(DecideError::Outdated)));
    assert_eq!(state(&newsroom, &proposal).await, ProposalState::Waiting, "others may still look");

    // The profile moves on: what was shown is not what would be done.
    let edit =
        ProfileEdit { bio: Some(Some(Bio::parse("Covers the courts.").unwrap())), ..ProfileEdit::default() };
    let edit = Change::EditProfile { profile: id(1), edit: Box::new(edit) };
    newsroom.submit(&editor, &id(1), vec![edit]).await.unwrap();
    assert!(newsroom.editing.proposal(&may, &proposal.id).await.unwrap().1.is_none());
    assert!(matches!(newsroom.approve(&editor, &proposal).await, Err(DecideError::Outdated)));
    assert_eq!(state(&newsroom, &proposal).await, ProposalState::Outdated);
    assert_eq!(number_of_ada(&newsroom).await, "+442079460101");
}

#[tokio::test]
async fn of_two_who_approve_at_once_one_does() {
    let (newsroom, owner, editor, ada) = Newsroom::staffed().await;
    let approver = newsroom.hire(4, Role::Approver, None).await;
    let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, NEW)]).await;
    let (one, two, three) = tokio::join!(
        newsroom.approve(&editor, &proposal),
        newsroom.approve(&approver, &proposal),
        newsroom.approve(&ada, &proposal),
    );
    let won = [&one, &two, &three].into_iter().filter(|done| done.is_ok()).count();
    let late =
        [&one, &two, &three].into_iter().filter(|done| matches!(done, Err(DecideError::Decided))).count();
    assert_eq!((won, late), (1, 2));
    let acts = newsroom.acts().await;
    assert_eq!(acts.iter().filter(|act| *act == "approved").count(), 1);
    assert_eq!(newsroom.profile(&id(1)).await.revision, 3);
}

#[tokio::test]
async fn one_who_approves_and_one_who_refuses_at_once_do_not_both() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let approver = newsroom.hire(4, Role::Approver, None).await;
    for _ in 0..3 {
        let revision = newsroom.profile(&id(1)).await.revision;
        let number = if revision % 2 == 0 { NEW } else { "+442079460156" };
        let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, number)]).await;
        let may = newsroom.may(&approver, Act::DecideProposals).await;
        let (yes, no) = tokio::join!(
            newsroom.approve(&editor, &proposal),
            newsroom.editing.refuse(&may, &proposal.id, None)
        );
        assert_ne!(yes.is_ok(), no.is_ok());
        let done = newsroom.profile(&id(1)).await.revision > revision;
        assert_eq!(done, yes.is_ok());
    }
}

#[tokio::test]
async fn how_it_was_checked_is_said_in_words_where_it_is_something_else() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, NEW)]).await;
    let may = newsroom.may(&editor, Act::DecideProposals).await;
    for remark in [None, Some("  ".to_owned()), Some("a".repeat(501)), Some("a\u{202e}b".to_owned())] {
        let refused =
            newsroom.editing.approve(&may, &proposal.id, &proposal.shown, Checked::Other, remark).await;
        assert!(matches!(refused, Err(DecideError::RemarkNeeded)));
    }
    let remark = Some("Her editor of twenty years knows the voice.".to_owned());
    assert!(
        newsroom.editing.approve(&may, &proposal.id, &proposal.shown, Checked::Other, remark).await.is_ok()
    );
    let decided = newsroom.store.proposal(&proposal.id).await.unwrap().unwrap();
    assert!(decided.decision.unwrap().remark.is_some());
}

#[tokio::test]
async fn a_refusal_does_nothing_but_end_it() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, NEW)]).await;
    let may = newsroom.may(&editor, Act::DecideProposals).await;
    newsroom.editing.refuse(&may, &proposal.id, Some("She says no.".to_owned())).await.unwrap();
    assert_eq!(state(&newsroom, &proposal).await, ProposalState::Refused);
    assert_eq!(newsroom.profile(&id(1)).await.revision, 2);
    assert!(matches!(newsroom.approve(&editor, &proposal).await, Err(DecideError::Decided)));
    let unknown = ProposalId::from_random([5; 16]);
    assert!(matches!(newsroom.editing.refuse(&may, &unknown, None).await, Err(DecideError::Unknown)));
}

#[tokio::test]
async fn a_proposal_expires_after_seven_days() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, NEW)]).await;
    newsroom.clock.advance(7 * 86_400);
    assert!(matches!(newsroom.approve(&editor, &proposal).await, Err(DecideError::Decided)));
    let may = newsroom.may(&editor, Act::ReadProposals).await;
    assert!(newsroom.editing.waiting(&may).await.unwrap().is_empty());
    newsroom.editing.keep_time().await.unwrap();
    assert_eq!(state(&newsroom, &proposal).await, ProposalState::Expired);
    assert!(newsroom.acts().await.contains(&"expired".to_owned()));
    assert_eq!(number_of_ada(&newsroom).await, "+442079460101");
}

#[tokio::test]
async fn the_same_proposal_waits_once_and_a_flood_of_them_ends() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let first = newsroom.propose(&owner, &id(1), vec![another_number(1, NEW)]).await;
    newsroom.clock.advance(5);
    let again = newsroom.propose(&editor, &id(1), vec![another_number(1, NEW)]).await;
    assert_eq!(first.id, again.id);
    let add = |number: u8, text: &str| {
        let channel = Box::new(channel(number, ChannelKind::Email, text));
        vec![Change::AddChannel { profile: id(1), channel, rank: 1 }]
    };
    let named = newsroom.propose(&owner, &id(1), add(70, "ada@courier.example")).await;
    let renamed = newsroom.propose(&owner, &id(1), add(71, "ada@courier.example")).await;
    assert_eq!(named.id, renamed.id, "a channel's name is drawn anew each time");
    for number in 2..20_u8 {
        newsroom.propose(&owner, &id(1), add(number + 70, &format!("ada{number}@courier.example"))).await;
    }
    let more = newsroom.submit(&owner, &id(1), add(99, "more@courier.example")).await;
    assert!(matches!(more, Err(SubmitError::TooManyWaiting)));
    // Somebody else's door is still there.
    newsroom.propose(&owner, &id(2), vec![another_number(2, "+442079460157")]).await;
}

#[tokio::test]
async fn a_draft_is_edited_by_one_and_published_by_two() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let may = newsroom.may(&owner, Act::MakeProfiles).await;
    let mut new = super::newsroom::person(30, "Ines Rook");
    new.channels[0].confirmed_at = Some(newsroom.clock.now());
    newsroom.editing.make_profile(&may, new).await.unwrap();
    assert_eq!(newsroom.profile(&id(30)).await.channels[0].confirmed_at, None, "nobody says so for her");
    assert!(newsroom.submit(&owner, &id(30), vec![another_number(30, NEW)]).await.is_ok());
    let proposal = newsroom.propose(&owner, &id(30), vec![Change::Publish { profile: id(30) }]).await;
    let reads = newsroom.may(&editor, Act::ReadProposals).await;
    let shown = newsroom.editing.proposal(&reads, &proposal.id).await.unwrap().1.unwrap();
    assert!(shown.before.is_none());
    assert!(shown.after.unwrap().card.contains(NEW));
    newsroom.approve(&editor, &proposal).await.unwrap();
    let hide = Change::HideChannel { profile: id(30), channel: ChannelId::from_random([30; 16]) };
    newsroom.submit(&editor, &id(30), vec![hide]).await.unwrap();
}
