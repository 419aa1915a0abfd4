//! Why somebody is left out of a round, in sentences.

use super::pool::Solved;
use crate::{
    auth::Visit,
    matching::{gates::Gate, round::plain::Why},
};
use std::{cmp::Reverse, collections::BTreeMap};

/// So many reasons are named for somebody whom nobody fits.
const REASONS: usize = 3;

/// Why somebody is left out: places are short, she was kept out, or what keeps everybody out, the most often first.
pub fn left_out(v: &Visit, solved: &Solved, place: u32, why: Why, kept_out: &[(u32, Gate)]) -> Vec<String> {
    let mut all = why_here(v, solved, place, why, kept_out);
    // True of the round; not of those whom it does not hold.
    all.extend((solved.gathered.locals_beyond > 0).then(|| v.t("round-left-beyond")));
    all
}

fn why_here(v: &Visit, solved: &Solved, place: u32, why: Why, kept_out: &[(u32, Gate)]) -> Vec<String> {
    let answer = solved.live.answer();
    if why == Why::Capacity {
        let short = answer.shortages.iter().find(|short| short.newcomers.contains(&place));
        let seats = short.map_or(0, |short| short.seats);
        return vec![v.t1("round-left-places", "count", seats)];
    }
    if solved.gathered.locals.is_empty() {
        return vec![v.t("round-left-no-local")];
    }
    if solved.live.pool().of(place).next().is_some() {
        return vec![v.t("round-left-banned")];
    }
    let mut counts: BTreeMap<Gate, usize> = BTreeMap::new();
    kept_out.iter().for_each(|(_, gate)| *counts.entry(*gate).or_default() += 1);
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    if counts.is_empty() {
        return vec![v.t("round-left-later")];
    }
    counts.iter().take(REASONS).map(|(gate, count)| v.t1(format!("locals-left-{gate}"), "count", *count)).collect()
}
