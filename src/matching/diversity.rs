//! Component 11, diversity of a list: keep the order of U; pass over a third of one organisation in the first ten; if
//! fewer than three domains are there, swap in the best of a missing domain when it is at most .10 worse.
//! Both work within what she can go to now or with somebody: `later` stays after all others.

use super::{catalogue::Catalogue, go::Go, score::Scored};

/// The part of the list that is looked after.
const FIRST: usize = 10;
/// At most so many of one organisation in it.
const OF_ONE_ORGANISATION: usize = 2;
/// At least so many domains in it.
const DOMAINS: u32 = 3;
/// A swap may cost so much U at most.
const WORSE_AT_MOST: f64 = 0.10;

/// Reorders a sorted list.
pub(super) fn spread(sorted: Vec<Scored>, catalogue: &Catalogue) -> Vec<Scored> {
    let ready = sorted.iter().filter(|s| s.go != Go::Later).count();
    let mut now = sorted;
    let later = now.split_off(ready);
    let mut first: Vec<Scored> = Vec::with_capacity(FIRST);
    let mut rest: Vec<Scored> = Vec::with_capacity(now.len());
    let organisation = |s: &Scored| catalogue.entries[s.place].organisation;
    for option in now {
        let same =
            first.iter().filter(|f| organisation(f).is_some() && organisation(f) == organisation(&option)).count();
        if first.len() < FIRST && same < OF_ONE_ORGANISATION {
            first.push(option);
        } else {
            rest.push(option);
        }
    }
    // Where nothing else was left, what was passed over moves up again.
    let short = FIRST.saturating_sub(first.len()).min(rest.len());
    first.extend(rest.drain(..short));
    add_domains(&mut first, &mut rest, catalogue);
    first.extend(rest);
    first.extend(later);
    first
}

fn add_domains(first: &mut [Scored], rest: &mut Vec<Scored>, catalogue: &Catalogue) {
    let domains = |s: &Scored| catalogue.entries[s.place].domains;
    for _ in 0..DOMAINS {
        let there = first.iter().fold(0, |bits, s| bits | domains(s));
        if there.count_ones() >= DOMAINS {
            return;
        }
        // The last of the first ten whose domains the others have as well makes room.
        let others =
            |n: usize| first.iter().enumerate().filter(|(m, _)| *m != n).fold(0, |bits, (_, s)| bits | domains(s));
        let Some(leaves) = (0..first.len()).rev().find(|n| others(*n) == there) else { return };
        let missing = |s: &Scored| domains(s) & !there != 0 && s.score >= first[leaves].score - WORSE_AT_MOST;
        let Some(comes) = rest.iter().position(missing) else { return };
        let came = rest.remove(comes);
        let left = std::mem::replace(&mut first[leaves], came);
        // It goes back to where its U puts it.
        let at = rest.partition_point(|s| s.score > left.score);
        rest.insert(at, left);
        // And the newcomer among the ten stands where its own U puts it: last of those that are better.
        first[leaves..].sort_by(|a, b| b.score.total_cmp(&a.score));
    }
}
