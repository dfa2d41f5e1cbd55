//! What the public sees of a profile at one moment.

use crate::{
    Audience, Channel, ChannelKind, ChannelValue, ConsentTopic, DeskReference, Directory, Freshness,
    Portrait, Profile, ProfileId, PublicChannel, PublicProfile, PublicStatus, Readers, Status, Timestamp,
    Visibility,
    apply::{is_offered, is_reachable, is_shown, shows_photo},
};

impl Directory {
    /// The profile as the public sees it at the moment `at`; nothing for a draft, a withdrawn or an unknown one.
    pub fn published(&self, id: &ProfileId, at: Timestamp) -> Option<PublicProfile> {
        let profile = self.profile(id)?;
        let channels = match profile.status {
            Status::Draft | Status::Withdrawn => return None,
            Status::Listed if is_open(profile, at) => public_channels(profile, at),
            // A profile whose last channel is hidden, or whose engagement has ended, looks like a paused one, so that
            // nobody learns which it is.
            Status::Listed | Status::Paused => Vec::new(),
        };
        let (status, updated_at, changes_at) = if channels.is_empty() {
            (PublicStatus::Paused, closed_at(profile, at), None)
        } else {
            (PublicStatus::Listed, last_updated(profile, at), next_turn(profile, at))
        };
        let photo = profile.photo.as_ref().filter(|_| shows_photo(profile));
        Some(PublicProfile {
            uid: profile.uid,
            slug: profile.slug.clone(),
            kind: profile.kind,
            name: profile.name.clone(),
            sort_name: profile.sort_name.clone(),
            title: profile.title.clone(),
            outlet: profile.outlet.clone(),
            also_at: profile.also_at.clone(),
            status,
            beats: profile.beats.iter().filter_map(|beat| self.beat(beat).cloned()).collect(),
            languages: profile.languages.clone(),
            pronouns: profile
                .pronouns
                .clone()
                .filter(|_| profile.consents.contains_key(&ConsentTopic::Pronouns)),
            bio: profile.bio.clone(),
            channels,
            desk: self.reachable_desk(profile, at),
            external_ids: profile.external_ids.clone(),
            photo: photo.map(|hash| Portrait { hash: hash.clone(), octets: None }),
            readers: Readers::of(profile.members.len()),
            is_shielded: profile.shielded_at.is_some(),
            created_at: profile.created_at,
            updated_at,
            since_edition: profile.since_edition.unwrap_or(0),
            changes_at,
        })
    }

    /// The desk that the 410 of a withdrawn profile names as the alternative.
    pub fn withdrawn_desk(&self, id: &ProfileId, at: Timestamp) -> Option<DeskReference> {
        let profile = self.profile(id).filter(|profile| profile.status == Status::Withdrawn)?;
        self.reachable_desk(profile, at)
    }

    fn reachable_desk(&self, profile: &Profile, at: Timestamp) -> Option<DeskReference> {
        let desk = self.profile(profile.desk.as_ref()?)?;
        // Naming it beside others would be one more list that it stands in.
        let is_named = desk.shielded_at.is_none();
        (is_named && desk.status == Status::Listed && is_open(desk, at))
            .then(|| DeskReference { slug: desk.slug.clone(), name: desk.name.clone() })
    }
}

impl Profile {
    /// Whether the public sees this channel while the profile is listed: it is not hidden or shielded, consent to it
    /// is recorded where it needs one, and by `at` it has neither expired nor gone unconfirmed for too long.
    pub fn shows(&self, channel: &Channel, at: Timestamp) -> bool {
        is_shown(self, channel, at)
    }
}

fn public_channels(profile: &Profile, at: Timestamp) -> Vec<PublicChannel> {
    let shown = profile.channels.iter().filter(|channel| is_shown(profile, channel, at));
    shown
        .map(|channel| PublicChannel {
            id: channel.id.clone(),
            value: channel.value.clone(),
            own_label: channel.label.clone(),
            note: channel.note.clone(),
            confirmed: channel.confirmed_at.map(Timestamp::month),
            is_overdue: profile.freshness(channel, at) >= Freshness::Overdue,
            audience: match channel.visibility {
                Visibility::Listed => Audience::Everyone,
                Visibility::Profile | Visibility::Hidden => Audience::ProfileOnly,
            },
        })
        .collect()
}

