//! Profiles and channels that the tests of this crate share. Every person, number and key here is made up.

use std::collections::BTreeMap;

use crate::{
    Beat, BeatSlug, Change, ChannelId, ChannelKind, ChannelValue, Directory, Name, NewChannel, NewProfile,
    Outlet, Profile, ProfileId, ProfileKind, Slug, Timestamp, Uid, Visibility,
};

/// Names `ada@example.org` and expires on 2027-01-01.
pub(crate) const ADA_KEY: &str = "\
-----BEGIN PGP PUBLIC KEY BLOCK-----

mDMEaVW5ABYJKwYBBAHaRw8BAQdAd70hGZhXOlvWVecrpjo1YwCCyqGfZfzxCLSC
dhRpcU60HEFkYSBGZXJyaXMgPGFkYUBleGFtcGxlLm9yZz6IlgQTFggAPhYhBD0i
2OkXrcGR3G8inTlyh5/Q3hBOBQJpVbkAAhsDBQkB4TOABQsJCAcCBhUKCQgLAgQW
AgMBAh4BAheAAAoJEDlyh5/Q3hBOsnsA/29CnTmDNIbwY4fFx6+qeKln6ASBgBWX
ZiGDvYMvjakGAP9+xTtxb5TkILyQryPfAm4qAwLuQsJM+6AxZWqcJwwVBLg4BGlV
uQASCisGAQQBl1UBBQEBB0Dc57r0EhUU06HcySjxKFgq/nW6EtqI/PPz06WXm4ob
MgMBCAeIfgQYFggAJhYhBD0i2OkXrcGR3G8inTlyh5/Q3hBOBQJpVbkAAhsMBQkB
4TOAAAoJEDlyh5/Q3hBOC/AA/jSrnyEgCJhwSXg7Nih2h2QWNuvjr3E7W6nvwSEy
akOrAP9z+XhkLR68Q6Tz2+e8fxe3uOI4BOjRun9RKpcVAwWWAQ==
=g9xa
-----END PGP PUBLIC KEY BLOCK-----
";

/// Names `nils@example.org` and never expires.
pub(crate) const NILS_KEY: &str = "\
-----BEGIN PGP PUBLIC KEY BLOCK-----

mDMEaVW5ABYJKwYBBAHaRw8BAQdAjnl0M8AcH1Hk1PW9K1+eowx9+XWyWto7tjJz
qjosaya0F05pbHMgPG5pbHNAZXhhbXBsZS5vcmc+iJAEExYIADgWIQRDohku9v9x
3Cm6RjEmAeyHpl8ifwUCaVW5AAIbAwULCQgHAgYVCgkICwIEFgIDAQIeAQIXgAAK
CRAmAeyHpl8if2b7AQD5C6lAWAv2MngpnXzVfowuR8ZUsUVIzUnAw4MBmH8U8AD9
GyH/YA8wwoEwLWTPwDUpKHmC7HcvtjI4Iq9NAPTDBAe4OARpVbkAEgorBgEEAZdV
AQUBAQdAmVzU9tCjOvvrCRMPnB4DquOPI/Qwv5ndfxwdSXt5kBADAQgHiHgEGBYI
ACAWIQRDohku9v9x3Cm6RjEmAeyHpl8ifwUCaVW5AAIbDAAKCRAmAeyHpl8ifxFH
AP9YS4ZqENsBPhz8Lxx7nCOrUzAEqFjR1UEhJbztQ0YqwwEAmlKAgLNP/0xzLFu6
fiyWIMq2cFdDs3WUsiWRVBLh7ws=
=FL3e
-----END PGP PUBLIC KEY BLOCK-----
";

pub(crate) fn moment(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

/// The moment at which the tests change things, before the end of `ADA_KEY`.
pub(crate) fn now() -> Timestamp {
    moment("2026-11-22T18:00:00Z")
}

pub(crate) fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

pub(crate) fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub(crate) fn id(number: u8) -> ProfileId {
    ProfileId::from_random([number; 16])
}

pub(crate) fn channel_id(number: u8) -> ChannelId {
    ChannelId::from_random([number; 16])
}

/// A listed channel; its value's kind and text decide what it is.
pub(crate) fn channel(number: u8, kind: ChannelKind, text: &str) -> NewChannel {
    NewChannel {
        id: channel_id(number),
        value: ChannelValue::parse(kind, text).unwrap(),
        label: None,
        note: None,
        visibility: Visibility::Listed,
        confirmed_at: None,
        confirm_by: None,
    }
}

pub(crate) fn signal(number: u8) -> NewChannel {
    channel(number, ChannelKind::SignalUsername, &format!("someone.{}", 10 + u16::from(number)))
}

/// A person without channels at the sample outlet.
pub(crate) fn person(number: u8, its_name: &str) -> NewProfile {
    NewProfile {
        id: id(number),
        uid: Uid::from_random([number; 16]),
        slug: Slug::from_name(&name(its_name)).unwrap(),
        kind: ProfileKind::Person,
        name: name(its_name),
        sort_name: name(its_name),
        title: None,
        outlet: name("The Harbour Courier"),
        also_at: Vec::new(),
        beats: Vec::new(),
        languages: Vec::new(),
        pronouns: None,
        bio: None,
        channels: Vec::new(),
        desk: None,
        consents: BTreeMap::new(),
        external_ids: BTreeMap::new(),
    }
}

pub(crate) fn desk(number: u8, its_name: &str) -> NewProfile {
    NewProfile { kind: ProfileKind::Desk, ..person(number, its_name) }
}

/// A directory with one outlet, one beat and nobody in it.
pub(crate) fn empty() -> Directory {
    let mut directory = Directory::new();
    make(&mut directory, Change::SetOutlet(Outlet { name: name("The Harbour Courier") }));
    let cybersecurity = BeatSlug::parse("cybersecurity").unwrap();
    make(&mut directory, Change::SetBeat(Beat { slug: cybersecurity, name: name("Cybersecurity") }));
    directory
}

/// Applies a change that must be accepted, and says the profile after it.
#[expect(clippy::needless_pass_by_value, reason = "each caller makes the change for this call alone")]
pub(crate) fn make(directory: &mut Directory, change: Change) -> Option<Profile> {
    let applied = directory.apply(&change, now()).unwrap();
    let profile = applied.profile.clone();
    directory.absorb(applied);
    profile
}

/// Adds a profile and publishes it.
pub(crate) fn publish(directory: &mut Directory, new: NewProfile) -> Profile {
    let profile = new.id.clone();
    make(directory, Change::AddProfile(Box::new(new)));
    make(directory, Change::Publish { profile }).unwrap()
}
