//! Three newcomers at the same level with something to do: Dutch is what they share.
//!
//! **Who**: newcomers who want to practise Dutch (or never said), speak it below C1, and said when they are free.
//! **Which three**: Dutch at most one level apart; a daypart in common; an interest or a wish in common.
//! **What**: a listing that stands among the first thirty of each, to which each can go (not "for later"), on a weekday on
//! which all three can come. Its gates have seen to the way there: it is within reach of each.
//! **Worth**: the lowest U of the three, × .75 where one language other than Dutch is the strongest of all three: then
//! they would speak that. Known from what they speak alone, and for nothing else.
//! **Choice**: the best three, then the best three of who is left, and so on; equals by id. Each step is exact. Nobody
//! stands in two trios, so nobody is proposed twice.

mod search;

use super::{
    catalogue::Catalogue,
    go::Go,
    person::Person,
    rank::{Asked, Match},
};
use crate::kit::{
    level::Level,
    vocabulary::vocabulary,
    week::FreeWeek,
    words::{Domain, Role},
};
use std::collections::BTreeSet;

/// A listing counts among the first so many of each.
pub const AMONG_THE_FIRST: usize = 30;
/// Worth's factor where another language than Dutch is the strongest of all three.
pub const ANOTHER_LANGUAGE: f64 = 0.75;

/// Three newcomers, and what they could do.
#[derive(Clone, Debug, PartialEq)]
pub struct Trio {
    /// Their places among the people, in the order of their ids.
    pub members: [usize; 3],
    /// The listing's place in the catalogue.
    pub listing: usize,
    /// The lowest U of the three.
    pub lowest: f64,
    /// The lowest and the highest Dutch of the three.
    pub dutch: (Level, Level),
    /// Dayparts in which all three are free.
    pub common: FreeWeek,
    /// Weekdays on which all three can come, Monday lowest.
    pub weekdays: u8,
    /// Interests all three chose, by place in the vocabulary.
    pub interests: Vec<usize>,
    /// Wishes all three have.
    pub wishes: BTreeSet<Domain>,
    /// Whether no language other than Dutch is the strongest of all three.
    pub dutch_is_shared: bool,
}

/// Somebody who may stand in a trio, with what the search compares.
pub(super) struct Member {
    place: usize,
    dutch: u8,
    free: u32,
    interests: BTreeSet<usize>,
    wishes: BTreeSet<Domain>,
    strongest: BTreeSet<String>,
    /// Listings by place: U and weekdays.
    goes: Vec<(usize, f64, u8)>,
}

impl Member {
    /// None where somebody is not looking for this, or said too little.
    fn of(place: usize, person: &Person, catalogue: &Catalogue) -> Option<Self> {
        let dutch = person.languages.iter().filter(|(t, _)| t.is_dutch()).map(|(_, l)| l.number()).max().unwrap_or(0);
        let wants = person.wants_to_learn.as_ref().is_none_or(|w| w.iter().any(|t| t.is_dutch()));
        let free = person.free.filter(|f| !f.is_empty())?;
        let is_new = person.role == Role::Newcomer && !person.languages.is_empty();
        if !is_new || !wants || dutch >= Level::C1.number() {
            return None;
        }
        let others = || person.languages.iter().filter(|(t, l)| !t.is_dutch() && l.number() > 0);
        let most = others().map(|(_, l)| *l).max();
        let words = vocabulary();
        let ranking = catalogue.rank(person, &Asked { limit: Some(AMONG_THE_FIRST), ..Asked::default() });
        let can_go = |m: &Match| m.go != Go::Later;
        Some(Self {
            place,
            dutch,
            free: free.bits(),
            interests: person.interests.iter().flatten().filter_map(|id| words.interest(id)).collect(),
            wishes: person.wishes.clone().unwrap_or_default(),
            strongest: others().filter(|(_, l)| Some(**l) == most).map(|(t, _)| t.primary().to_owned()).collect(),
            goes: ranking.matches.iter().filter(|m| can_go(m)).map(|m| (m.place, m.score, m.weekdays)).collect(),
        })
    }
}

/// At most so many trios of these people, the best first.
pub fn trios(people: &[Person], catalogue: &Catalogue, most: usize) -> Vec<Trio> {
    let mut members: Vec<Member> =
        people.iter().enumerate().filter_map(|(place, person)| Member::of(place, person, catalogue)).collect();
    members.sort_by(|a, b| people[a.place].id.cmp(&people[b.place].id).then(a.place.cmp(&b.place)));
    let ids: Vec<&str> = catalogue.opportunities().map(|o| o.id.as_str()).collect();
    search::chosen(&members, &ids, most)
}
