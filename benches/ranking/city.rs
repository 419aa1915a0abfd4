//! The candidates and the people.

use crate::{MEMORY, cpu};
use buurten::{
    matching::{
        catalogue::Catalogue,
        fast::{Answers, Facts, Glance},
        opportunity::Opportunity,
        person::Person,
    },
    seed::{Size, Synthetic},
};
use chrono::NaiveDate;

/// The best so many, in order.
pub const TOP: usize = 20;
/// So many people look.
const PEOPLE: u32 = 8;

pub struct City {
    pub catalogue: Catalogue,
    pub people: Vec<Person>,
    /// What each should find.
    pub found: Vec<Glance>,
    /// Seconds to make the catalogue.
    pub making: f64,
    /// Bytes held for a listing, all told.
    pub bytes: f64,
}

impl City {
    pub fn new(size: u32) -> Self {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let made = Synthetic::new(Size { newcomers: PEOPLE, locals: 0, listings: size }, 1, today);
        let people: Vec<Person> = made.newcomers.into_iter().map(|s| s.person).collect();
        let before = MEMORY.held();
        let mut opportunities: Vec<Opportunity> = Vec::with_capacity(made.listings.len());
        let mut gone = 0;
        for listing in made.listings {
            opportunities.push(listing.opportunity());
            let held = MEMORY.held();
            drop(listing);
            gone += held - MEMORY.held();
        }
        let since = cpu();
        let catalogue = Catalogue::new(opportunities, today);
        let making = cpu() - since;
        let bytes = (MEMORY.held() + gone - before) as f64 / f64::from(size);
        let found = people.iter().map(|her| catalogue.glance(her, TOP)).collect();
        Self { catalogue, people, found, making, bytes }
    }

    pub fn facts(&self) -> impl Iterator<Item = Facts> {
        (0..self.catalogue.len()).map(|place| self.catalogue.facts(place))
    }

    pub fn answers(&self) -> Vec<Answers> {
        self.people.iter().map(|her| self.catalogue.answers(her)).collect()
    }
}
