//! A channel's kind and value in one: a value of the wrong kind cannot be written down.

use serde::{Deserialize, Serialize};

use super::{
    AppInstructions, ChannelError, ChannelKind, EmailAddress, MatrixId, OnionAddress, OpenPgpKey,
    PostalAddress, SessionId, SignalLink, SignalUsername, SimplexAddress, TelegramName, TelephoneNumber,
    ThreemaId, TipAddress, WebAddress, WireName, XmppAddress,
};

/// What a channel is. The JSON form, in the history, is `{"kind": "email", "value": "…"}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant is the kind of the same name")]
pub enum ChannelValue {
    SignalLink(SignalLink),
    SignalUsername(SignalUsername),
    SignalNumber(TelephoneNumber),
    Email(EmailAddress),
    Pgp(OpenPgpKey),
    Securedrop(OnionAddress),
    Globaleaks(TipAddress),
    Hushline(TipAddress),
    Onionshare(TipAddress),
    WebForm(WebAddress),
    Whatsapp(TelephoneNumber),
    Threema(ThreemaId),
    Wire(WireName),
    Session(SessionId),
    Simplex(SimplexAddress),
    Matrix(MatrixId),
    Xmpp(XmppAddress),
    Telegram(TelegramName),
    Phone(TelephoneNumber),
    Post(PostalAddress),
    App(AppInstructions),
}

impl ChannelValue {
    /// Reads `text` as the value of a channel of that kind.
    pub fn parse(kind: ChannelKind, text: &str) -> Result<Self, ChannelError> {
        Ok(match kind {
            ChannelKind::SignalLink => Self::SignalLink(SignalLink::parse(text)?),
            ChannelKind::SignalUsername => Self::SignalUsername(SignalUsername::parse(text)?),
            ChannelKind::SignalNumber => Self::SignalNumber(TelephoneNumber::parse(text)?),
            ChannelKind::Email => Self::Email(EmailAddress::parse(text)?),
            ChannelKind::Pgp => Self::Pgp(OpenPgpKey::parse(text)?),
            ChannelKind::Securedrop => Self::Securedrop(OnionAddress::parse(text)?),
            ChannelKind::Globaleaks => Self::Globaleaks(TipAddress::parse(text)?),
            ChannelKind::Hushline => Self::Hushline(TipAddress::parse(text)?),
            ChannelKind::Onionshare => Self::Onionshare(TipAddress::parse(text)?),
            ChannelKind::WebForm => Self::WebForm(WebAddress::parse(text)?),
            ChannelKind::Whatsapp => Self::Whatsapp(TelephoneNumber::parse(text)?),
            ChannelKind::Threema => Self::Threema(ThreemaId::parse(text)?),
            ChannelKind::Wire => Self::Wire(WireName::parse(text)?),
            ChannelKind::Session => Self::Session(SessionId::parse(text)?),
            ChannelKind::Simplex => Self::Simplex(SimplexAddress::parse(text)?),
            ChannelKind::Matrix => Self::Matrix(MatrixId::parse(text)?),
            ChannelKind::Xmpp => Self::Xmpp(XmppAddress::parse(text)?),
            ChannelKind::Telegram => Self::Telegram(TelegramName::parse(text)?),
            ChannelKind::Phone => Self::Phone(TelephoneNumber::parse(text)?),
            ChannelKind::Post => Self::Post(PostalAddress::parse(text)?),
            ChannelKind::App => Self::App(AppInstructions::parse(text)?),
        })
    }

    /// Which kind it is.
    pub const fn kind(&self) -> ChannelKind {
        match self {
            Self::SignalLink(_) => ChannelKind::SignalLink,
            Self::SignalUsername(_) => ChannelKind::SignalUsername,
            Self::SignalNumber(_) => ChannelKind::SignalNumber,
            Self::Email(_) => ChannelKind::Email,
            Self::Pgp(_) => ChannelKind::Pgp,
            Self::Securedrop(_) => ChannelKind::Securedrop,
            Self::Globaleaks(_) => ChannelKind::Globaleaks,
            Self::Hushline(_) => ChannelKind::Hushline,
            Self::Onionshare(_) => ChannelKind::Onionshare,
            Self::WebForm(_) => ChannelKind::WebForm,
            Self::Whatsapp(_) => ChannelKind::Whatsapp,
            Self::Threema(_) => ChannelKind::Threema,
            Self::Wire(_) => ChannelKind::Wire,
            Self::Session(_) => ChannelKind::Session,
            Self::Simplex(_) => ChannelKind::Simplex,
            Self::Matrix(_) => ChannelKind::Matrix,
            Self::Xmpp(_) => ChannelKind::Xmpp,
            Self::Telegram(_) => ChannelKind::Telegram,
            Self::Phone(_) => ChannelKind::Phone,
            Self::Post(_) => ChannelKind::Post,
            Self::App(_) => ChannelKind::App,
        }
    }

