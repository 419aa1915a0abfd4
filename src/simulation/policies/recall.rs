//! By hand: as a social worker does it who cannot think of everybody.

use super::{Pair, Policy, Round, best, seats};
use crate::simulation::chance::Event;

/// So many come to mind.
const MIND: usize = 8;

/// For each newcomer, the one who came first in front, eight of the free locals who fit her come to mind, each as
/// likely; the best of them for both (J) is taken.
pub(super) struct Recall;

impl Policy for Recall {
    fn name(&self) -> &'static str {
        "recall-8"
    }

    fn choose(&self, round: &Round) -> Vec<Pair> {
        let mut seats = seats(round);
        let mut chosen = Vec::new();
        for newcomer in 0..round.waiting.len() {
            // Another eight on every day: the day goes into the draw beside her.
            let draw = |p: &Pair| {
                let day = round.day << 16 | round.free[p.local].number;
                round.chance.unit(Event::Recalled, round.waiting[newcomer].number, day)
            };
            let mut open: Vec<(f64, &Pair)> =
                round.of(newcomer).iter().filter(|p| seats[p.local] > 0).map(|p| (draw(p), p)).collect();
            open.sort_by(|a, b| a.0.total_cmp(&b.0));
            if let Some(pair) = best(open.iter().take(MIND).map(|(_, p)| *p), |p| p.fit.joint()) {
                seats[pair.local] -= 1;
                chosen.push(pair);
            }
        }
        chosen
    }
}
