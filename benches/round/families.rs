//! Three families of rounds with about fifty candidates a newcomer, after the reference generators `gen.py` (S1, S2) and
//! `gen3.py` (S3) that came with the assignment: the same distributions, another source of chance.
//! S1: as many locals as newcomers, one place each, all about equally liked. S2: a third as many locals with 1 to 8
//! places, about as many places as newcomers, a few locals liked by very many. S3: scarce where it hurts: 24 kinds (a
//! time of the week and a language) whose demand and supply differ, and many newcomers with few candidates.

use crate::draw::{Draw, cumulated};
use buurten::matching::round::pool::{Local, Newcomer, Pool};

const DEGREE: usize = 50;
/// What is shared by all pairs of a person.
const COMMON: f64 = 0.4;
/// Values are whole numbers of ten-thousandths, at least one.
const STEPS: f64 = 10_000.0;
const PLACES: [u32; 10] = [1, 1, 1, 2, 2, 2, 3, 4, 6, 8];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    S1,
    S2,
    S3,
}

/// A round in plain arrays, as the peers read it too.
pub struct Instance {
    pub places: Vec<u32>,
    /// The candidates of each newcomer, and what each is worth in ten-thousandths.
    pub rows: Vec<Vec<(u32, u32)>>,
}

impl Instance {
    pub fn new(family: Family, newcomers: usize) -> Self {
        let mut draw = Draw(match family {
            Family::S1 | Family::S2 => 1,
            Family::S3 => 7,
        });
        let (places, candidates) = match family {
            Family::S3 => structured(&mut draw, newcomers),
            _ => popular(&mut draw, newcomers, family),
        };
        let liked: Vec<f64> = places.iter().map(|_| draw.uniform()).collect();
        let mut rows = Vec::with_capacity(newcomers);
        for hers in candidates {
            let easy = draw.uniform();
            let mut value = |local: usize| {
                let u = (1.0 - COMMON) * draw.uniform() + COMMON * liked[local];
                let v = (1.0 - COMMON) * draw.uniform() + COMMON * easy;
                ((u * v).sqrt() * STEPS).round_ties_even().clamp(1.0, STEPS) as u32
            };
            rows.push(hers.into_iter().map(|l| (l as u32, value(l))).collect());
        }
        Self { places, rows }
    }

    pub fn pool(&self) -> Pool {
        let hers: Vec<String> = (0..self.rows.len()).map(|n| format!("n{n:06}")).collect();
        let theirs: Vec<String> = (0..self.places.len()).map(|n| format!("v{n:06}")).collect();
        let newcomers = hers.iter().map(|id| Newcomer { id: id.clone(), waiting_days: 0 }).collect();
        let locals =
            theirs.iter().zip(&self.places).map(|(id, &capacity)| Local { id: id.clone(), capacity }).collect();
        let pairs = self.rows.iter().zip(&hers).flat_map(|(row, her)| {
            let named = |&(local, value): &(u32, u32)| {
                (her.as_str(), theirs[local as usize].as_str(), f64::from(value) / STEPS)
            };
            row.iter().map(named)
        });
        Pool::new(newcomers, locals, pairs).expect("a round")
    }

    /// For the peers: little-endian u32 counts of newcomers, locals and pairs, then places, then newcomer, local, value.
    pub fn bytes(&self) -> Vec<u8> {
        let pairs = self.rows.iter().enumerate().flat_map(|(n, row)| row.iter().map(move |&(l, v)| (n as u32, l, v)));
        let pairs: Vec<_> = pairs.collect();
        let head = [self.rows.len() as u32, self.places.len() as u32, pairs.len() as u32];
        let all = head.into_iter().chain(self.places.iter().copied());
        let all =
            all.chain(pairs.iter().map(|p| p.0)).chain(pairs.iter().map(|p| p.1)).chain(pairs.iter().map(|p| p.2));
        all.flat_map(u32::to_le_bytes).collect()
    }
}

/// S1 and S2: candidates by how much a local is liked.
fn popular(draw: &mut Draw, newcomers: usize, family: Family) -> (Vec<u32>, Vec<Vec<usize>>) {
    let skewed = family == Family::S2;
    let locals = if skewed { newcomers / 3 } else { newcomers };
    let places = (0..locals).map(|_| if skewed { PLACES[draw.below(10)] } else { 1 }).collect();
    let liked = |draw: &mut Draw| {
        if skewed { draw.normal().exp() * (0.3 + draw.uniform()) } else { (0.5 * draw.normal()).exp() }
    };
    let shares: Vec<f64> = (0..locals).map(|_| liked(draw)).collect();
    let cumulated = cumulated(&shares);
    let candidates = (0..newcomers).map(|_| {
        let mut hers: Vec<usize> = Vec::with_capacity(DEGREE);
        for _ in 0..2 * DEGREE {
            let local = draw.by_share(&cumulated);
            if hers.len() < DEGREE && !hers.contains(&local) {
                hers.push(local);
            }
        }
        hers.sort_unstable();
        hers
    });
    (places, candidates.collect())
}

/// S3: a newcomer looks among one to four kinds.
fn structured(draw: &mut Draw, newcomers: usize) -> (Vec<u32>, Vec<Vec<usize>>) {
    const KINDS: usize = 24;
    let locals = newcomers / 3;
    let places = (0..locals).map(|_| PLACES[draw.below(10)]).collect();
    let supply = draw.dirichlet(2.0, KINDS);
    let demand = draw.dirichlet(2.0, KINDS);
    let demand: Vec<f64> = demand.iter().zip(&supply).map(|(d, s)| 0.5 * d + 0.5 * s).collect();
    let supplied = cumulated(&supply);
    let mut of_kind = vec![Vec::new(); KINDS];
    for local in 0..locals {
        of_kind[draw.by_share(&supplied)].push(local);
    }
    let largest = (0..KINDS).max_by(|&a, &b| supply[a].total_cmp(&supply[b])).expect("kinds");
    let how_many = cumulated(&[0.35, 0.35, 0.2, 0.1]);
    let mut candidates = Vec::with_capacity(newcomers);
    for _ in 0..newcomers {
        let few = ((draw.pareto(1.1) * 8.0 + 1.0) as usize).clamp(1, DEGREE);
        let degree = if draw.uniform() < 0.55 { DEGREE } else { few };
        let mut left = demand.clone();
        let mut pool = Vec::new();
        for _ in 0..=draw.by_share(&how_many) {
            let kind = draw.by_share(&cumulated(&left));
            left[kind] = 0.0;
            pool.extend_from_slice(&of_kind[kind]);
        }
        if pool.is_empty() {
            pool = of_kind[largest].clone();
        }
        let mut hers: Vec<usize> = if pool.len() < 4_000 {
            (0..degree.min(pool.len()))
                .map(|n| {
                    let at = n + draw.below(pool.len() - n);
                    pool.swap(n, at);
                    pool[n]
                })
                .collect()
        } else {
            (0..degree).map(|_| pool[draw.below(pool.len())]).collect()
        };
        hers.sort_unstable();
        hers.dedup();
        candidates.push(hers);
    }
    (places, candidates)
}
