//! Component 11, diversity of a list: keep the order; pass over a third of one organisation in the first ten; if fewer
//! than three domains are there, swap in the best of a missing domain when it is at most .10 worse.
//! Both work within what she can go to now or with somebody: `later` stays after all others.

use super::{
    catalogue::Catalogue,
    fast::{Key, Line},
};

/// The part of the list that is looked after.
const FIRST: usize = 10;
/// At most so many of one organisation in it.
const OF_ONE_ORGANISATION: usize = 2;
/// At least so many domains in it.
const DOMAINS: u32 = 3;
/// A swap may cost so much at most, in millionths of U.
const WORSE_AT_MOST: u32 = 100_000;

/// The head of the list as it is shown: so many of the line, in another order. What stands behind them in the line
/// stands behind them in the list.
pub(super) fn spread(line: &mut Line, catalogue: &Catalogue) -> Vec<Key> {
    let organisation = |key: &Key| catalogue.entries[key.place(catalogue)].it.organisation.as_ref();
    let mut first: Vec<Key> = Vec::with_capacity(FIRST);
    let mut rest = Rest { passed: Vec::new(), next: 0 };
    while first.len() < FIRST {
        let Some(option) = rest.draw(line) else { break };
        let hers = organisation(&option);
        let same = first.iter().filter(|f| hers.is_some() && organisation(f) == hers).count();
        if same < OF_ONE_ORGANISATION { first.push(option) } else { rest.passed.push(option) }
    }
    // Where nothing else was left, what was passed over moves up again.
    let short = (FIRST - first.len()).min(rest.passed.len());
    first.extend(rest.passed.drain(..short));
    add_domains(&mut first, &mut rest, line, catalogue);
    first.extend(rest.passed);
    first
}

/// What does not stand among the first: what was looked at, and the line behind it.
struct Rest {
    passed: Vec<Key>,
    next: usize,
}

impl Rest {
    /// The next of the line that she can go to.
    fn draw(&mut self, line: &mut Line) -> Option<Key> {
        let key = (self.next < line.ready).then(|| line.get(self.next))?;
        self.next += 1;
        key
    }

    /// The n-th of the rest.
    fn get(&mut self, n: usize, line: &mut Line) -> Option<Key> {
        while self.passed.len() <= n {
            let key = self.draw(line)?;
            self.passed.push(key);
        }
        Some(self.passed[n])
    }

    /// The first of which this holds, as long as it costs her no more than a swap may: beside U of what it takes the place
    /// of, and of what it overtakes that scarcity has moved.
    fn find(&mut self, line: &mut Line, catalogue: &Catalogue, u: u32, is: impl Fn(Key) -> bool) -> Option<usize> {
        let (mut n, mut least) = (0, u.saturating_sub(WORSE_AT_MOST));
        // Worth is lifted by what scarcity takes at most: no U is larger, and the line is in its order.
        while let Some(key) = self.get(n, line).filter(|key| key.worth() >= least) {
            let u = key.millionths(catalogue);
            if u >= least && is(key) {
                return Some(n);
            }
            if catalogue.handicap(key.place(catalogue)) > 0 {
                least = least.max(u.saturating_sub(WORSE_AT_MOST));
            }
            n += 1;
        }
        None
    }
}

fn add_domains(first: &mut [Key], rest: &mut Rest, line: &mut Line, catalogue: &Catalogue) {
    let domains = |key: Key| catalogue.entries[key.place(catalogue)].domains;
    for _ in 0..DOMAINS {
        let there = first.iter().fold(0, |bits, key| bits | domains(*key));
        if there.count_ones() >= DOMAINS {
            return;
        }
        // The last of the first ten whose domains the others have as well makes room.
        let others =
            |n: usize| first.iter().enumerate().filter(|(m, _)| *m != n).fold(0, |bits, (_, k)| bits | domains(*k));
        let Some(leaves) = (0..first.len()).rev().find(|n| others(*n) == there) else { return };
        let u = first[leaves].millionths(catalogue);
        let Some(comes) = rest.find(line, catalogue, u, |key| domains(key) & !there != 0) else { return };
        let came = rest.passed.remove(comes);
        let left = std::mem::replace(&mut first[leaves], came);
        // It goes back to where its worth puts it.
        let mut at = 0;
        while rest.get(at, line).is_some_and(|key| key.worth() > left.worth()) {
            at += 1;
        }
        rest.passed.insert(at, left);
        // And the newcomer among the ten stands where its own puts it: last of those that are better.
        first[leaves..].sort_by_key(|key| std::cmp::Reverse(key.worth()));
    }
}
