//! What must never be printed, and the one source of randomness.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

/// A value that does not print, serialise or dereference itself: reading it is a visible act.
#[derive(Clone)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Wraps a secret.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The secret itself. Never give it to a log, an error or a page.
    pub const fn expose(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// The operating system's randomness, by way of AWS-LC. A value, so that what needs randomness says so.
#[derive(Clone, Copy, Debug, Default)]
pub struct Random(());

impl Random {
    /// The one source.
    pub const fn system() -> Self {
        Self(())
    }

    /// `N` random octets.
    pub fn octets<const N: usize>(self) -> [u8; N] {
        let mut octets = [0; N];
        aws_lc_rs::rand::fill(&mut octets)
            .expect("AWS-LC aborts the process rather than fail to give randomness");
        octets
    }
}

/// Seals what is stored, so that a copy of the database alone shows none of it: AES-256-GCM with a random nonce, which
/// stands before what it sealed. Nonces of 96 random bits repeat with a chance below 2⁻³² as long as one key seals
/// less than 2³² things, more than a newsroom ever does.
#[derive(Clone)]
pub struct Sealing(Arc<LessSafeKey>);

/// Sealed octets that this key did not seal, or did not seal for this purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it was not sealed by this server's key")]
pub struct Unsealable;

impl Sealing {
    /// Seals by this key.
    pub fn new(mut key: Secret<[u8; 32]>) -> Self {
        let unbound = UnboundKey::new(&AES_256_GCM, &key.0).expect("a key of AES-256 has 32 octets");
        // It lives on inside AWS-LC alone.
        key.0.fill(0);
        std::hint::black_box(&key.0);
        Self(Arc::new(LessSafeKey::new(unbound)))
    }

    /// Seals `plain` for `purpose`: a sealed thing that is moved to another place does not open there.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_LEN] = Random::system().octets();
        let mut sealed = plain.to_vec();
        self.0
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(purpose.as_bytes()),
                &mut sealed,
            )
            .expect("AES-GCM seals whatever is shorter than 64 GiB");
        [nonce.as_slice(), sealed.as_slice()].concat()
    }

    /// Opens what [`Sealing::seal`] made for the same purpose.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Secret<Vec<u8>>, Unsealable> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(Unsealable)?;
        let mut opened = sealed.to_vec();
        let length = self
            .0
            .open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::from(purpose.as_bytes()), &mut opened)
            .map_err(|_| Unsealable)?
            .len();
        opened.truncate(length);
        Ok(Secret::new(opened))
    }
}

impl fmt::Debug for Sealing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Sealing(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealing(octet: u8) -> Sealing {
        Sealing::new(Secret::new([octet; 32]))
    }

    #[test]
    fn what_was_sealed_opens_for_its_purpose_and_for_no_other() {
        let sealed = sealing(1).seal("letter a", b"what a letter says");
        assert_eq!(sealing(1).open("letter a", &sealed).unwrap().expose(), b"what a letter says");
        assert_eq!(sealing(1).open("letter b", &sealed).unwrap_err(), Unsealable);
        assert_eq!(sealing(2).open("letter a", &sealed).unwrap_err(), Unsealable);
    }

    #[test]
    fn what_was_changed_by_one_bit_or_cut_off_does_not_open() {
        let sealed = sealing(1).seal("a letter", b"secret");
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(sealing(1).open("a letter", &changed).is_err(), "octet {place}");
            assert!(sealing(1).open("a letter", &sealed[..place]).is_err(), "only {place} octets");
        }
    }

    #[test]
    fn the_same_sealed_twice_looks_different_and_shows_nothing() {
        let (first, second) = (sealing(1).seal("a", b"secret"), sealing(1).seal("a", b"secret"));
        assert_ne!(first, second);
        assert!(!first.windows(6).any(|window| window == b"secret"));
        assert_eq!(format!("{:?} {:?}", sealing(1), Secret::new("hunter2")), "Sealing(…) Secret(…)");
    }

    #[test]
    fn nothing_at_all_can_be_sealed_too() {
        let sealed = sealing(1).seal("", b"");
        assert!(sealing(1).open("", &sealed).unwrap().expose().is_empty());
    }
}
