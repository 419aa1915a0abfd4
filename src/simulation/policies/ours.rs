//! Ours: the round of the desk, as the social worker would see it, without a pin or a ban.

use super::{Free, Pair, Policy, Round, Waiting};
use crate::matching::round::{
    live::{Live, Together},
    pool::{Local, Newcomer, Pool},
    solved::Fair,
    steer::Steer,
};
use std::collections::BTreeSet;

/// `matching::round::live`: as many as possible, who waits longest, a floor for the worst-off, Nash above it, the total;
/// values are J.
pub(super) struct Ours;

impl Policy for Ours {
    fn name(&self) -> &'static str {
        "ours"
    }

    /// # Panics
    /// Where the round refuses the pool: ids are unique and values are shares, so it does not.
    fn choose(&self, round: &Round) -> Vec<Pair> {
        let newcomer = |w: &Waiting| Newcomer { id: w.id.clone(), waiting_days: w.days };
        let local = |f: &Free| Local { id: f.id.clone(), capacity: f.seats };
        let pair = |p: &Pair| (&*round.waiting[p.newcomer].id, &*round.free[p.local].id, p.fit.joint());
        let pool = Pool::new(
            round.waiting.iter().map(newcomer).collect(),
            round.free.iter().map(local).collect(),
            round.pairs.iter().map(pair),
        );
        let live = pool
            .map_err(|slip| slip.to_string())
            .and_then(|pool| Live::new(pool, Steer::default(), Fair::Nash).map_err(|refused| refused.to_string()));
        let live = live.unwrap_or_else(|why| panic!("a round of a simulated year: {why}"));
        let id = |t: &Together| (&*live.newcomer(t.newcomer).id, &*live.local(t.local).id);
        let together: BTreeSet<(&str, &str)> = live.answer().pairs.iter().map(id).collect();
        let is_together = |p: &&Pair| {
            let (newcomer, local, _) = pair(p);
            together.contains(&(newcomer, local))
        };
        round.pairs.iter().filter(is_together).copied().collect()
    }
}
