//! The fast twin and the plain definition, on every path of this machine: the same gates, counts, order, score and
//! words. And a catalogue that was changed is the one that would be made anew.

use crate::made::{LISTINGS, NEWCOMERS, anybody, anything, today};
use buurten::{
    kit::{schedule::Schedule, words::Status},
    matching::{
        catalogue::Catalogue,
        fast::Path,
        go::Go,
        leaning::{Leaning, Reason},
        opportunity::Opportunity,
        person::Person,
        rank::{Asked, Listed},
        scarcity::{REGRET, Scarcity},
        weights::Weights,
    },
};
use chrono::NaiveTime;
use proptest::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// Any listing, with what the sample city has nowhere: long lists, empty lists, odd hours, rules without a weekday.
fn odd() -> impl Strategy<Value = Opportunity> {
    (anything(), proptest::collection::vec(0..LISTINGS.len(), 6), any::<u32>()).prop_map(|(mut it, from, dice)| {
        let of = |k: usize| &LISTINGS[from[k]];
        let one_in = |n: u32, shift: u32| (dice >> shift).is_multiple_of(n);
        it.organisation = of(0).organisation.clone().filter(|_| !one_in(3, 0));
        it.domains = if one_in(5, 1) { Default::default() } else { of(1).domains.clone() };
        match dice % 7 {
            0 => it.interests.clear(),
            1 => it.interests = from.iter().flat_map(|n| LISTINGS[*n].interests.clone()).collect(),
            _ => it.interests = of(2).interests.clone(),
        }
        match dice % 5 {
            0 => it.skills_wanted.clear(),
            1 => it.skills_wanted = from.iter().flat_map(|n| LISTINGS[*n].skills_wanted.clone()).collect(),
            _ => it.skills_wanted = of(3).skills_wanted.clone(),
        }
        if one_in(6, 3) {
            it.languages.clear();
        }
        it.newcomer_places = [None, Some(0), Some(2), Some(7)][(dice >> 5) as usize % 4];
        it.status = if one_in(9, 7) { Status::Paused } else { Status::Active };
        it.confirmed_on = of(4).confirmed_on.filter(|_| !one_in(4, 9));
        it.slow_to_answer = one_in(5, 2);
        it.min_months = [None, None, Some(1), Some(6), Some(400)][(dice >> 11) as usize % 5];
        let rule = ["FREQ=WEEKLY;BYDAY=TU,SU", "FREQ=MONTHLY;BYMONTHDAY=4,20", "FREQ=WEEKLY;BYDAY=SA;COUNT=2"];
        let time = |n: u32| NaiveTime::from_hms_opt(n % 24, n % 4 * 15, 0).expect("a time");
        match dice % 6 {
            0 => it.schedule = None,
            1 => {
                let (starts, ends) = (time(dice >> 13), time((dice >> 13) + 1 + dice % 11));
                let first = "2026-09-01".parse().expect("a date");
                it.schedule = Schedule::new(rule[dice as usize % 3], first, Default::default(), starts, ends).ok();
            }
            _ => {}
        }
        it
    })
}

fn somebody() -> impl Strategy<Value = Person> {
    (anybody(), 0..NEWCOMERS.len(), any::<u8>()).prop_map(|(mut her, n, dice)| {
        match dice % 8 {
            0 => her.languages.clear(),
            1 => her.languages = NEWCOMERS[n].languages.clone(),
            2 => her.wants_to_learn = Some(Default::default()),
            3 => her.free = Some(Default::default()),
            4 => her.stays_until = Some(Some("2026-09".parse().expect("a month"))),
            _ => {}
        }
        her
    })
}

fn named(mut all: Vec<Opportunity>, order: u64) -> Vec<Opportunity> {
    // Ids in another order than the places; some twice. In half of the cities no list is long.
    for (n, it) in all.iter_mut().enumerate() {
        if order & 2 == 0 {
            it.interests = std::mem::take(&mut it.interests).into_iter().take(4).collect();
            it.skills_wanted = std::mem::take(&mut it.skills_wanted).into_iter().take(4).collect();
        }
        it.id = format!("l{}", (n as u64).wrapping_mul(order | 1) % 97);
    }
    all
}

fn leanings(many: usize, dice: u32) -> Vec<Leaning> {
    let one =
        |n: usize| Leaning { place: (dice as usize >> n) % (many + 1), reason: Reason::ALL[n % Reason::ALL.len()] };
    (0..(dice % 6) as usize).map(one).collect()
}

