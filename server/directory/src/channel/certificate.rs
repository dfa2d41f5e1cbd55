//! What an OpenPGP key says about itself, by its own signatures alone.
//!
//! Keys gather other people's signatures, pictures and, on keyservers, whatever strangers attach. Of all that only
//! what the key signed for itself is kept: the rest says who met whom, or says nothing that can be checked.

use pgp::composed::{SignedPublicKey, SignedPublicSubKey};
use pgp::crypto::hash::HashAlgorithm;
use pgp::packet::{PublicKey, Signature, SignatureType, SubpacketData};
use pgp::types::{Duration, KeyDetails, KeyVersion, SignedUser, Tag};

use super::{ChannelError, EmailAddress};
use crate::Timestamp;

/// The end of what does not end: later than every other.
const NEVER: i64 = i64::MAX;

/// A key reduced to what it signed for itself, and what that says.
pub(super) struct Certificate {
    pub(super) key: SignedPublicKey,
    pub(super) expires_at: Option<Timestamp>,
    pub(super) emails: Vec<EmailAddress>,
}

impl Certificate {
    /// Drops what the key did not sign, and reads the rest.
    pub(super) fn clean(mut key: SignedPublicKey) -> Result<Self, ChannelError> {
        // Even one that does not verify: it may be a designated revoker's, whose key is not at hand.
        if !key.details.revocation_signatures.is_empty() {
            return Err(ChannelError::PgpRevoked);
        }
        let weak = keep_own_signatures(&mut key);
        let unsigned = if weak { ChannelError::PgpWeakSignature } else { ChannelError::PgpUnsigned };
        let users: Vec<(&SignedUser, &Signature)> =
            key.details.users.iter().filter_map(current_user).collect();
        let direct = latest(&key.details.direct_signatures);
        let of_users =
            users.iter().map(|(_, signature)| *signature).max_by_key(|signature| signature.created());
        // RFC 9580, 5.2.3.10: a version 6 key speaks through a direct signature, older ones through their names'.
        let governing = match key.version() {
            KeyVersion::V6 => direct,
            _ => of_users.or(direct),
        };
        let governing = governing.ok_or_else(|| unsigned.clone())?;

        let created = seconds(key.created_at());
        let end_of_key =
            end_of(governing, created).min(direct.map_or(NEVER, |direct| end_of(direct, created)));
        let end_of_encryption = end_of_encryption(&key, governing, end_of_key).ok_or(if weak {
            unsigned
        } else {
            ChannelError::PgpNoEncryption
        })?;
        let end = end_of_key.min(end_of_encryption);
        let expires_at = (end != NEVER).then(|| Timestamp::from_seconds(end));
        let emails = users.iter().filter_map(|(user, _)| email_of(user.id.as_str()?)).collect();
        Ok(Self { key, expires_at, emails })
    }
}

/// Keeps the signatures that the key made over its own parts, and the parts that have one. True if some were left
/// out only because of a hash that can be forged.
fn keep_own_signatures(key: &mut SignedPublicKey) -> bool {
    let primary = key.primary_key.clone();
    let mut weak = false;
    let mut keep = |signature: &Signature, valid: bool| {
        weak |= valid && !is_strong(signature);
        valid && is_strong(signature)
    };
    key.details.direct_signatures.retain(|signature| keep(signature, signature.verify_key(&primary).is_ok()));
    for user in &mut key.details.users {
        let id = &user.id;
        user.signatures.retain(|signature| {
            keep(signature, signature.verify_certification(&primary, Tag::UserId, id).is_ok())
        });
    }
    key.details.users.retain(|user| !user.signatures.is_empty());
    key.details.user_attributes.clear();
    for subkey in &mut key.public_subkeys {
        let part = subkey.clone();
        subkey.signatures.retain(|signature| keep(signature, is_binding(signature, &primary, &part)));
    }
    key.public_subkeys.retain(|subkey| !subkey.signatures.is_empty());

    let details = &mut key.details;
    let of_users = details.users.iter_mut().flat_map(|user| &mut user.signatures);
    let of_subkeys = key.public_subkeys.iter_mut().flat_map(|subkey| &mut subkey.signatures);
    details.direct_signatures.iter_mut().chain(of_users).chain(of_subkeys).for_each(drop_unsigned_remarks);
    weak
}

