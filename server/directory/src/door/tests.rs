use std::collections::BTreeMap;

use super::*;
use crate::{
    Beat, BeatSlug, ChannelKind, ConsentTopic, ExternalId, ExternalSystem, Freshness, NewChannel, NewProfile,
    OldSlug, Outlet, PhotoHash, ProfileEdit, ProfileKind, Title, samples::*,
};

const PHONE: &str = "+442079460123";

/// Ada, listed, with two Signal names, a hidden one and a telephone; a desk with her in it; and Nils, a draft.
fn newsroom() -> Directory {
    let mut directory = empty();
    make(&mut directory, Change::SetOutlet(Outlet { name: name("Hafenblatt") }));
    let channels = vec![
        signal(1),
        signal(2),
        NewChannel { visibility: Visibility::Hidden, ..signal(3) },
        channel(4, ChannelKind::Phone, PHONE),
    ];
    let consents = BTreeMap::from([(ConsentTopic::Phone, now()), (ConsentTopic::Photo, now())]);
    publish(&mut directory, NewProfile { channels, consents, ..person(1, "Ada Ferris") });
    make(&mut directory, Change::AddProfile(Box::new(person(2, "Nils Holm"))));
    publish(&mut directory, NewProfile { channels: vec![signal(9)], ..desk(3, "Investigations") });
    make(&mut directory, members(&[1]));
    directory
}

fn photo(number: u8) -> PhotoHash {
    PhotoHash::from_digest([number; 32])
}

fn members(numbers: &[u8]) -> Change {
    Change::SetMembers { profile: id(3), members: numbers.iter().map(|number| id(*number)).collect() }
}

fn edit(edit: ProfileEdit) -> Change {
    Change::EditProfile { profile: id(1), edit: Box::new(edit) }
}

fn add(channel: NewChannel) -> Change {
    Change::AddChannel { profile: id(1), channel: Box::new(channel), rank: usize::MAX }
}

fn show(number: u8, visibility: Visibility) -> Change {
    Change::ShowChannel { profile: id(1), channel: channel_id(number), visibility }
}

fn rank(number: u8, rank: usize) -> Change {
    Change::RankChannel { profile: id(1), channel: channel_id(number), rank }
}

fn hide(number: u8) -> Change {
    Change::HideChannel { profile: id(1), channel: channel_id(number) }
}

fn end(days: Option<i64>) -> Change {
    Change::SetEnd { profile: id(1), ends_at: days.map(|days| now().plus_seconds(days * 86_400)) }
}

fn pause() -> Change {
    Change::Pause { profile: id(1), until: None }
}

fn set_photo(photo: Option<PhotoHash>) -> Change {
    Change::SetPhoto { profile: id(1), photo }
}

/// What `change` does after `before`.
fn after(before: &[Change], change: Change) -> Door {
    let mut directory = newsroom();
    for change in before {
        make(&mut directory, change.clone());
    }
    directory.door(&[change], now()).unwrap()
}

fn of(change: Change) -> Door {
    after(&[], change)
}

#[test]
fn a_channel_that_is_new_shown_more_or_ranked_higher_opens() {
    assert_eq!(of(add(signal(5))), Door::Opens);
    let new_value =
        NewChannel { id: channel_id(1), ..channel(0, ChannelKind::SignalUsername, "somebody.99") };
    let change = Change::ChangeChannel { profile: id(1), channel: Box::new(new_value) };
    assert_eq!(of(change), Door::Opens);
    assert_eq!(of(show(3, Visibility::Profile)), Door::Opens);
    assert_eq!(after(&[show(1, Visibility::Profile)], show(1, Visibility::Listed)), Door::Opens);
    assert_eq!(of(rank(2, 0)), Door::Opens);
    assert_eq!(of(rank(1, 1)), Door::Opens, "the other becomes the first choice");
    let replaced = ProfileEdit { channels: Some(vec![signal(2), signal(1)]), ..ProfileEdit::default() };
    assert_eq!(of(edit(replaced)), Door::Opens);
}

#[test]
fn a_channel_that_is_shown_less_closes_though_another_becomes_the_first_choice() {
    assert_eq!(of(hide(1)), Door::Closes);
    assert_eq!(of(show(1, Visibility::Profile)), Door::Closes);
    assert_eq!(of(Change::RemoveChannel { profile: id(1), channel: channel_id(1) }), Door::Closes);
    let fewer = ProfileEdit { channels: Some(vec![signal(2)]), ..ProfileEdit::default() };
    assert_eq!(of(edit(fewer)), Door::Closes);
}

#[test]
fn what_happens_to_a_channel_that_nobody_sees_is_neither() {
    assert_eq!(of(add(NewChannel { visibility: Visibility::Hidden, ..signal(5) })), Door::Neither);
    assert_eq!(of(rank(3, 0)), Door::Neither);
    assert_eq!(of(Change::RemoveChannel { profile: id(1), channel: channel_id(3) }), Door::Neither);
    assert_eq!(of(hide(3)), Door::Neither);
}

