//! How each kind of channel is named and addressed in formats that other programs read.

use directory::{ChannelKind, ChannelValue, PublicChannel};

/// A messenger that people have an address at.
pub(crate) struct Messenger<'a> {
    /// The service's name, as SERVICE-TYPE and `service` have it (RFC 9554, RFC 9553).
    pub(crate) service: &'static str,
    /// The name to type into the app, where there is one.
    pub(crate) username: Option<&'a str>,
    /// The address by which programs know it.
    pub(crate) uri: Option<String>,
    /// The address that a browser or phone can open, where it is another one.
    pub(crate) page: Option<String>,
}

/// The messenger behind a channel, if it is one.
pub(crate) fn messenger(value: &ChannelValue) -> Option<Messenger<'_>> {
    let found = |service, username, uri: Option<String>| {
        Some(Messenger { service, username, page: uri.clone(), uri })
    };
    match value {
        ChannelValue::SignalLink(_) | ChannelValue::SignalNumber(_) => found("Signal", None, value.url()),
        // No address resolves a bare user name, so none may be invented.
        ChannelValue::SignalUsername(name) => found("Signal", Some(name.as_str()), None),
        ChannelValue::Whatsapp(_) => found("WhatsApp", None, value.url()),
        ChannelValue::Threema(id) => found("Threema", Some(id.as_str()), value.url()),
        ChannelValue::Wire(name) => found("Wire", Some(name.as_str()), None),
        ChannelValue::Session(id) => found("Session", Some(id.as_str()), None),
        ChannelValue::Simplex(_) => found("SimpleX", None, value.url()),
        ChannelValue::Telegram(_) => found("Telegram", None, value.url()),
        ChannelValue::Xmpp(_) => found("XMPP", None, value.url()),
        // A browser opens no `matrix:` address.
        ChannelValue::Matrix(id) => Some(Messenger {
            service: "Matrix",
            username: None,
            uri: value.url(),
            page: Some(format!("https://matrix.to/#/{}", id.as_str().replace('/', "%2F"))),
        }),
        ChannelValue::Email(_)
        | ChannelValue::Pgp(_)
        | ChannelValue::Securedrop(_)
        | ChannelValue::Globaleaks(_)
        | ChannelValue::Hushline(_)
        | ChannelValue::Onionshare(_)
        | ChannelValue::WebForm(_)
        | ChannelValue::Phone(_)
        | ChannelValue::Post(_)
        | ChannelValue::App(_) => None,
    }
}

/// The address of a site that takes messages, if the channel is one.
pub(crate) fn tip_site(value: &ChannelValue) -> Option<String> {
    match value.kind() {
        ChannelKind::Securedrop
        | ChannelKind::Globaleaks
        | ChannelKind::Hushline
        | ChannelKind::Onionshare
        | ChannelKind::WebForm => value.url(),
        _ => None,
    }
}

/// Whether the messages of this kind of channel are always encrypted from one end to the other, so that
/// "securely" is true of it. Left out on purpose: WhatsApp, which tells its owner who writes to whom; XMPP and
/// Matrix, where it depends on the client; submission sites, which encrypt on arrival.
pub(crate) const fn is_end_to_end(kind: ChannelKind) -> bool {
    match kind {
        ChannelKind::SignalLink
        | ChannelKind::SignalUsername
        | ChannelKind::SignalNumber
        | ChannelKind::Threema
        | ChannelKind::Wire
        | ChannelKind::Session
        | ChannelKind::Simplex => true,
        ChannelKind::Email
        | ChannelKind::Pgp
        | ChannelKind::Securedrop
        | ChannelKind::Globaleaks
        | ChannelKind::Hushline
        | ChannelKind::Onionshare
        | ChannelKind::WebForm
        | ChannelKind::Whatsapp
        | ChannelKind::Matrix
        | ChannelKind::Xmpp
        | ChannelKind::Telegram
        | ChannelKind::Phone
        | ChannelKind::Post
        | ChannelKind::App => false,
    }
}

/// What an address book calls a channel. An onion address says what it opens in.
pub(crate) fn address_book_label(channel: &PublicChannel) -> String {
    let in_tor = channel.value.url().is_some_and(|url| is_onion(&url));
    if in_tor { format!("{} (Tor Browser)", channel.label()) } else { channel.label().to_owned() }
}

/// A value of several lines on one.
pub(crate) fn one_line(value: &ChannelValue) -> String {
    let display = value.display();
    let lines: Vec<&str> = display.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join(", ")
}

/// Whether an address is an onion service's, which no ordinary browser should be sent to.
pub(crate) fn is_onion(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default();
    host.rsplit_once('.').is_some_and(|(name, last)| !name.is_empty() && last == "onion")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_onion_address_is_known_by_its_host_alone() {
        assert!(is_onion("http://abc.onion"));
        assert!(is_onion("http://abc.onion:80/path"));
        assert!(!is_onion("https://paper.example/abc.onion"));
        assert!(!is_onion("mailto:a@abc.onion"));
    }
}
