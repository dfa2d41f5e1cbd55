//! Invented people for the tests: one with every field, a desk, one who is paused.

use std::collections::BTreeMap;

use directory::{
    Audience, Beat, BeatSlug, Bio, ChannelId, ChannelKind, ChannelValue, DeskReference, ExternalId,
    ExternalSystem, Label, Language, Name, Note, ProfileKind, Pronouns, PublicChannel, PublicProfile,
    PublicStatus, Slug, Timestamp, Title, Uid,
};
use formats::Site;

pub(crate) const SIGNAL_LINK: &str =
    "https://signal.me/#eu/Qm9yZWFsX0hhcmJvdXItQ291cmllcjAxMjM0NTY3ODlhYmNkZWZnaGlqa2xtbm9w";
pub(crate) const ONION: &str = "http://roo4sixq4crbezgmjirnzwemlxjk73q3vfaa5t27kf5ccavreryvnhid.onion";
pub(crate) const SECOND_ONION: &str = "http://67nvitpa4nqoxdfmmiy25wc3yshmayctg7ab75j3fins4rntpody5zid.onion";
pub(crate) const KEY: &str = include_str!("keys/ada-ferris.asc");
pub(crate) const DESK_KEY: &str = include_str!("keys/investigations.asc");
pub(crate) const SIMPLEX: &str = "https://simplex.chat/contact#/?v=2-7&smp=smp%3A%2F%2F0YuTwO05YJWS8rkjn9eLJDjQhFKvIYd8d4xG8X1blIU%3D%40smp8.simplex.im%2FbeccxTnQ7aHJyq9cOEI2i9ATqIN1VSi1%23%2F%3Fv%3D1-3%26dh%3DMCowBQYDK2VuAyEAEl9CzdrmVCHPmm63WZ2qcGS5Hc3VmHHqpCdxTXzCEHc%253D%26srv%3Dbeccx4yfxxbvyhqypaavemqurytl6hozr47wfc7uuecacjqdvwpw2xid.onion";

pub(crate) fn site() -> Site {
    Site::new("The Harbour Courier", "https://courier.example/contact").unwrap()
}

pub(crate) fn channel(nth: u8, kind: ChannelKind, value: &str) -> PublicChannel {
    let value =
        ChannelValue::parse(kind, value).unwrap_or_else(|refused| panic!("{kind:?} {value}: {refused}"));
    channel_of(nth, value)
}

pub(crate) fn channel_of(nth: u8, value: ChannelValue) -> PublicChannel {
    PublicChannel {
        id: ChannelId::from_random([nth; 16]),
        value,
        own_label: None,
        note: None,
        confirmed: Some(moment("2026-11-03T09:00:00Z").month()),
        is_overdue: false,
        audience: Audience::Everyone,
    }
}