#[test]
fn words_beside_a_channel_and_its_confirmation_are_neither() {
    let later = Some(now().plus_seconds(86_400));
    let confirm = Change::ConfirmChannel { profile: id(1), channel: channel_id(1), confirm_by: later };
    assert_eq!(of(confirm), Door::Neither);
    let label = crate::Label::parse("At work").unwrap();
    let labelled = NewChannel { label: Some(label), ..signal(1) };
    assert_eq!(of(Change::ChangeChannel { profile: id(1), channel: Box::new(labelled) }), Door::Neither);
    let about = ProfileEdit {
        title: Some(Some(Title::parse("Reporter").unwrap())),
        beats: Some(vec![BeatSlug::parse("cybersecurity").unwrap()]),
        desk: Some(Some(id(3))),
        ..ProfileEdit::default()
    };
    assert_eq!(of(edit(about)), Door::Neither);
}

#[test]
fn a_title_that_sources_could_write_to_opens() {
    let titled = |text: &str| {
        let title = Some(Some(Title::parse(text).unwrap()));
        edit(ProfileEdit { title, ..ProfileEdit::default() })
    };
    // The rules let an outlet's name stand in a title, and so cannot refuse these.
    for text in ["Reporter, Phys.org", "Reporter @mallory", "Signal: mallory.42"] {
        assert_eq!(of(titled(text)), Door::Opens, "{text}");
        assert_eq!(after(&[titled(text)], titled("Reporter")), Door::Neither, "{text}");
        assert_eq!(after(&[titled(text)], titled(text)), Door::Neither, "{text}");
    }
    assert_eq!(of(titled("Senior Reporter, Courts & Crime")), Door::Neither);
}

#[test]
fn a_channel_that_comes_back_after_it_lapsed_opens() {
    let stale = NewChannel { confirm_by: Some(now()), ..signal(1) };
    let mut directory = newsroom();
    make(&mut directory, Change::ChangeChannel { profile: id(1), channel: Box::new(stale) });
    let confirm = || [Change::ConfirmChannel { profile: id(1), channel: channel_id(1), confirm_by: None }];
    let lapses = now().plus_seconds(Freshness::HIDDEN_AFTER_SECONDS);
    assert_eq!(directory.door(&confirm(), lapses.plus_seconds(-1)).unwrap(), Door::Neither);
    assert_eq!(directory.door(&confirm(), lapses).unwrap(), Door::Opens);
}

#[test]
fn being_somebody_else_opens() {
    let wordpress = |id: &str| {
        BTreeMap::from([(ExternalSystem::parse("wordpress").unwrap(), ExternalId::parse(id).unwrap())])
    };
    let edits = [
        ProfileEdit { name: Some(name("Nell Lowell")), ..ProfileEdit::default() },
        ProfileEdit { sort_name: Some(name("Lowell, Nell")), ..ProfileEdit::default() },
        ProfileEdit { outlet: Some(name("Hafenblatt")), ..ProfileEdit::default() },
        ProfileEdit { also_at: Some(vec![name("Hafenblatt")]), ..ProfileEdit::default() },
        ProfileEdit { external_ids: Some(wordpress("42")), ..ProfileEdit::default() },
    ];
    for change in edits {
        assert_eq!(of(edit(change)), Door::Opens);
    }
    let moved =
        Change::MoveProfile { profile: id(1), slug: slug("ada-lowell"), old_slug: OldSlug::Redirects };
    assert_eq!(of(moved), Door::Opens);
    let mut directory = newsroom();
    make(&mut directory, members(&[]));
    let desk = ProfileEdit { kind: Some(ProfileKind::Desk), ..ProfileEdit::default() };
    assert_eq!(directory.door(&[edit(desk)], now()), Ok(Door::Opens));
    let known = edit(ProfileEdit { external_ids: Some(wordpress("42")), ..ProfileEdit::default() });
    let unknown = edit(ProfileEdit { external_ids: Some(BTreeMap::new()), ..ProfileEdit::default() });
    assert_eq!(after(&[known], unknown), Door::Closes);
}

#[test]
fn a_portrait_opens_and_taking_it_away_closes() {
    assert_eq!(of(set_photo(Some(photo(1)))), Door::Opens);
    assert_eq!(after(&[set_photo(Some(photo(1)))], set_photo(Some(photo(2)))), Door::Opens);
    assert_eq!(after(&[set_photo(Some(photo(1)))], set_photo(Some(photo(1)))), Door::Neither);
    assert_eq!(after(&[set_photo(Some(photo(1)))], set_photo(None)), Door::Closes);
    assert_eq!(of(set_photo(None)), Door::Neither);
}

