//! What holds for everybody, on a hundred thousand drawn pairs; `make soak` takes a hundred thousand people.

use crate::{draw::seed, second};

const PEOPLE: usize = 500;
const LISTINGS: usize = 220;

#[test]
fn a_second_plain_writing_of_the_score_agrees() {
    let compared = second::agrees(seed("plainly"), PEOPLE, LISTINGS);
    assert!(compared.pairs >= 100_000 && compared.fit >= 5_000 && compared.reasons >= 5_000, "{compared:?}");
}
