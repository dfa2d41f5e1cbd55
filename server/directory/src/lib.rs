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
mod id;
mod language;
mod profile;
mod public;
mod publish;
#[cfg(test)]
mod samples;
mod slug;
mod text;
mod time;

pub use apply::{Applied, ApplyError, Directory, SlugUse};
pub use change::{Change, NewChannel, NewProfile, OldSlug, ProfileEdit};
pub use channel::{Channel, ChannelError, ChannelKind, ChannelValue, Visibility};
pub use confusable::skeleton;
pub use contact_like::ContactLike;
pub use id::{ChannelId, IdError, ProfileId, Uid};
pub use language::{Direction, Language, LanguageError, script_direction};
pub use profile::{
    Beat, BeatSlug, ConsentTopic, ExternalId, ExternalSystem, Outlet, Profile, ProfileKind, Status,
};
pub use public::{Audience, DeskReference, PublicChannel, PublicProfile, PublicStatus};
pub use slug::{Slug, SlugError};
pub use text::{Bio, Label, Name, Note, Pronouns, TextError, Title, Unwanted};
pub use time::{Month, Timestamp};
