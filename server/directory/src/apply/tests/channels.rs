//! What a profile's channels must keep to.

use super::*;

#[test]
fn one_profile_holds_each_channel_once() {
    let directory = with_ada();
    let again = NewChannel { id: channel_id(2), ..signal(1) };
    let error = refusal(&directory, add_channel(id(1), again));
    assert_eq!(error, ApplyError::Repeated { what: "channel", field: "channels" });
    let same_id = NewChannel { id: channel_id(1), ..signal(2) };
    assert_eq!(refusal(&directory, add_channel(id(1), same_id)), ApplyError::ChannelExists);
}

#[test]
fn a_telephone_number_is_shown_only_with_consent() {
    let mut directory = with_ada();
    for (kind, topic, error) in [
        (ChannelKind::Phone, ConsentTopic::Phone, ApplyError::PhoneConsent),
        (ChannelKind::Whatsapp, ConsentTopic::Whatsapp, ApplyError::WhatsappConsent),
    ] {
        let number = channel(kind as u8, kind, "+442079460123");
        assert_eq!(refusal(&directory, add_channel(id(1), number.clone())), error);
        let hidden = NewChannel { visibility: Visibility::Hidden, ..number.clone() };
        assert!(directory.apply(&add_channel(id(1), hidden), now()).is_ok());
        let mut consents = directory.profile(&id(1)).unwrap().consents.clone();
        consents.insert(topic, now());
        make(&mut directory, edit(id(1), ProfileEdit { consents: Some(consents), ..ProfileEdit::default() }));
        make(&mut directory, add_channel(id(1), number));
    }
    let without = edit(id(1), ProfileEdit { consents: Some(BTreeMap::new()), ..ProfileEdit::default() });
    assert_eq!(refusal(&directory, without), ApplyError::PhoneConsent);
}

#[test]
fn an_expired_key_can_be_neither_added_nor_published() {
    let mut directory = empty();
    let key = || channel(2, ChannelKind::Pgp, ADA_KEY);
    make(&mut directory, add(NewProfile { channels: vec![signal(1)], ..person(1, "Ada Ferris") }));
    let expired = moment("2027-01-01T00:00:00Z");
    let add_key = add_channel(id(1), key());
    assert_eq!(directory.apply(&add_key, expired).err(), Some(ApplyError::KeyExpired));
    make(&mut directory, add_key);
    let publish = Change::Publish { profile: id(1) };
    assert_eq!(directory.apply(&publish, expired).err(), Some(ApplyError::KeyExpired));
    assert!(directory.apply(&publish, expired.plus_seconds(-1)).is_ok());
    assert!(
        directory.apply(&add_channel(id(1), signal(3)), expired).is_ok(),
        "a key that expired where it stood stops no other edit"
    );
}

#[test]
fn an_expired_key_is_not_shown_more_widely_than_it_stood() {
    let mut directory = with_ada();
    let key = NewChannel { visibility: Visibility::Profile, ..channel(2, ChannelKind::Pgp, ADA_KEY) };
    make(&mut directory, add_channel(id(1), key.clone()));
    let expired = moment("2027-01-01T00:00:00Z");
    let shown = |visibility| Change::ChangeChannel {
        profile: id(1),
        channel: Box::new(NewChannel { visibility, ..key.clone() }),
    };
    assert_eq!(directory.apply(&shown(Visibility::Listed), expired).err(), Some(ApplyError::KeyExpired));
    for visibility in [Visibility::Profile, Visibility::Hidden] {
        assert!(directory.apply(&shown(visibility), expired).is_ok(), "{visibility:?}");
    }
}

#[test]
fn a_key_that_names_none_of_the_profiles_addresses_is_refused() {
    let directory = with_ada();
    let email = channel(2, ChannelKind::Email, "Ada@Example.org");
    let replace = |key| {
        let channels = vec![signal(1), email.clone(), channel(3, ChannelKind::Pgp, key)];
        edit(id(1), ProfileEdit { channels: Some(channels), ..ProfileEdit::default() })
    };
    assert!(directory.apply(&replace(ADA_KEY), now()).is_ok());
    let error = refusal(&directory, replace(NILS_KEY));
    assert_eq!(error, ApplyError::KeyOfSomebodyElse);
    assert!(!error.to_string().contains('@'));
    let alone = add_channel(id(1), channel(3, ChannelKind::Pgp, NILS_KEY));
    assert!(directory.apply(&alone, now()).is_ok(), "without an address there is nothing to compare");
}

#[test]
fn a_channel_keeps_its_place_and_age_when_it_changes() {
    let mut directory = empty();
    let channels = vec![signal(1), signal(2), signal(3)];
    make(&mut directory, add(NewProfile { channels, ..person(1, "Ada Ferris") }));
    let later = now().plus_seconds(60);
    let order = |profile: &Profile| {
        profile.channels.iter().map(|channel| channel.id.clone()).collect::<Vec<ChannelId>>()
    };
    let changed = NewChannel { id: channel_id(2), ..signal(4) };
    let change = Change::ChangeChannel { profile: id(1), channel: Box::new(changed) };
    let profile = directory.apply(&change, later).unwrap().profile.unwrap();
    assert_eq!(order(&profile), [1, 2, 3].map(channel_id));
    assert_eq!(profile.channels[1].added_at, now());
    let rank = Change::RankChannel { profile: id(1), channel: channel_id(3), rank: 0 };
    let profile = make(&mut directory, rank).unwrap();
    assert_eq!(order(&profile), [3, 1, 2].map(channel_id));
    let replaced = ProfileEdit { channels: Some(vec![signal(5), signal(2)]), ..ProfileEdit::default() };
    let profile = directory.apply(&edit(id(1), replaced), later).unwrap().profile.unwrap();
    assert_eq!(profile.channels.iter().map(|channel| channel.added_at).collect::<Vec<_>>(), [later, now()]);
}

#[test]
fn a_confirmation_is_dated_now_and_asks_again_later() {
    let mut directory = with_ada();
    let confirm = |confirm_by| Change::ConfirmChannel { profile: id(1), channel: channel_id(1), confirm_by };
    assert!(matches!(refusal(&directory, confirm(Some(now()))), ApplyError::DateInPast { .. }));
    let later = Some(now().plus_seconds(86_400));
    let profile = make(&mut directory, confirm(later)).unwrap();
    assert_eq!((profile.channels[0].confirmed_at, profile.channels[0].confirm_by), (Some(now()), later));
    let early = NewChannel { confirmed_at: later, ..signal(2) };
    let error = refusal(&directory, add_channel(id(1), early));
    assert_eq!(error, ApplyError::DateInFuture { field: "channels" });
}
