//! How many connections may be open, in all and from one address, decided before a handshake costs anything.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::time::Instant;

use super::class::{KEY_LASTS, NetworkKey};
use super::limits::ListenerLimits;

/// The door. It remembers no address: only keyed hashes of those that are connected now.
///
/// Connections are counted in generations. Each has a key of its own, takes new connections for ten minutes, and is
/// forgotten with its last one: no key outlives ten minutes and the longest connection, and on an idle server there is
/// none. A table that somebody reads later betrays no address to them, and nobody outside can aim at one entry.
#[derive(Debug)]
pub(super) struct Admission {
    connections: usize,
    connections_per_address: usize,
    exempt_addresses: Vec<IpAddr>,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    total: usize,
    /// The newest last, and none but the newest without a connection: a connection's lifetime bounds how many there
    /// are, and `connections` how many entries they hold.
    generations: Vec<Generation>,
    /// How many there have been.
    begun: u64,
}

/// The connections that were admitted under one key.
#[derive(Debug)]
struct Generation {
    number: u64,
    since: Instant,
    key: NetworkKey,
    by_address: HashMap<u64, usize>,
}

/// The right to one open connection, given back when dropped.
#[derive(Debug)]
pub(super) struct Admitted {
    admission: Arc<Admission>,
    place: Option<Place>,
}

/// Where a connection is counted.
#[derive(Clone, Copy, Debug)]
struct Place {
    generation: u64,
    address: u64,
}

impl Admission {
    pub(super) fn new(limits: &ListenerLimits) -> Self {
        Self {
            connections: limits.connections,
            connections_per_address: limits.connections_per_address,
            exempt_addresses: limits.exempt_addresses.iter().map(IpAddr::to_canonical).collect(),
            open: Mutex::default(),
        }
    }

    /// Lets one more connection in, or says that there are enough.
    pub(super) fn admit(self: &Arc<Self>, address: IpAddr, now: Instant) -> Option<Admitted> {
        let address = address.to_canonical();
        let exempt = self.exempt_addresses.contains(&address);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.total >= self.connections {
            return None;
        }
        let place = if exempt {
            None
        } else {
            if open.connections_of(address) >= self.connections_per_address {
                return None;
            }
            Some(open.count(address, now))
        };
        open.total += 1;
        Some(Admitted { admission: Arc::clone(self), place })
    }
}

impl Open {
    /// The connections from an address, those of former generations among them.
    fn connections_of(&self, address: IpAddr) -> usize {
        let network = neighbourhood(address);
        let counted = |generation: &Generation| {
            generation.by_address.get(&generation.key.hash(network)).copied().unwrap_or_default()
        };
        self.generations.iter().map(counted).sum()
    }

    fn count(&mut self, address: IpAddr, now: Instant) -> Place {
        let is_current = |newest: &Generation| now.duration_since(newest.since) < KEY_LASTS;
        let mut generation = if let Some(newest) = self.generations.pop_if(|newest| is_current(newest)) {
            newest
        } else {
            self.begun += 1;
            Generation { number: self.begun, since: now, key: NetworkKey::new(), by_address: HashMap::new() }
        };
        let address = generation.key.hash(neighbourhood(address));
        *generation.by_address.entry(address).or_default() += 1;
        let place = Place { generation: generation.number, address };
        self.generations.push(generation);
        place
    }

    fn uncount(&mut self, place: Place) {
        let Some(at) = self.generations.iter().position(|generation| generation.number == place.generation)
        else {
            return;
        };
        let Some(generation) = self.generations.get_mut(at) else { return };
        match generation.by_address.get_mut(&place.address) {
            Some(count) if *count > 1 => *count -= 1,
            _ => {
                generation.by_address.remove(&place.address);
            }
        }
        if generation.by_address.is_empty() {
            self.generations.remove(at);
        }
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        let mut open = self.admission.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.total = open.total.saturating_sub(1);
        if let Some(place) = self.place {
            open.uncount(place);
        }
    }
}

/// What counts as one address: an IPv4 address, or the /56 an IPv6 customer gets and could hop about in.
fn neighbourhood(address: IpAddr) -> [u8; 8] {
    match address {
        IpAddr::V4(address) => {
            let [first, second, third, fourth] = address.octets();
            [4, first, second, third, fourth, 0, 0, 0]
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

    fn admission(connections: usize, connections_per_address: usize, exempt: &[&str]) -> Arc<Admission> {
        Arc::new(Admission::new(&ListenerLimits {
            connections,
            connections_per_address,
            exempt_addresses: exempt.iter().map(|address| address.parse().unwrap()).collect(),
            ..ListenerLimits::default()
        }))
    }

    fn admit(admission: &Arc<Admission>, address: &str) -> Option<Admitted> {
        admission.admit(address.parse().unwrap(), Instant::now())
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
        assert_eq!((open.total, open.generations.len()), (0, 0), "neither an entry nor a key");
    }

    #[test]
    fn connections_that_stay_open_while_keys_change_still_count() {
        let door = admission(10, 2, &[]);
        let address = "192.0.2.1".parse().unwrap();
        let begin = Instant::now();
        let (later, much_later) = (begin + KEY_LASTS, begin + KEY_LASTS * 5 / 2);
        let first = door.admit(address, begin);
        let _second = door.admit(address, later).unwrap();
        assert!(door.admit(address, later).is_none(), "one of each generation makes two");
        assert!(door.admit(address, much_later).is_none());
        drop(first);
        let third = door.admit(address, much_later);
        assert!(third.is_some() && door.admit(address, much_later).is_none());
        drop(third);
        assert!(door.admit(address, much_later).is_some());
    }

    #[test]
    fn a_key_takes_connections_for_ten_minutes_and_goes_with_the_last_of_them() {
        let door = admission(10, 9, &[]);
        let address = "192.0.2.1".parse().unwrap();
        let begin = Instant::now();
        let place = |admitted: &Option<Admitted>| admitted.as_ref().unwrap().place.unwrap();
        let first = door.admit(address, begin);
        let same = door.admit(address, begin + KEY_LASTS / 2);
        let next = door.admit(address, begin + KEY_LASTS);
        assert_eq!(place(&first).generation, place(&same).generation);
        assert_eq!(place(&first).address, place(&same).address);
        assert_ne!(place(&first).generation, place(&next).generation);
        assert_ne!(place(&first).address, place(&next).address, "another key gives another hash");
        let generations = || door.open.lock().unwrap().generations.len();
        assert_eq!(generations(), 2);
        drop(first);
        assert_eq!(generations(), 2);
        drop(same);
        assert_eq!(generations(), 1);
        drop(next);
        assert_eq!(generations(), 0);
    }
}
