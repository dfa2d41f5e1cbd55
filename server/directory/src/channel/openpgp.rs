//! OpenPGP public keys: read, cleaned of what their owner did not sign, and written back in one form.
//!
//! A fingerprint alone proves nothing about the key that a source fetches somewhere, and a short key id can be made
//! to order; so the key itself is kept, and its fingerprint is computed from it. Nothing here looks at a clock: when
//! the key expires is a date, judged by whoever knows the time.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::io::Read;
use std::sync::Arc;

use data_encoding::HEXUPPER;
use pgp::armor::Dearmor;
use pgp::composed::{ArmorOptions, Deserializable, SignedPublicKey};
use pgp::packet::{Packet, PacketParser};
use pgp::ser::Serialize;
use pgp::types::{KeyDetails, KeyVersion};

use super::certificate::Certificate;
use super::{ChannelError, EmailAddress};
use crate::Timestamp;

const BEGIN: &str = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
const END: &str = "-----END PGP PUBLIC KEY BLOCK-----";

/// An OpenPGP public key that can encrypt, with its owner's own signatures and nobody else's.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OpenPgpKey(Arc<Parts>);

struct Parts {
    armored: String,
    binary: Vec<u8>,
    fingerprint: Fingerprint,
    expires_at: Option<Timestamp>,
    emails: Vec<EmailAddress>,
}

impl OpenPgpKey {
    /// The largest key, without armor, that is put into a card.
    pub const MAX_OCTETS: usize = 16 * 1024;
    /// The longest armored text that is read: keys carry others' signatures and pictures, which are dropped.
    pub const MAX_ARMORED_OCTETS: usize = 256 * 1024;

    /// Reads one armored public key.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let text = text.trim();
        refuse_what_is_no_block(text)?;
        let octets = dearmored(text)?;
        refuse_secrets_and_several_keys(&octets)?;
        let key = SignedPublicKey::from_bytes(octets.as_slice()).map_err(|_| ChannelError::PgpForm)?;
        let with_checksum = match key.version() {
            KeyVersion::V4 => true,
            // RFC 9580, 6.1: a version 6 key is armored without a checksum.
            KeyVersion::V6 => false,
            _ => return Err(ChannelError::PgpVersion),
        };
        let certificate = Certificate::clean(key)?;
        let binary = certificate.key.to_bytes().map_err(|_| ChannelError::PgpForm)?;
        if binary.len() > Self::MAX_OCTETS {
            return Err(ChannelError::PgpTooLarge { limit: Self::MAX_OCTETS });
        }
        let options = ArmorOptions { headers: None, include_checksum: with_checksum };
        let armored = certificate.key.to_armored_string(options).map_err(|_| ChannelError::PgpForm)?;
        Ok(Self(Arc::new(Parts {
            armored,
            binary,
            fingerprint: Fingerprint::of(&certificate.key),
            expires_at: certificate.expires_at,
            emails: certificate.emails,
        })))
    }

    /// The key with its armor, without comments: the canonical form, which reads back as itself.
    pub fn armored(&self) -> &str {
        &self.0.armored
    }

    /// The canonical form, by the name that every channel's value has.
    pub fn as_str(&self) -> &str {
        self.armored()
    }

    /// The key without its armor.
    pub fn binary(&self) -> &[u8] {
        &self.0.binary
    }

    /// The fingerprint, computed from the key.
    pub fn fingerprint(&self) -> &Fingerprint {
        &self.0.fingerprint
    }

    /// From when on nobody can encrypt to it, if its owner set such a date: the end of the key, or of the last of
    /// its keys for encryption.
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.0.expires_at
    }

    /// The e-mail addresses in the names that the key signed for itself and did not revoke.
    pub fn emails(&self) -> &[EmailAddress] {
        &self.0.emails
    }
}

impl PartialEq for OpenPgpKey {
    fn eq(&self, other: &Self) -> bool {
        self.armored() == other.armored()
    }
}

impl Eq for OpenPgpKey {}

impl Hash for OpenPgpKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.armored().hash(state);
    }
}

impl TryFrom<String> for OpenPgpKey {
    type Error = ChannelError;