/// A signature has room for remarks that it does not cover, where anybody can write. What readers need to find the
/// signer stays, and so does the signature back, which proves itself.
fn drop_unsigned_remarks(signature: &mut Signature) {
    let is_needed = |data: &SubpacketData| {
        matches!(
            data,
            SubpacketData::IssuerKeyId(_)
                | SubpacketData::IssuerFingerprint(_)
                | SubpacketData::EmbeddedSignature(_)
        )
    };
    let needed: Vec<bool> = signature.config().map_or_else(Vec::new, |config| {
        config.unhashed_subpackets().map(|subpacket| is_needed(&subpacket.data)).collect()
    });
    for (index, _) in needed.iter().enumerate().rev().filter(|(_, needed)| !**needed) {
        // It fails for an index that is not there, and these are, or for a length that only streams have.
        drop(signature.unhashed_subpacket_remove(index));
    }
}

/// Whether the key made this signature over that subkey; a subkey that signs must have signed back, or else somebody
/// could adopt another's.
fn is_binding(signature: &Signature, primary: &PublicKey, subkey: &SignedPublicSubKey) -> bool {
    let signs = signature.typ() == Some(SignatureType::SubkeyBinding) && signature.key_flags().sign();
    let signed_back = || {
        signature
            .embedded_signature()
            .is_some_and(|back| back.verify_primary_key_binding(&subkey.key, primary).is_ok())
    };
    signature.verify_subkey_binding(primary, &subkey.key).is_ok() && (!signs || signed_back())
}

/// MD5, SHA-1 and RIPEMD-160 signatures can be made to fit another text.
fn is_strong(signature: &Signature) -> bool {
    !matches!(
        signature.hash_alg(),
        None | Some(HashAlgorithm::Md5 | HashAlgorithm::Sha1 | HashAlgorithm::Ripemd160)
    )
}

/// The name with the signature that counts, unless its owner took the name back. At the same second, taking back
/// counts.
fn current_user(user: &SignedUser) -> Option<(&SignedUser, &Signature)> {
    let is_revocation = |signature: &&Signature| signature.typ() == Some(SignatureType::CertRevocation);
    let signature =
        user.signatures.iter().max_by_key(|signature| (signature.created(), is_revocation(signature)))?;
    (!is_revocation(&signature)).then_some((user, signature))
}

/// When the last key for encryption ends, if there is one.
fn end_of_encryption(key: &SignedPublicKey, governing: &Signature, end_of_key: i64) -> Option<i64> {
    let primary = encrypts(governing, &key.primary_key).then_some(end_of_key);
    let subkeys = key.public_subkeys.iter().filter_map(|subkey| {
        let is_revoked = |signature: &Signature| signature.typ() == Some(SignatureType::SubkeyRevocation);
        let binding = latest(&subkey.signatures)?;
        let usable = !subkey.signatures.iter().any(is_revoked) && encrypts(binding, &subkey.key);
        usable.then(|| end_of(binding, seconds(subkey.key.created_at())))
    });
    primary.into_iter().chain(subkeys).max()
}

/// Whether the signature says that the key is for encryption; where it says nothing, as old programs did, whether
/// the algorithm can.
fn encrypts(signature: &Signature, key: &impl KeyDetails) -> bool {
    let says = signature.config().is_some_and(|config| {
        config.hashed_subpackets().any(|subpacket| matches!(subpacket.data, SubpacketData::KeyFlags(_)))
    });
    let flags = signature.key_flags();
    key.algorithm().can_encrypt() && (!says || flags.encrypt_comms() || flags.encrypt_storage())
}

fn latest(signatures: &[Signature]) -> Option<&Signature> {
    signatures.iter().max_by_key(|signature| signature.created())
}

/// When the signature or the key that it speaks for ends, whichever is first. Zero means never (RFC 9580, 5.2.3.13).
fn end_of(signature: &Signature, key_created: i64) -> i64 {
    let after = |start: i64, time: Option<Duration>| match time.map_or(0, Duration::as_secs) {
        0 => NEVER,
        seconds => start.saturating_add(i64::from(seconds)),
    };
    let signed = signature.created().map_or(0, seconds);
    after(key_created, signature.key_expiration_time())
        .min(after(signed, signature.signature_expiration_time()))
}

fn seconds(moment: pgp::types::Timestamp) -> i64 {
    i64::from(moment.as_secs())
}

/// The address in `Name <address>`, or in a name that is nothing but an address.
fn email_of(user_id: &str) -> Option<EmailAddress> {
    let address = match user_id.rsplit_once('<') {
        Some((_, rest)) => rest.split_once('>')?.0,
        None => user_id,
    };
    EmailAddress::parse(address).ok()
}
