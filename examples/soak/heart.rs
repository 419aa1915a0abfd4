//! The heart's promises on a hundred thousand drawn people, and its second, plain writing: the same code as in
//! `tests/heart`, which looks at a hundredth of them.

#[path = "../../tests/heart/draw.rs"]
mod draw;
#[path = "../../tests/heart/plainly/mod.rs"]
mod plainly;
#[path = "../../tests/heart/properties/mod.rs"]
mod properties;
#[path = "../../tests/heart/second.rs"]
mod second;

use properties::{Scene, blank, flip, monotony, moved};
use std::time::Instant;

/// People and listings of a scene.
const SCENE: (usize, usize) = (1_000, 110);

/// So many people, a scene at a time. What does not hold stops the run, and says the seed of its scene.
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
}
