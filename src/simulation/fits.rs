//! Who fits whom, and how well: the heart's own reading of two people.

use super::fate::Fit;
use crate::matching::{
    pair::{Candidate, Pool, Standing},
    person::Person,
    weights::Weights,
};
use chrono::NaiveDate;
use std::sync::Arc;

/// For each newcomer the locals who fit, by their places, in that order, from this joint utility on. What is rare is counted over everybody.
pub(super) fn fits(newcomers: &[&Person], locals: &[&Person], today: NaiveDate, least: f64) -> Vec<Vec<(u32, Fit)>> {
    let candidates = |people: &[&Person]| people.iter().map(|p| Candidate::new((*p).clone())).collect::<Vec<_>>();
    let weights = Arc::new(Weights::start());
    let everybody = Pool::new([candidates(newcomers), candidates(locals)].concat(), today, weights.clone());
    let pool = Pool::new(candidates(locals), today, weights).with_rarity(everybody.rarity().clone());
    let of = |her: &&Person| {
        let found = pool.values(her, &Standing::default()).into_iter();
        found.map(|(local, u, v)| (local as u32, Fit { u, v })).filter(|(_, fit)| fit.joint() >= least).collect()
    };
    newcomers.iter().map(of).collect()
}
