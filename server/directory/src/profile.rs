//! A profile: one reporter or one team that sources can reach.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use crate::{
    Bio, Channel, Language, Name, PhotoHash, ProfileId, Pronouns, Slug, SlugError, TextError, Timestamp,
    Title, Uid, slug,
};

/// One reporter or one team, as the newsroom keeps it. The public sees it only as a [`crate::PublicProfile`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Which profile, inside this server.
    pub id: ProfileId,
    /// Which person or desk, in every address book, for ever.
    pub uid: Uid,
    /// Its address on the public side. Never given to another profile.
    pub slug: Slug,
    /// A person or a desk.
    pub kind: ProfileKind,
    /// As it stands in a byline.
    pub name: Name,
    /// As it stands in an index: `Ferris, Ada`.
    pub sort_name: Name,
    /// `Senior Reporter`.
    pub title: Option<Title>,
    /// The publication this profile works for, by the name in the newsroom's list.
    pub outlet: Name,
    /// Other outlets it also works for.
    pub also_at: Vec<Name>,
    /// Whether, and how, the public sees it.
    pub status: Status,
    /// Fields of reporting, from the newsroom's list, in order.
    pub beats: Vec<BeatSlug>,
    /// Languages this profile can be written to in, best first.
    pub languages: Vec<Language>,
    /// How to speak of this person. Needs consent.
    pub pronouns: Option<Pronouns>,
    /// Who this is, in plain text without any contact in it.
    pub bio: Option<Bio>,
    /// The ways to reach it, best first: a channel's place here is its rank.
    pub channels: Vec<Channel>,
    /// The desk that is named beside it while it cannot be reached.
    pub desk: Option<ProfileId>,
    /// What the reporter has agreed to publish, and when that was recorded.
    pub consents: BTreeMap<ConsentTopic, Timestamp>,
    /// The same person in other systems, such as the CMS's author number.
    pub external_ids: BTreeMap<ExternalSystem, ExternalId>,
    /// A portrait. Needs consent.
    #[serde(default)]
    pub photo: Option<PhotoHash>,
    /// The people behind a desk: any of them confirms its channels. Empty for a person.
    #[serde(default)]
    pub members: Vec<ProfileId>,
    /// Since when numbers and portrait are hidden and the profile is in no list, because of harassment.
    #[serde(default)]
    pub shielded_at: Option<Timestamp>,
    /// When a freelancer's engagement ends: from then on the profile is shown as paused. Private, like every such date.
    #[serde(default)]
    pub ends_at: Option<Timestamp>,
    /// When a pause ends. Private: a date would say when somebody is away.
    pub paused_until: Option<Timestamp>,
    /// When the profile was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// How often it has changed; an edit names the revision it started from.
    pub revision: u64,
    /// The edition that first showed it as it now is; none until it has been published.
    pub since_edition: Option<u64>,
}

/// A person or a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProfileKind {
    /// One reporter.
    Person,
    /// A team behind one door, such as an investigations desk.
    Desk,
}

/// Whether, and how, the public sees a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Being written: the public gets the same 404 as for a slug nobody has.
    Draft,
    /// Published.
    Listed,
    /// Published without channels, the desk named beside it.
    Paused,
    /// Gone for good: 410 without a name.
    Withdrawn,
}

/// Something that is published only after the reporter said so on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentTopic {
    /// A telephone number for calls.
    Phone,
    /// A WhatsApp number.
    Whatsapp,
    /// A portrait.
    Photo,
    /// Pronouns.
    Pronouns,
}

/// A field of reporting, from the newsroom's own list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beat {
    /// As it stands in addresses and JSON: `cybersecurity`.
    pub slug: BeatSlug,
    /// As it stands on a page: `Cybersecurity`.
    pub name: Name,
}

/// A beat's short name in addresses and JSON, with the same alphabet as a profile's [`Slug`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BeatSlug(String);

/// A publication that profiles work for. One server may hold several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    /// `The Harbour Courier`.
    pub name: Name,
}

/// The name of another system that knows this person: `wordpress`, `arc`, `ghost`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ExternalSystem(String);

/// What that other system calls this person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ExternalId(String);

impl BeatSlug {
    /// Reads a beat's slug.
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        slug::check(text)?;
        Ok(Self(text.to_owned()))
    }

    /// The slug that a beat's name suggests.
    pub fn from_name(name: &Name) -> Result<Self, SlugError> {
        Slug::from_name(name).map(|slug| Self(slug.into()))
    }
}

impl ExternalSystem {
    /// How long a system's name may be.
    pub const MAX_CHARACTERS: usize = 32;

    /// Reads a system's name: lower-case ASCII letters, digits, `-` and `_`, starting with a letter.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let starts_well = text.starts_with(|first: char| first.is_ascii_lowercase());
        let fits = text.len() <= Self::MAX_CHARACTERS
            && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'));
        if starts_well && fits { Ok(Self(text.to_owned())) } else { Err(TextError::System) }
    }
}

impl ExternalId {
    /// How long an identifier may be.
    pub const MAX_CHARACTERS: usize = 128;

    /// Reads an identifier. It is published, so it cannot be an e-mail address: `@` is refused.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let fits = !text.is_empty()
            && text.len() <= Self::MAX_CHARACTERS
            && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>\\@".contains(&byte));
        if fits { Ok(Self(text.to_owned())) } else { Err(TextError::ExternalId) }
    }
}

macro_rules! as_text {
    ($name:ident, $error:ty) => {
        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $error;
            fn try_from(text: String) -> Result<Self, $error> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

as_text!(BeatSlug, SlugError);
as_text!(ExternalSystem, TextError);
as_text!(ExternalId, TextError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_systems_name_and_identifier_can_stand_in_json_and_csv() {
        assert!(ExternalSystem::parse("wordpress").is_ok());
        for text in ["", "WordPress", "2cms", "a b", "a.b", &"a".repeat(33)] {
            assert_eq!(ExternalSystem::parse(text), Err(TextError::System), "{text}");
        }
        assert!(ExternalId::parse("author/42:a-b_c").is_ok());
        for text in ["", "a b", "\"42\"", "<b>", "ada@example.org", "é", "a\n", &"a".repeat(129)] {
            assert_eq!(ExternalId::parse(text), Err(TextError::ExternalId), "{text}");
        }
    }
}
