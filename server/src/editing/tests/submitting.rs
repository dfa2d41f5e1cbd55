//! What one person does, and what waits.

use directory::{
    Act, Bio, Change, ChannelId, ChannelKind, Name, ProfileEdit, Status, Strength, Timestamp, Visibility,
};

use super::{Newsroom, another_number, channel, id};
use crate::auth::{Refusal, Visitor};
use crate::editing::{Outcome, SubmitError};
use crate::store::records::{Account, HistoryEntry};

fn bio(text: &str) -> Change {
    let edit = ProfileEdit { bio: Some(Some(Bio::parse(text).unwrap())), ..ProfileEdit::default() };
    Change::EditProfile { profile: id(1), edit: Box::new(edit) }
}

fn hide(number: u8) -> Change {
    Change::HideChannel { profile: id(number), channel: ChannelId::from_random([number; 16]) }
}

#[tokio::test]
async fn a_biography_takes_one_person_and_a_number_takes_two() {
    let (newsroom, owner, ..) = Newsroom::staffed().await;
    assert!(matches!(
        newsroom.submit(&owner, &id(1), vec![bio("Covers the courts.")]).await,
        Ok(Outcome::Applied { revision: 3 })
    ));
    let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, "+442079460155")]).await;
    assert_eq!(proposal.base_revision, 3);
    assert_eq!(proposal.cool_off_until, None);
    let ada = newsroom.profile(&id(1)).await;
    assert_eq!(ada.channels[0].value.as_str(), "+442079460101");
    assert_eq!(newsroom.acts().await[..2], ["proposed", "changed"]);
    assert!(newsroom.letters().await > 0);
}

#[tokio::test]
async fn every_way_to_show_something_new_waits() {
    let (newsroom, owner, ..) = Newsroom::staffed().await;
    let named = |text: &str| {
        let edit = ProfileEdit { name: Some(Name::parse(text).unwrap()), ..ProfileEdit::default() };
        Change::EditProfile { profile: id(1), edit: Box::new(edit) }
    };
    let new = channel(40, ChannelKind::Email, "ada@courier.example");
    let hidden = directory::NewChannel { visibility: Visibility::Hidden, ..new.clone() };
    for changes in [
        vec![named("Ada Ferrand")],
        vec![Change::AddChannel { profile: id(1), channel: Box::new(new), rank: 1 }],
        vec![Change::MoveProfile {
            profile: id(1),
            slug: directory::Slug::parse("ada").unwrap(),
            old_slug: directory::OldSlug::Redirects,
        }],
        // Adding it hidden and showing it is not two changes.
        vec![
            Change::AddChannel { profile: id(1), channel: Box::new(hidden), rank: 1 },
            Change::ShowChannel {
                profile: id(1),
                channel: ChannelId::from_random([40; 16]),
                visibility: Visibility::Listed,
            },
        ],
        // Closing one door does not pay for opening another.
        vec![hide(1), named("Ada Ferrand")],
    ] {
        newsroom.propose(&owner, &id(1), changes).await;
    }
    assert_eq!(newsroom.profile(&id(1)).await.revision, 2);
}

#[tokio::test]
async fn one_person_hides_pauses_and_withdraws_at_once() {
    let (newsroom, owner, ..) = Newsroom::staffed().await;
    for change in
        [hide(1), Change::Pause { profile: id(1), until: None }, Change::Withdraw { profile: id(1) }]
    {
        assert!(matches!(newsroom.submit(&owner, &id(1), vec![change]).await, Ok(Outcome::Applied { .. })));
    }
    assert_eq!(newsroom.profile(&id(1)).await.status, Status::Withdrawn);
    // Bringing her back takes two.
    let show = Change::ShowChannel {
        profile: id(1),
        channel: ChannelId::from_random([1; 16]),
        visibility: Visibility::Listed,
    };
    newsroom.submit(&owner, &id(1), vec![show]).await.unwrap();
    newsroom.propose(&owner, &id(1), vec![Change::Publish { profile: id(1) }]).await;
}

