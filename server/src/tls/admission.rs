//! How many connections may be open, in all and from one address, decided before a handshake costs anything.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use super::limits::ListenerLimits;

/// The door. It remembers no address: only keyed hashes of those that are connected now.
#[derive(Debug)]
pub(super) struct Admission {
    connections: usize,
    connections_per_address: usize,
    exempt_addresses: Vec<IpAddr>,
    /// A hash (`SipHash`) with a random key that lives as long as this process: the table betrays no address to who reads the
    /// memory's contents later, and nobody outside can aim at one entry.
    hash: RandomState,
    /// Holds an entry for each address with an open connection, so `connections` bounds it.
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    total: usize,
    by_address: HashMap<u64, usize>,
}

/// The right to one open connection, given back when dropped.
#[derive(Debug)]
pub(super) struct Admitted {
    admission: Arc<Admission>,
    address: Option<u64>,
}

impl Admission {
    pub(super) fn new(limits: &ListenerLimits) -> Self {
        Self {
            connections: limits.connections,
            connections_per_address: limits.connections_per_address,
            exempt_addresses: limits.exempt_addresses.iter().map(IpAddr::to_canonical).collect(),
            hash: RandomState::new(),
            open: Mutex::default(),
        }
    }

    /// Lets one more connection in, or says that there are enough.
    pub(super) fn admit(self: &Arc<Self>, address: IpAddr) -> Option<Admitted> {
        let address = address.to_canonical();
        let exempt = self.exempt_addresses.contains(&address);
        let address = (!exempt).then(|| self.hash.hash_one(neighbourhood(address)));
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.total >= self.connections {
            return None;
        }
        if let Some(address) = address {
            let count = open.by_address.get(&address).copied().unwrap_or_default();
            if count >= self.connections_per_address {
                return None;
            }
            open.by_address.insert(address, count + 1);
        }
        open.total += 1;
        Some(Admitted { admission: Arc::clone(self), address })
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        let mut open = self.admission.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.total = open.total.saturating_sub(1);
        let Some(address) = self.address else { return };
        match open.by_address.get_mut(&address) {
            Some(count) if *count > 1 => *count -= 1,
            _ => {
                open.by_address.remove(&address);
            }
        }
    }
}

/// What counts as one address: an IPv4 address, or the /56 an IPv6 customer gets and could hop about in.
fn neighbourhood(address: IpAddr) -> (u8, u64) {
    match address {
        IpAddr::V4(address) => (4, u64::from(u32::from(address))),
        IpAddr::V6(address) => (6, u64::try_from(u128::from(address) >> 72).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admission(connections: usize, connections_per_address: usize, exempt: &[&str]) -> Arc<Admission> {
        Arc::new(Admission::new(&ListenerLimits {
            connections,
            connections_per_address,
            exempt_addresses: exempt.iter().map(|address| address.parse().unwrap()).collect(),
            ..ListenerLimits::default()
        }))
    }

    fn admit(admission: &Arc<Admission>, address: &str) -> Option<Admitted> {
        admission.admit(address.parse().unwrap())
    }

    #[test]
    fn an_address_gets_its_share_and_others_still_get_theirs() {
        let door = admission(10, 2, &[]);
        let first = admit(&door, "192.0.2.1");
        let _second = admit(&door, "192.0.2.1").unwrap();
        assert!(admit(&door, "192.0.2.1").is_none());
        assert!(admit(&door, "::ffff:192.0.2.1").is_none());
        assert!(admit(&door, "192.0.2.2").is_some());
        drop(first);
        assert!(admit(&door, "192.0.2.1").is_some());
    }

    #[test]
    fn hopping_about_in_one_ipv6_network_gains_nothing() {
        let door = admission(10, 1, &[]);
        let _open = admit(&door, "2001:db8:0:1234::1").unwrap();
        assert!(admit(&door, "2001:db8:0:12ff:ffff::2").is_none());
        assert!(admit(&door, "2001:db8:0:1300::1").is_some());
    }

    #[test]
    fn a_proxy_is_exempt_from_the_limit_per_address_but_not_from_the_limit_of_all() {
        let door = admission(3, 1, &["192.0.2.9"]);
        let open: Vec<_> = (0..3).map(|_| admit(&door, "::ffff:192.0.2.9").unwrap()).collect();
        assert!(admit(&door, "192.0.2.9").is_none());
        drop(open);
        assert!(admit(&door, "192.0.2.9").is_some());
    }

    #[test]
    fn nothing_is_remembered_of_a_closed_connection() {
        let door = admission(10, 2, &[]);
        drop((admit(&door, "192.0.2.1"), admit(&door, "192.0.2.1"), admit(&door, "2001:db8::1")));
        let open = door.open.lock().unwrap();
        assert_eq!((open.total, open.by_address.len()), (0, 0));
    }
}
