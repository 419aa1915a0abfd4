//! The best of every answer there is: newcomer by newcomer, for whatever is left of the locals' places (dynamic
//! programming). No pair is passed over, and nothing of the solver is in it.

use buurten::matching::round::pool::{Chosen, Pool};

/// The best key of an answer with open pairs alone. Adding a pair must keep the order: of two keys the better one stays
/// the better, or as good, whatever is added to both.
pub fn best<K: Ord + Copy>(
    pool: &Pool,
    nobody: K,
    is_open: impl Fn(Chosen) -> bool,
    with: impl Fn(K, Chosen) -> K,
) -> K {
    let pairs: Vec<Vec<Chosen>> =
        (0..pool.newcomers().len() as u32).map(|n| pool.of(n).filter(|p| is_open(*p)).collect()).collect();
    let mut wanted = vec![0; pool.locals().len()];
    pairs.iter().flatten().for_each(|p| wanted[p.local as usize] += 1);
    // What is left of each local's places is a digit; none where there are enough for all who fit.
    let (mut digits, mut states) = (Vec::new(), 1);
    for (local, wanted) in pool.locals().iter().zip(wanted) {
        let places = local.capacity as usize;
        digits.push((places < wanted).then_some((states, places + 1)));
        states *= if places < wanted { places + 1 } else { 1 };
    }
    let mut now: Vec<Option<K>> = vec![None; states];
    now[states - 1] = Some(nobody);
    for hers in &pairs {
        let mut next = now.clone();
        for (state, key) in now.iter().enumerate().filter_map(|(state, key)| Some((state, (*key)?))) {
            for pair in hers {
                let to = match digits[pair.local as usize] {
                    None => state,
                    Some((stride, base)) if state / stride % base > 0 => state - stride,
                    Some(_) => continue,
                };
                next[to] = next[to].max(Some(with(key, *pair)));
            }
        }
        now = next;
    }
    now.into_iter().flatten().max().expect("nobody placed is an answer too")
}
