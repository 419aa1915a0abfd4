//! Three newcomers at the same level with something to do: Dutch is what they share.
//!
//! **Who**: newcomers who want to practise Dutch (or never said), said how well they speak it, below C1, and when they are
//! free. Unknown is not no, and not the same level either.
//! **Which three**: the same level of Dutch; a daypart in common; an interest or a wish in common; none kept apart.
//! **What**: a listing that stands among the first thirty of each (less what was not for them), to which each can go (not
//! "for later"), on a weekday on which all three can come. Its gates have seen to the way there: it is within reach of each.
//! **Places**: three of them where they are known; all trios together take no more than there are.
//! **Worth**: the lowest U of the three, × .75 where one language other than Dutch is the strongest of all three: then
//! they would speak that. Known from what they speak alone, and for nothing else.
//! **Choice**: the best three, then the best three of who is left, and so on; equals by id. Each step is exact. Nobody
//! stands in two trios, so nobody is proposed twice.

mod search;

use super::{
    catalogue::Catalogue,
    go::Go,
    leaning::Leaning,
    opportunity::Opportunity,
    person::Person,
    rank::{Asked, Match},
};
use crate::kit::{
    level::Level,
    vocabulary::vocabulary,
    week::FreeWeek,
    words::{Domain, Role},
};
use std::collections::{BTreeMap, BTreeSet};

/// A listing counts among the first so many of each.
pub const AMONG_THE_FIRST: usize = 30;
/// Worth's factor where another language than Dutch is the strongest of all three.
pub const ANOTHER_LANGUAGE: f64 = 0.75;
/// So many places a trio takes.
pub const PLACES: u32 = 3;

/// What is known beside the answers of the people, who are named by their places among them.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// What each passed over, in their order; beyond its end nobody passed over anything.
    pub leanings: Vec<Vec<Leaning>>,
    /// Two who are never in one trio, in either order.
    pub apart: BTreeSet<(usize, usize)>,
    /// How many places others take already, by the listing's place in the catalogue.
    pub taken: BTreeMap<usize, u32>,
}

/// Three newcomers, and what they could do.
#[derive(Clone, Debug, PartialEq)]
pub struct Trio {
    /// Their places among the people, in the order of their ids.
    pub members: [usize; 3],
    /// The listing's place in the catalogue.
    pub listing: usize,
    /// The lowest U of the three.
    pub lowest: f64,
    /// The Dutch of each of the three.
    pub dutch: Level,
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
    /// Places of those who are never in one trio with them.
    apart: BTreeSet<usize>,
    /// Listings by place: U and weekdays.
    goes: Vec<(usize, f64, u8)>,
}

impl Member {
    /// None where somebody is not looking for this, or said too little.
    fn of(place: usize, person: &Person, known: &Known, catalogue: &Catalogue) -> Option<Self> {
        let dutch = person.languages.iter().filter(|(t, _)| t.is_dutch()).map(|(_, l)| l.number()).max()?;
        let wants = person.wants_to_learn.as_ref().is_none_or(|w| w.iter().any(|t| t.is_dutch()));
        let free = person.free.filter(|f| !f.is_empty())?;
        if person.role != Role::Newcomer || !wants || dutch >= Level::C1.number() {
            return None;
        }
        let others = || person.languages.iter().filter(|(t, l)| !t.is_dutch() && l.number() > 0);
        let most = others().map(|(_, l)| *l).max();
        let words = vocabulary();
        let leanings = known.leanings.get(place).cloned().unwrap_or_default();
        let ranking = catalogue.rank(person, &Asked { limit: Some(AMONG_THE_FIRST), leanings });
        let other = |(a, b): &(usize, usize)| match place {
            it if it == *a => Some(*b),
            it if it == *b => Some(*a),
            _ => None,
        };
        let can_go = |m: &Match| m.go != Go::Later;
        Some(Self {
            place,
            dutch,
            free: free.bits(),
            interests: person.interests.iter().flatten().filter_map(|id| words.interest(id)).collect(),
            wishes: person.wishes.clone().unwrap_or_default(),
            strongest: others().filter(|(_, l)| Some(**l) == most).map(|(t, _)| t.primary().to_owned()).collect(),
            apart: known.apart.iter().filter_map(other).collect(),
            goes: ranking.matches.iter().filter(|m| can_go(m)).map(|m| (m.place, m.score, m.weekdays)).collect(),
        })
    }
}

/// At most so many trios of these people, the best first.
pub fn trios(people: &[Person], known: &Known, catalogue: &Catalogue, most: usize) -> Vec<Trio> {
    let member = |(place, person)| Member::of(place, person, known, catalogue);
    let mut members: Vec<Member> = people.iter().enumerate().filter_map(member).collect();
    members.sort_by(|a, b| people[a.place].id.cmp(&people[b.place].id).then(a.place.cmp(&b.place)));
    let ids: Vec<&str> = catalogue.opportunities().map(|o| o.id.as_str()).collect();
    let taken = |place: usize| known.taken.get(&place).copied().unwrap_or(0);
    let left = |(place, o): (usize, &Opportunity)| o.newcomer_places.map(|n| n.saturating_sub(taken(place)));
    let left = catalogue.opportunities().enumerate().map(left).collect();
    search::chosen(&members, &ids, left, most)
}
