//! Every answer is checked before anybody sees it, by [`super::certificate`], which knows nothing of the solver. What is
//! open, what is pinned and how places are left is read here once more, from what the social worker said.

use super::{
    certificate::{Claim, Flaw, Pair, bound, verify, verify_weights},
    levels::Scale,
    live::{Answer, Proof},
    plain::Plain,
    pool::{Chosen, Pool},
    solved::Fair,
    steer::Steer,
};
use std::collections::BTreeSet;

impl Plain {
    /// Whether it is an answer to this round, and nothing is better.
    ///
    /// # Errors
    /// The first flaw: ours, never that of whoever asked.
    pub fn checked(&self, pool: &Pool) -> Result<(), Flaw> {
        let claim = Claim {
            newcomers: pool.newcomers().len(),
            places: pool.locals().iter().map(|l| l.capacity).collect(),
            pairs: pool.pairs().map(|p| (p.newcomer, p.local, p.value.into())),
            chosen: self.pairs.iter().map(|p| (p.newcomer, p.local)).collect(),
            total: self.total,
        };
        verify(&claim, &self.certificate())
    }
}

/// Whether an answer of the desk keeps what was said, and nothing is better in its levels. Of leximin the levels down to
/// the floor are checked: what lies above is not one sum.
pub(super) fn live(
    (pool, steer): (&Pool, &Steer),
    (scale, fine): (&Scale, &[i128]),
    fair: Fair,
    answer: &Answer,
    proof: &Proof,
) -> Result<(), Flaw> {
    let place = |(her, them): (&String, &String)| Some((pool.newcomer(her)?, pool.local(them)?));
    let pins: BTreeSet<(u32, u32)> = steer.pins.iter().filter_map(place).collect();
    let bans: BTreeSet<(u32, u32)> = steer.bans.iter().filter_map(|(her, them)| place((her, them))).collect();
    let mut places: Vec<u32> = pool.locals().iter().map(|l| l.capacity).collect();
    let mut pinned = vec![false; pool.newcomers().len()];
    for &(newcomer, local) in &pins {
        pinned[newcomer as usize] = true;
        let left = &mut places[local as usize];
        *left = left.checked_sub(1).ok_or_else(|| Flaw::NoAnswer(format!("local {local} has too many pins")))?;
    }
    let kept = answer.pairs.iter().filter(|p| p.pinned);
    if !kept.map(|p| (p.newcomer, p.local)).eq(pins.iter().copied()) {
        return Err(Flaw::NoAnswer("what is pinned is not in it".into()));
    }
    // Most newcomers have no ban: theirs are not looked for.
    let mut is_banned = vec![false; pool.newcomers().len()];
    bans.iter().for_each(|(newcomer, _)| is_banned[*newcomer as usize] = true);
    let said_no = |p: &Chosen| is_banned[p.newcomer as usize] && bans.contains(&(p.newcomer, p.local));
    let all = pool.pairs().zip(fine).filter(|(p, _)| !pinned[p.newcomer as usize]);
    let open: Vec<_> = all.filter(|(p, _)| !said_no(p)).collect();
    let with = is_whole(pool, answer)?;
    let placed = (0..).zip(&with).filter(|(_, local)| local.is_some());
    let base = |p: &Chosen| pair(*p, scale.base(p.newcomer).into());
    let total = placed.map(|(newcomer, _)| i128::from(scale.base(newcomer))).sum();
    verify_weights(&claim(&places, &with, total, open.iter().map(|(p, _)| base(p))), &proof.base)?;
    let Some(floor) = answer.floor else { return Ok(()) };
    let above = open.iter().filter(|(p, _)| p.value > floor).map(|(p, _)| base(p));
    let above = bound(&claim(&places, &with, 0, above), &proof.above)?;
    if above >= total {
        return Err(Flaw::Floor(format!("{above} above it, {total} here")));
    }
    if fair == Fair::Leximin {
        return Ok(());
    }
    let all = open.iter().filter(|(p, _)| p.value >= floor);
    let chosen = all.clone().filter(|(p, _)| with[p.newcomer as usize] == Some(p.local));
    let total = chosen.map(|(_, fine)| **fine).sum();
    verify_weights(&claim(&places, &with, total, all.map(|(p, fine)| pair(*p, **fine))), &proof.fine)
}

