//! Portraits, shields, the people behind a desk, and engagements that end.

use super::*;
use crate::{PhotoHash, Timestamp};

fn members(numbers: &[u8]) -> Change {
    Change::SetMembers { profile: id(9), members: numbers.iter().map(|number| id(*number)).collect() }
}

/// Ada and Nils, and a desk.
fn with_a_desk() -> Directory {
    let mut directory = with_ada();
    make(&mut directory, add(person(2, "Nils Holm")));
    publish(&mut directory, NewProfile { channels: vec![signal(9)], ..desk(9, "Investigations") });
    directory
}

#[test]
fn a_portrait_needs_consent() {
    let mut directory = with_ada();
    let photo = Some(PhotoHash::from_digest([1; 32]));
    let set = Change::SetPhoto { profile: id(1), photo: photo.clone() };
    assert_eq!(refusal(&directory, set.clone()), ApplyError::PhotoConsent);
    let consents = Some(BTreeMap::from([(ConsentTopic::Photo, now())]));
    make(&mut directory, edit(id(1), ProfileEdit { consents, ..ProfileEdit::default() }));
    assert_eq!(make(&mut directory, set).unwrap().photo, photo);
    let without = edit(id(1), ProfileEdit { consents: Some(BTreeMap::new()), ..ProfileEdit::default() });
    assert_eq!(refusal(&directory, without.clone()), ApplyError::PhotoConsent);
    make(&mut directory, Change::SetPhoto { profile: id(1), photo: None });
    assert!(make(&mut directory, without).unwrap().consents.is_empty());
}

#[test]
fn a_shield_is_raised_once_and_lowered_once() {
    let mut directory = with_ada();
    let (shield, unshield) = (Change::Shield { profile: id(1) }, Change::Unshield { profile: id(1) });
    assert_eq!(refusal(&directory, unshield.clone()), ApplyError::NotShielded);
    assert_eq!(make(&mut directory, shield.clone()).unwrap().shielded_at, Some(now()));
    assert_eq!(refusal(&directory, shield), ApplyError::AlreadyShielded);
    assert_eq!(make(&mut directory, unshield).unwrap().shielded_at, None);
}

#[test]
fn a_desk_has_members_who_are_persons() {
    let mut directory = with_a_desk();
    make(&mut directory, add(desk(8, "Features")));
    assert_eq!(make(&mut directory, members(&[2, 1])).unwrap().members, [id(2), id(1)]);
    assert!(matches!(refusal(&directory, members(&[1, 1])), ApplyError::Repeated { field: "members", .. }));
    assert_eq!(refusal(&directory, members(&[7])), ApplyError::UnknownMember);
    assert_eq!(refusal(&directory, members(&[8])), ApplyError::MemberIsDesk);
    let of_person = Change::SetMembers { profile: id(1), members: vec![id(2)] };
    assert_eq!(refusal(&directory, of_person), ApplyError::MembersOfPerson);
    let many: Vec<u8> = (0..=100).collect();
    assert!(matches!(refusal(&directory, members(&many)), ApplyError::TooMany { maximum: 100, .. }));
    let become_one = |number, kind| edit(id(number), ProfileEdit { kind: Some(kind), ..Default::default() });
    assert_eq!(refusal(&directory, become_one(9, ProfileKind::Person)), ApplyError::MembersOfPerson);
    assert_eq!(refusal(&directory, become_one(1, ProfileKind::Desk)), ApplyError::MemberInUse);
    assert_eq!(directory.desks_of(&id(1)).count(), 1);
}

#[test]
fn who_is_withdrawn_is_a_member_of_no_desk() {
    let mut directory = with_a_desk();
    let before = make(&mut directory, members(&[1, 2])).unwrap();
    make(&mut directory, Change::Withdraw { profile: id(1) });
    let after = directory.profile(&id(9)).unwrap();
    assert_eq!((after.members.as_slice(), after.revision), ([id(2)].as_slice(), before.revision + 1));
    assert_eq!(refusal(&directory, members(&[1, 2])), ApplyError::MemberIsWithdrawn);
    // Whoever comes back is let in anew.
    make(&mut directory, Change::Publish { profile: id(1) });
    assert_eq!(directory.desks_of(&id(1)).count(), 0);
    make(&mut directory, members(&[2, 1]));
    let refused = [Change::Withdraw { profile: id(1) }, Change::Withdraw { profile: id(1) }];
    assert!(directory.attempt(&refused, now()).is_err());
    assert_eq!(directory.profile(&id(9)).unwrap().members.len(), 2, "what was refused is taken back");
}

#[test]
fn an_engagement_that_has_ended_is_published_only_with_another_end() {
    let mut directory = with_ada();
    let end = |ends_at| Change::SetEnd { profile: id(1), ends_at };
    assert_eq!(refusal(&directory, end(Some(now()))), ApplyError::DateInPast { field: "ends_at" });
    let date = now().plus_seconds(60);
    make(&mut directory, end(Some(date)));
    make(&mut directory, Change::Pause { profile: id(1), until: None });
    let publish = Change::Publish { profile: id(1) };
    assert!(directory.apply(&publish, now()).is_ok());
    assert_eq!(directory.apply(&publish, date).err(), Some(ApplyError::Ended));
    make(&mut directory, end(None));
    assert!(directory.apply(&publish, date).is_ok());
}

#[test]
fn a_channel_is_shown_where_it_was_not_by_the_rules_for_a_new_one() {
    let mut directory = with_ada();
    let phone =
        NewChannel { visibility: Visibility::Hidden, ..channel(2, ChannelKind::Phone, "+442079460123") };
    make(&mut directory, add_channel(id(1), phone));
    let show =
        |number, visibility| Change::ShowChannel { profile: id(1), channel: channel_id(number), visibility };
    assert_eq!(refusal(&directory, show(2, Visibility::Profile)), ApplyError::PhoneConsent);
    assert_eq!(refusal(&directory, show(7, Visibility::Profile)), ApplyError::UnknownChannel);
    let shown = make(&mut directory, show(1, Visibility::Profile)).unwrap();
    assert_eq!(shown.channels[0].visibility, Visibility::Profile);
}

#[test]
fn a_new_value_does_not_keep_the_confirmation_of_the_old_one() {
    let mut directory = with_ada();
    let (first, second) = (Timestamp::from_seconds(1_000), Timestamp::from_seconds(2_000));
    let confirmed = |text: &str, confirmed_at| NewChannel {
        confirmed_at,
        id: channel_id(1),
        ..channel(1, ChannelKind::SignalUsername, text)
    };
    let mut becomes = |new: NewChannel| {
        let change = Change::ChangeChannel { profile: id(1), channel: Box::new(new) };
        make(&mut directory, change).unwrap().channels[0].confirmed_at
    };
    assert_eq!(becomes(confirmed("someone.11", Some(first))), Some(first));
    assert_eq!(becomes(confirmed("someone.12", Some(first))), None);
    assert_eq!(becomes(confirmed("someone.12", Some(first))), Some(first));
    assert_eq!(becomes(confirmed("someone.13", Some(second))), Some(second));
    let again =
        ProfileEdit { channels: Some(vec![confirmed("someone.14", Some(second))]), ..ProfileEdit::default() };
    assert_eq!(make(&mut directory, edit(id(1), again)).unwrap().channels[0].confirmed_at, None);
}