fn scarcity(many: usize, dice: u64) -> Vec<Scarcity> {
    let one = |n: usize| {
        let drawn = dice.rotate_left(n as u32 * 7 % 64);
        let part = |shift: u32| f64::from((drawn >> shift) as u8) / 255.0;
        Scarcity { price: (part(0) - 0.4).max(0.0), shown: (30.0 * part(8)).round(), target: (20.0 * part(16)).round() }
    };
    (0..many).map(one).collect()
}

/// By how much what stands behind something better for her at most is better than that; those for later are a list of
/// their own.
fn regret(catalogue: &Catalogue, her: &Person) -> f64 {
    let (mut worst, mut least): (f64, f64) = (0.0, f64::INFINITY);
    for m in catalogue.rank(her, &Asked::default()).matches.iter().filter(|m| m.go != Go::Later) {
        worst = worst.max(m.score - least);
        least = least.min(m.score);
    }
    worst
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn the_fast_twin_says_what_the_definition_says(
        her in somebody(),
        all in proptest::collection::vec(odd(), 1..70),
        (order, dice, heavy) in any::<(u64, u32, u8)>(),
    ) {
        let made = Catalogue::new(named(all, order), today());
        let scarce = made.clone().with_scarcity(&scarcity(made.len(), order));
        let mut weights = Weights::start();
        weights.version = "test".into();
        let k = usize::from(heavy) % 7;
        weights.essentials = std::array::from_fn(|n| if n == k { 0.4 } else { 0.1 });
        weights.role_with_skills = std::array::from_fn(|n| if n == (k + 1) % 7 { 0.0 } else { 1.0 / 6.0 });
        let weighted = made.clone().with_weights(Arc::new(weights));
        let asked = Asked { limit: None, leanings: leanings(made.len(), dice) };
        for catalogue in [made, scarce, weighted] {
            let plain = catalogue.rank_plainly(&her, &asked);
            for path in Path::all() {
                let catalogue = catalogue.clone().with_path(path);
                let fast = catalogue.rank(&her, &asked);
                prop_assert_eq!(&fast.matches, &plain.matches, "{:?}", path);
                prop_assert_eq!(&fast.excluded, &plain.excluded, "{:?}", path);
                prop_assert_eq!(fast.counts(), plain.counts());
                prop_assert_eq!(fast.feasible, plain.feasible);
                prop_assert_eq!(&fast.near, &plain.near, "{:?}", path);
                // A page is a part of the list.
                let (skip, limit) = (dice as usize % 5, dice as usize % 7);
                let page = Asked { limit: Some(limit), leanings: asked.leanings.clone() };
                let listed = if order & 4 == 0 { Listed::Near } else { Listed::Counted };
                let look = catalogue.look(&her, &asked.leanings, listed);
                let fits: Vec<_> = look.fits().collect();
                let in_order: Vec<_> = look.in_order().collect();
                let shown = look.ranking(in_order.iter().map(|(place, _)| *place).filter(|p| p % 3 != 0).skip(skip).take(limit));
                prop_assert_eq!(&shown.near, if listed == Listed::Near { &plain.near } else { const { &Vec::new() } });
                let part = plain.matches.iter().filter(|m| m.place % 3 != 0).skip(skip).take(limit);
                prop_assert_eq!(shown.matches.iter().collect::<Vec<_>>(), part.collect::<Vec<_>>());
                prop_assert_eq!(shown.counts(), plain.counts());
                // Nothing passed over: another way through.
                if asked.leanings.is_empty() {
                    let glance = catalogue.glance(&her, usize::MAX);
                    prop_assert_eq!(&glance.left_out, &plain.left_out);
                    prop_assert_eq!(glance.feasible, plain.feasible);
                }
                // The order, and as many of it in the order of the catalogue.
                let mut all: Vec<_> = plain.matches.iter().map(|m| (m.place, m.go)).collect();
                prop_assert_eq!(in_order, &all[..]);
                all.sort_unstable_by_key(|(place, _)| *place);
                prop_assert_eq!(fits, all);
                // As far as a page needs it.
                let first = catalogue.rank_where(&her, &page, |place, _| place % 3 != 0).matches;
                let expected = plain.matches.iter().filter(|m| m.place % 3 != 0).take(limit);
                prop_assert_eq!(first.iter().collect::<Vec<_>>(), expected.collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn a_changed_catalogue_is_the_one_made_anew(
        her in somebody(),
        before in proptest::collection::vec(odd(), 1..40),
        changes in proptest::collection::vec((0..60_usize, odd()), 1..20),
        order in any::<u64>(),
    ) {
        let before = named(before, order);
        let mut after = before.clone();
        let made = Catalogue::new(before, today());
        // One at a time, and all at once.
        let mut step_by_step = made.clone();
        for (n, (place, it)) in changes.iter().enumerate() {
            let mut it = it.clone();
            it.id = if n % 3 == 0 { format!("new{n}") } else { after.get(*place).map_or("x".into(), |b| b.id.clone()) };
            if *place < after.len() { after[*place] = it.clone() } else { after.push(it.clone()) }
            step_by_step = step_by_step.changed(vec![(*place, it)]);
        }
        let in_order: BTreeMap<usize, Opportunity> = after.iter().cloned().enumerate().collect();
        let at_once = made.changed(in_order.into_iter().collect());
        let anew = Catalogue::new(after, today());
        prop_assert_eq!(anew.rarity(), step_by_step.rarity());
        prop_assert_eq!(anew.rarity(), at_once.rarity());
        let ranked = anew.rank(&her, &Asked::default());
        for changed in [step_by_step, at_once] {
            let same = changed.rank(&her, &Asked::default());
            prop_assert_eq!(&same.matches, &ranked.matches);
            prop_assert_eq!(&same.excluded, &ranked.excluded);
            prop_assert!(anew.opportunities().eq(changed.opportunities()));
            prop_assert!(anew.opportunities().all(|o| changed.place_of(&o.id) == anew.place_of(&o.id)));
        }
    }

    #[test]
    fn scarcity_never_puts_an_option_behind_one_that_is_worse_by_more_than_the_cap(
        her in somebody(),
        all in proptest::collection::vec(odd(), 1..40),
        dice in any::<u64>(),
    ) {
        let mut all = named(all, dice);
        // Whoever organises a third in the first ten is passed over, whatever it costs her.
        all.iter_mut().for_each(|it| it.organisation = None);
        let plain = Catalogue::new(all, today());
        let scarce = plain.clone().with_scarcity(&scarcity(plain.len(), dice));
        for catalogue in [&plain, &scarce] {
            let worst = regret(catalogue, &her);
            prop_assert!(worst <= REGRET + 1e-9, "{worst}");
        }
        // U is the same, and what scarcity moves is called scarce, nothing else.
        let (all, moved) = (plain.rank(&her, &Asked::default()), scarce.rank(&her, &Asked::default()));
        prop_assert!(all.matches.iter().all(|m| !m.scarce));
        let price = scarcity(plain.len(), dice);
        prop_assert!(moved.matches.iter().all(|m| m.scarce == (price[m.place].handicap() > 0)));
        let u = |r: &buurten::matching::rank::Ranking| {
            let mut all: Vec<_> = r.matches.iter().map(|m| (m.place, m.score.to_bits())).collect();
            all.sort_unstable();
            all
        };
        prop_assert_eq!(u(&all), u(&moved));
    }
}

/// Over several blocks, and with all newcomers of the sample city.
#[test]
fn the_twins_agree_over_many_blocks() {
    let all: Vec<Opportunity> = (0..1_300)
        .map(|n| {
            let mut it = LISTINGS[n * 7 % LISTINGS.len()].clone();
            it.id = format!("l{:04}", n * 37 % 1_300);
            it.confirmed_on = it.confirmed_on.map(|day| day - chrono::Days::new(n as u64 % 90));
            it.local_share = it.local_share.map(|share| ((usize::from(share) + n) % 101) as u8);
            it.capacity = it.capacity.map(|many| many + n as u32 % 9);
            it
        })
        .collect();
    let catalogue = Catalogue::new(all, today());
    for her in NEWCOMERS.iter().take(8) {
        let plain = catalogue.rank_plainly(her, &Asked { limit: Some(60), ..Asked::default() });
        for path in Path::all() {
            let asked = Asked { limit: Some(60), ..Asked::default() };
            let fast = catalogue.clone().with_path(path).rank(her, &asked);
            assert_eq!(fast.matches, plain.matches, "{path:?}");
            assert_eq!((fast.feasible, fast.excluded), (plain.feasible, plain.excluded.clone()));
        }
    }
}
