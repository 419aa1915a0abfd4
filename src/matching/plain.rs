//! Ranking by the definition alone: every listing is read by `gates::pass` and `score::Parts`, one after the other.
//! Slow and short: what the fast twin is held against.

use super::{
    catalogue::Catalogue,
    gates::{self, Gate},
    go::Go,
    leaning::Taught,
    person::Person,
    rank::{Asked, Excluded, Near, Ranking},
    reason::Medians,
    score::Scored,
    seeker::Seeker,
};
use std::collections::BTreeMap;

impl Catalogue {
    /// The same as [`Catalogue::rank`], by the definition alone.
    pub fn rank_plainly(&self, person: &Person, asked: &Asked) -> Ranking {
        let her = Seeker::new(person, self);
        let taught = Taught::of(&asked.leanings, &her, self);
        let mut feasible = Vec::new();
        let (mut excluded, mut near) = (Vec::new(), BTreeMap::new());
        for (place, it) in self.entries.iter().enumerate().filter(|(place, _)| !taught.places.contains(place)) {
            match gates::pass(&her, it) {
                Ok(open) => feasible.push(Scored::of(place, &her, it, open, &taught)),
                Err(why) => {
                    excluded.push(Excluded { place, why });
                    if why.is_hers() && gates::alone(why, &her, it) {
                        let class = (why, self.entries.class(why, place));
                        near.entry(class).or_insert(Near { why, place, many: 0 }).many += 1;
                    }
                }
            }
        }
        let medians = Medians::over(&feasible);
        feasible.sort_by(|a, b| {
            let later = (a.go == Go::Later).cmp(&(b.go == Go::Later));
            let id = || self.entries[a.place].it.id.cmp(&self.entries[b.place].it.id);
            later.then(self.worth(b).cmp(&self.worth(a))).then_with(id).then(a.place.cmp(&b.place))
        });
        let count = feasible.len();
        let listed = self.spread_plainly(feasible);
        let shown = listed.iter().take(asked.limit.unwrap_or(usize::MAX));
        let matches = shown.map(|s| self.matched(&her, s, &medians)).collect();
        let many = |gate: &Gate| excluded.iter().filter(|e| e.why == *gate).count();
        let left_out = Gate::ALL.iter().map(|g| (*g, many(g))).filter(|(_, n)| *n > 0).collect();
        let mut near: Vec<Near> = near.into_values().collect();
        near.sort_by_key(|near| (near.why, near.place));
        Ranking { matches, feasible: count, left_out, excluded, near }
    }

    /// U less what scarcity takes.
    fn worth(&self, s: &Scored) -> i64 {
        libm::round(s.score * 1e6) as i64 - i64::from(self.handicap(s.place))
    }

    /// Diversity as `diversity` says it, on a list that is whole.
    fn spread_plainly(&self, mut sorted: Vec<Scored>) -> Vec<Scored> {
        let later = sorted.split_off(sorted.iter().filter(|s| s.go != Go::Later).count());
        let (mut first, mut rest): (Vec<Scored>, Vec<Scored>) = (Vec::new(), Vec::new());
        for option in sorted {
            let organisation = |s: &Scored| self.entries[s.place].it.organisation.clone();
            let same = first.iter().filter(|f| organisation(f).is_some() && organisation(f) == organisation(&option));
            if first.len() < 10 && same.count() < 2 { first.push(option) } else { rest.push(option) }
        }
        let short = (10 - first.len()).min(rest.len());
        first.extend(rest.drain(..short));
        for _ in 0..3 {
            let domains = |s: &Scored| self.entries[s.place].domains;
            let all = |some: &[&Scored]| some.iter().fold(0, |bits, s| bits | domains(s));
            let there = all(&first.iter().collect::<Vec<_>>());
            let others =
                |n: usize| all(&first.iter().enumerate().filter(|(m, _)| *m != n).map(|f| f.1).collect::<Vec<_>>());
            let leaves = (0..first.len()).rev().find(|n| others(*n) == there);
            let Some(leaves) = leaves.filter(|_| there.count_ones() < 3) else { break };
            let u = |s: &Scored| libm::round(s.score * 1e6) as i64;
            let moved = |n: usize| rest[..n].iter().filter(|s| self.handicap(s.place) > 0).map(u).max().unwrap_or(0);
            let bar = |n: usize| u(&first[leaves]).max(moved(n)) - 100_000;
            let comes = (0..rest.len()).find(|n| domains(&rest[*n]) & !there != 0 && u(&rest[*n]) >= bar(*n));
            let Some(comes) = comes else { break };
            let came = rest.remove(comes);
            let left = std::mem::replace(&mut first[leaves], came);
            let at = rest.iter().position(|s| self.worth(s) <= self.worth(&left)).unwrap_or(rest.len());
            rest.insert(at, left);
            first[leaves..].sort_by_key(|s| -self.worth(s));
        }
        first.into_iter().chain(rest).chain(later).collect()
    }
}