#[tokio::test]
async fn a_stale_edit_changes_nothing_and_an_edit_of_somebody_else_is_no_reason_to_refuse() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let (one, other) =
        (newsroom.may(&owner, Act::EditProfiles).await, newsroom.may(&editor, Act::EditProfiles).await);
    newsroom.editing.directory().await.unwrap();
    // Somebody else's profile was edited meanwhile: hers has still the revision that the editor saw.
    newsroom.submit(&editor, &id(2), vec![hide(2)]).await.unwrap();
    let done = newsroom.editing.submit(&one, &id(1), 2, vec![bio("Covers the courts.")]).await;
    assert!(matches!(done, Ok(Outcome::Applied { revision: 3 })));
    let late = newsroom.editing.submit(&other, &id(1), 2, vec![bio("Covers the harbour.")]).await;
    assert!(matches!(late, Err(SubmitError::Stale)));
    assert_eq!(newsroom.profile(&id(1)).await.bio.unwrap().as_str(), "Covers the courts.");
}

#[tokio::test]
async fn two_editors_of_one_profile_never_undo_each_other_unseen() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let (one, other) =
        (newsroom.may(&owner, Act::EditProfiles).await, newsroom.may(&editor, Act::EditProfiles).await);
    let profile = id(1);
    let (first, second) = tokio::join!(
        newsroom.editing.submit(&one, &profile, 2, vec![bio("Covers the courts.")]),
        newsroom.editing.submit(&other, &profile, 2, vec![bio("Covers the harbour.")]),
    );
    let stale = [&first, &second].into_iter().filter(|done| matches!(done, Err(SubmitError::Stale))).count();
    assert_ne!(first.is_ok(), second.is_ok());
    assert_eq!(stale, 1);
}

#[tokio::test]
async fn editors_of_different_profiles_do_not_stand_in_each_others_way() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let (one, other) =
        (newsroom.may(&owner, Act::EditProfiles).await, newsroom.may(&editor, Act::EditProfiles).await);
    let edits = (1..=8_u8).map(|number| {
        let by = if number % 2 == 0 { &one } else { &other };
        let newsroom = &newsroom;
        let edit = ProfileEdit {
            bio: Some(Some(Bio::parse("Covers the courts.").unwrap())),
            ..ProfileEdit::default()
        };
        async move {
            let change = Change::EditProfile { profile: id(number), edit: Box::new(edit) };
            newsroom.editing.submit(by, &id(number), 2, vec![change]).await
        }
    });
    let mut edits: Vec<_> = edits.collect();
    let (last, rest) = (edits.split_off(4), edits);
    let all = |mut four: Vec<_>| async move {
        let (d, c, b, a) =
            (four.pop().unwrap(), four.pop().unwrap(), four.pop().unwrap(), four.pop().unwrap());
        tokio::join!(a, b, c, d)
    };
    let (first, second) = tokio::join!(all(rest), all(last));
    for done in [first.0, first.1, first.2, first.3, second.0, second.1, second.2, second.3] {
        assert!(matches!(done, Ok(Outcome::Applied { revision: 3 })));
    }
}

#[tokio::test]
async fn one_account_closes_five_other_profiles_an_hour_and_its_own_always() {
    let newsroom = Newsroom::begin().await;
    let owner = newsroom.hire(1, directory::Role::Owner, Some(id(8))).await;
    newsroom.hire(2, directory::Role::Editor, None).await;
    for number in 1..=5 {
        newsroom.submit(&owner, &id(number), vec![hide(number)]).await.unwrap();
        newsroom.clock.advance(1);
    }
    let sixth = newsroom.submit(&owner, &id(6), vec![hide(6)]).await;
    assert!(matches!(sixth, Err(SubmitError::TooManyClosings)));
    assert_eq!(newsroom.profile(&id(6)).await.revision, 2);
    // Another door of a profile that is among the five, and one's own.
    let pause = Change::Pause { profile: id(1), until: None };
    assert!(newsroom.submit(&owner, &id(1), vec![pause]).await.is_ok());
    assert!(newsroom.submit(&owner, &id(8), vec![hide(8)]).await.is_ok());
    // The hour rolls.
    newsroom.clock.advance(3_597);
    assert!(newsroom.submit(&owner, &id(6), vec![hide(6)]).await.is_ok());
    assert!(matches!(
        newsroom.submit(&owner, &id(7), vec![hide(7)]).await,
        Err(SubmitError::TooManyClosings)
    ));
}

