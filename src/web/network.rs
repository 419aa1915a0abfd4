//! How often one network may send something within an hour. Counted in memory: nothing of who sends is stored.

use crate::platform::server::household;
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{header::HeaderName, request::Parts},
};
use chrono::{DateTime, Utc};
use std::{
    collections::HashMap,
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
};

const FORWARDED: HeaderName = HeaderName::from_static("x-forwarded-for");
/// More networks than this an hour are no neighbours of ours: counting begins anew.
const MOST_NETWORKS: usize = 10_000;

/// The network a request comes from: an address; in IPv6 all of a household.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for Network {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip().to_canonical());
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        // Whoever is no neighbour of this machine says nothing for others: only a proxy of our own does, and what it saw
        // itself stands last.
        let lines = parts.headers.get_all(FORWARDED).iter().next_back().filter(|_| is_near(peer));
        let seen = lines.and_then(|line| line.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        Ok(Self(household(seen.unwrap_or(peer))))
    }
}

/// Whether it is this machine, or one beside it.
fn is_near(peer: IpAddr) -> bool {
    match peer {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local(),
    }
}

/// So often each network within an hour of the clock.
#[derive(Clone)]
pub struct Share {
    most: usize,
    taken: Arc<Mutex<(i64, HashMap<Network, usize>)>>,
}

impl Share {
    /// So often each.
    pub fn new(most: usize) -> Self {
        Self { most, taken: Arc::default() }
    }

    /// Takes one of a network's share; `false` where nothing is left of it.
    pub fn take(&self, who: Network, now: DateTime<Utc>) -> bool {
        // Nothing panics while it is held.
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let hour = now.timestamp().div_euclid(3600);
        if taken.0 != hour || taken.1.len() >= MOST_NETWORKS {
            *taken = (hour, HashMap::new());
        }
        let of_this = taken.1.entry(who).or_default();
        *of_this += 1;
        *of_this <= self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    async fn network(peer: &str, forwarded: &[&str]) -> IpAddr {
        let mut request = Request::builder();
        for line in forwarded {
            request = request.header(FORWARDED, *line);
        }
        let (mut parts, ()) = request.body(()).expect("a request").into_parts();
        let peer: SocketAddr = peer.parse().expect("a peer");
        parts.extensions.insert(ConnectInfo(peer));
        let Ok(found) = Network::from_request_parts(&mut parts, &()).await;
        found.0
    }

    #[tokio::test]
    async fn only_a_proxy_of_our_own_speaks_for_others_and_its_own_word_stands_last() {
        for (peer, forwarded, expected) in [
            ("203.0.113.9:1", vec![], "203.0.113.9"),
            ("203.0.113.9:1", vec!["198.51.100.7"], "203.0.113.9"),
            ("127.0.0.1:1", vec!["10.9.9.9, 198.51.100.7"], "198.51.100.7"),
            ("10.0.0.2:1", vec!["1.1.1.1", "198.51.100.8"], "198.51.100.8"),
            ("[::ffff:127.0.0.1]:1", vec!["2001:db8:1:2:3::4"], "2001:db8:1:2::"),
            ("127.0.0.1:1", vec!["nonsense"], "127.0.0.1"),
        ] {
            assert_eq!(network(peer, &forwarded).await.to_string(), expected, "{peer} {forwarded:?}");
        }
    }

    #[test]
    fn each_has_a_share_and_the_next_hour_another() {
        let (share, now) = (Share::new(2), DateTime::<Utc>::UNIX_EPOCH);
        let [one, other] = ["198.51.100.7", "198.51.100.8"].map(|it| Network(it.parse().expect("an address")));
        assert!(share.take(one, now) && share.take(one, now) && !share.take(one, now));
        assert!(share.take(other, now), "one does not silence the other");
        assert!(!share.take(one, now) && share.take(one, now + chrono::TimeDelta::hours(1)));
    }
}
