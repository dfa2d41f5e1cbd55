//! Where a connection comes from, coarsely, and so that nobody can tell where that is: what throttles count by.

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use aws_lc_rs::hmac;
use tokio::time::Instant;

use crate::secret::Random;

/// How long a key is used. Whoever reads the memory's contents later cannot try addresses against older classes.
pub(super) const KEY_LASTS: Duration = Duration::from_mins(10);

/// A random key that gives networks names. It exists in memory only, and AWS-LC wipes it when it is dropped.
#[derive(Debug)]
pub(super) struct NetworkKey(hmac::Key);

impl NetworkKey {
    pub(super) fn new() -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, &Random::system().octets::<32>()))
    }

    /// The name of a network under this key.
    pub(super) fn hash(&self, network: [u8; 8]) -> u64 {
        hmac::sign(&self.0, &network).as_ref().first_chunk().copied().map_or(0, u64::from_be_bytes)
    }
}

/// Names networks by keyed hashes.
#[derive(Debug, Default)]
pub(super) struct AddressClasses {
    current: Mutex<Option<(Instant, NetworkKey)>>,
}

impl AddressClasses {
    /// The class of this address at this moment: that of its /24, or its /56 for IPv6.
    pub(super) fn class(&self, address: IpAddr, now: Instant) -> u64 {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, key) = match current.take() {
            Some((since, key)) if now.duration_since(since) < KEY_LASTS => current.insert((since, key)),
            _ => current.insert((now, NetworkKey::new())),
        };
        key.hash(network(address))
    }

    /// Forgets a key that has served its time, so that an idle server does not keep it.
    pub(super) fn tidy(&self, now: Instant) {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        current.take_if(|(since, _)| now.duration_since(*since) >= KEY_LASTS);
    }
}

/// The version and the first octets of an address: the network that one customer hops about in.
fn network(address: IpAddr) -> [u8; 8] {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [first, second, third, _] = address.octets();
            [4, first, second, third, 0, 0, 0, 0]
        }
        IpAddr::V6(address) => {
            let [first, second, third, fourth, fifth, sixth, seventh, ..] = address.octets();
            [6, first, second, third, fourth, fifth, sixth, seventh]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn neighbours_are_one_class_and_strangers_are_not() {
        let classes = AddressClasses::default();
        let now = Instant::now();
        let class = |text| classes.class(address(text), now);
        assert_eq!(class("192.0.2.1"), class("192.0.2.254"));
        assert_eq!(class("192.0.2.1"), class("::ffff:192.0.2.77"));
        assert_ne!(class("192.0.2.1"), class("192.0.3.1"));
        assert_eq!(class("2001:db8:0:1234::1"), class("2001:db8:0:12ff:ffff::2"));
        assert_ne!(class("2001:db8:0:1234::1"), class("2001:db8:0:1300::1"));
        assert_ne!(class("192.0.2.1"), class("2001:db8::1"));
    }

    #[test]
    fn no_class_outlives_its_key_and_no_other_server_would_give_it() {
        let (classes, other) = (AddressClasses::default(), AddressClasses::default());
        let now = Instant::now();
        let before = classes.class(address("192.0.2.1"), now);
        assert_eq!(before, classes.class(address("192.0.2.1"), now + KEY_LASTS / 2));
        assert_ne!(before, classes.class(address("192.0.2.1"), now + KEY_LASTS));
        assert_ne!(before, other.class(address("192.0.2.1"), now));
        other.tidy(now + KEY_LASTS / 2);
        assert!(other.current.lock().unwrap().is_some());
        other.tidy(now + KEY_LASTS);
        assert!(other.current.lock().unwrap().is_none());
    }
}
