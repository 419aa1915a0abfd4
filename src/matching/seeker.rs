//! Somebody looking, with everything worked out once that does not depend on the listing.

use super::{catalogue::Catalogue, interest, language, person::Person, skill, travel, weights::Weights};
use crate::kit::{language_tag::LanguageTag, month::Month};
use chrono::Datelike;

/// A person before a catalogue.
pub(super) struct Seeker<'a> {
    pub person: &'a Person,
    /// Her level by the catalogue's language numbers.
    levels: Vec<u8>,
    comfort: [f64; 7],
    practice: [f64; 8],
    /// Languages she wants to learn, as the catalogue's numbers.
    pub wants: Vec<u16>,
    /// What she likes; none = unknown.
    pub likes: Option<interest::Likes>,
    /// What she can do, by place in the vocabulary; none = unknown.
    pub can: Option<Vec<f64>>,
    /// One bit for each wish; none = unknown.
    pub wishes: Option<u8>,
    /// The way to each place of the gazetteer.
    pub ways: travel::Ways,
    /// Months ahead of her: none = unknown; no end = a long time.
    pub months: Option<i32>,
    /// The year of the snapshot, for ages.
    pub year: i32,
    /// The weights that count for her.
    pub weights: &'a Weights,
}

/// Months ahead of somebody who stays.
pub(super) const NO_END: i32 = i32::MAX;

impl<'a> Seeker<'a> {
    pub fn new(person: &'a Person, catalogue: &'a Catalogue) -> Self {
        let mut levels = vec![0; catalogue.tongues.len()];
        for (tag, level) in &person.languages {
            if let Some(n) = catalogue.tongue(tag.as_str()) {
                let own: &mut u8 = &mut levels[usize::from(n)];
                *own = (*own).max(level.number());
            }
        }
        let wanted = person.wants_to_learn.iter().flatten();
        // Naming none says as little as passing the question over.
        let wishes = person.wishes.as_ref().filter(|w| !w.is_empty());
        Self {
            levels,
            comfort: std::array::from_fn(|level| language::comfort(level as u8)),
            practice: std::array::from_fn(|short| language::practice(short as u8, 0)),
            wants: wanted.filter_map(|tag| catalogue.tongue(tag.as_str())).collect(),
            likes: interest::Likes::of(person, catalogue.rarity()),
            can: skill::abilities(person),
            wishes: wishes.map(|w| w.iter().fold(0, |bits, d| bits | 1 << *d as u8)),
            ways: travel::Ways::of(person),
            months: person.stays_until.map(|end| end.map_or(NO_END, |m| m.months_after(Month::of(catalogue.today())))),
            year: catalogue.today().year(),
            weights: &catalogue.weights,
            person,
        }
    }

    /// Her level in a language of the catalogue, 0 where she never named it.
    pub fn level(&self, language: u16) -> u8 {
        self.levels.get(usize::from(language)).copied().unwrap_or(0)
    }

    /// f of a level.
    pub fn comfort(&self, level: u8) -> f64 {
        self.comfort[usize::from(level.min(6))]
    }

    /// p for so many missing levels.
    pub fn practice(&self, short: u8) -> f64 {
        self.practice[usize::from(short.min(7))]
    }

    /// Her level in a language by its tag, whatever its region.
    pub fn level_of(&self, tag: &LanguageTag) -> u8 {
        let primary = |t: &LanguageTag| t.as_str().split('-').next().map(str::to_owned);
        let same = self.person.languages.iter().filter(|(t, _)| primary(t) == primary(tag));
        same.map(|(_, level)| level.number()).max().unwrap_or(0)
    }

    /// Whether she has a child of such an age, first and last year included; none = unknown.
    pub fn has_child_of(&self, ages: (i32, i32)) -> Option<bool> {
        let years = self.person.children.as_ref()?;
        Some(years.iter().any(|born| (ages.0..=ages.1).contains(&(self.year - born))))
    }

    /// Whether she wants company, whatever her level.
    pub fn wants_company(&self) -> bool {
        self.person.comfort == Some(crate::kit::words::Comfort::WithOne)
    }
}
