//! An invented newsroom. Every person, number and key here is made up.

use std::collections::BTreeMap;

use directory::{
    Applied, Beat, BeatSlug, Bio, Change, ChannelId, ChannelKind, ChannelValue, ConsentTopic, Directory,
    ExternalId, ExternalSystem, Label, Language, Name, NewChannel, NewProfile, Note, Outlet, Profile,
    ProfileId, ProfileKind, Pronouns, Slug, Timestamp, Title, Uid, Visibility,
};

use crate::store::records::Actor;
use crate::store::{Accepted, CommitError, Store};

/// Names `nils@example.org` and never expires.
const KEY: &str = "\
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

/// Ends at the first moment of 2027.
pub(super) const KEY_THAT_ENDS: &str = include_str!("../../app/node_tests/ends-in-2027.asc");

pub(super) fn now() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-22T18:00:00Z").unwrap()
}

pub(super) fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

pub(super) fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub(super) fn octets(number: u32) -> [u8; 16] {
    let mut octets = [7; 16];
    octets[..4].copy_from_slice(&number.to_be_bytes());
    octets
}

pub(super) fn id(number: u32) -> ProfileId {
    ProfileId::from_random(octets(number))
}

pub(super) fn channel(number: u32, kind: ChannelKind, text: &str) -> NewChannel {
    NewChannel {
        id: ChannelId::from_random(octets(number)),
        value: ChannelValue::parse(kind, text).unwrap_or_else(|error| panic!("{kind:?}: {error}")),
        label: None,
        note: None,
        visibility: Visibility::Listed,
        confirmed_at: None,
        confirm_by: None,
    }
}

pub(super) fn person(number: u32, its_name: &str) -> NewProfile {
    NewProfile {
        id: id(number),
        uid: Uid::from_random(octets(number)),
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
        channels: vec![channel(number, ChannelKind::SignalUsername, "someone.42")],
        desk: None,
        consents: BTreeMap::new(),
        external_ids: BTreeMap::new(),
    }
}

pub(super) fn add(new: NewProfile) -> Change {
    Change::AddProfile(Box::new(new))
}

pub(super) fn beat(text: &str) -> Change {
    Change::SetBeat(Beat { slug: BeatSlug::parse(text).unwrap(), name: name(text) })
}

pub(super) fn outlet(text: &str) -> Change {
    Change::SetOutlet(Outlet { name: name(text) })
}

/// One channel of each kind, each with everything that a channel can have.
fn every_channel() -> Vec<NewChannel> {
    let session = format!("05{}", "ab".repeat(32));
    let simplex = "https://simplex.chat/contact#/?v=2-7&smp=smp%3A%2F%2Fkey%40smp.example%2Fqueue";
    let onion = "http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";
    let texts = ChannelKind::ALL.map(|kind| match kind {
        ChannelKind::SignalLink => {
            "https://signal.me/#eu/Qm9yZWFsX0hhcmJvdXItQ291cmllcjAxMjM0NTY3ODlhYmNkZWZnaGlqa2xtbm9w"
        }
        ChannelKind::SignalUsername => "ada_f.42",
        ChannelKind::SignalNumber => "+442079460123",
        ChannelKind::Email => "nils@example.org",
        ChannelKind::Pgp => KEY,
        ChannelKind::Securedrop
        | ChannelKind::Globaleaks
        | ChannelKind::Hushline
        | ChannelKind::Onionshare => onion,
        ChannelKind::WebForm => "https://courier.example/tips",
        ChannelKind::Whatsapp => "+442079460124",
        ChannelKind::Threema => "ABCD1234",
        ChannelKind::Wire => "@ada",
        ChannelKind::Session => session.as_str(),
        ChannelKind::Simplex => simplex,
        ChannelKind::Matrix => "@ada:courier.example",
        ChannelKind::Xmpp => "ada@courier.example",
        ChannelKind::Telegram => "Ada_Ferris",
        ChannelKind::Phone => "+442079460125",
        ChannelKind::Post => "The Harbour Courier\n1 Quay Street\nHarbour",
        ChannelKind::App => "Open the Courier app and choose Tips",
    });
    let visibilities = [Visibility::Listed, Visibility::Profile, Visibility::Hidden];
    (0_u32..)
        .zip(ChannelKind::ALL.into_iter().zip(texts))
        .zip(visibilities.into_iter().cycle())
        .map(|((number, (kind, text)), visibility)| NewChannel {
            label: Some(Label::parse("At work").unwrap()),
            note: Some(Note::parse("In the mornings – صباحاً").unwrap()),
            visibility,
            confirmed_at: Some(now().plus_seconds(-60)),
            confirm_by: Some(now().plus_seconds(60 + i64::from(number))),
            ..channel(1_000 + number, kind, text)
        })
        .collect()
}

