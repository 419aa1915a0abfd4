//! The search: for each listing the best three, and of these the best, again and again until none is left.
//!
//! The people of a listing stand by U, the highest first. Whoever comes last of three has the lowest U, so what can
//! follow is never worth more than that: the search stops where it is below the best found.

use super::{ANOTHER_LANGUAGE, Member, PLACES, Trio};
use crate::kit::{
    level::Level,
    week::{Daypart, FreeWeek},
};
use std::cmp::Ordering;

/// Somebody to whom a listing is open.
#[derive(Clone, Copy)]
struct Goes {
    member: usize,
    u: f64,
    weekdays: u8,
}

/// Three, by their places among the members in order, and what they are worth.
#[derive(Clone, Copy)]
struct Found {
    worth: f64,
    members: [usize; 3],
    lowest: f64,
    weekdays: u8,
}

impl Found {
    /// The one worth more first; of equals, the first by id.
    fn order(&self, other: &Self) -> Ordering {
        other.worth.total_cmp(&self.worth).then(self.members.cmp(&other.members))
    }
}

/// `left`: how many places each listing has left, where that is known.
pub(super) fn chosen(members: &[Member], ids: &[&str], mut left: Vec<Option<u32>>, most: usize) -> Vec<Trio> {
    let mut listings: Vec<Vec<Goes>> = vec![Vec::new(); ids.len()];
    for (member, it) in members.iter().enumerate() {
        it.goes
            .iter()
            .for_each(|(place, u, weekdays)| listings[*place].push(Goes { member, u: *u, weekdays: *weekdays }));
    }
    for goes in &mut listings {
        goes.sort_by(|a, b| b.u.total_cmp(&a.u).then(a.member.cmp(&b.member)));
    }
    let mut free = vec![true; members.len()];
    let best_at = |place: usize, left: &[Option<u32>], free: &[bool]| {
        let room = left[place].is_none_or(|n| n >= PLACES);
        room.then(|| best_of(members, &listings[place], free)).flatten()
    };
    let mut best: Vec<Option<Found>> = (0..listings.len()).map(|place| best_at(place, &left, &free)).collect();
    let mut trios = Vec::new();
    while trios.len() < most {
        let all = best.iter().enumerate().filter_map(|(place, found)| found.map(|f| (place, f)));
        let first = all.min_by(|a, b| a.1.order(&b.1).then_with(|| ids[a.0].cmp(ids[b.0])).then(a.0.cmp(&b.0)));
        let Some((place, found)) = first else { break };
        found.members.iter().for_each(|m| free[*m] = false);
        left[place] = left[place].map(|n| n - PLACES);
        trios.push(trio(members, place, &found));
        for (place, found) in best.iter_mut().enumerate() {
            if found.is_some_and(|f| f.members.iter().any(|m| !free[*m])) {
                *found = best_at(place, &left, &free);
            }
        }
    }
    trios
}

/// The best three for one listing of those who are free.
fn best_of(members: &[Member], goes: &[Goes], free: &[bool]) -> Option<Found> {
    let goes: Vec<Goes> = goes.iter().filter(|g| free[g.member]).copied().collect();
    let mut best: Option<Found> = None;
    for (k, last) in goes.iter().enumerate() {
        if best.is_some_and(|b| b.worth > last.u) {
            break;
        }
        let before: Vec<&Goes> = goes[..k].iter().filter(|g| are_two(members, g, last)).collect();
        for (j, second) in before.iter().enumerate() {
            for first in before[..j].iter().filter(|g| are_two(members, g, second)) {
                let three = [first.member, second.member, last.member];
                let weekdays = first.weekdays & second.weekdays & last.weekdays;
                if weekdays == 0 || !are_three(members, three) {
                    continue;
                }
                let worth = if dutch_is_shared(members, three) { last.u } else { ANOTHER_LANGUAGE * last.u };
                let mut sorted = three;
                sorted.sort_unstable();
                let found = Found { worth, members: sorted, lowest: last.u, weekdays };
                if best.is_none_or(|b| found.order(&b) == Ordering::Less) {
                    best = Some(found);
                }
            }
        }
    }
    best
}

/// What must hold of each two: cheap, and rules out most.
fn are_two(members: &[Member], a: &Goes, b: &Goes) -> bool {
    let (x, y) = (&members[a.member], &members[b.member]);
    x.dutch == y.dutch && x.free & y.free != 0 && a.weekdays & b.weekdays != 0 && !x.apart.contains(&y.place)
}

/// What must hold of all three beside.
fn are_three(members: &[Member], three: [usize; 3]) -> bool {
    let [a, b, c] = three.map(|m| &members[m]);
    let wish = || a.wishes.iter().any(|w| b.wishes.contains(w) && c.wishes.contains(w));
    let interest = || a.interests.iter().any(|i| b.interests.contains(i) && c.interests.contains(i));
    a.free & b.free & c.free != 0 && (wish() || interest())
}

fn dutch_is_shared(members: &[Member], three: [usize; 3]) -> bool {
    let [a, b, c] = three.map(|m| &members[m].strongest);
    !a.iter().any(|language| b.contains(language) && c.contains(language))
}

fn trio(members: &[Member], listing: usize, found: &Found) -> Trio {
    let [a, b, c] = found.members.map(|m| &members[m]);
    let free = a.free & b.free & c.free;
    let common: FreeWeek = Daypart::all().filter(|d| free & (1 << d.number()) != 0).collect();
    Trio {
        members: found.members.map(|m| members[m].place),
        listing,
        lowest: found.lowest,
        dutch: Level::ALL[usize::from(a.dutch)],
        common,
        weekdays: found.weekdays,
        interests: a.interests.iter().filter(|i| b.interests.contains(i) && c.interests.contains(i)).copied().collect(),
        wishes: a.wishes.iter().filter(|w| b.wishes.contains(w) && c.wishes.contains(w)).copied().collect(),
        dutch_is_shared: dutch_is_shared(members, found.members),
    }
}
