//! Every answer there is, one after the other.

use buurten::matching::round::pool::{Chosen, Pool};

/// Shows every choice of pairs to `look`: each newcomer at most one, each local at most as many as they take.
pub fn every_answer(pool: &Pool, look: &mut impl FnMut(&[Chosen])) {
    let mut left: Vec<u32> = pool.locals().iter().map(|l| l.capacity).collect();
    let pairs: Vec<Vec<Chosen>> = (0..pool.newcomers().len() as u32).map(|n| pool.of(n).collect()).collect();
    go_on(&pairs, &mut left, &mut Vec::new(), look);
}

fn go_on(pairs: &[Vec<Chosen>], left: &mut [u32], chosen: &mut Vec<Chosen>, look: &mut impl FnMut(&[Chosen])) {
    let Some((hers, others)) = pairs.split_first() else { return look(chosen) };
    go_on(others, left, chosen, look);
    for &pair in hers {
        if left[pair.local as usize] > 0 {
            left[pair.local as usize] -= 1;
            chosen.push(pair);
            go_on(others, left, chosen, look);
            chosen.pop();
            left[pair.local as usize] += 1;
        }
    }
}

/// The best answer by a key.
pub fn best<K: Ord>(pool: &Pool, mut key: impl FnMut(&[Chosen]) -> K) -> K {
    let mut best = None;
    every_answer(pool, &mut |chosen| {
        let key = Some(key(chosen));
        if best < key {
            best = key;
        }
    });
    best.expect("nobody placed is an answer too")
}
