//! The kinds of channel.

use serde::{Deserialize, Serialize};

/// A kind of channel, by the name that JSON, SQL and CSV use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant is the name of the service; `label` says it in words")]
pub enum ChannelKind {
    SignalLink,
    SignalUsername,
    SignalNumber,
    Email,
    Pgp,
    Securedrop,
    Globaleaks,
    Hushline,
    Onionshare,
    WebForm,
    Whatsapp,
    Threema,
    Wire,
    Session,
    Simplex,
    Matrix,
    Xmpp,
    Telegram,
    Phone,
    Post,
    App,
}

impl ChannelKind {
    /// Every kind, in the order in which documents list them.
    pub const ALL: [Self; 21] = [
        Self::SignalLink,
        Self::SignalUsername,
        Self::SignalNumber,
        Self::Email,
        Self::Pgp,
        Self::Securedrop,
        Self::Globaleaks,
        Self::Hushline,
        Self::Onionshare,
        Self::WebForm,
        Self::Whatsapp,
        Self::Threema,
        Self::Wire,
        Self::Session,
        Self::Simplex,
        Self::Matrix,
        Self::Xmpp,
        Self::Telegram,
        Self::Phone,
        Self::Post,
        Self::App,
    ];

    /// The name in JSON, SQL and CSV: `signal_number`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignalLink => "signal_link",
            Self::SignalUsername => "signal_username",
            Self::SignalNumber => "signal_number",
            Self::Email => "email",
            Self::Pgp => "pgp",
            Self::Securedrop => "securedrop",
            Self::Globaleaks => "globaleaks",
            Self::Hushline => "hushline",
            Self::Onionshare => "onionshare",
            Self::WebForm => "web_form",
            Self::Whatsapp => "whatsapp",
            Self::Threema => "threema",
            Self::Wire => "wire",
            Self::Session => "session",
            Self::Simplex => "simplex",
            Self::Matrix => "matrix",
            Self::Xmpp => "xmpp",
            Self::Telegram => "telegram",
            Self::Phone => "phone",
            Self::Post => "post",
            Self::App => "app",
        }
    }

    /// The kind of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// What people call it, as a label on a page or in an address book.
    pub const fn label(self) -> &'static str {
        match self {
            Self::SignalLink | Self::SignalUsername | Self::SignalNumber => "Signal",
            Self::Email => "E-mail",
            Self::Pgp => "PGP key",
            Self::Securedrop => "SecureDrop",
            Self::Globaleaks => "GlobaLeaks",
            Self::Hushline => "Hush Line",
            Self::Onionshare => "OnionShare",
            Self::WebForm => "Tip form",
            Self::Whatsapp => "WhatsApp",
            Self::Threema => "Threema",
            Self::Wire => "Wire",
            Self::Session => "Session",
            Self::Simplex => "SimpleX",
            Self::Matrix => "Matrix",
            Self::Xmpp => "XMPP",
            Self::Telegram => "Telegram",
            Self::Phone => "Phone",
            Self::Post => "Post",
            Self::App => "App",
        }
    }
}
