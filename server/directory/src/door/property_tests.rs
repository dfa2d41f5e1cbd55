//! Whatever one person does alone, the public sees nothing that it did not see before.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::{
    Audience, ChannelKind, ConsentTopic, NewChannel, NewProfile, OldSlug, PhotoHash, ProfileEdit,
    PublicProfile, samples::*,
};

/// Two persons and a desk, with identifiers for so many channels each.
const PROFILES: u8 = 3;
const CHANNELS: u8 = 4;

// Reading a key takes longer than everything else here.
static KEYS: LazyLock<[NewChannel; 2]> =
    LazyLock::new(|| [NILS_KEY, ADA_KEY].map(|key| channel(0, ChannelKind::Pgp, key)));

/// Four numbers make a change: changes do not print themselves, and so nothing could be said of one that fails.
type Seed = (u8, u8, u8, u8);

fn visibility(seed: u8) -> Visibility {
    [Visibility::Hidden, Visibility::Profile, Visibility::Listed][usize::from(seed % 3)]
}

fn date(seed: u8) -> Option<Timestamp> {
    (seed > 60).then(|| now().plus_seconds(i64::from(seed) * 86_400))
}

/// A channel with one of a profile's identifiers.
fn some_channel(owner: u8, number: u8, value: u8, shown: u8) -> NewChannel {
    let which = value / 8 % 3;
    let channel = match value % 8 {
        0..=2 => channel(0, ChannelKind::SignalUsername, &format!("someone.{}", 10 + which)),
        3 | 4 => channel(0, ChannelKind::SignalNumber, &format!("+44207946012{which}")),
        5 => channel(0, ChannelKind::Phone, &format!("+44163296012{which}")),
        6 => KEYS[0].clone(),
        _ => KEYS[1].clone(),
    };
    NewChannel {
        id: channel_id(owner * CHANNELS + number % CHANNELS),
        visibility: visibility(shown),
        confirm_by: date(shown),
        ..channel
    }
}

fn edit((_, owner, one, two): Seed) -> ProfileEdit {
    let names = ["Ada Ferris", "Nell Lowell", "Ola Brandt", "Mara Quist"];
    let some_name = name(names[usize::from(two % 4)]);
    let unchanged = ProfileEdit::default();
    match one % 5 {
        0 => ProfileEdit { name: Some(some_name), ..unchanged },
        1 => ProfileEdit { sort_name: Some(some_name), ..unchanged },
        2 => ProfileEdit {
            outlet: Some(name(["Hafenblatt", "The Harbour Courier"][usize::from(two % 2)])),
            ..unchanged
        },
        3 => {
            let topics = [(1, ConsentTopic::Phone), (2, ConsentTopic::Photo)];
            let consents =
                topics.into_iter().filter(|(bit, _)| two & bit != 0).map(|(_, topic)| (topic, now()));
            ProfileEdit { consents: Some(consents.collect()), ..unchanged }
        }
        _ => {
            let channels = (0..two % CHANNELS)
                .map(|number| some_channel(owner % PROFILES + 1, number, two.rotate_left(number.into()), one))
                .collect();
            ProfileEdit { channels: Some(channels), ..unchanged }
        }
    }
}

