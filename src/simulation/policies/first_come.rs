//! First come, first served.

use super::{Pair, Policy, Round, best, seats};

/// Each newcomer, the one who came first in front, takes the free local who is worth most to her (U).
pub(super) struct FirstCome;

impl Policy for FirstCome {
    fn name(&self) -> &'static str {
        "first-come"
    }

    fn choose(&self, round: &Round) -> Vec<Pair> {
        let mut seats = seats(round);
        let mut chosen = Vec::new();
        for newcomer in 0..round.waiting.len() {
            let open = round.of(newcomer).iter().filter(|p| seats[p.local] > 0);
            if let Some(pair) = best(open, |p| p.fit.u) {
                seats[pair.local] -= 1;
                chosen.push(pair);
            }
        }
        chosen
    }
}