pub(crate) fn moment(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

pub(crate) fn name(text: &str) -> Name {
    Name::parse(text).unwrap_or_else(|refused| panic!("{text}: {refused}"))
}

pub(crate) fn beat(slug: &str, text: &str) -> Beat {
    Beat { slug: BeatSlug::parse(slug).unwrap(), name: name(text) }
}

/// A profile with a name and nothing to reach it by.
pub(crate) fn bare(full_name: &str, sort_name: &str) -> PublicProfile {
    PublicProfile {
        uid: Uid::parse("urn:uuid:7d444840-9dc0-4a4e-9c64-8f4f0e3f5f6a").unwrap(),
        slug: Slug::parse("ada-ferris").unwrap(),
        kind: ProfileKind::Person,
        name: name(full_name),
        sort_name: name(sort_name),
        title: None,
        outlet: name("The Harbour Courier"),
        also_at: Vec::new(),
        status: PublicStatus::Listed,
        beats: Vec::new(),
        languages: Vec::new(),
        pronouns: None,
        bio: None,
        channels: Vec::new(),
        desk: None,
        external_ids: BTreeMap::new(),
        photo: None,
        readers: None,
        is_shielded: false,
        created_at: moment("2026-01-05T08:30:00Z"),
        updated_at: moment("2026-11-22T18:00:00Z"),
        since_edition: 12,
        changes_at: None,
    }
}

/// The same profile with these channels, the first preferred.
pub(crate) fn reached_by(mut profile: PublicProfile, channels: &[(ChannelKind, &str)]) -> PublicProfile {
    let numbered = (1..).zip(channels);
    profile.channels = numbered.map(|(nth, (kind, value))| channel(nth, *kind, value)).collect();
    profile
}

/// A reporter with every field and every kind of channel.
pub(crate) fn rich_person() -> PublicProfile {
    let mut profile = reached_by(
        bare("Ada Ferris", "Ferris, Ada"),
        &[
            (ChannelKind::SignalLink, SIGNAL_LINK),
            (ChannelKind::SignalNumber, "+44 20 7946 0123"),
            (ChannelKind::SignalUsername, "ada_ferris.42"),
            (ChannelKind::Email, "ada.ferris@courier.example"),
            (ChannelKind::Pgp, KEY),
            (ChannelKind::Threema, "ABCD1234"),
            (ChannelKind::Whatsapp, "+44 7700 900123"),
            (ChannelKind::Wire, "@adaferris"),
            (ChannelKind::Session, "0512345678901234567890123456789012345678901234567890123456789abcde"),
            (ChannelKind::Simplex, SIMPLEX),
            (ChannelKind::Matrix, "@ada:courier.example"),
            (ChannelKind::Xmpp, "ada@courier.example"),
            (ChannelKind::Telegram, "ada_ferris"),
            (ChannelKind::Phone, "+44 1632 960123"),
            (ChannelKind::Post, "Ada Ferris\nThe Harbour Courier\n1 Quay Street\nHarbour Town"),
            (ChannelKind::App, "The Harbour Courier app: menu, Secure messaging"),
            (ChannelKind::WebForm, "https://courier.example/tips"),
        ],
    );
    profile.title = Some(Title::parse("Senior Reporter, Surveillance").unwrap());
    profile.also_at = vec![name("The Lighthouse Weekly")];
    profile.beats = vec![beat("cybersecurity", "Cybersecurity"), beat("courts-and-law", "Courts and law")];
    profile.languages = ["en", "fr"].map(|tag| Language::parse(tag).unwrap()).to_vec();
    profile.pronouns = Some(Pronouns::parse("she/her").unwrap());
    profile.bio = Some(
        Bio::parse("Ada Ferris has reported on surveillance for a decade; she likes <tags> & \"quotes\".")
            .unwrap(),
    );
    profile.desk = Some(desk_reference());
    profile.external_ids =
        BTreeMap::from([(ExternalSystem::parse("wordpress").unwrap(), ExternalId::parse("42").unwrap())]);
    profile.channels[3].own_label = Some(Label::parse("Work e-mail").unwrap());
    profile.channels[3].note = Some(Note::parse("I read this twice a day; please be patient.").unwrap());
    profile.channels[13].audience = Audience::ProfileOnly;
    profile
}

/// A desk behind a SecureDrop.
pub(crate) fn desk() -> PublicProfile {
    let mut profile = reached_by(
        bare("Investigations", "Investigations"),
        &[
            (ChannelKind::Securedrop, ONION),
            (ChannelKind::Email, "tips@courier.example"),
            (ChannelKind::Pgp, DESK_KEY),
            (ChannelKind::Globaleaks, SECOND_ONION),
            (ChannelKind::Hushline, "https://tips.courier.example/to/investigations"),
        ],
    );
    profile.uid = Uid::parse("urn:uuid:0b6c1a52-7f0e-4a3d-9a51-3f1f7c0d2e88").unwrap();
    profile.slug = Slug::parse("investigations").unwrap();
    profile.kind = ProfileKind::Desk;
    profile.languages = vec![Language::parse("en").unwrap()];
    profile
}

/// A reporter who does not read messages now.
pub(crate) fn paused() -> PublicProfile {
    let mut profile = bare("Ада Феррис", "Феррис, Ада");
    profile.slug = Slug::parse("ada-ferris-2").unwrap();
    profile.status = PublicStatus::Paused;
    profile.desk = Some(desk_reference());
    profile
}

pub(crate) fn desk_reference() -> DeskReference {
    DeskReference { slug: Slug::parse("investigations").unwrap(), name: name("Investigations") }
}
