//! What one account can cause without end, and what is told of it all the same.

use directory::{Act, Beat, BeatSlug, Bio, Change, ChannelId, ConsentTopic, Name, PhotoHash, ProfileEdit};

use super::{Newsroom, id, now};
use crate::editing::{Outcome, SubmitError};
use crate::store::records::Account;

fn edit(edit: ProfileEdit) -> Change {
    Change::EditProfile { profile: id(1), edit: Box::new(edit) }
}

fn bio(text: &str) -> Change {
    edit(ProfileEdit { bio: Some(Some(Bio::parse(text).unwrap())), ..ProfileEdit::default() })
}

fn hide(number: u8) -> Change {
    Change::HideChannel { profile: id(number), channel: ChannelId::from_random([number; 16]) }
}

async fn edits(newsroom: &Newsroom, by: &Account, times: usize) {
    for number in 0..times {
        newsroom.submit(by, &id(1), vec![bio(&format!("Courts, {number}."))]).await.unwrap();
    }
}

#[tokio::test]
async fn one_account_fills_nobodys_mailbox_and_its_closings_are_mailed_all_the_same() {
    let (newsroom, _, editor, _) = Newsroom::staffed().await;
    edits(&newsroom, &editor, 60).await;
    // To the owner and to Ada: fifty each, and one that says where the rest stands.
    assert_eq!(newsroom.letters().await, 2 * 51);
    newsroom.submit(&editor, &id(1), vec![hide(1)]).await.unwrap();
    assert_eq!(newsroom.letters().await, 2 * 52, "a door was closed");
    newsroom.clock.advance(3_600);
    edits(&newsroom, &editor, 1).await;
    assert_eq!(newsroom.letters().await, 2 * 53, "the hour is over");
}

#[tokio::test]
async fn owners_are_told_that_a_beat_is_called_otherwise() {
    let (newsroom, owner, ..) = Newsroom::staffed().await;
    let may = newsroom.may(&owner, Act::EditProfiles).await;
    let called = |name: &str| {
        let beat = Beat { slug: BeatSlug::parse("courts").unwrap(), name: Name::parse(name).unwrap() };
        vec![Change::SetBeat(beat)]
    };
    newsroom.editing.submit_lists(&may, called("Courts")).await.unwrap();
    newsroom.editing.submit_lists(&may, called("Courts")).await.unwrap();
    assert_eq!(newsroom.letters().await, 0);
    newsroom.editing.submit_lists(&may, called("Police")).await.unwrap();
    assert_eq!(newsroom.letters().await, 1);
}

#[tokio::test]
async fn the_history_says_rolled_back_of_what_was_done_and_the_proposal_says_it_of_what_waits() {
    let (newsroom, owner, ..) = Newsroom::staffed().await;
    let changed = async || newsroom.history().await.into_iter().find(|entry| entry.act == "changed").unwrap();
    newsroom.submit(&owner, &id(1), vec![hide(1)]).await.unwrap();
    let hidden = changed().await.number;
    let may = newsroom.may(&owner, Act::EditProfiles).await;
    let outcome = newsroom.editing.roll_back(&may, hidden).await.unwrap();
    assert!(matches!(outcome, Outcome::Waiting(_)));
    let history = newsroom.history().await;
    assert!(history.iter().all(|entry| entry.act != "rolled_back"));
    let proposed = history.iter().find(|entry| entry.act == "proposed").unwrap();
    assert_eq!(proposed.detail["undoes"], hidden);
    newsroom.submit(&owner, &id(1), vec![bio("Courts.")]).await.unwrap();
    let bio = changed().await.number;
    assert!(matches!(newsroom.editing.roll_back(&may, bio).await.unwrap(), Outcome::Applied { .. }));
    let history = newsroom.history().await;
    let done = history.iter().find(|entry| entry.act == "rolled_back").unwrap();
    assert_eq!(done.detail["entry"], bio);
}

#[tokio::test]
async fn one_account_sends_twenty_portraits_an_hour() {
    let (newsroom, _, _, ada) = Newsroom::staffed().await;
    let send = async |number: u8| {
        let may = newsroom.may(&ada, Act::EditProfiles).await;
        let revision = newsroom.profile(&id(1)).await.revision;
        newsroom.editing.set_photo(&may, &id(1), revision, vec![number]).await
    };
    let consents = Some([(ConsentTopic::Photo, now())].into());
    newsroom
        .submit(&ada, &id(1), vec![edit(ProfileEdit { consents, ..ProfileEdit::default() })])
        .await
        .unwrap();
    for number in 0..20 {
        assert!(matches!(send(number).await.unwrap(), Outcome::Waiting(_)));
    }
    assert!(matches!(send(20).await, Err(SubmitError::TooManyPortraits)));
    newsroom.clock.advance(3_600);
    assert!(!matches!(send(20).await, Err(SubmitError::TooManyPortraits)));
}

#[tokio::test]
async fn a_portrait_that_is_not_kept_any_more_is_refused_in_words() {
    let (newsroom, owner, ..) = Newsroom::staffed().await;
    let consents = Some([(ConsentTopic::Photo, now())].into());
    let gone = Change::SetPhoto { profile: id(1), photo: Some(PhotoHash::from_digest([9; 32])) };
    let changes = vec![edit(ProfileEdit { consents, ..ProfileEdit::default() }), gone];
    let refused = newsroom.submit(&owner, &id(1), changes).await.err().unwrap();
    assert_eq!(refused.to_string(), "this portrait is not kept any more: send the file again");
}

#[tokio::test]
async fn a_reporter_learns_that_a_name_looks_like_another_and_an_editor_like_whose() {
    let (newsroom, _, editor, ada) = Newsroom::staffed().await;
    let disguise = || {
        let name = Some(Name::parse("NILS HOLM").unwrap());
        vec![edit(ProfileEdit { name, ..ProfileEdit::default() })]
    };
    let told = newsroom.submit(&ada, &id(1), disguise()).await.err().unwrap().to_string();
    assert!(told.contains("somebody else") && !told.contains("nils"), "{told}");
    let told = newsroom.submit(&editor, &id(1), disguise()).await.err().unwrap().to_string();
    assert!(told.contains("nils-holm"), "{told}");
}
