//! Two reserve pairs for everybody, for when somebody says no.

use super::{
    live::Live,
    pool::{Chosen, Pool},
    steer::{Refused, Steer},
};

/// For each newcomer, in the order of ids, up to two other locals: the first reserve, then the second.
///
/// A reserve is a round of its own, solved by the same levels without the pairs of the rounds before it and without
/// pins: so the first reserves are the best second round for everybody at once, nobody is the reserve of more newcomers
/// than they take, and nobody's reserve is a pair that is banned or that the round has already. Who can have one, has
/// one; where too few locals are possible, a reserve is missing.
///
/// # Errors
/// None that the round itself did not have.
pub fn reserves(live: &Live) -> Result<Vec<[Option<Chosen>; 2]>, Refused> {
    let newcomers = live.pool().newcomers();
    let mut found = vec![[None; 2]; newcomers.len()];
    let chosen = live.answer().pairs.iter();
    let mut gone: Vec<(u32, u32)> = chosen.map(|p| (p.newcomer, p.local)).collect();
    for place in [0, 1] {
        let left = live.pool().pairs().filter(|p| gone.binary_search(&(p.newcomer, p.local)).is_err());
        let pool = Pool::from_places(newcomers.to_vec(), live.pool().locals().to_vec(), left.collect());
        let bans = live.steer().bans.iter().filter(|(newcomer, local)| {
            let places = pool.newcomer(newcomer).zip(pool.local(local));
            places.is_some_and(|(newcomer, local)| pool.value_of(newcomer, local).is_some())
        });
        let steer = Steer { bans: bans.cloned().collect(), ..Steer::default() };
        let round = Live::new(pool, steer, live.fair)?;
        for pair in &round.answer().pairs {
            let reserve = Chosen { newcomer: pair.newcomer, local: pair.local, value: pair.value };
            found[pair.newcomer as usize][place] = Some(reserve);
            gone.push((pair.newcomer, pair.local));
        }
        gone.sort_unstable();
    }
    Ok(found)
}
