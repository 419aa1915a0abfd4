//! What a place is worth to the others: the assignment is the best there is, its prices prove it, and each price is
//! what one more place would add. The checks here know nothing of the solver.

use crate::made::Draw;
use buurten::matching::round::{
    certificate::{Claim, Pair, verify_weights},
    places::{Assigned, Wishes, assign},
};
use std::collections::BTreeMap;

/// A town: how many places each listing has (none = room for everybody), and what each newcomer could take.
struct Town {
    room: Vec<Option<u32>>,
    options: Vec<Vec<(usize, f64)>>,
}

impl Town {
    fn drawn(draw: &mut Draw, listings: u64, newcomers: u64) -> Self {
        let room = (0..listings).map(|_| draw.pick(&[None, Some(0), Some(1), Some(1), Some(2), Some(3)])).collect();
        let values = draw.pick(&[3, 20, 1_000]);
        let options = |draw: &mut Draw| {
            let mut all: Vec<(usize, f64)> = Vec::new();
            for _ in 0..draw.below(6) {
                let listing = draw.below(listings).min(draw.below(listings)) as usize;
                if all.iter().all(|(l, _)| *l != listing) {
                    all.push((listing, 0.05 + 0.95 * (1 + draw.below(values)) as f64 / values as f64));
                }
            }
            all
        };
        Self { room, options: (0..newcomers).map(|_| options(draw)).collect() }
    }

    fn assigned(&self) -> Assigned {
        let wishes: Vec<Wishes> =
            self.options.iter().map(|o| Wishes::of(o.iter().copied(), |place| self.room[place])).collect();
        assign(&wishes, |place| self.room[place])
    }
}

fn millionths(utility: f64) -> i64 {
    (utility * 1e6).round() as i64
}

/// The largest total there is, by trying everything: newcomer by newcomer, over what is left of all places.
fn largest(town: &Town) -> i64 {
    fn best(
        town: &Town,
        from: usize,
        left: &mut Vec<Option<u32>>,
        known: &mut BTreeMap<(usize, Vec<Option<u32>>), i64>,
    ) -> i64 {
        let Some(options) = town.options.get(from) else { return 0 };
        if let Some(found) = known.get(&(from, left.clone())) {
            return *found;
        }
        let mut most = best(town, from + 1, left, known);
        for (listing, utility) in options {
            let before = left[*listing];
            if before == Some(0) {
                continue;
            }
            left[*listing] = before.map(|places| places - 1);
            most = most.max(millionths(*utility) + best(town, from + 1, left, known));
            left[*listing] = before;
        }
        known.insert((from, left.clone()), most);
        most
    }
    best(town, 0, &mut town.room.clone(), &mut BTreeMap::new())
}

/// Complementary slackness: nobody would rather sit elsewhere at these prices, and only what is full has one.
fn is_in_balance(town: &Town, found: &Assigned) {
    let price = |listing: usize| found.prices.get(&listing).copied().unwrap_or(0);
    let mut taken = vec![0; town.room.len()];
    let mut total = 0;
    for (options, takes) in town.options.iter().zip(&found.taken) {
        let open = options.iter().filter(|(listing, _)| town.room[*listing] != Some(0));
        let best = open.map(|(listing, utility)| millionths(*utility) - price(*listing)).fold(0, i64::max);
        let elsewhere = options.iter().filter(|(listing, _)| town.room[*listing].is_none());
        let elsewhere = elsewhere.map(|(_, utility)| millionths(*utility)).fold(0, i64::max);
        let here = takes.map(|listing| {
            taken[listing] += 1;
            millionths(options.iter().find(|(l, _)| *l == listing).expect("an option of hers").1)
        });
        total += here.unwrap_or(elsewhere);
        assert_eq!(
            here.map_or(elsewhere, |value| value - price(takes.expect("it"))),
            best,
            "she would rather sit elsewhere"
        );
    }
    for (listing, taken) in taken.into_iter().enumerate() {
        assert!(town.room[listing].is_none_or(|places| taken <= places), "more than there are places");
        assert!(price(listing) == 0 || town.room[listing] == Some(taken), "a price where a place is free");
        assert!((0..=1_000_000).contains(&price(listing)));
    }
    assert_eq!(i128::from(total), found.total);
}

