//! Why somebody is left out, as a recruiter can use it, and which pairs would rather have each other.

use super::{
    cover::Short,
    live::Live,
    net::Net,
    pool::{Chosen, Pool},
    steer::Refused,
    what_if::Change,
};

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
/// any would leave more people out.
pub fn rather(pool: &Pool, chosen: &[Chosen]) -> Vec<Chosen> {
    would_rather(pool, chosen, |_| false).collect()
}

/// The same in a round of the desk. Banned pairs and pinned newcomers are not among them, and nobody who is pinned gives
/// a place up.
pub fn blocking(live: &Live) -> Vec<Chosen> {
    let pool = live.pool();
    let mut pinned = vec![false; pool.newcomers().len()];
    let mut chosen = Vec::new();
    for pair in &live.answer().pairs {
        pinned[pair.newcomer as usize] = pair.pinned;
        let value = if pair.pinned { i64::MAX } else { pair.value };
        chosen.push(Chosen { newcomer: pair.newcomer, local: pair.local, value });
    }
    let named = |p: &Chosen| (live.newcomer(p.newcomer).id.clone(), live.local(p.local).id.clone());
    would_rather(pool, &chosen, |p| live.steer().bans.contains(&named(p))).collect()
}

fn would_rather<'a>(
    pool: &'a Pool,
    chosen: &[Chosen],
    is_banned: impl Fn(&Chosen) -> bool + 'a,
) -> impl Iterator<Item = Chosen> + 'a {
    let mut with = vec![None; pool.newcomers().len()];
    let mut taken = vec![(0, i64::MAX); pool.locals().len()];
    for pair in chosen {
        with[pair.newcomer as usize] = Some(pair.value);
        let (count, least) = &mut taken[pair.local as usize];
        (*count, *least) = (*count + 1, pair.value.min(*least));
    }
    pool.pairs().filter(move |pair| {
        let (count, least) = taken[pair.local as usize];
        let room = count < pool.locals()[pair.local as usize].capacity;
        with[pair.newcomer as usize].is_none_or(|value| value < pair.value)
            && (room || least < pair.value)
            && !is_banned(pair)
    })
}

/// Why a round does not put two together who would rather have each other: the first level that would be worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// Fewer people would have somebody.
    Fewer,
    /// Somebody who waits longer would be left out.
    Waiting,
    /// The worst-off would be worse off.
    Floor,
    /// All together it would fit less well, or just as well.
    Together,
}

/// What it would cost the others to put these two together, found by solving.
///
/// # Errors
/// Two who cannot be pinned.
pub fn instead(live: &Live, pair: &Chosen) -> Result<Instead, Refused> {
    let (newcomer, local) = (live.newcomer(pair.newcomer).id.clone(), live.local(pair.local).id.clone());
    let (after, effect) = live.what_if(&Change::Pin { newcomer, local })?;
    let days = |of: &Live| {
        let mut days: Vec<u32> = of.answer().pairs.iter().map(|p| of.newcomer(p.newcomer).waiting_days).collect();
        days.sort_unstable_by(|a, b| b.cmp(a));
        days
    };
    // With these two among them: they would not be pinned, were the round to choose them.
    let floor = after.answer().floor.into_iter().chain([pair.value]).min();
    Ok(if effect.placed < 0 {
        Instead::Fewer
    } else if days(&after) < days(live) {
        Instead::Waiting
    } else if floor < live.answer().floor {
        Instead::Floor
    } else {
        Instead::Together
    })
}
