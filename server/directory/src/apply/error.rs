//! Why a change is refused.

use crate::{Slug, Status};

/// Why a change is refused. Each message is a sentence for the person who asked; none repeats a contact.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each variant's message says what it means")]
pub enum ApplyError {
    #[error("There is no such profile.")]
    UnknownProfile,
    #[error("There is no such channel in this profile.")]
    UnknownChannel,
    #[error("The beat {beat} is not in the newsroom's list; add it there first.")]
    UnknownBeat { beat: String },
    #[error("The outlet {outlet} is not in the newsroom's list; add it there first.")]
    UnknownOutlet { outlet: String },
    #[error("There is no such desk.")]
    UnknownDesk,
    #[error("The profile named as the desk is a person; name a profile that is a desk.")]
    DeskIsPerson,
    #[error("A profile cannot be its own desk.")]
    DeskIsItself,
    #[error("The desk is withdrawn; name one that is published.")]
    DeskIsWithdrawn,
    #[error("Other profiles name this desk; give them another desk before making it a person.")]
    DeskInUse,
    #[error("There is no such person to be a member of the desk.")]
    UnknownMember,
    #[error("Only a desk has members.")]
    MembersOfPerson,
    #[error("A desk's members are persons; this profile is a desk.")]
    MemberIsDesk,
    #[error("Somebody who is withdrawn cannot become a member of a desk.")]
    MemberIsWithdrawn,
    #[error("The person is a member of a desk; take them out of it before making them a desk.")]
    MemberInUse,
    #[error("A profile with this identifier exists already.")]
    ProfileExists,
    #[error("A channel with this identifier exists already in this profile.")]
    ChannelExists,
    #[error("The slug {slug} belongs to a profile, or did once; a slug is never given again.")]
    SlugTaken { slug: Slug },
    #[error("The slug {slug} is kept for the server's own addresses; choose another.")]
    SlugReserved { slug: Slug },
    #[error("The profile has this slug already.")]
    SlugUnchanged,
    #[error("A profile with this UID exists already.")]
    UidTaken,
    #[error("Another profile has the identifier {id} of the system {system}.")]
    ExternalIdTaken { system: String, id: String },
    #[error(
        "The name looks like that of {other} without being the same; write it the same way or make it plainly different."
    )]
    ConfusableName { other: Slug },
    #[error(
        "The name looks like somebody else's without being the same; write it the same way or make it plainly different."
    )]
    ConfusableWithSomebody,
    #[error("The name mixes letters of different alphabets in one word.")]
    MixedScripts,
    #[error("The same {what} stands there twice.")]
    Repeated { what: &'static str, field: &'static str },
    #[error("There are too many {what}; at most {maximum} fit.")]
    TooMany { what: &'static str, maximum: usize, field: &'static str },
    #[error(
        "A telephone number is shown only after the reporter's consent is recorded; record it, or hide the channel."
    )]
    PhoneConsent,
    #[error(
        "A WhatsApp number is shown only after the reporter's consent is recorded; record it, or hide the channel."
    )]
    WhatsappConsent,
    #[error("Pronouns are published only after the reporter's consent is recorded.")]
    PronounsConsent,
    #[error("A portrait is published only after the reporter's consent is recorded.")]
    PhotoConsent,
    #[error("A date of consent or confirmation lies in the future.")]
    DateInFuture { field: &'static str },
    #[error("The date by which to confirm, until which to pause, or at which to end must lie in the future.")]
    DateInPast { field: &'static str },
    #[error("The PGP key has expired; renew it, then add it again.")]
    KeyExpired,
    #[error("The PGP key names none of this profile's e-mail addresses; it may be somebody else's.")]
    KeyOfSomebodyElse,
    #[error("Nobody could reach this profile: show at least one channel besides a PGP key, then publish.")]
    NoVisibleChannel,
    #[error("The profile is published already.")]
    AlreadyListed,
    #[error("The profile is withdrawn already.")]
    AlreadyWithdrawn,
    #[error("The profile is shielded already.")]
    AlreadyShielded,
    #[error("The profile is not shielded.")]
    NotShielded,
    #[error("The engagement has ended; give it a later end, or none, then publish.")]
    Ended,
    #[error("Only a published profile can be paused; this one is {}.", in_words(*status))]
    NotPausable { status: Status },
}

fn in_words(status: Status) -> &'static str {
    match status {
        Status::Draft => "a draft",
        Status::Listed => "published",
        Status::Paused => "paused",
        Status::Withdrawn => "withdrawn",
    }
}

impl ApplyError {
    /// The field of the profile that the refusal concerns, by its name in JSON; none where it concerns the whole.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::UnknownProfile
            | Self::ProfileExists
            | Self::AlreadyListed
            | Self::AlreadyWithdrawn
            | Self::AlreadyShielded
            | Self::NotShielded
            | Self::NotPausable { .. } => None,
            Self::Ended => Some("ends_at"),
            Self::UnknownMember | Self::MembersOfPerson | Self::MemberIsDesk | Self::MemberIsWithdrawn => {
                Some("members")
            }
            Self::UnknownBeat { .. } => Some("beats"),
            Self::UnknownOutlet { .. } => Some("outlet"),
            Self::UnknownDesk | Self::DeskIsPerson | Self::DeskIsItself | Self::DeskIsWithdrawn => {
                Some("desk")
            }
            Self::DeskInUse | Self::MemberInUse => Some("kind"),
            Self::SlugTaken { .. } | Self::SlugReserved { .. } | Self::SlugUnchanged => Some("slug"),
            Self::UidTaken => Some("uid"),
            Self::ExternalIdTaken { .. } => Some("external_ids"),
            Self::ConfusableName { .. } | Self::ConfusableWithSomebody | Self::MixedScripts => Some("name"),
            Self::Repeated { field, .. }
            | Self::TooMany { field, .. }
            | Self::DateInFuture { field }
            | Self::DateInPast { field } => Some(field),
            Self::PhoneConsent | Self::WhatsappConsent | Self::PronounsConsent | Self::PhotoConsent => {
                Some("consents")
            }
            Self::UnknownChannel
            | Self::ChannelExists
            | Self::KeyExpired
            | Self::KeyOfSomebodyElse
            | Self::NoVisibleChannel => Some("channels"),
        }
    }
}
