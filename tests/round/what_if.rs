//! What-if: the same as solving afresh, and it says what changes.

use crate::{
    desk::{is_an_answer, is_proven, steer, worth_of},
    made::{Draw, Made, small},
};
use buurten::matching::round::{
    live::{Live, Together},
    pool::{Local, Newcomer},
    solved::Fair,
    steer::{Refused, Steer},
    what_if::{Change, Effect, Moved},
};
use std::collections::BTreeMap;

/// Newcomer to local, by ids.
fn together(live: &Live) -> BTreeMap<String, String> {
    let names = |p: &Together| (live.newcomer(p.newcomer).id.clone(), live.local(p.local).id.clone());
    live.answer().pairs.iter().map(names).collect()
}

fn any_pair(draw: &mut Draw, live: &Live) -> Option<(String, String)> {
    let pairs: Vec<_> = live.pool().pairs().collect();
    let pair = pairs.get(draw.below(pairs.len().max(1) as u64) as usize)?;
    Some((live.newcomer(pair.newcomer).id.clone(), live.local(pair.local).id.clone()))
}

fn any_change(draw: &mut Draw, live: &Live, new: usize) -> Option<Change> {
    let (newcomer, local) = any_pair(draw, live)?;
    let value = |draw: &mut Draw| draw.pick(&[0.1, 0.2, 0.3, 0.55, 0.9]);
    Some(match draw.below(6) {
        0 => Change::Pin { newcomer, local },
        1 => Change::Ban { newcomer, local },
        2 => {
            let pin = live.steer().pins.iter().next().map(|(n, l)| (n.clone(), l.clone()));
            let (newcomer, local) = pin.or_else(|| live.steer().bans.first().cloned())?;
            Change::Release { newcomer, local }
        }
        3 => Change::Decline { newcomer, local },
        4 => {
            // Before, between and after the others.
            let id = format!("{}{new}", draw.pick(&["a", "n3", "z"]));
            let pairs =
                live.pool().locals().iter().filter(|_| draw.one_in(2)).map(|l| l.id.clone()).collect::<Vec<_>>();
            let pairs = pairs.into_iter().map(|l| (l, value(draw))).collect();
            Change::Newcomer(Newcomer { id, waiting_days: draw.below(40) as u32 }, pairs)
        }
        _ => {
            let id = format!("{}{new}", draw.pick(&["a", "v3", "z"]));
            let pairs =
                live.pool().newcomers().iter().filter(|_| draw.one_in(2)).map(|n| n.id.clone()).collect::<Vec<_>>();
            let pairs = pairs.into_iter().map(|n| (n, value(draw))).collect();
            Change::Local(Local { id, capacity: draw.below(3) as u32 }, pairs)
        }
    })
}

/// What a round looks like as a file.
fn written(live: &Live) -> Made {
    let names = |p: &buurten::matching::round::pool::Chosen| {
        (live.newcomer(p.newcomer).id.clone(), live.local(p.local).id.clone(), p.value as f64 / 1e6)
    };
    Made {
        newcomers: live.pool().newcomers().to_vec(),
        locals: live.pool().locals().to_vec(),
        pairs: live.pool().pairs().map(|p| names(&p)).collect(),
    }
}

/// That a changed round is the one that solving afresh gives, and that the effect is what it says.
fn is_as_afresh(before: &Live, after: &Live, effect: &Effect, fair: Fair) {
    let made = written(after);
    let afresh = Live::new(made.pool(), after.steer().clone(), fair).expect("a round");
    assert_eq!(worth_of(after, fair), worth_of(&afresh, fair), "{made:?} {:?}", after.steer());
    assert_eq!(together(after), together(&afresh), "lots decide between equals: {made:?} {:?}", after.steer());
    is_an_answer(after);
    if fair == Fair::Nash {
        is_proven(&made, after, after.steer());
    }
    let (was, is) = (together(before), together(after));
    let mut moved = Vec::new();
    for newcomer in after.pool().newcomers() {
        let (from, to) = (was.get(&newcomer.id).cloned(), is.get(&newcomer.id).cloned());
        if from != to {
            moved.push(Moved { newcomer: newcomer.id.clone(), from, to });
        }
    }
    assert_eq!(effect.moved, moved);
    assert_eq!(effect.placed, is.len() as i64 - was.len() as i64);
    assert_eq!(effect.total, after.answer().total - before.answer().total);
}

