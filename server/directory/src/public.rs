//! What the public may see of a profile. Formats and pages are given this and nothing else, so that a hidden
//! channel or a private date cannot be shown by mistake: it is not there.

use std::sync::Arc;

use crate::{
    Beat, Bio, ChannelId, ChannelKind, ChannelValue, ExternalId, ExternalSystem, Label, Language, Month,
    Name, Note, PhotoHash, ProfileKind, Pronouns, Slug, Timestamp, Title, Uid,
};

/// A profile as one edition shows it. Only [`crate::Directory::published`] makes one.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicProfile {
    /// Which person or desk, in every address book.
    pub uid: Uid,
    /// Its address.
    pub slug: Slug,
    /// A person or a desk.
    pub kind: ProfileKind,
    /// As it stands in a byline.
    pub name: Name,
    /// As it stands in an index.
    pub sort_name: Name,
    /// `Senior Reporter`.
    pub title: Option<Title>,
    /// The publication.
    pub outlet: Name,
    /// Other publications.
    pub also_at: Vec<Name>,
    /// Reachable, or paused.
    pub status: PublicStatus,
    /// Fields of reporting, with their names.
    pub beats: Vec<Beat>,
    /// Languages to write in, best first.
    pub languages: Vec<Language>,
    /// Present only with recorded consent.
    pub pronouns: Option<Pronouns>,
    /// Who this is.
    pub bio: Option<Bio>,
    /// Every channel that may be shown anywhere, best first. Empty exactly when `status` is paused.
    pub channels: Vec<PublicChannel>,
    /// The desk to turn to instead, itself published and reachable.
    pub desk: Option<DeskReference>,
    /// The same person in other systems.
    pub external_ids: std::collections::BTreeMap<ExternalSystem, ExternalId>,
    /// A portrait: present only with recorded consent.
    pub photo: Option<Portrait>,
    /// Roughly how many people read what is written to a desk; none for a person, and where nobody says.
    pub readers: Option<Readers>,
    /// Whether it is left out of every list and bulk answer.
    pub is_shielded: bool,
    /// When the profile was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// The edition that first shows it as it now is.
    pub since_edition: u64,
    /// The first later moment at which this profile, unedited, would be shown differently: a key expires, a channel
    /// is unconfirmed for too long, an engagement ends.
    pub changes_at: Option<Timestamp>,
}

/// A portrait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portrait {
    /// Its name.
    pub hash: PhotoHash,
    /// A JPEG. [`crate::Directory::published`] does not know it: whoever shows the profile looks it up.
    pub octets: Option<Arc<[u8]>>,
}

/// Roughly how many people read a desk's messages: a number would tell who came and who left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Readers {
    /// One person.
    One,
    /// Two or three.
    Few,
    /// Four to nine.
    Several,
    /// Ten or more.
    Many,
}

/// Whether a published profile can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicStatus {
    /// Reads messages here.
    Listed,
    /// Does not read messages here now. A listed profile whose last channel is hidden looks the same.
    Paused,
}

/// One way to reach a published profile.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicChannel {
    /// Which channel.
    pub id: ChannelId,
    /// What it is, and its checked value.
    pub value: ChannelValue,
    /// The newsroom's own label; [`PublicChannel::label`] falls back to the kind's.
    pub own_label: Option<Label>,
    /// A remark of the reporter's.
    pub note: Option<Note>,
    /// The month in which its owner last confirmed it.
    pub confirmed: Option<Month>,
    /// Whether it should have been confirmed again a while ago.
    pub is_overdue: bool,
    /// Shown everywhere, or on the profile's own addresses only.
    pub audience: Audience,
}

/// Who is looking, and so which channels are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Readers of lists, blocks and bulk files: *listed* channels only.
    Everyone,
    /// Readers of `/r/{slug}` and `/v1/profiles/{slug}…`: *profile* channels too.
    ProfileOnly,
}

/// A desk named beside a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskReference {
    /// The desk's address.
    pub slug: Slug,
    /// The desk's name.
    pub name: Name,
}

impl PublicProfile {
    /// The channels that `audience` may see, best first.
    pub fn channels_for(&self, audience: Audience) -> impl Iterator<Item = &PublicChannel> + Clone {
        self.channels.iter().filter(move |channel| {
            audience == Audience::ProfileOnly || channel.audience == Audience::Everyone
        })
    }

    /// Whether some channel is shown on the profile's own addresses only.
    pub fn has_profile_only_channels(&self) -> bool {
        self.channels.iter().any(|channel| channel.audience == Audience::ProfileOnly)
    }

    /// The channel that a source should try first: the first that `audience` may see. A key is no way to reach
    /// anybody, so it is named only where there is nothing else.
    pub fn preferred(&self, audience: Audience) -> Option<&PublicChannel> {
        let mut channels = self.channels_for(audience);
        channels.clone().find(|channel| channel.kind() != ChannelKind::Pgp).or_else(|| channels.next())
    }

    /// Whether `channel`, one of this profile's, is the one that `audience` should try first.
    pub fn prefers(&self, channel: &PublicChannel, audience: Audience) -> bool {
        self.preferred(audience).is_some_and(|preferred| std::ptr::eq(preferred, channel))
    }
}

impl Readers {
    /// The word for that many people; none for nobody.
    pub const fn of(people: usize) -> Option<Self> {
        match people {
            0 => None,
            1 => Some(Self::One),
            2..=3 => Some(Self::Few),
            4..=9 => Some(Self::Several),
            10.. => Some(Self::Many),
        }
    }
}

impl PublicChannel {
    /// The kind of channel.
    pub fn kind(&self) -> ChannelKind {
        self.value.kind()
    }

    /// What to call it: the newsroom's own label, or the kind's.
    pub fn label(&self) -> &str {
        self.own_label.as_ref().map_or_else(|| self.kind().label(), Label::as_str)
    }
}
