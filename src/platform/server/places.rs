//! Who may connect: so many of one address, so many in all. A place is given back when it is dropped.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError},
};

/// The places of one server.
#[derive(Clone, Debug)]
pub(super) struct Places(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    taken: Mutex<Taken>,
    per_address: usize,
    in_all: usize,
}

#[derive(Debug, Default)]
struct Taken {
    by_address: HashMap<IpAddr, usize>,
    in_all: usize,
    /// Of those in all: visitors who are only told that there is no place.
    turned_away: usize,
}

/// How many are told so at a time; whoever comes on top is cut without a word.
const TURNED_AWAY_AT_ONCE: usize = 128;

/// One connection's place.
#[derive(Debug)]
pub(super) struct Place {
    places: Places,
    address: Option<IpAddr>, // None: a place to be turned away
}

/// No place for this one; with a place to be told so while there are such.
#[derive(Debug)]
pub(super) struct Full(pub Option<Place>);

impl Places {
    pub(super) fn new(per_address: usize, in_all: usize) -> Self {
        Self(Arc::new(Inner { taken: Mutex::default(), per_address, in_all }))
    }

    /// A place for a connection from `address`.
    pub(super) fn take(&self, address: IpAddr) -> Result<Place, Full> {
        let address = household(address);
        let mut taken = self.taken();
        let of_this = taken.by_address.get(&address).copied().unwrap_or(0);
        if of_this >= self.0.per_address || taken.in_all >= self.0.in_all {
            if taken.turned_away >= TURNED_AWAY_AT_ONCE {
                return Err(Full(None));
            }
            taken.turned_away += 1;
            return Err(Full(Some(Place { places: self.clone(), address: None })));
        }
        taken.by_address.insert(address, of_this + 1);
        taken.in_all += 1;
        Ok(Place { places: self.clone(), address: Some(address) })
    }

    fn taken(&self) -> std::sync::MutexGuard<'_, Taken> {
        // Nothing panics while it is held, and a count that is off by one is better than no server.
        self.0.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        let Some(address) = self.address else {
            taken.turned_away -= 1;
            return;
        };
        taken.in_all -= 1;
        match taken.by_address.get_mut(&address) {
            Some(count) if *count > 1 => *count -= 1,
            _ => {
                taken.by_address.remove(&address);
            }
        }
    }
}

/// Whom an address counts as: itself (each loopback address too); in IPv6 its /64, for a household has all
/// addresses of one.
pub fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) if !v6.is_loopback() => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn an_address_gets_so_many_places_and_gives_them_back() {
        let places = Places::new(2, 100);
        let first = places.take(ip("127.0.0.1")).expect("a place");
        let _second = places.take(ip("::ffff:127.0.0.1")).expect("a place");
        assert!(places.take(ip("127.0.0.1")).is_err());
        let _other = places.take(ip("127.0.0.2")).expect("another address has its own");
        drop(first);
        let _third = places.take(ip("127.0.0.1")).expect("given back");
        assert_eq!(places.taken().by_address.len(), 2);
    }

    #[test]
    fn a_household_in_ipv6_counts_as_one() {
        let places = Places::new(1, 100);
        let _one = places.take(ip("2001:db8:1:2::1")).expect("a place");
        assert!(places.take(ip("2001:db8:1:2:ffff::2")).is_err());
        let _next_door = places.take(ip("2001:db8:1:3::1")).expect("another household");
    }

    #[test]
    fn all_together_get_so_many_and_so_many_are_told() {
        let places = Places::new(10, 2);
        let _held = (places.take(ip("10.0.0.1")).expect("one"), places.take(ip("10.0.0.2")).expect("two"));
        let told: Vec<_> =
            (0..TURNED_AWAY_AT_ONCE + 5).filter_map(|_| places.take(ip("10.0.0.3")).expect_err("full").0).collect();
        assert_eq!(told.len(), TURNED_AWAY_AT_ONCE);
        drop(told);
        assert!(places.take(ip("10.0.0.3")).expect_err("full").0.is_some());
    }
}
