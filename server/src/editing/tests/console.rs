//! Imports on the server's console.

use directory::{
    Act, Bio, Change, ChannelId, ChannelKind, NewChannel, ProfileEdit, ProposalId, Role, Status,
};

use super::{Newsroom, another_number, channel, id, now};
use crate::alerts::Spool;
use crate::editing::tests::newsroom::person;
use crate::editing::{Batch, ConsoleRules, Customs, Outcome, Remark, Settled, SubmitError};
use crate::secret::{Sealing, Secret};
use crate::store::records::{AccountState, Actor, Proposal, Proposed, Work, Write};

impl Newsroom {
    async fn console(&self, break_glass: Option<&str>) -> Batch {
        self.console_of("https://contact.courier.example", break_glass).await
    }

    async fn console_of(&self, origin: &str, break_glass: Option<&str>) -> Batch {
        let rules = ConsoleRules {
            site: formats::Site::new("The Harbour Courier", origin).unwrap(),
            spool: Spool::new(Sealing::new(Secret::new([7; 32])), true),
            customs: Customs { cool_off_seconds: 86_400, confirm_every_seconds: 90 * 86_400 },
            break_glass: break_glass.map(|why| Remark::parse(why).unwrap()),
        };
        Batch::on_console(self.store.clone(), rules, now()).await.unwrap()
    }

    /// One row of an import of its own.
    async fn import(&self, changes: Vec<Change>) -> Settled {
        let mut console = self.console(None).await;
        let settled = console.settle(changes, now()).unwrap();
        console.save(now()).await.unwrap();
        settled
    }

    async fn waiting(&self) -> Vec<Proposal> {
        self.store.proposals_waiting().await.unwrap()
    }
}

fn bio(number: u8) -> Change {
    let edit =
        ProfileEdit { bio: Some(Some(Bio::parse("Covers the courts.").unwrap())), ..ProfileEdit::default() };
    Change::EditProfile { profile: id(number), edit: Box::new(edit) }
}

/// What a file says of somebody's channels, drawn up under other names each time.
fn channels(drawn_up: u8, text: &str) -> Change {
    let new = NewChannel { confirm_by: None, ..channel(drawn_up, ChannelKind::SignalNumber, text) };
    let edit = ProfileEdit { channels: Some(vec![new]), ..ProfileEdit::default() };
    Change::EditProfile { profile: id(1), edit: Box::new(edit) }
}

fn newcomer() -> Vec<Change> {
    vec![
        Change::AddProfile(Box::new(person(40, "Zoe Quill"))),
        Change::Publish { profile: id(40) },
        Change::Pause { profile: id(40), until: None },
    ]
}

#[tokio::test]
async fn as_long_as_there_is_no_account_everything_is_done_at_once_and_marked() {
    let newsroom = Newsroom::begin().await;
    let mut console = newsroom.console(None).await;
    for changes in [newcomer(), vec![another_number(1, "+442079460155")]] {
        assert!(matches!(console.settle(changes, now()), Ok(Settled::Done)));
    }
    assert_eq!(console.save(now()).await.unwrap(), 0);
    assert_eq!(newsroom.profile(&id(1)).await.channels[0].value.as_str(), "+442079460155");
    let history = newsroom.history().await;
    assert_eq!((history[0].act.as_str(), &history[0].actor), ("first_import", &Actor::Console));
    assert_eq!(history[0].detail, serde_json::json!({ "rows": 2, "changes": 4 }));
    let demo = history.iter().find(|entry| entry.act == "demo").unwrap();
    assert_eq!(demo.actor, Actor::Demo);
}