/// Whether a listed profile can be reached at the moment `at`.
fn is_open(profile: &Profile, at: Timestamp) -> bool {
    !profile.has_ended(at) && is_reachable(profile, at)
}

/// When the public last saw a difference. Nobody edits when a key expires, but a card without the key is a newer card,
/// and address books keep the one that says it is.
fn last_updated(profile: &Profile, at: Timestamp) -> Timestamp {
    turns(profile).filter(|turn| *turn <= at).fold(profile.updated_at, Timestamp::max)
}

/// When the public last saw a difference in a profile that cannot be reached: when it was edited, or when the clock took
/// the last of its channels. What the clock does to it since is nobody's to see.
fn closed_at(profile: &Profile, at: Timestamp) -> Timestamp {
    let lapse = || {
        let ways = offered(profile).filter(|channel| channel.value.kind() != ChannelKind::Pgp);
        ways.map(|channel| profile.turns(channel).last()).max().flatten()
    };
    let by_clock = match profile.status {
        Status::Listed => profile.ends_at.into_iter().chain(lapse()).filter(|moment| *moment <= at).min(),
        Status::Draft | Status::Paused | Status::Withdrawn => None,
    };
    by_clock.map_or(profile.updated_at, |moment| moment.max(profile.updated_at))
}

/// When the public next sees a difference, if nobody edits.
fn next_turn(profile: &Profile, at: Timestamp) -> Option<Timestamp> {
    turns(profile).filter(|turn| *turn > at).min()
}

/// The moments at which the clock alone changes what the public sees.
fn turns(profile: &Profile) -> impl Iterator<Item = Timestamp> {
    let of_channels = offered(profile).flat_map(|channel| profile.turns(channel).chain(expiry(channel)));
    profile.ends_at.into_iter().chain(of_channels)
}

/// The channels that the newsroom shows, for as long as the clock lets it.
fn offered(profile: &Profile) -> impl Iterator<Item = &Channel> {
    profile.channels.iter().filter(|channel| is_offered(profile, channel))
}

