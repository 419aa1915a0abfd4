//! What a place is worth to the others: everybody who looks, assigned to the listings all at once.
//!
//! Each newcomer takes one place at most; a listing has as many as it counts, or room for everybody. The largest total
//! of U has dual prices: at these each newcomer has her best (U − price), and only what is full has a price. Of all
//! such prices the least are taken, for they are the same whoever solves it: what one more place there would add to
//! the total (Shapley and Shubik 1971; Demange, Gale and Sotomayor 1986).

use super::{
    plain,
    pool::{Chosen, Local, MILLION, Newcomer, Pool},
};
use std::collections::{BTreeMap, VecDeque};

/// What somebody could take, cut down to what can matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wishes {
    /// Her best U among the listings with room for everybody, in millionths; 0 where there is none.
    elsewhere: i64,
    /// The listings with counted places that are better than that: place in the catalogue, U in millionths.
    better: Vec<(u32, i64)>,
}

impl Wishes {
    /// From her options: place in the catalogue and U, 0 to 1. `room` is how many places a listing has; none = nobody
    /// counts them. What is no better than the best with room for everybody is left out: no price makes her take it.
    pub fn of(options: impl IntoIterator<Item = (usize, f64)>, room: impl Fn(usize) -> Option<u32>) -> Self {
        let mut wishes = Self::default();
        for (place, utility) in options {
            let value = libm::round(utility.clamp(0.0, 1.0) * MILLION) as i64;
            match room(place) {
                None => wishes.elsewhere = wishes.elsewhere.max(value),
                Some(0) => {}
                Some(_) => wishes.better.push((place as u32, value)),
            }
        }
        wishes.better.retain(|(_, value)| *value > wishes.elsewhere);
        wishes
    }
}

/// Everybody assigned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assigned {
    /// What each newcomer takes among the counted places, in the order in which they were given; none = elsewhere, or
    /// nowhere.
    pub taken: Vec<Option<usize>>,
    /// The sum of all U, in millionths.
    pub total: i128,
    /// What a place costs: place in the catalogue → price in millionths, above 0 alone.
    pub prices: BTreeMap<usize, i64>,
}

/// The best assignment, and what places cost in it.
pub fn assign(all: &[Wishes], room: impl Fn(usize) -> Option<u32>) -> Assigned {
    let mut listings: Vec<u32> = all.iter().flat_map(|w| w.better.iter().map(|(place, _)| *place)).collect();
    listings.sort_unstable();
    listings.dedup();
    let column = |place: u32| listings.binary_search(&place).map_or(0, |n| n as u32);
    let elsewhere = listings.len() as u32;
    // Ids in the order of the places, as a pool wants them.
    let newcomer = |n: usize| Newcomer { id: format!("{n:010}"), waiting_days: 0 };
    let local = |n: u32, capacity: u32| Local { id: format!("{n:010}"), capacity };
    let mut locals: Vec<Local> =
        (0..).zip(&listings).map(|(n, place)| local(n, room(*place as usize).unwrap_or_default())).collect();
    // Everybody has a place elsewhere, and one is always free: it costs nothing, and nobody competes for it.
    locals.push(local(elsewhere, all.len() as u32 + 1));
    let pairs = (0..).zip(all).flat_map(|(newcomer, wishes)| {
        let better =
            wishes.better.iter().map(move |(place, value)| Chosen { newcomer, local: column(*place), value: *value });
        better.chain([Chosen { newcomer, local: elsewhere, value: wishes.elsewhere }])
    });
    let pool = Pool::from_places((0..all.len()).map(newcomer).collect(), locals, pairs.collect());
    let best = plain::solve(&pool);
    let mut sits = vec![elsewhere; all.len()];
    for pair in &best.pairs {
        sits[pair.newcomer as usize] = pair.local;
    }
    let prices = least_prices(&pool, &sits);
    let place = |n: u32| listings.get(n as usize).map(|place| *place as usize);
    Assigned {
        taken: sits.iter().map(|n| place(*n)).collect(),
        total: best.total,
        prices: (0..).zip(prices).filter(|(_, p)| *p > 0).filter_map(|(n, p)| Some((place(n)?, p))).collect(),
    }
}

/// The least prices at which nobody would rather sit elsewhere: whoever sits at `s` and could sit at `j` asks that
/// price_j ≥ value_j − value_s + price_s. Raised from nought until all hold (Bellman 1958, Ford 1956); that ends, for
/// in a best assignment no ring of moves gains anything.
fn least_prices(pool: &Pool, sits: &[u32]) -> Vec<i64> {
    let mut here: Vec<Vec<u32>> = vec![Vec::new(); pool.locals().len()];
    for (newcomer, sits) in (0..).zip(sits) {
        here[*sits as usize].push(newcomer);
    }
    let mut price = vec![0; here.len()];
    let mut waits = vec![true; here.len()];
    let mut queue: VecDeque<u32> = (0..here.len() as u32).collect();
    while let Some(seat) = queue.pop_front() {
        waits[seat as usize] = false;
        for newcomer in &here[seat as usize] {
            let keeps = pool.value_of(*newcomer, seat).unwrap_or_default() - price[seat as usize];
            for other in pool.of(*newcomer).filter(|c| c.local != seat) {
                let asked = other.value - keeps;
                let at = other.local as usize;
                if asked > price[at] {
                    price[at] = asked;
                    if !std::mem::replace(&mut waits[at], true) {
                        queue.push_back(other.local);
                    }
                }
            }
        }
    }
    price
}
