//! What cards carry whole: keys and portraits. Which e-mail address an OpenPGP key belongs to is decided here too. Programs that find the two in one group encrypt to the one
//! with the other, so a wrong pair would send a message that its reader cannot open.

use data_encoding::BASE64;
use directory::channel::{EmailAddress, OpenPgpKey};
use directory::{Audience, ChannelValue, PublicChannel, PublicProfile};

/// The key that cards carry whole, and the address it belongs to.
#[derive(Clone, Copy)]
pub(crate) struct MailKey<'a> {
    /// The first key. Readers pin one key, so cards carry one.
    pub(crate) key: Option<&'a OpenPgpKey>,
    /// The address in its group: the first that the key names, or simply the first where there is no key or
    /// the key names none.
    pub(crate) address: Option<&'a EmailAddress>,
}

/// The media type of an OpenPGP key (RFC 3156, 7).
pub(crate) const KEY_MEDIA_TYPE: &str = "application/pgp-keys";

/// The largest key that a card carries; a larger one is named by its fingerprint.
const KEY_OCTETS: usize = 16 * 1024;

impl<'a> MailKey<'a> {
    /// The first key among `channels`, with its address.
    pub(crate) fn among(channels: impl Iterator<Item = &'a PublicChannel> + Clone) -> Self {
        let key = keys(channels.clone()).next();
        let named = key.map(OpenPgpKey::emails).unwrap_or_default();
        let mut addresses = channels.filter_map(|channel| match &channel.value {
            ChannelValue::Email(address) => Some(address),
            _ => None,
        });
        let address = if named.is_empty() {
            addresses.next()
        } else {
            addresses.find(|address| named.iter().any(|name| name.is_same_mailbox(address)))
        };
        Self { key, address }
    }

    /// The key's octets, unless they are too many for a card.
    pub(crate) fn octets(&self) -> Option<&'a [u8]> {
        self.key.map(OpenPgpKey::binary).filter(|octets| octets.len() <= KEY_OCTETS)
    }

    /// Whether `address` is the one in the key's group.
    pub(crate) fn is_for(&self, address: &EmailAddress) -> bool {
        self.address.is_some_and(|own| own == address)
    }
}

/// Every key among `channels`.
pub(crate) fn keys<'a>(
    channels: impl Iterator<Item = &'a PublicChannel>,
) -> impl Iterator<Item = &'a OpenPgpKey> {
    channels.filter_map(|channel| match &channel.value {
        ChannelValue::Pgp(key) => Some(key),
        _ => None,
    })
}

/// What every portrait is.
pub(crate) const PORTRAIT_MEDIA_TYPE: &str = "image/jpeg";

/// The largest portrait that a card carries.
const PORTRAIT_OCTETS: usize = 32 * 1024;

/// The portrait that a card carries: never where it lies, because whoever looks at such a card asks its publisher for
/// it. Cards of everybody at once carry none.
pub(crate) fn portrait(profile: &PublicProfile, audience: Audience) -> Option<&[u8]> {
    let octets = profile.photo.as_ref().and_then(|photo| photo.octets.as_deref());
    octets.filter(|octets| audience == Audience::ProfileOnly && octets.len() <= PORTRAIT_OCTETS)
}

/// Octets as an address of their own (RFC 2397), with the comma that JSON need not escape.
pub(crate) fn data_uri(media_type: &str, octets: &[u8]) -> String {
    format!("data:{media_type};base64,{}", BASE64.encode(octets))
}
