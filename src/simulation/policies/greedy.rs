//! Greedy: the best pair of all first.

use super::{Pair, Policy, Round, seats};

/// The pair that is best for both (J), then the best of those that are still possible, and so on.
pub(super) struct Greedy;

impl Policy for Greedy {
    fn name(&self) -> &'static str {
        "greedy"
    }

    fn choose(&self, round: &Round) -> Vec<Pair> {
        let mut pairs = round.pairs.clone();
        // A stable sort: who came first is first among equals.
        pairs.sort_by(|a, b| b.fit.joint().total_cmp(&a.fit.joint()));
        let (mut seats, mut placed) = (seats(round), vec![false; round.waiting.len()]);
        pairs.retain(|pair| {
            let possible = seats[pair.local] > 0 && !placed[pair.newcomer];
            if possible {
                seats[pair.local] -= 1;
                placed[pair.newcomer] = true;
            }
            possible
        });
        pairs
    }
}