fn change(seed: Seed) -> Change {
    let (kind, owner, one, two) = seed;
    let number = owner % PROFILES + 1;
    let profile = id(number);
    let channel = channel_id(number * CHANNELS + one % CHANNELS);
    let rank = usize::from(two % CHANNELS);
    match kind % 18 {
        0 | 1 => Change::EditProfile { profile, edit: Box::new(edit(seed)) },
        2 => {
            let slug = slug(&format!("moved-{}", one % 6));
            Change::MoveProfile { profile, slug, old_slug: OldSlug::Redirects }
        }
        3 | 4 => {
            let channel = Box::new(some_channel(number, one, two, kind.wrapping_add(one)));
            Change::AddChannel { profile, channel, rank }
        }
        5 => {
            let channel = Box::new(some_channel(number, one, two, kind.wrapping_add(two)));
            Change::ChangeChannel { profile, channel }
        }
        6 => Change::RankChannel { profile, channel, rank },
        7 => Change::RemoveChannel { profile, channel },
        8 => Change::HideChannel { profile, channel },
        9 => Change::ShowChannel { profile, channel, visibility: visibility(two) },
        10 => Change::ConfirmChannel { profile, channel, confirm_by: date(two) },
        11 => {
            let photo = (two > 80).then(|| PhotoHash::from_digest([two % 2; 32]));
            Change::SetPhoto { profile, photo }
        }
        12 => Change::Shield { profile },
        13 => Change::Unshield { profile },
        14 => {
            let members = [1, 2].into_iter().filter(|number| two & number != 0).map(id).collect();
            Change::SetMembers { profile, members }
        }
        15 => Change::SetEnd { profile, ends_at: date(two) },
        16 => Change::Publish { profile },
        _ if one % 2 == 0 => Change::Pause { profile, until: None },
        _ => Change::Withdraw { profile },
    }
}

fn newsroom() -> Directory {
    let mut directory = empty();
    make(&mut directory, Change::SetOutlet(crate::Outlet { name: name("Hafenblatt") }));
    let consents = BTreeMap::from([(ConsentTopic::Phone, now()), (ConsentTopic::Photo, now())]);
    let ada = NewProfile { consents, channels: vec![signal(CHANNELS)], ..person(1, "Ada Ferris") };
    publish(&mut directory, ada);
    make(&mut directory, Change::AddProfile(Box::new(person(2, "Ola Brandt"))));
    let desk = NewProfile { channels: vec![signal(CHANNELS * 3)], ..desk(3, "Investigations") };
    publish(&mut directory, desk);
    directory
}

/// Whether `after` shows something that `before` did not.
fn shows_more(before: Option<&PublicProfile>, after: Option<&PublicProfile>) -> bool {
    let Some(after) = after else { return false };
    let Some(before) = before else { return true };
    let values = |profile: &PublicProfile, audience| -> Vec<ChannelValue> {
        profile.channels_for(audience).map(|channel| channel.value.clone()).collect()
    };
    let goes_on = |audience| {
        let former = values(before, audience);
        let mut former = former.iter();
        // In the same order, with some left out.
        values(after, audience).iter().all(|value| former.any(|other| other == value))
    };
    after.name != before.name
        || after.sort_name != before.sort_name
        || after.slug != before.slug
        || after.outlet != before.outlet
        || after.kind != before.kind
        || (after.photo.is_some() && after.photo != before.photo)
        || (before.is_shielded && !after.is_shielded)
        || !goes_on(Audience::Everyone)
        || !goes_on(Audience::ProfileOnly)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn one_person_alone_shows_the_public_nothing_new(
        past in vec(any::<Seed>(), 0..24),
        acts in vec((vec(any::<Seed>(), 1..4), 0_i64..30), 1..24),
    ) {
        let mut directory = newsroom();
        for seed in past {
            if let Ok(applied) = directory.apply(&change(seed), now()) {
                directory.absorb(applied);
            }
        }
        let mut at = now();
        for (seeds, days) in acts {
            at = at.plus_seconds(days * 86_400);
            let changes: Vec<Change> = seeds.into_iter().map(change).collect();
            let Ok(door) = directory.door(&changes, at) else { continue };
            if door == Door::Opens {
                continue;
            }
            let before = directory.clone();
            directory.attempt(&changes, at).unwrap();
            for number in 1..=PROFILES {
                let before = before.published(&id(number), at);
                // Also at a later moment: the clock alone opens nothing.
                for moment in [at, at.plus_seconds(100 * 86_400)] {
                    let after = directory.published(&id(number), moment);
                    let changes = serde_json::to_string(&changes).unwrap();
                    prop_assert!(!shows_more(before.as_ref(), after.as_ref()), "{changes}");
                }
            }
        }
    }
}