#[tokio::test]
async fn a_number_from_the_console_waits_and_a_biography_does_not() {
    let (newsroom, owner, ..) = Newsroom::staffed().await;
    assert!(matches!(newsroom.import(vec![bio(1)]).await, Settled::Done));
    let waits = newsroom.import(vec![another_number(1, "+442079460155")]).await;
    assert!(matches!(waits, Settled::Waits { partly: false }));
    let ada = newsroom.profile(&id(1)).await;
    assert_eq!(ada.channels[0].value.as_str(), "+442079460101");
    assert_eq!(ada.bio.unwrap().as_str(), "Covers the courts.");
    let [proposal] = &newsroom.waiting().await[..] else { panic!("one waits") };
    assert!(proposal.proposed_by == Actor::Console && proposal.cool_off_until.is_none());
    assert_eq!(newsroom.acts().await[..2], ["proposed", "changed"]);
    assert!(newsroom.letters().await > 0);

    let approved = newsroom.approve(&owner, proposal).await;
    assert!(matches!(approved, Ok(Outcome::Applied { .. })));
    assert_eq!(newsroom.profile(&id(1)).await.channels[0].value.as_str(), "+442079460155");
}

#[tokio::test]
async fn the_same_row_again_waits_once_whatever_its_channels_are_called() {
    let (newsroom, ..) = Newsroom::staffed().await;
    for drawn_up in [51, 52, 53] {
        let settled = newsroom.import(vec![channels(drawn_up, "+442079460155")]).await;
        assert!(matches!(settled, Settled::Waits { partly: false }));
    }
    assert_eq!(newsroom.waiting().await.len(), 1);
    newsroom.import(vec![channels(54, "+442079460156")]).await;
    assert_eq!(newsroom.waiting().await.len(), 2);
}

#[tokio::test]
async fn what_was_drawn_up_by_other_settings_is_proposed_again_once() {
    let (newsroom, owner, ..) = Newsroom::staffed().await;
    let row = || vec![another_number(1, "+442079460155")];
    let mut console = newsroom.console_of("https://localhost:8443", None).await;
    console.settle(row(), now()).unwrap();
    console.save(now()).await.unwrap();
    let wrong = newsroom.waiting().await.remove(0);
    for _ in 0..2 {
        newsroom.import(row()).await;
    }
    let mut waiting = newsroom.waiting().await;
    assert!(newsroom.approve(&owner, &wrong).await.is_err());
    waiting.retain(|proposal| proposal.id != wrong.id);
    let [right] = &waiting[..] else { panic!("one is right") };
    assert!(newsroom.approve(&owner, right).await.is_ok());
}

#[tokio::test]
async fn somebody_new_is_a_draft_until_a_second_person_publishes_them() {
    let (newsroom, owner, ..) = Newsroom::staffed().await;
    assert!(matches!(newsroom.import(newcomer()).await, Settled::Waits { partly: true }));
    assert_eq!(newsroom.profile(&id(40)).await.status, Status::Draft);
    let [proposal] = &newsroom.waiting().await[..] else { panic!("one waits") };
    newsroom.approve(&owner, proposal).await.unwrap();
    assert_eq!(newsroom.profile(&id(40)).await.status, Status::Paused);
}

#[tokio::test]
async fn a_door_closes_at_once_though_what_comes_after_it_waits() {
    let (newsroom, ..) = Newsroom::staffed().await;
    let pause = Change::Pause { profile: id(1), until: None };
    let settled = newsroom.import(vec![pause, another_number(1, "+442079460155")]).await;
    assert!(matches!(settled, Settled::Waits { partly: true }));
    let ada = newsroom.profile(&id(1)).await;
    assert_eq!((ada.status, ada.channels[0].value.as_str()), (Status::Paused, "+442079460101"));
}

#[tokio::test]
async fn a_refused_row_changes_nothing_and_the_next_one_goes_on() {
    let (newsroom, ..) = Newsroom::staffed().await;
    let mut console = newsroom.console(None).await;
    assert!(console.settle(vec![bio(1), Change::Publish { profile: id(77) }], now()).is_err());
    assert!(matches!(console.settle(vec![bio(2)], now()), Ok(Settled::Done)));
    console.save(now()).await.unwrap();
    assert!(newsroom.profile(&id(1)).await.bio.is_none());
    assert!(newsroom.profile(&id(2)).await.bio.is_some());
}

