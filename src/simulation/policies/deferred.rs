//! Deferred acceptance (Gale and Shapley 1962), newcomers proposing.

use super::{Pair, Policy, Round};

/// Each newcomer proposes to the locals by U; a local keeps as many as there are places, by V, until nobody proposes any
/// more. The answer is stable, and of all stable ones the best for every newcomer. Of equals the first comes first.
pub(super) struct Deferred;

impl Policy for Deferred {
    fn name(&self) -> &'static str {
        "deferred"
    }

    fn choose(&self, round: &Round) -> Vec<Pair> {
        let mut wishes: Vec<Vec<Pair>> = (0..round.waiting.len()).map(|n| round.of(n).to_vec()).collect();
        for hers in &mut wishes {
            // The best last, to be taken from the end; of equals the first local last.
            hers.sort_by(|a, b| a.fit.u.total_cmp(&b.fit.u).then(b.local.cmp(&a.local)));
        }
        let mut kept: Vec<Vec<Pair>> = vec![Vec::new(); round.free.len()];
        let mut proposing: Vec<usize> = (0..wishes.len()).rev().collect();
        while let Some(newcomer) = proposing.pop() {
            let Some(pair) = wishes[newcomer].pop() else { continue };
            let theirs = &mut kept[pair.local];
            theirs.push(pair);
            theirs.sort_by(|a, b| b.fit.v.total_cmp(&a.fit.v).then(a.newcomer.cmp(&b.newcomer)));
            if theirs.len() > round.free[pair.local].seats as usize
                && let Some(out) = theirs.pop()
            {
                proposing.push(out.newcomer);
            }
        }
        kept.concat()
    }
}
