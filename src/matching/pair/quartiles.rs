//! Recomputes the table of `unknown` over a city, so that a test can hold the stated one against it.

use super::{
    between::Between,
    hers,
    pool::{Candidate, Standing},
    rank::{Pool, parts_of},
    side::Side,
    unknown::{UNKNOWN, Unknown},
};
use crate::matching::{person::Person, unknown::lower_quartile, weights::Weights};
use chrono::NaiveDate;
use std::sync::Arc;

/// The lower quartiles over all pairs of these people that pass every gate, each component where it is known on both
/// sides. What is never seen keeps its stated value; `wished` is what each local would like help with, in their order.
pub fn lower_quartiles(
    newcomers: &[Person],
    locals: &[Person],
    wished: &[Option<String>],
    today: NaiveDate,
) -> Unknown {
    let candidate = |(n, person): (usize, &Person)| Candidate {
        standing: Standing { wished_skill: wished.get(n).cloned().flatten(), ..Standing::default() },
        ..Candidate::new(person.clone())
    };
    let people = locals.iter().enumerate().map(candidate).collect();
    let pool = Pool::new(people, today, Arc::new(Weights::start()));
    let mut seen_hers: [Vec<f64>; 7] = Default::default();
    let mut seen_theirs: [Vec<f64>; 5] = Default::default();
    let (mut practice, mut hours) = (Vec::new(), Vec::new());
    for person in newcomers {
        let her = Side::of(person);
        for parts in parts_of(&pool, person) {
            for (k, value) in parts.hers.iter().enumerate().filter(|(_, v)| v.known) {
                seen_hers[k].push(value.value);
            }
            for (k, value) in parts.theirs.iter().enumerate() {
                seen_theirs[k].extend(value.filter(|v| v.known).map(|v| v.value));
            }
            hours.extend(Some(hers::hours(&her, today)).filter(|h| h.known).map(|h| h.value));
        }
        let with = locals.iter().map(|them| Between::of(&her, &Side::of(them)));
        practice.extend(with.filter_map(|between| between.practises.map(|(_, p)| p)));
    }
    let of = |values: &mut Vec<f64>, stated: f64| {
        let plain = lower_quartile(values);
        if plain != Some(0.0) {
            return plain.unwrap_or(stated);
        }
        // A nought is a no, and unknown is not no.
        values.retain(|v| *v > 0.0);
        lower_quartile(values).map_or(stated, |q| q / 2.0)
    };
    Unknown {
        hers: std::array::from_fn(|k| of(&mut seen_hers[k], UNKNOWN.hers[k])),
        theirs: std::array::from_fn(|k| of(&mut seen_theirs[k], UNKNOWN.theirs[k])),
        practice: of(&mut practice, UNKNOWN.practice),
        hours: of(&mut hours, UNKNOWN.hours),
    }
}