    fn try_from(text: String) -> Result<Self, ChannelError> {
        Self::parse(&text)
    }
}

impl From<OpenPgpKey> for String {
    fn from(key: OpenPgpKey) -> Self {
        key.armored().to_owned()
    }
}

impl fmt::Debug for OpenPgpKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OpenPgpKey(…)")
    }
}

/// The whole fingerprint of a key: 40 hexadecimal digits of a version 4 key, 64 of a version 6 key. Only a key makes
/// one; nothing parses one.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Fingerprint(String);

impl Fingerprint {
    fn of(key: &impl KeyDetails) -> Self {
        Self(HEXUPPER.encode(key.fingerprint().as_bytes()))
    }

    /// All digits, in upper case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits in groups of four, for people who compare them.
    pub fn grouped(&self) -> String {
        let mut text = String::with_capacity(self.0.len() * 5 / 4);
        for (index, digit) in self.0.chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                text.push(' ');
            }
            text.push(digit);
        }
        text
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Fingerprint(…)")
    }
}

/// Says by name what people give instead of a key, and lets pass only one whole block with nothing around it.
fn refuse_what_is_no_block(text: &str) -> Result<(), ChannelError> {
    if text.is_empty() {
        return Err(ChannelError::Empty);
    }
    if text.len() > OpenPgpKey::MAX_ARMORED_OCTETS {
        return Err(ChannelError::TooLong { limit: OpenPgpKey::MAX_ARMORED_OCTETS });
    }
    if text.contains("PRIVATE KEY") {
        return Err(ChannelError::PgpSecretKey);
    }
    if let Some(digits) = count_of_hexadecimal_digits(text) {
        return Err(match digits {
            40 | 64 => ChannelError::PgpFingerprintOnly,
            digits => ChannelError::PgpKeyId { digits },
        });
    }
    if text.matches("-----BEGIN ").count() > 1 {
        return Err(ChannelError::PgpSeveralKeys);
    }
    if text.starts_with(BEGIN) && text.ends_with(END) { Ok(()) } else { Err(ChannelError::PgpForm) }
}

/// How many hexadecimal digits the text has, if it is nothing but them, in groups or not, with or without `0x`.
fn count_of_hexadecimal_digits(text: &str) -> Option<usize> {
    let text = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).unwrap_or(text);
    let digits: String =
        text.chars().filter(|character| !matches!(character, ' ' | '\u{a0}' | ':' | '-')).collect();
    let hexadecimal = digits.len() <= 128 && digits.bytes().all(|octet| octet.is_ascii_hexdigit());
    (hexadecimal && !digits.is_empty()).then_some(digits.len())
}

fn dearmored(text: &str) -> Result<Vec<u8>, ChannelError> {
    let mut octets = Vec::new();
    Dearmor::new(text.as_bytes()).read_to_end(&mut octets).map_err(|_| ChannelError::PgpForm)?;
    Ok(octets)
}

/// Walks the packets once before they become a key: the key's own parser steps over secret keys, second keys and
/// cut-off ends, which an editor must hear about.
fn refuse_secrets_and_several_keys(octets: &[u8]) -> Result<(), ChannelError> {
    let mut keys = 0_usize;
    let mut unsupported = false;
    for packet in PacketParser::new(octets) {
        match packet {
            Ok(Packet::SecretKey(_) | Packet::SecretSubkey(_)) => return Err(ChannelError::PgpSecretKey),
            Ok(Packet::PublicKey(_)) => keys += 1,
            Err(pgp::errors::Error::PacketIncomplete { .. }) => return Err(ChannelError::PgpForm),
            Err(pgp::errors::Error::Unsupported { .. }) => unsupported = true,
            // Whether the key can do without what does not parse is for its own parser to say.
            Ok(_) | Err(_) => {}
        }
    }
    match keys {
        0 if unsupported => Err(ChannelError::PgpVersion),
        0 => Err(ChannelError::PgpForm),
        1 => Ok(()),
        _ => Err(ChannelError::PgpSeveralKeys),
    }
}

#[cfg(test)]
mod tests;
