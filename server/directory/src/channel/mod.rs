//! A channel: one way to reach a profile. Each kind's value is a type of its own that parses, so that a typing
//! error is caught here and not by a source who writes to a stranger.

#[macro_use]
mod held;

mod app;
mod certificate;
mod domain;
mod email;
mod error;
mod fiction;
mod kind;
mod matrix;
mod onion;
mod openpgp;
mod post;
mod session;
mod signal;
mod simplex;
mod telegram;
mod telephone;
mod threema;
mod value;
mod web;
mod wire;
mod xmpp;

pub use app::AppInstructions;
pub use email::EmailAddress;
pub use error::ChannelError;
pub use kind::ChannelKind;
pub use matrix::MatrixId;
pub use onion::OnionAddress;
pub use openpgp::{Fingerprint, OpenPgpKey};
pub use post::PostalAddress;
pub use session::SessionId;
pub use signal::{SignalLink, SignalUsername};
pub use simplex::SimplexAddress;
pub use telegram::TelegramName;
pub use telephone::TelephoneNumber;
pub use threema::ThreemaId;
pub use value::ChannelValue;
pub use web::{TipAddress, WebAddress};
pub use wire::WireName;
pub use xmpp::XmppAddress;

use serde::{Deserialize, Serialize};

use crate::{ChannelId, Label, Note, Timestamp};

/// One way to reach a profile, as the newsroom keeps it. Its rank is its place among the profile's channels.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Which channel.
    pub id: ChannelId,
    /// What it is, and its checked value.
    pub value: ChannelValue,
    /// The newsroom's own label, instead of the kind's.
    pub label: Option<Label>,
    /// A remark of the reporter's, without any contact in it.
    pub note: Option<Note>,
    /// Where it is shown.
    pub visibility: Visibility,
    /// When its owner last said that it reaches them.
    pub confirmed_at: Option<Timestamp>,
    /// When its owner must say so again.
    pub confirm_by: Option<Timestamp>,
    /// When it was added.
    pub added_at: Timestamp,
}

/// Where a channel is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Nowhere.
    Hidden,
    /// On the profile's own addresses, and absent from lists, blocks and bulk files.
    Profile,
    /// Everywhere.
    Listed,
}
