//! Where places are short: what one more local would do, found by solving, for whoever looks for locals.

use super::{names::Names, pool::Gathered};
use crate::{
    auth::Visit,
    matching::round::{
        live::Live,
        pool::{Local, MILLION},
        reasons::Shortage,
        steer::Refused,
        what_if::{Change, Effect},
    },
};

/// So many shortages are tried.
const TRIED: usize = 3;

/// A local like this one, by their place, and what it would change.
pub type OneMore = (u32, Effect);

/// For each shortage of a round, in order, a local like the one whom most of them fit; for the first few.
///
/// # Errors
/// Where a round cannot be solved.
pub fn find(live: &Live) -> Result<Vec<OneMore>, Refused> {
    live.answer()
        .shortages
        .iter()
        .take(TRIED)
        .filter_map(|short| most_wanted(live, short))
        .map(|like| try_one(live, like))
        .collect()
}

fn most_wanted(live: &Live, short: &Shortage) -> Option<u32> {
    let fits = |local: u32| short.newcomers.iter().filter(|her| live.pool().value_of(**her, local).is_some()).count();
    // The first among equals.
    short.locals.iter().copied().rev().max_by_key(|local| fits(*local))
}

fn try_one(live: &Live, like: u32) -> Result<OneMore, Refused> {
    let local = &live.local(like).id;
    let open = live.pool().pairs().filter(|pair| pair.local == like);
    let open = open.map(|pair| (live.newcomer(pair.newcomer).id.clone(), pair.value as f64 / MILLION));
    // Whom she keeps out of this local's way may have a reason to be.
    let open = open.filter(|(her, _)| !live.steer().bans.contains(&(her.clone(), local.clone())));
    // No id of a row ends so.
    let one = Local { id: format!("{local}~"), capacity: 1 };
    let (_, effect) = live.what_if(&Change::Local(one, open.collect()))?;
    Ok((like, effect))
}

/// "With one more local like Piet, Cem would meet somebody too." Nothing where it would place nobody.
pub fn text(v: &Visit, names: &Names, gathered: &Gathered, (like, effect): &OneMore) -> Option<String> {
    let first = effect.moved.iter().find(|moved| moved.from.is_none())?;
    let who = names.newcomer(v, gathered, gathered.people.pool().newcomer(&first.newcomer)?);
    let said = v.t2("round-one-more", "whom", names.local(v, gathered, *like), "who", who);
    let others = effect.moved.len() - 1;
    Some(if others == 0 { said } else { format!("{said} {}", v.t1("round-effect-others", "count", others)) })
}
