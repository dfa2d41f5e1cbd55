//! Keys made for these tests, whole and damaged.

use data_encoding::BASE64;
use pgp::packet::{Subpacket, SubpacketData};

use super::*;

const CURRENT: &str = include_str!("../../../../../tests/data/keys/current_v4.asc");
const CURRENT_V6: &str = include_str!("../../../../../tests/data/keys/current_v6.asc");
const EXPIRED: &str = include_str!("../../../../../tests/data/keys/expired_v4.asc");
const REVOKED: &str = include_str!("../../../../../tests/data/keys/revoked_v4.asc");
const RSA: &str = include_str!("../../../../../tests/data/keys/rsa_v4.asc");
const SECRET: &str = include_str!("../../../../../tests/data/keys/secret_v4.asc");
const SECRET_V6: &str = include_str!("../../../../../tests/data/keys/secret_v6.asc");
const SHA1: &str = include_str!("../../../../../tests/data/keys/sha1_v4.asc");
const SIGNED_BY_OTHERS: &str = include_str!("../../../../../tests/data/keys/signed_by_others_v4.asc");
const SIGN_ONLY: &str = include_str!("../../../../../tests/data/keys/sign_only_v4.asc");
const TWO_KEYS: &str = include_str!("../../../../../tests/data/keys/two_keys_v4.asc");

const FINGERPRINT: &str = "8FB7215864C62DD03C2E1FE2BF48B4AE005E9FDC";
const FINGERPRINT_V6: &str = "2592CFBE52871C470A0813A82012E06D30D4721EF773CC5AEA998E83339BD868";

fn parse(text: &str) -> OpenPgpKey {
    OpenPgpKey::parse(text).unwrap()
}

fn emails(key: &OpenPgpKey) -> Vec<&str> {
    key.emails().iter().map(EmailAddress::as_str).collect()
}

/// Armor around octets, without a checksum, as nobody but a test makes it.
fn armor(octets: &[u8]) -> String {
    format!("{BEGIN}\n\n{}\n{END}\n", BASE64.encode(octets))
}

#[test]
fn the_fingerprint_is_computed_from_the_key() {
    assert_eq!(parse(CURRENT).fingerprint().as_str(), FINGERPRINT);
    assert_eq!(parse(CURRENT).fingerprint().grouped(), "8FB7 2158 64C6 2DD0 3C2E 1FE2 BF48 B4AE 005E 9FDC");
    assert_eq!(parse(CURRENT_V6).fingerprint().as_str(), FINGERPRINT_V6);
}

#[test]
fn the_names_that_the_owner_took_back_are_not_read() {
    let mut read = emails(&parse(CURRENT)).into_iter().map(str::to_owned).collect::<Vec<_>>();
    read.sort();
    assert_eq!(read, ["ines.marlow@courier.example", "tips@courier.example"]);
    assert_eq!(emails(&parse(CURRENT_V6)), ["noor.haddad@courier.example"]);
}

#[test]
fn a_key_ends_when_nobody_can_encrypt_to_it_any_more() {
    assert_eq!(parse(CURRENT).expires_at(), None);
    assert_eq!(parse(CURRENT_V6).expires_at(), None);
    // The keys for encryption end before the keys they belong to.
    assert_eq!(parse(EXPIRED).expires_at(), Timestamp::parse_rfc3339("2024-07-01T12:00:00Z"));
    assert_eq!(parse(RSA).expires_at(), Timestamp::parse_rfc3339("2030-01-01T12:00:00Z"));
}

#[test]
fn the_canonical_form_reads_back_as_itself() {
    for text in [CURRENT, CURRENT_V6, EXPIRED, RSA] {
        let key = parse(text);
        let again = parse(key.armored());
        assert_eq!(again.armored(), key.armored());
        assert_eq!(again.binary(), key.binary());
        assert_eq!(again.expires_at(), key.expires_at());
        assert_eq!(emails(&again), emails(&key));
        assert!(key.armored().starts_with(BEGIN));
    }
}

#[test]
fn comments_and_the_line_ends_of_other_systems_change_nothing() {
    let commented = CURRENT.replacen("\n\n", "\nComment: call me on +44 20 7946 0123\nVersion: x\n\n", 1);
    assert_eq!(parse(&commented), parse(CURRENT));
    assert!(!parse(&commented).armored().contains("Comment"));
    assert_eq!(parse(&CURRENT.replace('\n', "\r\n")), parse(CURRENT));
    assert_eq!(parse(&format!("  \n{CURRENT}\n\n")), parse(CURRENT));
}

#[test]
fn other_peoples_signatures_are_not_published() {
    let other = [0xA6, 0xE7, 0x4D, 0xC6, 0x96, 0x4D, 0x61, 0x24];
    let holds_other = |octets: &[u8]| octets.windows(other.len()).any(|window| window == other);
    assert!(holds_other(&dearmored(SIGNED_BY_OTHERS).unwrap()));
    let key = parse(SIGNED_BY_OTHERS);
    assert!(!holds_other(key.binary()));
    assert_eq!(key.binary().len(), parse(CURRENT).binary().len());
    assert_eq!(key.emails().len(), 2);
}

