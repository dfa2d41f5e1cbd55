//! What a newsroom publishes, and the rules for changing it.
//!
//! Text from outside is parsed here once, into types that cannot hold anything else; a [`Change`] is applied by
//! [`Directory::apply`], which is pure: no I/O, no clock, no randomness. What the public may see of a profile is
//! a type of its own, [`PublicProfile`], so that no format and no page can show a hidden channel by mistake.

mod apply;
mod change;
pub mod channel;
mod confusable;
mod contact_like;
mod door;
mod freshness;
mod id;
mod language;
mod photo;
mod profile;
mod public;
mod publish;
#[cfg(test)]
mod samples;
mod slug;
mod staff;
mod text;
mod time;

pub use apply::{Applied, ApplyError, Directory, SlugUse};
pub use change::{Change, NewChannel, NewProfile, OldSlug, ProfileEdit};
pub use channel::{Channel, ChannelError, ChannelKind, ChannelValue, Visibility};
pub use confusable::skeleton;
pub use contact_like::ContactLike;
pub use door::Door;
pub use freshness::Freshness;
pub use id::{
    AccountId, ChannelId, IdError, LetterId, PasskeyId, ProfileId, ProposalId, SessionId, TokenId, Uid,
};
pub use language::{Direction, Language, LanguageError, script_direction};
pub use photo::PhotoHash;
pub use profile::{
    Beat, BeatSlug, ConsentTopic, ExternalId, ExternalSystem, Outlet, Profile, ProfileKind, Status,
};
pub use public::{Audience, DeskReference, Portrait, PublicChannel, PublicProfile, PublicStatus, Readers};
pub use slug::{Slug, SlugError};
pub use staff::{Act, Reach, Role, Strength};
pub use text::{Bio, Label, Name, Note, Pronouns, TextError, Title, Unwanted};
pub use time::{Month, Timestamp};