#[test]
fn the_assignment_is_the_best_there_is_and_its_prices_prove_it() {
    let mut draw = Draw(41);
    let mut priced = 0;
    for _ in 0..400 {
        let (listings, newcomers) = (1 + draw.below(5), draw.below(8));
        let town = Town::drawn(&mut draw, listings, newcomers);
        let found = town.assigned();
        assert_eq!(found.total, i128::from(largest(&town)));
        is_in_balance(&town, &found);
        priced += usize::from(!found.prices.is_empty());
    }
    assert!(priced > 100, "only {priced} towns have a scarce place");
}

#[test]
fn a_price_is_what_one_more_place_there_would_add() {
    let mut draw = Draw(42);
    for _ in 0..60 {
        let town = Town::drawn(&mut draw, 12, 40);
        let found = town.assigned();
        is_in_balance(&town, &found);
        for listing in (0..town.room.len()).filter(|l| town.room[*l].is_some_and(|places| places > 0)) {
            let mut roomier = Town { room: town.room.clone(), options: town.options.clone() };
            roomier.room[listing] = roomier.room[listing].map(|places| places + 1);
            let more = roomier.assigned().total - found.total;
            assert_eq!(i128::from(found.prices.get(&listing).copied().unwrap_or(0)), more);
        }
    }
}

#[test]
fn the_checker_of_rounds_agrees_and_the_order_of_people_does_not_matter() {
    let mut draw = Draw(43);
    for _ in 0..60 {
        let town = Town::drawn(&mut draw, 8, 25);
        let found = town.assigned();
        // Room for everybody is as many places as there are people.
        let places = |room: &Option<u32>| room.unwrap_or(25);
        let mut claim = Claim {
            newcomers: town.options.len(),
            places: town.room.iter().map(places).collect(),
            total: found.total,
            ..Claim::<Vec<Pair>>::default()
        };
        for (n, (options, takes)) in (0..).zip(town.options.iter().zip(&found.taken)) {
            let open = options.iter().filter(|(l, _)| town.room[*l] != Some(0));
            claim.pairs.extend(open.map(|(l, u)| (n, *l as u32, i128::from(millionths(*u)))));
            let open = options.iter().filter(|(l, _)| town.room[*l].is_none());
            let elsewhere = open.max_by_key(|(_, u)| millionths(*u)).map(|(l, _)| *l);
            claim.chosen.extend(takes.or(elsewhere).map(|l| (n, l as u32)));
        }
        let price = |l: usize| i128::from(found.prices.get(&l).copied().unwrap_or(0));
        let prices: Vec<i128> = (0..town.room.len()).map(price).collect();
        assert_eq!(verify_weights(&claim, &prices), Ok(()));
        let turned = Town { room: town.room.clone(), options: town.options.iter().rev().cloned().collect() };
        assert_eq!(turned.assigned().prices, found.prices);
    }
}

#[test]
fn what_has_room_for_all_who_want_it_costs_nothing_and_an_over_wanted_cafe_does() {
    // Three want the café, which has two places; the walk has room for everybody.
    let room = vec![Some(2), None, Some(5)];
    let wants = |cafe: f64, walk: f64| vec![(0, cafe), (1, walk), (2, 0.3)];
    let town = Town { room, options: vec![wants(0.9, 0.5), wants(0.8, 0.5), wants(0.7, 0.5)] };
    let found = town.assigned();
    assert_eq!(found.taken, [Some(0), Some(0), None]);
    // The third would gain .2 by it.
    assert_eq!(found.prices, BTreeMap::from([(0, 200_000)]));
    assert_eq!(assign(&[], |_| None), Assigned::default());
}