#[test]
fn a_secret_key_is_refused_by_name() {
    for text in [SECRET, SECRET_V6] {
        assert_eq!(OpenPgpKey::parse(text), Err(ChannelError::PgpSecretKey));
        // The same packets, called a public key.
        let renamed = text.replace("PRIVATE", "PUBLIC");
        assert_eq!(OpenPgpKey::parse(&renamed), Err(ChannelError::PgpSecretKey));
    }
    assert!(ChannelError::PgpSecretKey.to_string().contains("SECRET key"));
}

#[test]
fn a_short_key_id_is_refused_by_name() {
    for (text, digits) in [
        ("CF11852", 7),
        ("0xCF118521", 8),
        ("BF48B4AE005E9FDC", 16),
        ("0xBF48 B4AE 005E 9FDC", 16),
        (FINGERPRINT.split_at(1).1, 39),
    ] {
        let refused = OpenPgpKey::parse(text).unwrap_err();
        assert_eq!(refused, ChannelError::PgpKeyId { digits });
        assert!(refused.to_string().starts_with(&format!("is {digits} hexadecimal digits: a short key id")));
    }
}

#[test]
fn a_fingerprint_without_its_key_is_refused() {
    let grouped = parse(CURRENT).fingerprint().grouped();
    for text in [FINGERPRINT, &FINGERPRINT.to_lowercase(), &grouped, FINGERPRINT_V6] {
        assert_eq!(OpenPgpKey::parse(text), Err(ChannelError::PgpFingerprintOnly), "{text}");
    }
}

#[test]
fn only_one_key_is_accepted() {
    assert_eq!(OpenPgpKey::parse(TWO_KEYS), Err(ChannelError::PgpSeveralKeys));
    assert_eq!(OpenPgpKey::parse(&format!("{CURRENT}\n{RSA}")), Err(ChannelError::PgpSeveralKeys));
}

#[test]
fn a_key_that_sources_cannot_use_is_refused_by_name() {
    assert_eq!(OpenPgpKey::parse(REVOKED), Err(ChannelError::PgpRevoked));
    assert_eq!(OpenPgpKey::parse(SIGN_ONLY), Err(ChannelError::PgpNoEncryption));
    assert_eq!(OpenPgpKey::parse(SHA1), Err(ChannelError::PgpWeakSignature));
}

#[test]
fn a_text_that_is_no_armored_public_key_is_refused() {
    let signature = CURRENT.replace("PUBLIC KEY BLOCK", "SIGNATURE");
    for text in [
        "hello",
        "https://keys.example/key.asc",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----",
        &armor(b""),
        &armor(b"hello"),
        &signature,
        &format!("My key:\n{CURRENT}"),
        &CURRENT.replace(END, ""),
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n!!!!\n-----END PGP PUBLIC KEY BLOCK-----",
    ] {
        assert_eq!(OpenPgpKey::parse(text), Err(ChannelError::PgpForm), "{text}");
    }
    assert_eq!(OpenPgpKey::parse(" \n"), Err(ChannelError::Empty));
    let long = "a".repeat(OpenPgpKey::MAX_ARMORED_OCTETS + 1);
    assert!(matches!(OpenPgpKey::parse(&long), Err(ChannelError::TooLong { .. })));
}

#[test]
fn a_name_that_the_key_did_not_sign_is_dropped() {
    let key = parse(CURRENT);
    let octets = key.binary().to_vec();
    let at = octets.windows(4).position(|window| window == b"tips").unwrap();
    let mut forged = octets;
    forged[at] = b'l';
    let read = parse(&armor(&forged));
    assert_eq!(emails(&read), ["ines.marlow@courier.example"]);
    assert!(!read.binary().windows(4).any(|window| window == b"lips"));
}

#[test]
fn a_remark_that_nobody_signed_is_dropped() {
    let mut key = SignedPublicKey::from_bytes(parse(CURRENT).binary()).unwrap();
    let remark = SubpacketData::PolicyURI("https://evil.example/call-me".to_owned());
    let signature = key.details.users[0].signatures.first_mut().unwrap();
    signature.unhashed_subpacket_push(Subpacket::regular(remark).unwrap()).unwrap();
    let octets = key.to_bytes().unwrap();
    assert!(octets.len() > parse(CURRENT).binary().len());
    assert_eq!(parse(&armor(&octets)), parse(CURRENT));
}

#[test]
fn no_damaged_octet_makes_another_key_of_it() {
    let key = parse(CURRENT);
    // Every eleventh octet: each takes milliseconds in a build without optimization.
    for index in (0..key.binary().len()).step_by(11) {
        let mut damaged = key.binary().to_vec();
        damaged[index] ^= 0x10;
        // Refused, or the same key with less said about it.
        if let Ok(read) = OpenPgpKey::parse(&armor(&damaged)) {
            assert_eq!(read.fingerprint(), key.fingerprint(), "octet {index}");
            assert!(emails(&read).iter().all(|email| email.ends_with("@courier.example")), "octet {index}");
            assert!(read.binary().len() <= key.binary().len(), "octet {index}");
        }
    }
}

#[test]
fn a_key_that_was_cut_off_is_refused() {
    let key = parse(CURRENT);
    for length in (0..key.binary().len()).step_by(11) {
        let cut = armor(&key.binary()[..length]);
        assert!(OpenPgpKey::parse(&cut).is_err(), "{length} octets");
    }
}

#[test]
fn a_key_does_not_print_itself() {
    assert_eq!(format!("{:?}", parse(CURRENT)), "OpenPgpKey(…)");
    assert_eq!(format!("{:?}", parse(CURRENT).fingerprint()), "Fingerprint(…)");
}
