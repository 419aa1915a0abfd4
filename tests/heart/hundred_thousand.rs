//! What holds for everybody, on a hundred thousand drawn pairs for each promise; `make soak` takes a hundred thousand
//! people. The seed is printed, and `BUURTEN_SEED` repeats it.

use crate::{
    properties::{Scene, blank, flip, monotony, moved},
    second,
};
use buurten::matching::gates::Gate;
use std::sync::LazyLock;

const PEOPLE: usize = 500;
const LISTINGS: usize = 220;
const PAIRS: usize = 100_000;

/// The seed of this run, printed: what the environment says, else the number of the process.
pub fn seed(what: &str) -> u64 {
    let given = std::env::var("BUURTEN_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = given.unwrap_or_else(|| u64::from(std::process::id()));
    println!("{what}: BUURTEN_SEED={seed}");
    seed
}

static SCENE: LazyLock<Scene> = LazyLock::new(|| Scene::new(seed("properties"), PEOPLE, LISTINGS));

#[test]
fn a_second_plain_writing_of_the_score_agrees() {
    let compared = second::agrees(seed("plainly"), PEOPLE, LISTINGS);
    println!("{compared:?}");
    assert!(compared.pairs >= PAIRS && compared.fit >= 5_000 && compared.reasons >= 5_000, "{compared:?}");
    // All but "blocked", which only people can be.
    assert_eq!(compared.gates, Gate::ALL.len() - 1);
}

#[test]
fn taking_a_listing_away_moves_no_other() {
    assert!(moved::deletion(&SCENE, 8) >= PAIRS);
    moved::deletion_of_what_is_shown(&SCENE);
}

#[test]
fn names_and_the_order_of_the_file_move_no_score() {
    assert!(moved::relabelling(&SCENE) >= PAIRS);
}

#[test]
fn what_she_leaves_out_does_not_pay() {
    assert!(blank::what_she_leaves_out(&SCENE) >= PAIRS);
}

#[test]
fn what_a_listing_leaves_out_does_not_pay() {
    assert!(blank::what_a_listing_leaves_out(&SCENE, 36, 220) >= PAIRS);
}

#[test]
fn a_key_that_is_never_a_feature_is_refused_by_name() {
    flip::forbidden(&SCENE);
    flip::forbidden_on_the_command_line(&SCENE);
}

#[test]
fn her_name_and_the_order_of_her_keys_move_nothing() {
    assert!(flip::names(&SCENE) >= PAIRS);
}

#[test]
fn what_she_belongs_to_moves_nothing_that_is_for_everyone() {
    assert!(flip::belonging(&SCENE) >= PAIRS / 2);
}

#[test]
fn one_more_free_daypart_takes_no_option_away() {
    // About half of the people name their time; by chance it may be fewer.
    assert!(monotony::daypart(&SCENE) >= PAIRS / 3);
}

#[test]
fn one_more_level_of_a_language_takes_no_option_away() {
    assert!(monotony::level(&SCENE) >= PAIRS);
}
