//! V's components, for the local: each is one of their wishes, and V is the geometric mean of those they have.
//!
//! - **A language** they want to learn: 1 where she says she can help with it, else .8 of the comfort at her level.
//!   "None" is no wish; a blank is unknown. - **Interests**: what their likes say of hers. - **Domains**: 1 where both look
//!   for the same. - **Help** with something (a fact beside the answers; without it no wish): 1 she can, .5 the same field.
//! - **Time**: as for her.

use super::{
    between::Between,
    hers::{Value, availability, shared_interests},
    pool::Rarity,
    side::Side,
    unknown::UNKNOWN,
};
use crate::matching::language::comfort;

/// The places of the wishes in every table of V.
pub(super) const LEARN: usize = 0;
/// See [`LEARN`].
pub(super) const INTERESTS: usize = 1;
/// See [`LEARN`].
pub(super) const DOMAINS: usize = 2;
/// See [`LEARN`].
pub(super) const HELP: usize = 3;
/// See [`LEARN`].
pub(super) const TIME: usize = 4;

/// What speaking with somebody is worth beside being helped by them.
const SPEAKS: f64 = 0.8;

/// What she is worth to somebody who wants to learn this language.
fn worth(her: &Side, language: &str) -> f64 {
    match her.level(language) {
        _ if her.teaches(language) => 1.0,
        0 => 0.0,
        level => SPEAKS * comfort(level),
    }
}

/// The language of theirs for which she is worth most, and how much; none where they want none that she speaks.
pub(super) fn learned<'a>(her: &Side, them: &'a Side) -> Option<(&'a str, f64)> {
    let all = them.wants()?.into_iter().map(|language| (language, worth(her, language)));
    all.filter(|(_, worth)| *worth > 0.0).reduce(|a, b| if b.1 > a.1 { b } else { a })
}

fn learn(her: &Side, them: &Side) -> Option<Value> {
    let unsaid = !her.speaks_something() && her.person.can_teach.is_none();
    match &them.person.wants_to_learn {
        Some(wanted) if wanted.is_empty() => None,
        Some(_) if unsaid => Some(Value::unknown(UNKNOWN.theirs[LEARN], 1.0, [true])),
        Some(_) => Some(Value::known(learned(her, them).map_or(0.0, |(_, worth)| worth))),
        None => {
            let teaches = her.person.can_teach.as_ref().is_some_and(|t| !t.is_empty());
            let at_best = if teaches || unsaid { 1.0 } else { SPEAKS * comfort(her.best_level()) };
            Some(Value::unknown(UNKNOWN.theirs[LEARN], at_best, [true, unsaid]))
        }
    }
}

fn domains(her: &Side, them: &Side) -> Value {
    match (her.wishes, them.wishes) {
        (Some(hers), Some(theirs)) => Value::known(if hers & theirs != 0 { 1.0 } else { 0.0 }),
        (hers, theirs) => Value::unknown(UNKNOWN.theirs[DOMAINS], 1.0, [hers.is_none(), theirs.is_none()]),
    }
}

fn help(her: &Side, wished: Option<usize>) -> Option<Value> {
    let wished = wished?;
    Some(match &her.can {
        Some(can) => Value::known(can[wished]),
        None => Value::unknown(UNKNOWN.theirs[HELP], 1.0, [true]),
    })
}

/// All of them; none where they have no such wish.
pub(super) fn read(
    her: &Side,
    them: &Side,
    between: &Between,
    wished: Option<usize>,
    rarity: &Rarity,
) -> [Option<Value>; 5] {
    [
        learn(her, them),
        Some(shared_interests(them, her, rarity, UNKNOWN.theirs[INTERESTS])),
        Some(domains(her, them)),
        help(her, wished),
        Some(availability(her, them, between, UNKNOWN.theirs[TIME])),
    ]
}
