//! Why somebody is left out, as a recruiter can use it, and which pairs would rather have each other.

use super::{cover::Short, live::Live, net::Net, pool::Chosen};

/// Newcomers who all want the same few places: "31 places for 42 people". Whoever looks for locals looks here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shortage {
    /// Everybody who competes, placed or not, in the order of ids.
    pub newcomers: Vec<u32>,
    /// The only locals that they can go to.
    pub locals: Vec<u32>,
    /// The places that these locals have, beside pins; fewer than there are newcomers.
    pub seats: u64,
}

/// The shortages that have nothing to do with each other, one by one, in the order of their first newcomer. People
/// without any open pair are in none of them.
pub(super) fn shortages<E: Copy>(net: &Net<E>, short: &Short) -> Vec<Shortage> {
    let columns = net.columns() as usize;
    // Columns that share a newcomer belong together.
    let mut group: Vec<u32> = (0..columns as u32).collect();
    fn root(group: &mut [u32], mut at: u32) -> u32 {
        while group[at as usize] != at {
            group[at as usize] = group[group[at as usize] as usize];
            at = group[at as usize];
        }
        at
    }
    let competes = |row: &u32| short.row[*row as usize] && !net.of(*row).is_empty();
    for row in (0..net.rows()).filter(competes) {
        let first = root(&mut group, net.column[net.of(row).start]);
        for e in net.of(row) {
            let other = root(&mut group, net.column[e]);
            group[other as usize] = first;
        }
    }
    let mut at = vec![usize::MAX; columns];
    let mut found: Vec<Shortage> = Vec::new();
    for row in (0..net.rows()).filter(competes) {
        let group = root(&mut group, net.column[net.of(row).start]) as usize;
        if at[group] == usize::MAX {
            at[group] = found.len();
            found.push(Shortage::default());
        }
        found[at[group]].newcomers.push(row);
    }
    for column in (0..columns as u32).filter(|&c| short.column[c as usize]) {
        let shortage = &mut found[at[root(&mut group, column) as usize]];
        shortage.locals.push(column);
        shortage.seats += u64::from(net.seats[column as usize]);
    }
    found
}

/// Pairs that would both rather have each other: she is left out or would be worth more with this local, and the local
/// has a place or holds it for somebody who is worth less there. They are reported and not forbidden: a round without
/// any would leave more people out. Banned pairs and pinned newcomers are not among them.
pub fn blocking(live: &Live) -> Vec<Chosen> {
    let pool = live.pool();
    let mut with = vec![None; pool.newcomers().len()];
    let mut pinned = vec![false; pool.newcomers().len()];
    let mut taken = vec![(0, i64::MAX); pool.locals().len()];
    for pair in &live.answer().pairs {
        with[pair.newcomer as usize] = Some(pair.value);
        pinned[pair.newcomer as usize] = pair.pinned;
        let (count, least) = &mut taken[pair.local as usize];
        *count += 1;
        if !pair.pinned {
            *least = pair.value.min(*least);
        }
    }
    let blocks = |pair: &Chosen| {
        let (newcomer, local) = (pair.newcomer as usize, pair.local as usize);
        let (count, least) = taken[local];
        let room = count < pool.locals()[local].capacity;
        let banned = || (pool.newcomers()[newcomer].id.clone(), pool.locals()[local].id.clone());
        !pinned[newcomer]
            && with[newcomer].is_none_or(|value| value < pair.value)
            && (room || least < pair.value)
            && !live.steer().bans.contains(&banned())
    };
    pool.pairs().filter(blocks).collect()
}