/// A profile with everything that a profile can have.
pub(super) fn complete() -> NewProfile {
    let consents = [ConsentTopic::Phone, ConsentTopic::Whatsapp, ConsentTopic::Photo, ConsentTopic::Pronouns];
    let external = [("wordpress", "42"), ("arc", "ada-ferris"), ("ghost", "1")];
    NewProfile {
        sort_name: name("Ferris, Ada"),
        title: Some(Title::parse("Senior Reporter").unwrap()),
        also_at: vec![name("Hafenblatt"), name("صحيفة الميناء")],
        beats: ["politics", "cybersecurity"].map(|text| BeatSlug::parse(text).unwrap()).to_vec(),
        languages: ["fa", "en", "zh"].map(|text| Language::parse(text).unwrap()).to_vec(),
        pronouns: Some(Pronouns::parse("she/her").unwrap()),
        bio: Some(Bio::parse("Writes about harbours.\n\nAnd ships.").unwrap()),
        channels: every_channel(),
        desk: Some(id(2)),
        consents: consents.into_iter().map(|topic| (topic, now().plus_seconds(-3_600))).collect(),
        external_ids: external
            .into_iter()
            .map(|(system, id)| (ExternalSystem::parse(system).unwrap(), ExternalId::parse(id).unwrap()))
            .collect(),
        ..person(1, "Ada Ferris")
    }
}

/// A newsroom with its lists, a desk, somebody of whom everything is known, and somebody who has moved.
pub(super) fn changes() -> Vec<Change> {
    vec![
        outlet("The Harbour Courier"),
        outlet("Hafenblatt"),
        outlet("صحيفة الميناء"),
        beat("cybersecurity"),
        beat("politics"),
        add(NewProfile { kind: ProfileKind::Desk, ..person(2, "Investigations") }),
        Change::Publish { profile: id(2) },
        add(complete()),
        Change::Publish { profile: id(1) },
        add(person(3, "Nils Berg")),
        Change::Publish { profile: id(3) },
        Change::MoveProfile {
            profile: id(3),
            slug: slug("nils-strand"),
            old_slug: directory::OldSlug::Redirects,
        },
        Change::Pause { profile: id(3), until: Some(now().plus_seconds(86_400)) },
    ]
}

/// A store and the directory as its user holds it.
pub(super) struct Newsroom {
    pub(super) store: Store,
    pub(super) directory: Directory,
    pub(super) revision: u64,
}

impl Newsroom {
    pub(super) async fn begin(store: Store) -> Self {
        let stored = store.load().await.unwrap();
        Self { store, directory: stored.directory, revision: stored.revision }
    }

    /// A store that already holds the newsroom.
    pub(super) async fn filled(store: Store) -> Self {
        let mut newsroom = Self::begin(store).await;
        newsroom.submit(changes()).await.unwrap();
        newsroom
    }

    pub(super) fn accept(&mut self, changes: Vec<Change>) -> Vec<Accepted> {
        let mut accepted = Vec::new();
        for change in changes {
            let applied = self.directory.apply(&change, now()).unwrap_or_else(|error| panic!("{error}"));
            self.directory.absorb(applied.clone());
            accepted.push(Accepted { change, applied });
        }
        accepted
    }

    pub(super) async fn submit(&mut self, changes: Vec<Change>) -> Result<(), CommitError> {
        let accepted = self.accept(changes);
        self.revision = self.store.commit(self.revision, accepted, Actor::Console, now()).await?;
        Ok(())
    }
}

/// Whether two directories say the same. Profiles do not print themselves, so there is nothing to show.
pub(super) fn same(one: &Directory, other: &Directory) -> bool {
    one.profiles().eq(other.profiles())
        && one.slugs().eq(other.slugs())
        && one.beats().eq(other.beats())
        && one.outlets().eq(other.outlets())
}

/// The same profiles, whichever edition first showed them.
pub(super) fn same_but_for_editions(one: &Directory, other: &Directory) -> bool {
    let unstamped = |directory: &Directory| -> Directory {
        let profiles = directory.profiles().map(|profile| Profile { since_edition: None, ..profile.clone() });
        let slugs = directory.slugs().map(|(slug, leads)| (slug.clone(), leads.clone()));
        Directory::restore(profiles, slugs, directory.beats().cloned(), directory.outlets().cloned())
    };
    same(&unstamped(one), &unstamped(other))
}

/// A change of the history beside whatever rows a test wants to have written with it.
pub(super) fn forged(applied: Applied) -> Accepted {
    Accepted { change: outlet("Forged"), applied }
}