    /// The canonical form, as it is stored; [`Self::parse`] reads it back. For a PGP key it is the armored key.
    pub fn as_str(&self) -> &str {
        match self {
            Self::SignalLink(value) => value.as_str(),
            Self::SignalUsername(value) => value.as_str(),
            Self::SignalNumber(value) | Self::Whatsapp(value) | Self::Phone(value) => value.as_str(),
            Self::Email(value) => value.as_str(),
            Self::Pgp(value) => value.as_str(),
            Self::Securedrop(value) => value.as_str(),
            Self::Globaleaks(value) | Self::Hushline(value) | Self::Onionshare(value) => value.as_str(),
            Self::WebForm(value) => value.as_str(),
            Self::Threema(value) => value.as_str(),
            Self::Wire(value) => value.as_str(),
            Self::Session(value) => value.as_str(),
            Self::Simplex(value) => value.as_str(),
            Self::Matrix(value) => value.as_str(),
            Self::Xmpp(value) => value.as_str(),
            Self::Telegram(value) => value.as_str(),
            Self::Post(value) => value.as_str(),
            Self::App(value) => value.as_str(),
        }
    }

    /// What people read, compare and type.
    pub fn display(&self) -> String {
        match self {
            Self::SignalNumber(number) | Self::Whatsapp(number) | Self::Phone(number) => number.display(),
            Self::Email(address) => address.display(),
            Self::Pgp(key) => key.fingerprint().grouped(),
            Self::Securedrop(address) => address.host().to_owned(),
            Self::Globaleaks(address) | Self::Hushline(address) | Self::Onionshare(address) => {
                address.display().to_owned()
            }
            Self::Telegram(name) => format!("@{}", name.as_str()),
            Self::SignalLink(_)
            | Self::SignalUsername(_)
            | Self::WebForm(_)
            | Self::Threema(_)
            | Self::Wire(_)
            | Self::Session(_)
            | Self::Simplex(_)
            | Self::Matrix(_)
            | Self::Xmpp(_)
            | Self::Post(_)
            | Self::App(_) => self.as_str().to_owned(),
        }
    }

    /// What templates and tools compare: the canonical form, and for a PGP key its whole fingerprint.
    pub fn value(&self) -> String {
        match self {
            Self::Pgp(key) => key.fingerprint().as_str().to_owned(),
            other => other.as_str().to_owned(),
        }
    }

    /// The address that opens it, for the kinds that have one. A username or an ID that people type has none: a link
    /// made up for it would lead nowhere, or to somebody else.
    pub fn url(&self) -> Option<String> {
        match self {
            Self::SignalNumber(number) => Some(format!("https://signal.me/#p/{}", number.as_str())),
            Self::Whatsapp(number) => Some(format!("https://wa.me/{}", number.digits())),
            Self::Phone(number) => Some(format!("tel:{}", number.as_str())),
            Self::Email(address) => Some(address.url()),
            Self::Threema(id) => Some(id.url()),
            Self::Matrix(id) => Some(id.url()),
            Self::Xmpp(address) => Some(address.url()),
            Self::Telegram(name) => Some(name.url()),
            Self::SignalLink(_)
            | Self::Securedrop(_)
            | Self::Globaleaks(_)
            | Self::Hushline(_)
            | Self::Onionshare(_)
            | Self::WebForm(_)
            | Self::Simplex(_) => Some(self.as_str().to_owned()),
            Self::SignalUsername(_)
            | Self::Pgp(_)
            | Self::Wire(_)
            | Self::Session(_)
            | Self::Post(_)
            | Self::App(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