fn expiry(channel: &Channel) -> Option<Timestamp> {
    match &channel.value {
        ChannelValue::Pgp(key) => key.expires_at(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        BeatSlug, Change, ChannelKind, NewChannel, NewProfile, ProfileEdit, ProfileKind, Pronouns,
        samples::{
            ADA_KEY, channel, channel_id, desk, empty, id, make, moment, name, now, person, publish, signal,
            slug,
        },
    };

    /// Ada, listed, of the desk that is listed too.
    fn with_ada(ada: NewProfile) -> Directory {
        let mut directory = empty();
        publish(&mut directory, NewProfile { channels: vec![signal(9)], ..desk(2, "Investigations") });
        publish(&mut directory, NewProfile { desk: Some(id(2)), ..ada });
        directory
    }

    fn of(channels: Vec<NewChannel>) -> Directory {
        with_ada(NewProfile { channels, ..person(1, "Ada Ferris") })
    }

    fn investigations() -> DeskReference {
        DeskReference { slug: slug("investigations"), name: name("Investigations") }
    }

    #[test]
    fn a_draft_and_a_withdrawn_profile_are_not_published() {
        let mut directory = of(vec![signal(1)]);
        make(&mut directory, Change::AddProfile(Box::new(person(3, "Nils Holm"))));
        make(&mut directory, Change::Withdraw { profile: id(1) });
        for number in [1, 3, 7] {
            assert!(directory.published(&id(number), now()).is_none());
        }
        assert_eq!(directory.withdrawn_desk(&id(1), now()), Some(investigations()));
        assert_eq!(directory.withdrawn_desk(&id(3), now()), None);
    }

    #[test]
    fn a_hidden_channel_is_not_there_and_one_of_the_profile_is_marked() {
        let directory = of(vec![
            NewChannel { visibility: Visibility::Hidden, ..signal(1) },
            NewChannel { visibility: Visibility::Profile, ..signal(2) },
            NewChannel { confirmed_at: Some(now()), ..signal(3) },
        ]);
        let ada = directory.published(&id(1), now()).unwrap();
        let seen: Vec<_> =
            ada.channels.iter().map(|channel| (channel.id.clone(), channel.audience)).collect();
        assert_eq!(seen, [(channel_id(2), Audience::ProfileOnly), (channel_id(3), Audience::Everyone)]);
        assert_eq!(ada.channels[1].confirmed.unwrap().to_string(), "2026-11");
        assert_eq!((ada.status, ada.since_edition), (PublicStatus::Listed, 0));
    }

    #[test]
    fn everybody_prefers_the_first_channel_that_they_may_see() {
        let directory = of(vec![NewChannel { visibility: Visibility::Profile, ..signal(1) }, signal(2)]);
        let ada = directory.published(&id(1), now()).unwrap();
        let first = |audience| ada.preferred(audience).map(|channel| channel.id.clone());
        assert_eq!(first(Audience::ProfileOnly), Some(channel_id(1)));
        assert_eq!(first(Audience::Everyone), Some(channel_id(2)));
        assert!(ada.prefers(&ada.channels[1], Audience::Everyone));
        assert!(!ada.prefers(&ada.channels[1], Audience::ProfileOnly));
    }

    #[test]
    fn a_key_is_preferred_only_where_there_is_nothing_else() {
        let key = channel(1, ChannelKind::Pgp, ADA_KEY);
        let private = NewChannel { visibility: Visibility::Profile, ..signal(2) };
        let directory = of(vec![key, private]);
        let ada = directory.published(&id(1), now()).unwrap();
        let kind = |audience| ada.preferred(audience).map(PublicChannel::kind);
        assert_eq!(kind(Audience::ProfileOnly), Some(ChannelKind::SignalUsername));
        assert_eq!(kind(Audience::Everyone), Some(ChannelKind::Pgp));
    }

    #[test]
    fn a_pause_and_the_last_channel_hidden_look_the_same() {
        let shown = |change| {
            let mut directory = of(vec![signal(1)]);
            make(&mut directory, change);
            directory.published(&id(1), now()).unwrap()
        };
        let paused = shown(Change::Pause { profile: id(1), until: Some(now().plus_seconds(60)) });
        let hidden = shown(Change::HideChannel { profile: id(1), channel: channel_id(1) });
        assert!(paused == hidden);
        assert_eq!((paused.status, paused.channels.len()), (PublicStatus::Paused, 0));
        assert_eq!(paused.desk, Some(investigations()));
    }

    #[test]
    fn a_desk_is_named_only_while_it_can_be_reached() {
        let mut directory = of(vec![signal(1)]);
        assert_eq!(directory.published(&id(1), now()).unwrap().desk, Some(investigations()));
        make(&mut directory, Change::Pause { profile: id(2), until: None });
        assert_eq!(directory.published(&id(1), now()).unwrap().desk, None);
    }

    #[test]
    fn an_expired_key_disappears_and_its_end_is_announced() {
        let directory = of(vec![signal(1), channel(2, ChannelKind::Pgp, ADA_KEY)]);
        let end = moment("2027-01-01T00:00:00Z");
        let before = directory.published(&id(1), end.plus_seconds(-1)).unwrap();
        assert_eq!((before.channels.len(), before.changes_at), (2, Some(end)));
        let after = directory.published(&id(1), end).unwrap();
        assert_eq!((after.channels.len(), after.changes_at), (1, None));
        // Whoever compares cards by their dates takes the one without the key for the newer.
        assert_eq!((before.updated_at, after.updated_at), (now(), end));
        assert_eq!(directory.published(&id(1), end.plus_seconds(9)).unwrap().updated_at, end);
    }

    #[test]
    fn the_first_key_to_expire_says_when_the_profile_changes() {
        let later = include_str!("../../../tests/data/keys/rsa_v4.asc");
        let keys = [channel(2, ChannelKind::Pgp, later), channel(3, ChannelKind::Pgp, ADA_KEY)];
        let directory = of([signal(1)].into_iter().chain(keys).collect());
        let changes_at = |at| directory.published(&id(1), at).unwrap().changes_at;
        let first = moment("2027-01-01T00:00:00Z");
        assert_eq!(changes_at(now()), Some(first));
        assert_eq!(changes_at(first), Some(moment("2030-01-01T12:00:00Z")));
    }

    #[test]
    fn a_key_alone_is_no_way_to_reach_anybody() {
        let mut directory = of(vec![signal(1), channel(2, ChannelKind::Pgp, ADA_KEY)]);
        make(&mut directory, Change::HideChannel { profile: id(1), channel: channel_id(1) });
        let ada = directory.published(&id(1), now()).unwrap();
        assert_eq!((ada.status, ada.channels.len(), ada.changes_at), (PublicStatus::Paused, 0, None));
        // Nothing gives away that she is not paused, but has hidden her last channel.
        let later = directory.published(&id(1), moment("2027-01-01T00:00:00Z")).unwrap();
        assert!(later == ada);
    }

    #[test]
    fn what_needs_consent_is_gone_when_the_consent_is() {
        let consents = BTreeMap::from([(ConsentTopic::Pronouns, now()), (ConsentTopic::Phone, now())]);
        let ada = NewProfile {
            consents,
            pronouns: Some(Pronouns::parse("she/her").unwrap()),
            channels: vec![channel(1, ChannelKind::Phone, "+442079460123"), signal(2)],
            ..person(1, "Ada Ferris")
        };
        let mut directory = with_ada(ada);
        assert_eq!(directory.published(&id(1), now()).unwrap().channels.len(), 2);
        // No change leaves a profile like this; a row written by other hands might.
        let mut row = directory.profile(&id(1)).unwrap().clone();
        row.consents.clear();
        directory.absorb(crate::Applied { profile: Some(row), ..crate::Applied::default() });
        let ada = directory.published(&id(1), now()).unwrap();
        assert_eq!((ada.pronouns, ada.channels.len()), (None, 1));
    }

    /// Ada with a Signal name and a mail address, which must be confirmed by then.
    fn dated(kind: ProfileKind, confirm_by: Timestamp) -> Directory {
        let mail = channel(2, ChannelKind::Email, "ada@example.org");
        let channels = [signal(1), mail].map(|new| NewChannel { confirm_by: Some(confirm_by), ..new });
        with_ada(NewProfile { kind, channels: channels.to_vec(), ..person(1, "Ada Ferris") })
    }

    #[test]
    fn what_nobody_confirms_is_marked_and_then_hidden_and_each_is_announced() {
        let confirm_by = now().plus_seconds(60);
        let marked = confirm_by.plus_seconds(Freshness::MARKED_AFTER_SECONDS);
        let hidden = confirm_by.plus_seconds(Freshness::HIDDEN_AFTER_SECONDS);
        let directory = dated(ProfileKind::Person, confirm_by);
        let at = |moment| directory.published(&id(1), moment).unwrap();
        let overdue = |ada: &PublicProfile| ada.channels.iter().filter(|channel| channel.is_overdue).count();
        let (fresh, doubted, gone) = (at(marked.plus_seconds(-1)), at(marked), at(hidden));
        assert_eq!((overdue(&fresh), fresh.changes_at, fresh.updated_at), (0, Some(marked), now()));
        assert_eq!((overdue(&doubted), doubted.changes_at, doubted.updated_at), (2, Some(hidden), marked));
        assert_eq!((gone.status, gone.channels.len(), gone.changes_at), (PublicStatus::Paused, 0, None));
        assert_eq!(gone.updated_at, hidden);
        assert!(at(hidden.plus_seconds(1)) == gone);
        let directory = dated(ProfileKind::Desk, confirm_by);
        let desk = directory.published(&id(1), hidden).unwrap();
        assert_eq!((desk.channels.len(), overdue(&desk), desk.changes_at), (2, 2, None));
    }

    #[test]
    fn an_engagement_that_has_ended_looks_like_a_pause_of_that_moment() {
        let mut directory = of(vec![signal(1), channel(2, ChannelKind::Pgp, ADA_KEY)]);
        let end = now().plus_seconds(60);
        make(&mut directory, Change::SetEnd { profile: id(1), ends_at: Some(end) });
        assert_eq!(directory.published(&id(1), now()).unwrap().changes_at, Some(end));
        let ended = directory.published(&id(1), end).unwrap();
        let mut paused = of(vec![signal(1)]);
        let pause = Change::Pause { profile: id(1), until: None };
        paused.absorb(paused.apply(&pause, end).unwrap());
        assert!(ended == paused.published(&id(1), end).unwrap());
        // Nor does the end of her key tell the one from the other.
        assert!(directory.published(&id(1), moment("2027-02-01T00:00:00Z")).unwrap() == ended);
    }

    #[test]
    fn a_desk_whose_engagement_has_ended_or_that_is_shielded_is_named_by_nobody() {
        let end = now().plus_seconds(60);
        let mut directory = of(vec![signal(1)]);
        make(&mut directory, Change::SetEnd { profile: id(2), ends_at: Some(end) });
        assert_eq!(directory.published(&id(1), now()).unwrap().desk, Some(investigations()));
        assert_eq!(directory.published(&id(1), end).unwrap().desk, None);
        make(&mut directory, Change::Shield { profile: id(2) });
        assert_eq!(directory.published(&id(1), now()).unwrap().desk, None);
    }

    #[test]
    fn a_shield_hides_numbers_and_the_portrait() {
        let consents =
            [ConsentTopic::Phone, ConsentTopic::Whatsapp, ConsentTopic::Photo].map(|topic| (topic, now()));
        let number = "+442079460123";
        let numbers = [ChannelKind::Phone, ChannelKind::Whatsapp, ChannelKind::SignalNumber];
        let numbers = (2..).zip(numbers).map(|(place, kind)| channel(place, kind, number));
        let mut directory = with_ada(NewProfile {
            consents: consents.into(),
            channels: [signal(1)].into_iter().chain(numbers).collect(),
            ..person(1, "Ada Ferris")
        });
        let photo = Some(crate::PhotoHash::from_digest([1; 32]));
        make(&mut directory, Change::SetPhoto { profile: id(1), photo });
        let shown = |directory: &Directory| {
            let ada = directory.published(&id(1), now()).unwrap();
            (ada.channels.len(), ada.photo.is_some(), ada.is_shielded)
        };
        assert_eq!(shown(&directory), (4, true, false));
        make(&mut directory, Change::Shield { profile: id(1) });
        assert_eq!(shown(&directory), (1, false, true));
    }

    #[test]
    fn readers_of_a_desk_are_counted_roughly() {
        let word = |people| Readers::of(people);
        assert_eq!(word(0), None);
        assert_eq!(
            [1, 2, 3, 4].map(word),
            [Readers::One, Readers::Few, Readers::Few, Readers::Several].map(Some)
        );
        assert_eq!([9, 10, 100].map(word), [Readers::Several, Readers::Many, Readers::Many].map(Some));
    }

    #[test]
    fn a_beat_is_shown_with_its_present_name() {
        let cybersecurity = BeatSlug::parse("cybersecurity").unwrap();
        let mut directory = of(vec![signal(1)]);
        let beats = ProfileEdit { beats: Some(vec![cybersecurity.clone()]), ..ProfileEdit::default() };
        make(&mut directory, Change::EditProfile { profile: id(1), edit: Box::new(beats) });
        let renamed = crate::Beat { slug: cybersecurity, name: name("Digital security") };
        make(&mut directory, Change::SetBeat(renamed.clone()));
        assert_eq!(directory.published(&id(1), now()).unwrap().beats, [renamed]);
    }
}
