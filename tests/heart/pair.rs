//! People with people: the promises of the heart hold for both sides, and a second, plain reading of the rules agrees.
//! Drawn as for listings; `make soak` takes a hundred thousand pairs. The seed is printed, and `BUURTEN_SEED` repeats it.

use crate::{
    hundred_thousand::seed,
    made::{NEWCOMERS, anybody, file, today},
    properties::{
        pair::{Scene, monotony, names, plainly, whoever_asks},
        pair_blank::what_either_leaves_out,
    },
};
use buurten::matching::{
    gates::Gate,
    pair::{Candidate, Pool, Ranking, Standing, UNKNOWN, lower_quartiles},
    person::Person,
    weights::Weights,
};
use proptest::{prelude::*, sample::Index};
use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

pub static LOCALS: LazyLock<Vec<Person>> =
    LazyLock::new(|| serde_json::from_str(&file("data/cities/eindhoven/locals.json")).expect("persons"));

fn pool(people: &[Person]) -> Pool {
    Pool::new(people.iter().cloned().map(Candidate::new).collect(), today(), Arc::new(Weights::start()))
}

/// All locals of the sample city, once.
pub fn city() -> &'static Pool {
    static CITY: LazyLock<Pool> = LazyLock::new(|| pool(&LOCALS));
    &CITY
}

pub fn ranked(her: &Person, pool: &Pool) -> Ranking {
    pool.rank(her, &Standing::default(), None)
}

fn scores(ranking: &Ranking) -> BTreeMap<String, [u64; 3]> {
    ranking.fits.iter().map(|f| (f.id.clone(), [f.u, f.v, f.score].map(f64::to_bits))).collect()
}

static SCENE: LazyLock<Scene> = LazyLock::new(|| Scene::new(seed("pairs"), 150, 100));

#[test]
fn a_plain_reading_of_the_rules_agrees_to_a_millionth() {
    let seen = plainly(&SCENE);
    let gates = [Gate::Closed, Gate::Blocked, Gate::Full, Gate::Language, Gate::Stay, Gate::Time, Gate::Distance];
    let all = gates.into_iter().chain([Gate::Unrelated]).map(Some).chain([None]);
    for gate in all {
        let least = if gate.is_none() { 5_000 } else { 20 };
        assert!(seen.get(&gate).is_some_and(|times| *times > least), "each of them, often: {seen:?}");
    }
}

#[test]
fn a_pair_is_worth_the_same_whoever_asks() {
    whoever_asks(&SCENE);
}

#[test]
fn one_more_daypart_or_level_never_removes_anybody() {
    monotony(&SCENE);
}

#[test]
fn names_and_whom_they_belong_to_move_nothing() {
    names(&SCENE);
}

#[test]
fn what_either_leaves_out_does_not_pay() {
    what_either_leaves_out(&Scene::new(seed("blanks of pairs"), 80, 60));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn taking_somebody_away_moves_others_through_rarity_alone(her in anybody(), gone in any::<Index>()) {
        let mut fewer = LOCALS.clone();
        let id = fewer.remove(gone.index(LOCALS.len())).id;
        let mut before = scores(&ranked(&her, city()));
        before.remove(&id);
        prop_assert_eq!(before, scores(&ranked(&her, &pool(&fewer).with_rarity(city().rarity().clone()))));
    }

    #[test]
    fn the_order_of_the_people_does_not_matter(her in anybody(), turn in any::<Index>()) {
        let mut turned = LOCALS.clone();
        turned.rotate_left(turn.index(LOCALS.len()));
        let ids = |r: Ranking| r.fits.into_iter().map(|f| (f.id, f.score.to_bits(), f.reasons, f.offers)).collect::<Vec<_>>();
        prop_assert_eq!(ids(ranked(&her, city())), ids(ranked(&her, &pool(&turned))));
    }
}

#[test]
fn the_stated_quartiles_are_those_of_the_sample_city() {
    let measured = lower_quartiles(&NEWCOMERS, &LOCALS, &[], today());
    let stated = UNKNOWN.hers.iter().chain(&UNKNOWN.theirs).chain([&UNKNOWN.practice, &UNKNOWN.hours]);
    let found = measured.hers.iter().chain(&measured.theirs).chain([&measured.practice, &measured.hours]);
    assert!(stated.zip(found).all(|(a, b)| (a - b).abs() <= 0.02), "state these: {measured:#.2?}");
}