#[test]
fn a_consent_that_shows_something_opens_and_its_end_closes() {
    let consents = |topics: &[ConsentTopic]| {
        let consents = topics.iter().map(|topic| (*topic, now())).collect();
        edit(ProfileEdit { consents: Some(consents), ..ProfileEdit::default() })
    };
    let neither = of(consents(&[ConsentTopic::Phone, ConsentTopic::Photo, ConsentTopic::Whatsapp]));
    assert_eq!(neither, Door::Neither, "there is no WhatsApp number to show");
    // No change leaves a profile like this; a row written by other hands might.
    let mut directory = newsroom();
    let mut ada = make(&mut directory, set_photo(Some(photo(1)))).unwrap();
    ada.consents.remove(&ConsentTopic::Photo);
    directory.absorb(Applied { profile: Some(ada), ..Applied::default() });
    let again = [consents(&[ConsentTopic::Phone, ConsentTopic::Photo])];
    assert_eq!(directory.door(&again, now()), Ok(Door::Opens));
    let less = [set_photo(None), consents(&[ConsentTopic::Phone])];
    assert_eq!(directory.door(&less, now()), Ok(Door::Neither));
    let less = [hide(4), consents(&[])];
    assert_eq!(newsroom().door(&less, now()), Ok(Door::Closes));
}

#[test]
fn a_shield_closes_and_its_end_opens() {
    let shield = Change::Shield { profile: id(1) };
    assert_eq!(of(shield.clone()), Door::Closes);
    assert_eq!(after(std::slice::from_ref(&shield), Change::Unshield { profile: id(1) }), Door::Opens);
    let another = NewChannel { id: channel_id(6), ..channel(0, ChannelKind::SignalNumber, PHONE) };
    assert_eq!(after(&[shield], add(another)), Door::Neither, "it is not shown before the shield ends");
}

#[test]
fn a_member_who_comes_opens_and_one_who_goes_closes() {
    assert_eq!(of(members(&[1, 2])), Door::Opens);
    assert_eq!(of(members(&[2])), Door::Opens);
    assert_eq!(of(members(&[])), Door::Closes);
    assert_eq!(after(&[members(&[1, 2])], members(&[2, 1])), Door::Neither);
}

#[test]
fn an_earlier_end_closes_and_a_later_one_opens() {
    assert_eq!(of(end(Some(10))), Door::Closes);
    assert_eq!(after(&[end(Some(10))], end(Some(5))), Door::Closes);
    assert_eq!(after(&[end(Some(10))], end(Some(11))), Door::Opens);
    assert_eq!(after(&[end(Some(10))], end(None)), Door::Opens);
    assert_eq!(after(&[end(Some(10))], end(Some(10))), Door::Neither);
}

#[test]
fn publishing_opens_and_going_closes() {
    let publish = |number| Change::Publish { profile: id(number) };
    assert_eq!(after(&[pause()], publish(1)), Door::Opens);
    assert_eq!(after(&[Change::Withdraw { profile: id(1) }], publish(1)), Door::Opens);
    let nils = Change::AddChannel { profile: id(2), channel: Box::new(signal(7)), rank: 0 };
    assert_eq!(after(&[nils], publish(2)), Door::Opens);
    assert_eq!(of(pause()), Door::Closes);
    assert_eq!(after(&[pause()], pause()), Door::Neither);
    assert_eq!(of(Change::Withdraw { profile: id(1) }), Door::Closes);
    assert_eq!(after(&[pause()], Change::Withdraw { profile: id(1) }), Door::Closes);
    assert_eq!(after(&[pause()], add(signal(5))), Door::Opens, "it stands there when she is back");
}

#[test]
fn a_draft_and_a_withdrawn_profile_are_edited_unseen() {
    assert_eq!(of(Change::AddProfile(Box::new(person(7, "Mara Quist")))), Door::Neither);
    let nils = Change::AddChannel { profile: id(2), channel: Box::new(signal(7)), rank: 0 };
    assert_eq!(of(nils), Door::Neither);
    assert_eq!(of(Change::Withdraw { profile: id(2) }), Door::Neither);
    assert_eq!(after(&[Change::Withdraw { profile: id(1) }], add(signal(5))), Door::Neither);
    assert_eq!(of(Change::SetOutlet(Outlet { name: name("Elsewhere") })), Door::Neither);
    let beat = Beat { slug: BeatSlug::parse("cybersecurity").unwrap(), name: name("Digital security") };
    assert_eq!(of(Change::SetBeat(beat)), Door::Neither);
}

#[test]
fn changes_made_together_are_judged_by_what_becomes_of_them() {
    let door = |changes: &[Change]| newsroom().door(changes, now()).unwrap();
    assert_eq!(door(&[]), Door::Neither);
    assert_eq!(door(&[hide(1), show(1, Visibility::Listed)]), Door::Neither);
    assert_eq!(door(&[hide(1), add(signal(5))]), Door::Opens);
    assert_eq!(door(&[add(signal(5)), Change::Withdraw { profile: id(1) }]), Door::Closes);
    let mara = NewProfile { channels: vec![signal(7)], ..person(7, "Mara Quist") };
    let added = [Change::AddProfile(Box::new(mara)), Change::Publish { profile: id(7) }];
    assert_eq!(door(&added), Door::Opens);
    let refused = newsroom().door(&[hide(1), hide(8)], now());
    assert_eq!(refused, Err((1, ApplyError::UnknownChannel)));
    assert_eq!(newsroom().door(&[hide(8)], now()), Err((0, ApplyError::UnknownChannel)));
}
