//! What holds for everybody: deletion, blanks, flips, names and monotony. Each takes a scene and says how many pairs it
//! looked at; a seed repeats it.

pub mod blank;
pub mod flip;
pub mod monotony;
pub mod moved;
pub mod pair;
pub mod pair_blank;

use super::draw::{cast, today};
use buurten::matching::{
    catalogue::Catalogue,
    gates::Gate,
    opportunity::Opportunity,
    person::Person,
    rank::{Asked, Ranking},
};

/// People before listings, ranked.
pub struct Scene {
    pub seed: u64,
    pub people: Vec<Person>,
    pub listings: Vec<Opportunity>,
    pub catalogue: Catalogue,
    pub rankings: Vec<Ranking>,
}

impl Scene {
    pub fn new(seed: u64, people: usize, listings: usize) -> Self {
        let (people, listings) = cast(seed, people, listings);
        let catalogue = Catalogue::new(listings.clone(), today());
        let rankings = people.iter().map(|her| ranked(&catalogue, her)).collect();
        Self { seed, people, listings, catalogue, rankings }
    }

    /// All of them before all of it.
    pub fn pairs(&self) -> usize {
        self.people.len() * self.listings.len()
    }

    /// Enough to see again what went wrong.
    pub fn about(&self, her: &Person, place: usize) -> String {
        let it = &self.listings[place];
        format!("seed {}: {} {it:?}", self.seed, written(her))
    }
}

pub fn written(her: &Person) -> String {
    serde_json::to_string(her).expect("JSON")
}

pub fn ranked(catalogue: &Catalogue, her: &Person) -> Ranking {
    catalogue.rank(her, &Asked::default())
}

/// What became of a listing: its score as bits, or the gate.
pub type Became = Result<u64, Gate>;

/// The same for every listing, in the order of the catalogue.
pub fn became(ranking: &Ranking, listings: usize) -> Vec<Became> {
    let mut all = vec![None; listings];
    ranking.matches.iter().for_each(|m| all[m.place] = Some(Ok(m.score.to_bits())));
    ranking.excluded.iter().for_each(|e| all[e.place] = Some(Err(e.why)));
    all.into_iter().map(|one| one.expect("matched or excluded")).collect()
}

/// How many a gate excluded.
pub fn excluded_by(ranking: &Ranking, gate: Gate) -> usize {
    ranking.excluded.iter().filter(|e| e.why == gate).count()
}
