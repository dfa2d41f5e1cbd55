//! An edit, parsed and checked, that [`crate::Directory::apply`] accepts or refuses.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Beat, BeatSlug, Bio, ChannelId, ChannelValue, ConsentTopic, ExternalId, ExternalSystem, Label, Language,
    Name, Note, Outlet, ProfileId, ProfileKind, Pronouns, Slug, Timestamp, Title, Uid, Visibility,
};

/// One edit. What it says is already of the right type; whether it may be done is the directory's to judge.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// Adds a beat to the newsroom's list, or gives it another name.
    SetBeat(Beat),
    /// Adds an outlet to the newsroom's list.
    SetOutlet(Outlet),
    /// Makes a draft.
    AddProfile(Box<NewProfile>),
    /// Changes what a profile says about itself.
    EditProfile {
        /// Which profile.
        profile: ProfileId,
        /// The fields that change.
        edit: Box<ProfileEdit>,
    },
    /// Gives a profile another slug.
    MoveProfile {
        /// Which profile.
        profile: ProfileId,
        /// Its new address.
        slug: Slug,
        /// What the old address answers from now on.
        old_slug: OldSlug,
    },
    /// Adds a channel at `rank`, 0 being the first.
    AddChannel {
        /// Which profile.
        profile: ProfileId,
        /// The channel.
        channel: Box<NewChannel>,
        /// Its place; beyond the end means the end.
        rank: usize,
    },
    /// Replaces what a channel is, keeping its identity and place.
    ChangeChannel {
        /// Which profile.
        profile: ProfileId,
        /// The channel as it shall be; its `id` names the one it replaces.
        channel: Box<NewChannel>,
    },
    /// Moves a channel to another rank.
    RankChannel {
        /// Which profile.
        profile: ProfileId,
        /// Which channel.
        channel: ChannelId,
        /// Its new place.
        rank: usize,
    },
    /// Takes a channel out.
    RemoveChannel {
        /// Which profile.
        profile: ProfileId,
        /// Which channel.
        channel: ChannelId,
    },
    /// Hides a channel everywhere, keeping it in the newsroom's books.
    HideChannel {
        /// Which profile.
        profile: ProfileId,
        /// Which channel.
        channel: ChannelId,
    },
    /// The owner says a channel still reaches them.
    ConfirmChannel {
        /// Which profile.
        profile: ProfileId,
        /// Which channel.
        channel: ChannelId,
        /// When it must be confirmed again.
        confirm_by: Option<Timestamp>,
    },
    /// Publishes a draft, ends a pause, or restores a withdrawn profile.
    Publish {
        /// Which profile.
        profile: ProfileId,
    },
    /// Takes the channels away for a while.
    Pause {
        /// Which profile.
        profile: ProfileId,
        /// When the pause ends, if that is known.
        until: Option<Timestamp>,
    },
    /// Takes the profile away for good.
    Withdraw {
        /// Which profile.
        profile: ProfileId,
    },
}

/// A profile about to be made. It starts as a draft.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is the field of the same name in `Profile`")]
pub struct NewProfile {
    pub id: ProfileId,
    pub uid: Uid,
    pub slug: Slug,
    pub kind: ProfileKind,
    pub name: Name,
    pub sort_name: Name,
    pub title: Option<Title>,
    pub outlet: Name,
    pub also_at: Vec<Name>,
    pub beats: Vec<BeatSlug>,
    pub languages: Vec<Language>,
    pub pronouns: Option<Pronouns>,
    pub bio: Option<Bio>,
    pub channels: Vec<NewChannel>,
    pub desk: Option<ProfileId>,
    pub consents: BTreeMap<ConsentTopic, Timestamp>,
    pub external_ids: BTreeMap<ExternalSystem, ExternalId>,
}

/// A channel about to be added.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is the field of the same name in `Channel`")]
pub struct NewChannel {
    pub id: ChannelId,
    pub value: ChannelValue,
    pub label: Option<Label>,
    pub note: Option<Note>,
    pub visibility: Visibility,
    pub confirmed_at: Option<Timestamp>,
    pub confirm_by: Option<Timestamp>,
}

/// What an edit changes about a profile: `None` leaves a field as it is.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is the field of the same name in `Profile`")]
pub struct ProfileEdit {
    pub kind: Option<ProfileKind>,
    pub name: Option<Name>,
    pub sort_name: Option<Name>,
    pub title: Option<Option<Title>>,
    pub outlet: Option<Name>,
    pub also_at: Option<Vec<Name>>,
    pub beats: Option<Vec<BeatSlug>>,
    pub languages: Option<Vec<Language>>,
    pub pronouns: Option<Option<Pronouns>>,
    pub bio: Option<Option<Bio>>,
    pub desk: Option<Option<ProfileId>>,
    pub consents: Option<BTreeMap<ConsentTopic, Timestamp>>,
    pub external_ids: Option<BTreeMap<ExternalSystem, ExternalId>>,
    /// All channels at once, in order of rank, as an import replaces them. A channel whose `id` the profile
    /// already has keeps its `added_at`.
    pub channels: Option<Vec<NewChannel>>,
}

/// What a slug answers after its profile has moved on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OldSlug {
    /// 308 to the new one.
    Redirects,
    /// 410, because the former name must not lead to the new one.
    Gone,
}
