//! How a round of the desk behaves where names, order, seats, shortages and chains are concerned.

use crate::{
    desk::{is_an_answer, is_proven, steer, worth_of},
    made::{Draw, Made, small},
    plain::shuffled,
};
use buurten::matching::round::{
    live::Live,
    plain::Why,
    reasons::{Instead, blocking, instead},
    solved::Fair,
    steer::Steer,
};

fn solved(made: &Made, fair: Fair) -> Live {
    let live = Live::new(made.pool(), Steer::default(), fair).expect("a round");
    is_an_answer(&live);
    if fair == Fair::Nash {
        is_proven(made, &live, &Steer::default());
    }
    live
}

const BOTH: [Fair; 2] = [Fair::Nash, Fair::Leximin];

#[test]
fn other_names_and_another_order_change_nothing() {
    let mut draw = Draw(31);
    for round in 0..100 {
        let waiting: Vec<u32> = (0..20).map(|_| draw.below(5) as u32).collect();
        let mut made = Made::people(&waiting, &[2, 1, 1, 3, 0, 1, 1, 2]);
        for _ in 0..80 {
            let pair = (draw.below(20) as usize, draw.below(8) as usize);
            made.pair(pair.0, pair.1, draw.below(1_000_000_000) + 1);
        }
        let back = |id: &str| id.chars().rev().collect::<String>();
        let (reordered, renamed) = (shuffled(&made, &mut draw, str::to_owned), shuffled(&made, &mut draw, back));
        for fair in BOTH {
            let (live, other) = (solved(&made, fair), solved(&renamed, fair));
            assert_eq!(solved(&reordered, fair).answer(), live.answer(), "the order of a file says nothing");
            assert_eq!(worth_of(&other, fair), worth_of(&live, fair), "round {round} {fair:?}");
        }
    }
}

#[test]
fn one_more_seat_never_hurts_and_places_at_most_one_more() {
    let mut draw = Draw(32);
    for _ in 0..300 {
        let mut made = small(&mut draw);
        if made.locals.is_empty() {
            continue;
        }
        let steer = steer(&mut draw, &made);
        let at = draw.below(made.locals.len() as u64) as usize;
        let before = made.pool();
        made.locals[at].capacity += 1;
        for fair in BOTH {
            let of = |pool| Live::new(pool, steer.clone(), fair).expect("a round");
            let (was, is) = (worth_of(&of(before.clone()), fair), worth_of(&of(made.pool()), fair));
            assert!(is >= was && is.0 <= was.0 + 1, "{made:?} {steer:?} {fair:?}");
        }
    }
}

#[test]
fn a_shortage_leaves_out_as_few_as_can_be_and_says_for_whom() {
    // Forty-two newcomers, all for the same three locals with 31 places; one of them could also go elsewhere.
    let waiting: Vec<u32> = (0..43).map(|n| n / 2).collect();
    let mut made = Made::people(&waiting, &[10, 20, 1, 5]);
    for newcomer in 0..42 {
        for local in 0..3 {
            made.pair(newcomer, local, 500_000 + (newcomer * 7 + local * 3) as u64);
        }
    }
    made.pair(41, 3, 1);
    for fair in BOTH {
        let live = solved(&made, fair);
        let out = |why| live.answer().unmatched.iter().filter(|u| u.1 == why).count();
        assert_eq!((live.answer().pairs.len(), out(Why::Capacity), out(Why::NoCandidate)), (32, 10, 1));
        let [short] = &live.answer().shortages[..] else { panic!("{:?}", live.answer().shortages) };
        assert_eq!((short.newcomers.len(), short.locals.as_slice(), short.seats), (41, &[0, 1, 2][..], 31));
        let left_out = live.answer().unmatched.iter().filter(|u| u.1 == Why::Capacity);
        assert!(left_out.map(|u| live.newcomer(u.0).waiting_days).all(|days| days <= 5), "who waits least");
    }
}

#[test]
fn a_long_chain_is_moved_to_the_last_link() {
    for links in [1_usize, 2, 50, 200] {
        // Everybody could go to the next local; the first alone could go to the last, and then all move on.
        let mut made = Made::people(&vec![0; links + 1], &vec![1; links + 1]);
        for link in 0..=links {
            if link < links {
                made.pair(link, link, 900_000);
            }
            if link > 0 {
                made.pair(link, link - 1, 400_000);
            }
        }
        made.pair(0, links, 10_000);
        for fair in BOTH {
            let live = solved(&made, fair);
            // The last one has nobody but the local before: so everybody moves, and the first has what is left.
            assert_eq!(live.answer().pairs.len(), links + 1);
            assert_eq!(live.answer().total, 10_000 + links as i128 * 400_000, "{links} {fair:?}");
        }
    }
}

#[test]
fn why_two_who_would_rather_have_each_other_are_not_put_together_is_said_and_so() {
    let blocks = |made: &Made| {
        let live = solved(made, Fair::Nash);
        let all = blocking(&live).into_iter();
        all.map(|p| ((p.newcomer, p.local), instead(&live, &p).expect("it can be"))).collect::<Vec<_>>()
    };
    // Somebody else has nobody but this local.
    let mut made = Made::people(&[0, 0], &[1, 1]);
    made.pair(0, 0, 900_000);
    made.pair(0, 1, 400_000);
    made.pair(1, 0, 500_000);
    assert_eq!(blocks(&made), [((0, 0), Instead::Fewer)]);
    // Who waits longer would be left out.
    let mut made = Made::people(&[0, 9], &[1]);
    made.pair(0, 0, 900_000);
    made.pair(1, 0, 500_000);
    assert_eq!(blocks(&made), [((0, 0), Instead::Waiting)]);
    // The worst-off would be worse off.
    let mut made = Made::people(&[0, 0], &[1, 1]);
    for (n, l, value) in [(0, 0, 900_000), (0, 1, 600_000), (1, 0, 500_000), (1, 1, 100_000)] {
        made.pair(n, l, value);
    }
    assert_eq!(blocks(&made), [((0, 0), Instead::Floor)]);
    // All together it would fit less well.
    let mut made = Made::people(&[0; 3], &[1; 3]);
    for (n, l, value) in [(0, 0, 800_000), (0, 1, 700_000), (1, 0, 750_000), (1, 1, 300_000), (2, 2, 200_000)] {
        made.pair(n, l, value);
    }
    assert_eq!(blocks(&made), [((0, 0), Instead::Together)]);
}