#[tokio::test]
async fn closings_at_once_are_counted_one_by_one() {
    let (newsroom, owner, ..) = Newsroom::staffed().await;
    let may = newsroom.may(&owner, Act::CloseDoors).await;
    let close = |number: u8| {
        let (newsroom, may) = (&newsroom, &may);
        async move { newsroom.editing.submit(may, &id(number), 2, vec![hide(number)]).await.is_ok() }
    };
    let done = tokio::join!(close(1), close(2), close(3), close(4), close(5), close(6), close(7), close(8));
    let done = [done.0, done.1, done.2, done.3, done.4, done.5, done.6, done.7];
    assert!(done.into_iter().filter(|done| *done).count() <= 5);
    let closed = newsroom.acts().await.into_iter().filter(|act| act == "closed").count();
    assert_eq!(closed, done.into_iter().filter(|done| *done).count());
}

#[tokio::test]
async fn whoever_paused_an_unchanged_profile_ends_the_pause_alone() {
    let (newsroom, owner, editor, ada) = Newsroom::staffed().await;
    let pause = || vec![Change::Pause { profile: id(1), until: None }];
    let publish = || vec![Change::Publish { profile: id(1) }];
    newsroom.submit(&ada, &id(1), pause()).await.unwrap();
    // Not somebody else, and not by pausing it again.
    newsroom.propose(&owner, &id(1), publish()).await;
    newsroom.submit(&editor, &id(1), pause()).await.unwrap();
    newsroom.propose(&editor, &id(1), publish()).await;
    // Nor she, now that somebody else has paused it too.
    newsroom.propose(&ada, &id(1), publish()).await;

    let pause = |number| vec![Change::Pause { profile: id(number), until: None }];
    newsroom.submit(&editor, &id(2), pause(2)).await.unwrap();
    let done = newsroom.submit(&editor, &id(2), vec![Change::Publish { profile: id(2) }]).await;
    assert!(matches!(done, Ok(Outcome::Applied { .. })));
    // What was changed since the pause makes it a proposal, also something that takes one person.
    newsroom.submit(&editor, &id(3), pause(3)).await.unwrap();
    let edit = ProfileEdit { title: Some(None), ..ProfileEdit::default() };
    let edit = Change::EditProfile { profile: id(3), edit: Box::new(edit) };
    newsroom.submit(&editor, &id(3), vec![edit]).await.unwrap();
    newsroom.propose(&editor, &id(3), vec![Change::Publish { profile: id(3) }]).await;
}

#[tokio::test]
async fn a_reporter_reaches_their_own_profile_and_is_told_of_no_other() {
    let (newsroom, _, _, ada) = Newsroom::staffed().await;
    let other = newsroom.submit(&ada, &id(2), vec![hide(2)]).await;
    assert!(matches!(other, Err(SubmitError::Refused(Refusal::NotYours))));
    // Nor by naming somebody else's profile inside an edit of hers.
    let smuggled = newsroom.submit(&ada, &id(1), vec![hide(2)]).await;
    assert!(matches!(smuggled, Err(SubmitError::Unknown)));
    newsroom.propose(&ada, &id(1), vec![another_number(1, "+442079460155")]).await;
}

