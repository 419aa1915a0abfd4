//! Rounds drawn from a seed, and what every test wants to know of an answer.

use buurten::matching::round::{
    certificate::{Claim, Pair, verify},
    plain::Plain,
    pool::{Local, Newcomer, Pool},
};

/// SplitMix64: the same seed draws the same everywhere.
pub struct Draw(pub u64);

impl Draw {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// One of `0..n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }
}

/// A round as it would be written in a file.
#[derive(Clone, Debug, Default)]
pub struct Made {
    pub newcomers: Vec<Newcomer>,
    pub locals: Vec<Local>,
    pub pairs: Vec<(String, String, f64)>,
}

impl Made {
    /// Nobody has a pair yet.
    pub fn people(waiting: &[u32], capacity: &[u32]) -> Self {
        let newcomers =
            waiting.iter().enumerate().map(|(n, &waiting_days)| Newcomer { id: format!("n{n}"), waiting_days });
        let locals = capacity.iter().enumerate().map(|(n, &capacity)| Local { id: format!("v{n}"), capacity });
        Self { newcomers: newcomers.collect(), locals: locals.collect(), pairs: Vec::new() }
    }

    pub fn pair(&mut self, newcomer: usize, local: usize, millionths: u64) {
        self.pairs.push((format!("n{newcomer}"), format!("v{local}"), millionths as f64 / 1e6));
    }

    pub fn pool(&self) -> Pool {
        let pairs = self.pairs.iter().map(|(n, l, v)| (n.as_str(), l.as_str(), *v));
        Pool::new(self.newcomers.clone(), self.locals.clone(), pairs).expect("a round")
    }

    /// What is claimed of it, from the lists themselves: people stand in the order of their ids.
    pub fn claim(&self) -> Claim<Vec<Pair>> {
        let mut newcomers: Vec<&str> = self.newcomers.iter().map(|n| n.id.as_str()).collect();
        newcomers.sort_unstable();
        let mut locals: Vec<(&str, u32)> = self.locals.iter().map(|l| (l.id.as_str(), l.capacity)).collect();
        locals.sort_unstable();
        let her = |id: &str| newcomers.binary_search(&id).expect("a newcomer") as u32;
        let them = |id: &str| locals.binary_search_by(|l| l.0.cmp(id)).expect("a local") as u32;
        Claim {
            newcomers: newcomers.len(),
            places: locals.iter().map(|l| l.1).collect(),
            pairs: self.pairs.iter().map(|(n, l, v)| (her(n), them(l), (v * 1e6).round() as i128)).collect(),
            ..Claim::default()
        }
    }
}

/// Small rounds of every kind: few pairs and all that there can be, equal weights, capacity 0 and 500, isolated people,
/// pairs named twice.
pub fn small(draw: &mut Draw) -> Made {
    let (newcomers, locals) = (draw.below(9), draw.below(9));
    let waiting_kinds = draw.pick(&[1, 2, 40]);
    let waiting: Vec<u32> = (0..newcomers).map(|_| draw.below(waiting_kinds) as u32).collect();
    let capacities: &[u32] = draw.pick::<&[u32]>(&[&[1], &[0, 1, 2], &[1, 1, 2, 3], &[0, 1, 500]]);
    let capacity: Vec<u32> = (0..locals).map(|_| draw.pick(capacities)).collect();
    let mut made = Made::people(&waiting, &capacity);
    let values: &[u64] = draw.pick::<&[u64]>(&[&[500_000], &[100_000, 200_000, 300_000], &[0, 1, 2, 1_000_000], &[]]);
    let often = draw.pick(&[1, 2, 3, 5]);
    for newcomer in 0..newcomers as usize {
        for local in 0..locals as usize {
            if draw.one_in(often) {
                for _ in 0..1 + u32::from(draw.one_in(12)) {
                    let value = if values.is_empty() { draw.below(1_000_001) } else { draw.pick(values) };
                    made.pair(newcomer, local, value);
                }
            }
        }
    }
    made
}

/// That a plain answer is one, says so of everybody, and is proven to be the best.
pub fn is_proven(made: &Made, pool: &Pool, answer: &Plain) {
    let mut claim = made.claim();
    claim.chosen = answer.pairs.iter().map(|p| (p.newcomer, p.local)).collect();
    claim.total = answer.total;
    assert_eq!(answer.checked(pool), Ok(()));
    if let Err(flaw) = verify(&claim, &answer.certificate()) {
        panic!("{flaw}: {made:?} {answer:?}");
    }
    assert_eq!(answer.pairs.len() + answer.unmatched.len(), made.newcomers.len());
}
