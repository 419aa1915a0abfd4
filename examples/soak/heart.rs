//! The heart's promises on a hundred thousand drawn people, and its second, plain writing: the same code as in
//! `tests/heart`, which looks at a hundredth of them.

#[path = "../../tests/heart/draw.rs"]
mod draw;
#[path = "../../tests/heart/pair_plain.rs"]
mod pair_plain;
#[path = "../../tests/heart/plainly/mod.rs"]
mod plainly;
#[path = "../../tests/heart/properties/mod.rs"]
mod properties;
#[path = "../../tests/heart/second.rs"]
mod second;

use properties::{Scene, blank, flip, monotony, moved, pair, pair_blank};
use std::time::Instant;

/// People and listings of a scene.
const SCENE: (usize, usize) = (1_000, 110);

/// Newcomers and people from here of a scene.
const PAIRS: (usize, usize) = (100, 100);

/// So many people before listings, and as many pairs of people, a scene at a time. What does not hold stops the run, and says the seed of its scene.
pub fn holds(seed: u64, people: usize) {
    let (since, scenes, mut pairs, mut fit) = (Instant::now(), people.div_ceil(SCENE.0), 0, 0);
    for n in 0..scenes {
        let seed = seed.wrapping_mul(1_000_003).wrapping_add(n as u64);
        let compared = second::agrees(seed, SCENE.0, SCENE.1);
        (pairs, fit) = (pairs + compared.pairs, fit + compared.fit);
        let scene = Scene::new(seed, SCENE.0, SCENE.1);
        pairs += moved::deletion(&scene, 8) + moved::deletion_of_what_is_shown(&scene) + moved::relabelling(&scene);
        pairs += blank::what_she_leaves_out(&scene) + blank::what_a_listing_leaves_out(&scene, 30, 260);
        pairs += flip::forbidden(&scene) + flip::names(&scene) + flip::belonging(&scene);
        pairs += monotony::daypart(&scene) + monotony::level(&scene);
        if n == 0 {
            flip::forbidden_on_the_command_line(&scene);
        }
    }
    let seconds = since.elapsed().as_secs();
    println!("{people} people: {fit} matches agree with their plain writing; {pairs} pairs in all, in {seconds} s.");
    people_with_people(seed, people);
}

/// So many pairs of a newcomer and a local.
fn people_with_people(seed: u64, pairs: usize) {
    let (since, mut fit, mut looked_at) = (Instant::now(), 0, 0);
    let scenes = pairs.div_ceil(PAIRS.0 * PAIRS.1);
    for n in 0..scenes {
        let seed = seed.wrapping_mul(1_000_003).wrapping_add(n as u64);
        let scene = pair::Scene::new(seed, PAIRS.0, PAIRS.1);
        fit += pair::plainly(&scene).get(&None).copied().unwrap_or(0);
        looked_at += pair::monotony(&scene) + pair::names(&scene) + pair::whoever_asks(&scene);
        looked_at += pair_blank::what_either_leaves_out(&scene);
    }
    let (drawn, seconds) = (scenes * PAIRS.0 * PAIRS.1, since.elapsed().as_secs());
    println!(
        "{drawn} pairs of people: {fit} that fit agree with their plain writing; {looked_at} in all, in {seconds} s."
    );
}
