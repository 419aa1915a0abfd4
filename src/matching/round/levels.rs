//! The levels of desk mode as whole numbers, so that more of a higher level outweighs everything below it.

use super::{
    pool::{Chosen, Newcomer, Pool},
    steer::Refused,
};

/// ln is counted in millionths.
const LN_STEPS: f64 = 1e6;
/// No weight is larger; sums of distances and prices stay within an `i128`.
const MOST: i128 = 1 << 120;
/// The finest lots; coarser where the levels need the room.
const LOTS: i128 = 1 << 20;

/// How the pairs of a pool weigh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Each newcomer's place in the order of waiting: nought for those who wait least; the same days, the same place.
    rank: Vec<i64>,
    /// One more than the sum of all ranks of a placed set can be; and the same for the levels below.
    ranks: i128,
    nash: i128,
    value: i128,
    lot: i128,
    lots: i128,
}

impl Scale {
    /// The scale of a pool. It has some room, so that one more newcomer does not change it.
    ///
    /// # Errors
    /// The levels of so many people do not fit.
    pub fn new(pool: &Pool) -> Result<Self, Refused> {
        let mut days: Vec<u32> = pool.newcomers().iter().map(|n| n.waiting_days).collect();
        days.sort_unstable();
        days.dedup();
        let rank = |n: &Newcomer| days.partition_point(|&d| d < n.waiting_days) as i64;
        let most = pool.pairs().map(|p| p.value).max().unwrap_or(0);
        let most = u64::try_from(most).unwrap_or(0).next_power_of_two() as i64;
        let people = pool.newcomers().len();
        let people = (people + people / 8 + 1).next_power_of_two() as i128;
        let room = |most: i128| people * most + 1;
        let (ranks, nash, value) = (room(people), room(ln(most).into()), room(most.into()));
        let levels = [ranks, nash, value].iter().try_fold(people + 1, |product, &room| product.checked_mul(room));
        let levels = levels.filter(|&product| product < MOST).ok_or(Refused::TooLarge)?;
        let lots = (MOST / levels / (people + 1)).clamp(1, LOTS);
        let rank = pool.newcomers().iter().map(rank).collect();
        Ok(Self { rank, ranks, nash, value, lot: people * (lots - 1) + 1, lots })
    }

    /// Levels 1 and 2: one more placed outweighs all waiting; then who waits longer weighs more.
    ///
    /// The sets that can be placed together are the independent sets of a matroid. In a matroid the heaviest basis is
    /// the one that the greedy takes, longest wait first; it depends on the order alone, so ranks do as well as days.
    pub fn base(&self, newcomer: u32) -> i64 {
        // At most the square of the number of people.
        self.ranks as i64 + self.rank[newcomer as usize]
    }

    /// All levels that are sums: levels 1 and 2, Nash's sum of ln, the total, and last a lot.
    pub fn fine(&self, pool: &Pool, pair: Chosen) -> i128 {
        let levels = i128::from(self.base(pair.newcomer));
        ((levels * self.nash + i128::from(ln(pair.value))) * self.value + i128::from(pair.value)) * self.lot
            + self.lot_of(pool, pair)
    }

    /// All of [`Self::fine`], pair by pair: it is asked for again and again while the pool stays the same.
    pub(super) fn all(&self, pool: &Pool) -> Vec<i128> {
        pool.pairs().map(|pair| self.fine(pool, pair)).collect()
    }

    /// A pair's lot, drawn from both ids: among equally good answers the one with the most in its lots is chosen, whoever
    /// asks and whatever was tried before. (There are a million lots, fewer in very large rounds; should two answers
    /// have the same in all, the solver takes the one it meets.)
    pub fn lot_of(&self, pool: &Pool, pair: Chosen) -> i128 {
        let newcomer = pool.newcomers()[pair.newcomer as usize].id.bytes();
        let local = pool.locals()[pair.local as usize].id.bytes();
        // FNV-1a, then the mixing of SplitMix64. 0xff stands in no text.
        let hash = newcomer
            .chain([0xff])
            .chain(local)
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        i128::from(hash ^ (hash >> 31)) % self.lots
    }
}

/// ln of a value in millionths, in millionths; a value of nought counts as one millionth.
pub fn ln(value: i64) -> i64 {
    // At most 28 million.
    (libm::log(value.max(1) as f64) * LN_STEPS).round() as i64
}
