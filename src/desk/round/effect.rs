//! What a pin, a ban or taking one back changes for others, in sentences.

use super::{names::Names, pool::Gathered};
use crate::{auth::Visit, matching::round::what_if::Effect};

/// So many people are named; the rest are counted.
const NAMED: usize = 6;

/// The sentences: who now gets whom, who gets nobody, and how many more or fewer get somebody.
pub fn sentences(v: &Visit, names: &Names, gathered: &Gathered, effect: &Effect) -> Vec<String> {
    let pool = gathered.people.pool();
    let local = |id: &String| pool.local(id).map(|place| names.local(v, gathered, place));
    let mut all = Vec::new();
    for moved in effect.moved.iter().take(NAMED) {
        let Some(place) = pool.newcomer(&moved.newcomer) else { continue };
        let who = names.newcomer(v, gathered, place);
        all.push(match (&moved.from, moved.to.as_ref().and_then(local)) {
            (_, None) => v.t1("round-effect-nobody", "who", who),
            (None, Some(whom)) => v.t2("round-effect-first", "who", who, "whom", whom),
            // Whoever it was may be in the round no more.
            (Some(_), Some(whom)) => v.t2("round-effect-now", "who", who, "whom", whom),
        });
    }
    if effect.moved.len() > NAMED {
        all.push(v.t1("round-effect-others", "count", effect.moved.len() - NAMED));
    }
    all.push(match effect.placed {
        0 if effect.moved.is_empty() => v.t("round-effect-none"),
        0 => v.t("round-effect-as-many"),
        more @ 1.. => v.t1("round-effect-more", "count", more),
        fewer => v.t1("round-effect-fewer", "count", -fewer),
    });
    // Of as many as before: whether it fits better or less well, all taken together.
    match effect.total.signum() {
        -1 if effect.placed == 0 => all.push(v.t("round-effect-less")),
        1 if effect.placed == 0 => all.push(v.t("round-effect-better")),
        _ => {}
    }
    all
}
