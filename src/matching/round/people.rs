//! A round of people: who could go with whom, and how well, from what they told us. [`super::live`] solves it.

use super::{
    live::Live,
    pool::{Local, Newcomer, Pool, Slip},
    solved::Fair,
    steer::{Refused, Steer},
};
use crate::matching::{
    gates::Gate,
    pair::{self, Candidate, Held, One, Standing},
    person::Person,
    weights::Weights,
};
use chrono::NaiveDate;
use std::{collections::BTreeSet, sync::Arc};

/// Newcomers who wait and locals with places; each stands at the place that they have in the pool of the round.
#[derive(Clone)]
pub struct People {
    newcomers: Vec<Person>,
    among: pair::Pool,
    /// Pairs, by places, that are not proposed although they might fit.
    apart: BTreeSet<(u32, u32)>,
    round: Pool,
    today: NaiveDate,
    weights: Arc<Weights>,
}

impl People {
    /// Looks at every pair: the value of one is J, as the list of locals for one newcomer has it. What is rare is counted
    /// over everybody. `apart` are pairs by ids, newcomer and local; the days of waiting stand beside each newcomer.
    ///
    /// # Errors
    /// An id that is there twice.
    pub fn new(
        mut newcomers: Vec<(Person, u32)>,
        mut locals: Vec<Candidate>,
        apart: &BTreeSet<(String, String)>,
        today: NaiveDate,
        weights: Arc<Weights>,
    ) -> Result<Self, Slip> {
        newcomers.sort_by(|a, b| a.0.id.cmp(&b.0.id));
        locals.sort_by(|a, b| a.person.id.cmp(&b.person.id));
        let everybody = newcomers.iter().map(|(her, _)| Candidate::new(her.clone())).chain(locals.iter().cloned());
        let rarity = pair::Pool::new(everybody.collect(), today, weights.clone()).rarity().clone();
        let places = |local: &Candidate| local.standing.places_left.or(local.person.capacity).unwrap_or(1);
        let seats = locals.iter().map(|l| Local { id: l.person.id.clone(), capacity: places(l) }).collect();
        let among = pair::Pool::new(locals, today, weights.clone()).with_rarity(rarity);
        let ids: Vec<&str> = among.candidates().map(|local| local.person.id.as_str()).collect();
        let (mut pairs, mut held) = (Vec::new(), BTreeSet::new());
        for (her, (newcomer, _)) in (0..).zip(&newcomers) {
            for (local, u, v) in among.values(newcomer, &Standing::default()) {
                if apart.contains(&(newcomer.id.clone(), ids[local].to_owned())) {
                    held.insert((her, local as u32));
                } else {
                    pairs.push((newcomer.id.as_str(), ids[local], libm::sqrt(u * v)));
                }
            }
        }
        let waiting =
            newcomers.iter().map(|(her, days)| Newcomer { id: her.id.clone(), waiting_days: *days }).collect();
        let round = Pool::new(waiting, seats, pairs)?;
        let newcomers = newcomers.into_iter().map(|(her, _)| her).collect();
        Ok(Self { newcomers, among, apart: held, round, today, weights })
    }

    /// What the solver sees of them.
    pub fn pool(&self) -> &Pool {
        &self.round
    }

    /// The newcomer at this place.
    pub fn newcomer(&self, place: u32) -> &Person {
        &self.newcomers[place as usize]
    }

    /// The best of the round.
    ///
    /// # Errors
    /// Pins and bans that cannot be kept.
    pub fn solved(&self, steer: Steer, fair: Fair) -> Result<Live, Refused> {
        Live::new(self.round.clone(), steer, fair)
    }

    /// Why these two, or why not. Two who are kept apart read like two with whom it came to nothing.
    pub fn explained(&self, newcomer: u32, local: u32) -> Option<One> {
        let (her, standing) = (self.newcomers.get(newcomer as usize)?, Standing::default());
        if !self.apart.contains(&(newcomer, local)) {
            return self.among.explain_one(her, &standing, local as usize);
        }
        let held = Candidate { held: Some(Held::Declined), ..self.among.candidates().nth(local as usize)?.clone() };
        let alone = pair::Pool::new(vec![held], self.today, self.weights.clone());
        alone.with_rarity(self.among.rarity().clone()).explain_one(her, &standing, 0)
    }

    /// The locals whom this newcomer cannot meet, each with the first gate that keeps them out, in the order of places.
    pub fn kept_out(&self, newcomer: u32) -> Vec<(u32, Gate)> {
        let her = &self.newcomers[newcomer as usize];
        let excluded = self.among.rank(her, &Standing::default(), Some(0)).excluded.into_iter();
        let apart = self.apart.range((newcomer, 0)..=(newcomer, u32::MAX)).map(|&(_, local)| (local, Gate::Blocked));
        let mut all: Vec<(u32, Gate)> = excluded.map(|out| (out.place as u32, out.why)).chain(apart).collect();
        all.sort_unstable_by_key(|(local, _)| *local);
        all
    }
}