#[tokio::test]
async fn breaking_the_glass_does_it_alone_and_says_so() {
    let (newsroom, ..) = Newsroom::staffed().await;
    let mut console = newsroom.console(Some("Ada called me herself")).await;
    console.settle(vec![another_number(1, "+442079460155")], now()).unwrap();
    console.settle(vec![bio(2)], now()).unwrap();
    console.settle(newcomer(), now()).unwrap();
    assert_eq!(console.save(now()).await.unwrap(), 2);
    assert!(newsroom.waiting().await.is_empty());
    assert_eq!(newsroom.profile(&id(1)).await.channels[0].value.as_str(), "+442079460155");
    let newest = newsroom.history().await.remove(0);
    assert!(newest.act == "break_glass" && newest.actor == Actor::Console);
    assert_eq!(newest.detail["reason"], "Ada called me herself");
    assert_eq!(newest.detail["profiles"], serde_json::json!([id(1), id(40)]));
    // Ada is told of her number, the owner of the glass, and whoever may decide of the import.
    assert!(newsroom.letters().await >= 3);

    // Where nothing takes two, no glass is broken.
    let mut console = newsroom.console(Some("to be sure")).await;
    console.settle(vec![bio(3)], now()).unwrap();
    assert_eq!(console.save(now()).await.unwrap(), 0);
    assert_eq!(newsroom.acts().await[0], "changed");
}

#[tokio::test]
async fn what_does_not_fit_among_what_waits_is_named_and_stays_a_draft() {
    let (newsroom, ..) = Newsroom::staffed().await;
    newsroom.import(vec![another_number(2, "+442079460155")]).await;
    let sample = newsroom.waiting().await.remove(0);
    let mut work = Work::new(Actor::Console, now());
    for number in 1..500_u16 {
        let mut octets = [9; 16];
        octets[..2].copy_from_slice(&number.to_be_bytes());
        let changes = vec![Change::Publish { profile: id(8) }];
        work.writes.push(Write::AddProposal(Box::new(Proposal {
            id: ProposalId::from_random(octets),
            proposed: Proposed::Profile { profile: id(8), changes },
            ..sample.clone()
        })));
    }
    newsroom.store.write(work).await.unwrap();
    let settled = newsroom.import(newcomer()).await;
    assert!(matches!(settled, Settled::Left { partly: true, why: SubmitError::TooManyWaiting }));
    assert_eq!(newsroom.profile(&id(40)).await.status, Status::Draft);
    // What waits already is not too much.
    let again = newsroom.import(vec![another_number(2, "+442079460155")]).await;
    assert!(matches!(again, Settled::Waits { partly: false }));
    // A door is closed all the same.
    let hide = Change::HideChannel { profile: id(3), channel: ChannelId::from_random([3; 16]) };
    assert!(matches!(newsroom.import(vec![hide]).await, Settled::Done));
}

#[tokio::test]
async fn an_account_made_during_the_first_import_ends_it() {
    let newsroom = Newsroom::begin().await;
    let mut console = newsroom.console(None).await;
    assert!(!console.takes_two());
    newsroom.hire(1, Role::Owner, None).await;
    console.look_again(now()).await.unwrap();
    let settled = console.settle(vec![another_number(1, "+442079460155")], now());
    assert!(matches!(settled, Ok(Settled::Waits { partly: false })));
}

#[tokio::test]
async fn where_nobody_counts_it_cools_off_and_whoever_the_console_reset_may_decide() {
    let newsroom = Newsroom::begin().await;
    let mut owner = newsroom.hire(1, Role::Owner, None).await;
    owner.state = AccountState::Invited;
    owner.reset_by = Some(Actor::Console);
    owner.revision += 1;
    let mut work = Work::new(Actor::Console, now());
    work.writes.push(Write::ChangeAccount(Box::new(owner.clone())));
    newsroom.store.write(work).await.unwrap();
    newsroom.import(vec![another_number(1, "+442079460155")]).await;
    let [proposal] = &newsroom.waiting().await[..] else { panic!("one waits") };
    assert_eq!(proposal.cool_off_until, Some(now().plus_seconds(86_400)));

    owner.state = AccountState::Active;
    owner.revision += 1;
    let mut work = Work::new(Actor::Console, now());
    work.writes.push(Write::ChangeAccount(Box::new(owner.clone())));
    newsroom.store.write(work).await.unwrap();
    let may = newsroom.may(&owner, Act::DecideProposals).await;
    assert!(crate::editing::Editing::may_decide(&may, proposal).is_ok());
}
