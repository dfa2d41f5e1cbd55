//! An edit, parsed and checked, that [`crate::Directory::apply`] accepts or refuses.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Beat, BeatSlug, Bio, ChannelId, ChannelValue, ConsentTopic, ExternalId, ExternalSystem, Label, Language,
    Name, Note, Outlet, PhotoHash, ProfileId, ProfileKind, Pronouns, Slug, Timestamp, Title, Uid, Visibility,
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
    /// Shows a channel elsewhere, or nowhere.
    ShowChannel {
        /// Which profile.
        profile: ProfileId,
        /// Which channel.
        channel: ChannelId,
        /// Where it is shown from now on.
        visibility: Visibility,
    },
    /// Says by when a channel must be confirmed that came without a date. Sources see no difference.
    DateChannel {
        /// Which profile.
        profile: ProfileId,
        /// Which channel.
        channel: ChannelId,
        /// By when.
        confirm_by: Timestamp,
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
    /// Gives a profile a portrait, or takes it away.
    SetPhoto {
        /// Which profile.
        profile: ProfileId,
        /// The portrait, whose octets the store keeps; none takes it away.
        photo: Option<PhotoHash>,
    },
    /// Hides telephone numbers and the portrait everywhere, and takes the profile out of every list.
    Shield {
        /// Which profile.
        profile: ProfileId,
    },
    /// Ends that.
    Unshield {
        /// Which profile.
        profile: ProfileId,
    },
    /// Says who is behind a desk.
    SetMembers {
        /// Which desk.
        profile: ProfileId,
        /// All of its members, who are persons.
        members: Vec<ProfileId>,
    },
    /// Says when an engagement ends.
    SetEnd {
        /// Which profile.
        profile: ProfileId,
        /// When; none if it goes on.
        ends_at: Option<Timestamp>,
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

impl Change {
    /// The profile that it is of; none for one of the newsroom's lists.
    pub const fn profile(&self) -> Option<&ProfileId> {
        match self {
            Self::SetBeat(_) | Self::SetOutlet(_) => None,
            Self::AddProfile(new) => Some(&new.id),
            Self::EditProfile { profile, .. }
            | Self::MoveProfile { profile, .. }
            | Self::AddChannel { profile, .. }
            | Self::ChangeChannel { profile, .. }
            | Self::RankChannel { profile, .. }
            | Self::RemoveChannel { profile, .. }
            | Self::HideChannel { profile, .. }
            | Self::ShowChannel { profile, .. }
            | Self::ConfirmChannel { profile, .. }
            | Self::DateChannel { profile, .. }
            | Self::SetPhoto { profile, .. }
            | Self::Shield { profile }
            | Self::Unshield { profile }
            | Self::SetMembers { profile, .. }
            | Self::SetEnd { profile, .. }
            | Self::Publish { profile }
            | Self::Pause { profile, .. }
            | Self::Withdraw { profile } => Some(profile),
        }
    }
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

/// A channel about to be added, or as it shall be. A confirmation is of a value: where the value changes, the date of
/// the former one's does not count for the new.
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

/// What an edit changes about a profile: `None` leaves a field as it is, and `Some(None)` empties it. The history
/// keeps the two apart: as JSON, a field that stays is absent, and one that is emptied is `null`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is the field of the same name in `Profile`")]
pub struct ProfileEdit {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ProfileKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_name: Option<Name>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub title: Option<Option<Title>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub also_at: Option<Vec<Name>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beats: Option<Vec<BeatSlug>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub languages: Option<Vec<Language>>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub pronouns: Option<Option<Pronouns>>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub bio: Option<Option<Bio>>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub desk: Option<Option<ProfileId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consents: Option<BTreeMap<ConsentTopic, Timestamp>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_ids: Option<BTreeMap<ExternalSystem, ExternalId>>,
    /// All channels at once, in order of rank, as an import replaces them. A channel whose `id` the profile
    /// already has keeps its `added_at`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channels: Option<Vec<NewChannel>>,
}

/// A field that is there says what it becomes, also where it says `null`.
fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::id;

    #[test]
    fn the_history_tells_a_field_that_is_emptied_from_one_that_stays() {
        let edit = ProfileEdit {
            title: Some(None),
            bio: Some(Some(Bio::parse("Covers the courts.").unwrap())),
            also_at: Some(Vec::new()),
            ..ProfileEdit::default()
        };
        let change = Change::EditProfile { profile: id(1), edit: Box::new(edit) };
        let json = serde_json::to_string(&change).unwrap();
        assert_eq!(
            json,
            format!(
                "{{\"change\":\"edit_profile\",\"profile\":\"{}\",\
                 \"edit\":{{\"title\":null,\"also_at\":[],\"bio\":\"Covers the courts.\"}}}}",
                id(1)
            )
        );
        assert!(serde_json::from_str::<Change>(&json).unwrap() == change);
    }

    #[test]
    fn a_profile_of_an_older_history_still_reads() {
        let mut directory = crate::samples::empty();
        let ada = crate::samples::person(1, "Ada Ferris");
        let ada = crate::samples::make(&mut directory, Change::AddProfile(Box::new(ada))).unwrap();
        let mut json = serde_json::to_value(&ada).unwrap();
        for field in ["photo", "members", "shielded_at", "ends_at"] {
            assert!(json.as_object_mut().unwrap().remove(field).is_some(), "{field}");
        }
        assert!(serde_json::from_value::<crate::Profile>(json).unwrap() == ada);
    }

    #[test]
    fn every_change_of_the_newsroom_reads_back() {
        let photo = Some(PhotoHash::from_digest([7; 32]));
        for change in [
            Change::SetPhoto { profile: id(1), photo },
            Change::Shield { profile: id(1) },
            Change::Unshield { profile: id(1) },
            Change::SetMembers { profile: id(1), members: vec![id(2)] },
            Change::SetEnd { profile: id(1), ends_at: Some(Timestamp::from_seconds(9)) },
            Change::ShowChannel {
                profile: id(1),
                channel: crate::samples::channel_id(1),
                visibility: Visibility::Profile,
            },
        ] {
            let json = serde_json::to_string(&change).unwrap();
            assert!(serde_json::from_str::<Change>(&json).unwrap() == change, "{json}");
        }
    }
}