#[tokio::test]
async fn a_session_left_open_closes_doors_and_opens_none() {
    let (newsroom, owner, ..) = Newsroom::staffed().await;
    let at = newsroom.clock.now();
    let idle = Visitor::of_a_test(owner, at.plus_seconds(-601), at);
    let may = idle.permit(Act::EditProfiles, Strength::SignedIn).ok().unwrap();
    let opens = newsroom.editing.submit(&may, &id(1), 2, vec![another_number(1, "+442079460155")]).await;
    assert!(matches!(opens, Err(SubmitError::Refused(Refusal::StepUp))));
    assert!(newsroom.editing.submit(&may, &id(1), 2, vec![hide(1)]).await.is_ok());
}

#[tokio::test]
async fn a_token_proposes_and_decides_nothing() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    let at = newsroom.clock.now();
    let token = Visitor::token_of_a_test(owner, vec![Act::EditProfiles, Act::DecideProposals], at);
    let may = token.permit(Act::EditProfiles, Strength::Recent).ok().unwrap();
    let waits = newsroom.editing.submit(&may, &id(1), 2, vec![another_number(1, "+442079460155")]).await;
    assert!(matches!(waits, Ok(Outcome::Waiting(_))));
    let proposal = newsroom.propose(&editor, &id(2), vec![another_number(2, "+442079460156")]).await;
    let may = token.permit(Act::DecideProposals, Strength::Recent).ok().unwrap();
    let refused = newsroom
        .editing
        .approve(&may, &proposal.id, &proposal.shown, crate::store::records::Checked::Video, None)
        .await;
    assert!(refused.is_err());
    assert_eq!(newsroom.profile(&id(2)).await.revision, 2);
}

#[tokio::test]
async fn nobody_says_on_anothers_behalf_that_a_number_reaches_them() {
    let (newsroom, owner, editor, ada) = Newsroom::staffed().await;
    let at = newsroom.clock.now();
    let claimed = |text: &str| {
        let mut new = channel(1, ChannelKind::SignalNumber, text);
        new.confirmed_at = Some(at);
        new.confirm_by = Some(Timestamp::from_seconds(Timestamp::MAX_SECONDS));
        vec![Change::ChangeChannel { profile: id(1), channel: Box::new(new) }]
    };
    let proposal = newsroom.propose(&editor, &id(1), claimed("+442079460155")).await;
    newsroom.approve(&owner, &proposal).await.unwrap();
    let channel = &newsroom.profile(&id(1)).await.channels[0];
    assert_eq!((channel.confirmed_at, channel.confirm_by), (None, Some(at.plus_seconds(90 * 86_400))));
    // She does say so of her own.
    let proposal = newsroom.propose(&ada, &id(1), claimed("+442079460156")).await;
    newsroom.approve(&owner, &proposal).await.unwrap();
    assert_eq!(newsroom.profile(&id(1)).await.channels[0].confirmed_at, Some(at));
}

#[tokio::test]
async fn owners_of_a_channel_confirm_it_and_nobody_else_does() {
    let (newsroom, owner, _, ada) = Newsroom::staffed().await;
    newsroom.clock.advance(60);
    let channels = [ChannelId::from_random([1; 16])];
    let may = newsroom.may(&ada, Act::ConfirmChannels).await;
    assert!(newsroom.editing.confirm(&may, &id(1), &channels).await.is_ok());
    let at = newsroom.clock.now();
    let channel = &newsroom.profile(&id(1)).await.channels[0];
    assert_eq!((channel.confirmed_at, channel.confirm_by), (Some(at), Some(at.plus_seconds(90 * 86_400))));
    let not_hers = newsroom.may(&owner, Act::ConfirmChannels).await;
    assert!(matches!(
        newsroom.editing.confirm(&not_hers, &id(1), &channels).await,
        Err(SubmitError::Refused(Refusal::NotYours))
    ));
    // A member confirms the desk's.
    let members = Change::SetMembers { profile: id(9), members: vec![id(1)] };
    let proposal = newsroom.propose(&owner, &id(9), vec![members]).await;
    newsroom.approve(&ada_colleague(&newsroom).await, &proposal).await.unwrap();
    let may = newsroom.may(&ada, Act::ConfirmChannels).await;
    assert!(newsroom.editing.confirm(&may, &id(9), &[ChannelId::from_random([9; 16])]).await.is_ok());
}