#[test]
fn a_round_that_changes_step_by_step_is_the_one_that_solving_afresh_gives() {
    let mut draw = Draw(21);
    let mut done = 0;
    for round in 0..1_000 {
        let made = small(&mut draw);
        let fair = if round % 4 == 0 { Fair::Leximin } else { Fair::Nash };
        let mut live = Live::new(made.pool(), Steer::default(), fair).expect("a round");
        for step in 0..8 {
            let Some(change) = any_change(&mut draw, &live, step) else { continue };
            match live.what_if(&change) {
                Ok((after, effect)) => {
                    is_as_afresh(&live, &after, &effect, fair);
                    done += 1;
                    live = after;
                }
                Err(Refused::Full(_) | Refused::PinnedAndBanned(..) | Refused::Slip(_)) => {}
                Err(other) => panic!("{other}: {change:?}"),
            }
        }
    }
    assert!(done > 3_000, "{done}");
}

#[test]
fn larger_rounds_change_as_well() {
    let mut draw = Draw(22);
    for _ in 0..6 {
        let waiting: Vec<u32> = (0..120).map(|_| draw.below(200) as u32).collect();
        let capacity: Vec<u32> = (0..60).map(|_| draw.below(4) as u32).collect();
        let mut made = Made::people(&waiting, &capacity);
        for newcomer in 0..120 {
            for _ in 0..draw.below(12) {
                made.pair(newcomer, draw.below(60) as usize, 50_000 + draw.below(950_000));
            }
        }
        let mut live = Live::new(made.pool(), Steer::default(), Fair::Nash).expect("a round");
        for step in 0..12 {
            let change = any_change(&mut draw, &live, step);
            if let Some(Ok((after, effect))) = change.map(|change| live.what_if(&change)) {
                is_as_afresh(&live, &after, &effect, Fair::Nash);
                live = after;
            }
        }
    }
}

#[test]
fn a_pin_or_ban_that_is_taken_back_leaves_everything_as_it_was() {
    let mut draw = Draw(23);
    for _ in 0..1_000 {
        let made = small(&mut draw);
        let steer = steer(&mut draw, &made);
        let live = Live::new(made.pool(), steer, Fair::Nash).expect("a round");
        let Some((newcomer, local)) = any_pair(&mut draw, &live) else { continue };
        if live.steer().pins.contains_key(&newcomer) || live.steer().bans.contains(&(newcomer.clone(), local.clone())) {
            continue;
        }
        let (n, l) = (newcomer.clone(), local.clone());
        let change =
            if draw.one_in(2) { Change::Pin { newcomer: n, local: l } } else { Change::Ban { newcomer: n, local: l } };
        let Ok((after, _)) = live.what_if(&change) else { continue };
        assert_eq!(together(&after).get(&newcomer) == Some(&local), matches!(change, Change::Pin { .. }));
        let (back, _) = after.what_if(&Change::Release { newcomer, local }).expect("taken back");
        assert_eq!(together(&back), together(&live), "{made:?} {change:?}");
        assert_eq!(back.answer(), live.answer());
    }
}

#[test]
fn a_no_opens_the_place_and_somebody_else_moves_up() {
    let mut made = Made::people(&[9, 3], &[1]);
    made.pair(0, 0, 800_000);
    made.pair(1, 0, 600_000);
    let live = Live::new(made.pool(), Steer::default(), Fair::Nash).expect("a round");
    let (newcomer, local) = ("n0".to_owned(), "v0".to_owned());
    let no = Change::Decline { newcomer: newcomer.clone(), local: local.clone() };
    let (after, effect) = live.what_if(&no).expect("a no");
    let moved = |newcomer: &str, from: Option<&str>, to: Option<&str>| Moved {
        newcomer: newcomer.into(),
        from: from.map(str::to_owned),
        to: to.map(str::to_owned),
    };
    assert_eq!(effect.moved, [moved("n0", Some("v0"), None), moved("n1", None, Some("v0"))]);
    assert_eq!((effect.placed, effect.total, effect.floor), (0, -200_000, (Some(800_000), Some(600_000))));
    assert_eq!(after.what_if(&no).expect_err("it is gone"), Refused::NoPair(newcomer.clone(), local.clone()));
    let back = Change::Release { newcomer: newcomer.clone(), local: local.clone() };
    assert_eq!(after.what_if(&back).expect_err("a no is no ban"), Refused::NotSteered(newcomer, local));
}
