//! How long a channel counts as confirmed: what nobody has confirmed for a long time may reach a stranger.

use crate::{Channel, ChannelKind, Profile, ProfileKind, Timestamp};

/// How a channel stands to the date by which its owner must confirm it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Freshness {
    /// Confirmed, or never to be confirmed.
    Fresh,
    /// To be confirmed soon, or just now.
    Due,
    /// Not confirmed for a while: pages say so.
    Overdue,
    /// Not confirmed for so long that it is not shown.
    Lapsed,
}

const DAY: i64 = 86_400;

impl Freshness {
    /// How long before its date a channel is due.
    pub const DUE_BEFORE_SECONDS: i64 = 14 * DAY;
    /// How long after its date a channel is marked.
    pub const MARKED_AFTER_SECONDS: i64 = 14 * DAY;
    /// How long after its date a channel is hidden.
    pub const HIDDEN_AFTER_SECONDS: i64 = 90 * DAY;

    /// How a channel that must be confirmed by that moment stands at the moment `at`.
    pub fn of(confirm_by: Timestamp, at: Timestamp) -> Self {
        if at >= confirm_by.plus_seconds(Self::HIDDEN_AFTER_SECONDS) {
            Self::Lapsed
        } else if at >= confirm_by.plus_seconds(Self::MARKED_AFTER_SECONDS) {
            Self::Overdue
        } else if at >= confirm_by.plus_seconds(-Self::DUE_BEFORE_SECONDS) {
            Self::Due
        } else {
            Self::Fresh
        }
    }
}

impl Channel {
    /// How this channel stands at the moment `at`, whosever it is; [`Profile::freshness`] knows whose.
    pub fn freshness(&self, at: Timestamp) -> Freshness {
        let freshness = self.confirm_by.map_or(Freshness::Fresh, |date| Freshness::of(date, at));
        match self.value.kind() {
            // A door with a house behind it: whoever comes finds somebody, however long nobody has said so.
            ChannelKind::Securedrop | ChannelKind::Post => freshness.min(Freshness::Overdue),
            _ => freshness,
        }
    }
}

impl Profile {
    /// How a channel of this profile stands at the moment `at`. A desk's channels are never hidden by the clock: they are
    /// what is left when everybody else's are.
    pub fn freshness(&self, channel: &Channel, at: Timestamp) -> Freshness {
        match self.kind {
            ProfileKind::Desk => channel.freshness(at).min(Freshness::Overdue),
            ProfileKind::Person => channel.freshness(at),
        }
    }

    /// Whether the engagement has ended by `at`.
    pub fn has_ended(&self, at: Timestamp) -> bool {
        self.ends_at.is_some_and(|end| end <= at)
    }

    /// The moments at which the public sees this channel differently although nobody edits: it is marked, and hidden.
    pub(crate) fn turns(&self, channel: &Channel) -> impl Iterator<Item = Timestamp> + use<> {
        let hides = !matches!(channel.value.kind(), ChannelKind::Securedrop | ChannelKind::Post)
            && self.kind == ProfileKind::Person;
        let after = |seconds: i64| channel.confirm_by.map(|date| date.plus_seconds(seconds));
        let marked = after(Freshness::MARKED_AFTER_SECONDS);
        let hidden = after(Freshness::HIDDEN_AFTER_SECONDS).filter(|_| hides);
        marked.into_iter().chain(hidden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        NewChannel, NewProfile, Visibility,
        samples::{channel, desk, empty, id, now, person, publish},
    };

    fn after(days: i64) -> Timestamp {
        now().plus_seconds(days * DAY)
    }

    #[test]
    fn a_channel_is_due_then_overdue_then_lapsed() {
        let of = |days| Freshness::of(now(), after(days));
        assert_eq!(
            [-15, -14, 0, 13].map(of),
            [Freshness::Fresh, Freshness::Due, Freshness::Due, Freshness::Due]
        );
        assert_eq!([14, 89, 90].map(of), [Freshness::Overdue, Freshness::Overdue, Freshness::Lapsed]);
    }

    #[test]
    fn a_door_with_a_house_behind_it_never_lapses() {
        let post = channel(1, ChannelKind::Post, "1 Quay Street\nHarbour Town");
        let mail = channel(2, ChannelKind::Email, "tips@example.org");
        let channels = [post, mail].map(|new| NewChannel { confirm_by: Some(now()), ..new }).to_vec();
        let mut directory = empty();
        let ada = publish(&mut directory, NewProfile { channels, ..person(1, "Ada Ferris") });
        let freshness = |profile: &Profile| {
            let each = profile.channels.iter().map(|channel| profile.freshness(channel, after(1_000)));
            each.collect::<Vec<_>>()
        };
        assert_eq!(freshness(&ada), [Freshness::Overdue, Freshness::Lapsed]);
        let turns = |place: usize| ada.turns(&ada.channels[place]).collect::<Vec<_>>();
        assert_eq!((turns(0), turns(1)), (vec![after(14)], vec![after(14), after(90)]));
    }

    #[test]
    fn a_desks_channels_never_lapse() {
        let mail = channel(1, ChannelKind::Email, "tips@example.org");
        let channels = vec![NewChannel { confirm_by: Some(now()), visibility: Visibility::Listed, ..mail }];
        let mut directory = empty();
        let tips = publish(&mut directory, NewProfile { channels, ..desk(1, "Tip Desk") });
        assert_eq!(tips.freshness(&tips.channels[0], after(1_000)), Freshness::Overdue);
        assert!(directory.published(&id(1), after(1_000)).is_some_and(|tips| tips.channels.len() == 1));
    }

    #[test]
    fn a_channel_without_a_date_is_always_fresh() {
        let mut directory = empty();
        let mail = channel(1, ChannelKind::Email, "ada@example.org");
        let ada = publish(&mut directory, NewProfile { channels: vec![mail], ..person(1, "Ada Ferris") });
        assert_eq!(ada.channels[0].freshness(after(10_000)), Freshness::Fresh);
    }
}