async fn ada_colleague(newsroom: &Newsroom) -> Account {
    newsroom.hire(7, directory::Role::Approver, None).await
}

#[tokio::test]
async fn a_compromised_number_is_hidden_at_once_and_its_replacement_waits() {
    let (newsroom, owner, _, ada) = Newsroom::staffed().await;
    let may = newsroom.may(&ada, Act::EditProfiles).await;
    let new = channel(41, ChannelKind::SignalNumber, "+442079460155");
    let lost = ChannelId::from_random([1; 16]);
    let both = newsroom.editing.compromised(&may, &id(1), &lost, Some(new)).await.unwrap();
    let Outcome::Both { revision: 3, waiting } = both else { panic!("not both") };
    let at = newsroom.clock.now();
    let seen = || async { newsroom.store.load().await.unwrap().directory.published(&id(1), at).unwrap() };
    assert!(seen().await.channels.is_empty());
    newsroom.approve(&owner, &waiting).await.unwrap();
    let channels = seen().await.channels;
    assert_eq!(channels.iter().map(|channel| channel.value.as_str()).collect::<Vec<_>>(), ["+442079460155"]);
    let alone = newsroom.editing.compromised(&may, &id(1), &lost, None).await.unwrap();
    assert!(matches!(alone, Outcome::Applied { .. }));
    let unknown = newsroom.editing.compromised(&may, &id(1), &ChannelId::from_random([77; 16]), None).await;
    assert!(matches!(unknown, Err(SubmitError::Unknown)));
}

#[tokio::test]
async fn what_was_done_is_undone_by_a_new_change_through_the_same_door() {
    let (newsroom, owner, editor, _) = Newsroom::staffed().await;
    newsroom.submit(&owner, &id(1), vec![bio("Covers the courts.")]).await.unwrap();
    let proposal = newsroom.propose(&owner, &id(1), vec![another_number(1, "+442079460155")]).await;
    newsroom.approve(&editor, &proposal).await.unwrap();
    newsroom.submit(&owner, &id(1), vec![bio("Covers the harbour.")]).await.unwrap();

    let is = |entry: &HistoryEntry, change: &str| {
        entry.act == "changed" && entry.detail["change"] == change && entry.profile == Some(id(1))
    };
    let history = newsroom.history().await;
    let number = history.iter().find(|entry| is(entry, "change_channel")).unwrap().number;
    let may = newsroom.may(&editor, Act::EditProfiles).await;
    // The old number is as new to sources as any other.
    let Outcome::Waiting(proposal) = newsroom.editing.roll_back(&may, number).await.unwrap() else {
        panic!("one person brought an old number back")
    };
    newsroom.approve(&owner, &proposal).await.unwrap();
    let ada = newsroom.profile(&id(1)).await;
    assert_eq!(ada.channels[0].value.as_str(), "+442079460101");
    assert_eq!(ada.bio.as_ref().unwrap().as_str(), "Covers the harbour.", "what came later stays");

    let biography = history.iter().find(|entry| is(entry, "edit_profile")).unwrap().number;
    assert!(matches!(newsroom.editing.roll_back(&may, biography).await, Ok(Outcome::Applied { .. })));
    assert_eq!(newsroom.profile(&id(1)).await.bio.unwrap().as_str(), "Covers the courts.");
    assert!(matches!(newsroom.editing.roll_back(&may, biography).await, Err(SubmitError::Account(_))));
    let made = history.iter().find(|entry| is(entry, "add_profile")).unwrap().number;
    assert!(matches!(newsroom.editing.roll_back(&may, made).await, Err(SubmitError::Account(_))));
    assert!(matches!(newsroom.editing.roll_back(&may, 999_999).await, Err(SubmitError::Unknown)));
}
