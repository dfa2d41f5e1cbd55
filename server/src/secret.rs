//! What must never be printed, and the one source of randomness.

use std::fmt;

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