/// Whether everybody is in an answer once, with what the pairs are worth, and its sums are theirs; with whom each newcomer
/// is who is not pinned.
fn is_whole(pool: &Pool, answer: &Answer) -> Result<Vec<Option<u32>>, Flaw> {
    let no = |trouble: &str| Err(Flaw::NoAnswer(trouble.into()));
    let (mut seen, mut with) = (vec![0; pool.newcomers().len()], vec![None; pool.newcomers().len()]);
    for p in &answer.pairs {
        if pool.value_of(p.newcomer, p.local) != Some(p.value) {
            return no("a pair is none, or is worth something else");
        }
        seen[p.newcomer as usize] += 1;
        with[p.newcomer as usize] = (!p.pinned).then_some(p.local);
    }
    answer.unmatched.iter().for_each(|(newcomer, _)| seen[*newcomer as usize] += 1);
    if seen.iter().any(|times| *times != 1) {
        return no("somebody is missing, or is there twice");
    }
    if answer.pairs.iter().map(|p| i128::from(p.value)).sum::<i128>() != answer.total {
        return no("the total is another one");
    }
    let free = answer.pairs.iter().filter(|p| !p.pinned);
    if free.map(|p| p.value).min() == answer.floor { Ok(with) } else { no("the floor is another one") }
}

fn pair(of: Chosen, worth: i128) -> Pair {
    (of.newcomer, of.local, worth)
}

/// What is claimed where each newcomer is with this local.
fn claim<P>(places: &[u32], with: &[Option<u32>], total: i128, pairs: P) -> Claim<P> {
    let chosen = (0..).zip(with).filter_map(|(newcomer, local)| Some((newcomer, (*local)?))).collect();
    Claim { newcomers: with.len(), places: places.to_vec(), pairs, chosen, total }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            live::Live,
            plain::solve,
            pool::{Local, Newcomer},
        },
        *,
    };

    fn pool() -> Pool {
        let newcomers = ["a", "b", "c"].map(|id| Newcomer { id: id.into(), waiting_days: 0 });
        let locals = ["x", "y"].map(|id| Local { id: id.into(), capacity: 1 });
        let pairs = [("a", "x", 0.9), ("a", "y", 0.5), ("b", "x", 0.8), ("b", "y", 0.1), ("c", "y", 0.3)];
        Pool::new(newcomers.to_vec(), locals.to_vec(), pairs).expect("a pool")
    }

    #[test]
    fn an_answer_that_is_not_the_best_is_not_shown() {
        let (pool, mut answer) = (pool(), solve(&pool()));
        assert_eq!(answer.checked(&pool), Ok(()));
        answer.prices[0] += 1_000_000;
        assert!(matches!(answer.checked(&pool), Err(Flaw::Total(_))));
        let mut answer = solve(&pool);
        answer.pairs.pop();
        assert!(matches!(answer.checked(&pool), Err(Flaw::NoAnswer(_))), "its total is not theirs");
    }

    #[test]
    fn an_answer_of_the_desk_is_checked_in_every_level() {
        let live = Live::new(pool(), Steer::default(), Fair::Nash).expect("a round");
        let fine = live.weights.fine.clone();
        let check = |steer: &Steer, answer: &Answer, proof: &Proof| {
            super::live((live.pool(), steer), (&live.weights.scale, &fine), Fair::Nash, answer, proof)
        };
        let (answer, proof, said) = (live.answer(), live.proof(), Steer::default());
        assert_eq!(check(&said, answer, &proof), Ok(()));
        let with = |change: &dyn Fn(&mut Proof)| {
            let mut other = proof.clone();
            change(&mut other);
            check(&said, answer, &other)
        };
        assert!(matches!(with(&|p| p.base[0] += 1), Err(Flaw::Total(_))));
        assert!(matches!(with(&|p| p.fine[1] += 1), Err(Flaw::Total(_))));
        assert!(matches!(with(&|p| p.above[0] += 1 << 40), Err(Flaw::Floor(_))));
        let twice = [answer.pairs.clone(), answer.pairs[..1].to_vec()].concat();
        for other in [
            Answer { floor: Some(1), ..answer.clone() },
            Answer { total: 1, ..answer.clone() },
            Answer { unmatched: Vec::new(), ..answer.clone() },
            Answer { pairs: twice, ..answer.clone() },
        ] {
            assert!(matches!(check(&said, &other, &proof), Err(Flaw::NoAnswer(_))), "{other:?}");
        }
        let pins = Steer { pins: [("c".to_owned(), "y".to_owned())].into(), ..Steer::default() };
        assert!(matches!(check(&pins, answer, &proof), Err(Flaw::NoAnswer(_))), "a pin is kept");
        let (her, them) = (&answer.pairs[0], |n: u32| live.local(n).id.clone());
        let bans =
            Steer { bans: [(live.newcomer(her.newcomer).id.clone(), them(her.local))].into(), ..Steer::default() };
        assert!(matches!(check(&bans, answer, &proof), Err(Flaw::NoAnswer(_))), "and a ban");
    }
}
