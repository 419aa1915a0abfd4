//! Who waits where, and who could be there: pure.
//!
//! Everybody who waits is counted once, in the cell where most others wait too. A cell of fewer than five people is
//! none: they are counted together with more, first without the part of town, then by the group of activities, without
//! the level, and so on upwards; who is left is counted under "anything", of five at least where so many wait. A free
//! place is counted once too, so that as few as possible wait without one.

use super::{
    cell::Cell,
    seats::{Offers, seat},
};
use crate::{
    desk::waiting::ENOUGH,
    kit::{level::Level, vocabulary::vocabulary, week::FreeWeek},
};
use std::{
    cmp::Reverse,
    collections::{BTreeSet, BinaryHeap, HashMap},
};

/// Somebody who waits. Nothing that names her.
#[derive(Clone, Debug, Default)]
pub struct Seeks {
    /// What she likes, by places in the vocabulary.
    pub interests: BTreeSet<usize>,
    /// When she has time.
    pub free: FreeWeek,
    /// Where she lives, by the place in the gazetteer.
    pub part: Option<usize>,
    /// How much Dutch she speaks; none said reads as none yet.
    pub level: Option<Level>,
    /// Since less than a week.
    pub is_new: bool,
}

/// A cell with its people and places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Which.
    pub cell: Cell,
    /// How many wait.
    pub waiting: usize,
    /// How many of them since less than a week.
    pub new: usize,
    /// How many free places there are for them.
    pub places: usize,
}

impl Gap {
    /// How many wait without a place.
    pub fn short(&self) -> usize {
        self.waiting - self.places
    }

    /// Whether it may be said how many: enough of them wait.
    pub fn can_be_counted(&self) -> bool {
        self.waiting >= ENOUGH
    }
}

/// All of them, the shortest first.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// The cells.
    pub gaps: Vec<Gap>,
    /// How many wait.
    pub waiting: usize,
    /// How many places are free.
    pub places: u64,
}

impl Board {
    /// Counts them.
    pub fn of(seekers: &[Seeks], locals: &[Offers]) -> Self {
        let mut gaps = counted(seekers);
        // Places go to what can be named first: "anything" would take them all.
        gaps.sort_by_key(|gap| (gap.cell == Cell::default(), Reverse(gap.waiting), gap.cell));
        seat(&mut gaps, locals);
        gaps.sort_by_key(|gap| (Reverse(gap.short()), Reverse(gap.waiting), gap.cell));
        let places = locals.iter().map(|l| u64::from(l.places)).sum();
        Self { gaps, waiting: seekers.len(), places }
    }

    /// Places that nobody who waits could use.
    pub fn spare(&self) -> u64 {
        self.places - self.gaps.iter().map(|gap| gap.places as u64).sum::<u64>()
    }
}

/// How far cells can be widened.
const RUNGS: usize = 6;

/// The cells somebody could be counted in, so wide.
fn cells(her: &Seeks, rung: usize) -> Vec<Cell> {
    let words = &vocabulary().interests;
    let leaves = her.interests.iter().copied().filter(|n| words[*n].group.is_some());
    let groups = her.interests.iter().map(|n| words[*n].group.unwrap_or(*n));
    let interests: BTreeSet<Option<usize>> = match rung {
        0 | 1 => leaves.map(Some).collect(),
        2 | 3 => groups.map(Some).collect(),
        _ => [None].into(),
    };
    let level = her.level.unwrap_or(Level::A0).min(Level::B2);
    let base = Cell { level: matches!(rung, 0..=2 | 4).then_some(level), ..Cell::default() };
    let base = Cell { part: if rung == 0 { her.part } else { None }, ..base };
    if rung == 0 && her.part.is_none() {
        return Vec::new();
    }
    let at = |interest| her.free.iter().map(move |d| Cell { interest, daypart: Some(d), ..base });
    interests.into_iter().flat_map(at).collect()
}

/// Everybody in a cell.
fn counted(seekers: &[Seeks]) -> Vec<Gap> {
    let mut left: Vec<bool> = vec![true; seekers.len()];
    let mut found: Vec<(Cell, Vec<usize>)> = Vec::new();
    for rung in 0..RUNGS {
        let mut members: HashMap<Cell, Vec<usize>> = HashMap::new();
        for (n, her) in seekers.iter().enumerate().filter(|(n, _)| left[*n]) {
            cells(her, rung).into_iter().for_each(|cell| members.entry(cell).or_default().push(n));
        }
        // The fullest first, as far as they are still there when their turn comes.
        let mut heap: BinaryHeap<(usize, Reverse<Cell>)> =
            members.iter().map(|(cell, those)| (those.len(), Reverse(*cell))).collect();
        while let Some((count, Reverse(cell))) = heap.pop().filter(|(count, _)| *count >= ENOUGH) {
            let those: Vec<usize> = members[&cell].iter().copied().filter(|n| left[*n]).collect();
            if those.len() < count {
                heap.push((those.len(), Reverse(cell)));
                continue;
            }
            those.iter().for_each(|n| left[*n] = false);
            found.push((cell, those));
        }
    }
    let mut rest: Vec<usize> = (0..seekers.len()).filter(|n| left[*n]).collect();
    // The widest cells were found last, and the smallest of a width after the others.
    while (1..ENOUGH).contains(&rest.len()) {
        let Some((_, those)) = found.pop() else { break };
        rest.extend(those);
    }
    if !rest.is_empty() {
        found.push((Cell::default(), rest));
    }
    let gap = |(cell, those): (Cell, Vec<usize>)| {
        let new = those.iter().filter(|n| seekers[**n].is_new).count();
        Gap { cell, waiting: those.len(), new, places: 0 }
    };
    found.into_iter().map(gap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::week::Daypart;
    use proptest::prelude::*;

    /// How many wait without a place.
    fn short(board: &Board) -> usize {
        board.gaps.iter().map(Gap::short).sum()
    }

    fn likes(id: &str) -> BTreeSet<usize> {
        [vocabulary().interest(id).expect("an interest")].into()
    }

    fn on(daypart: &str) -> FreeWeek {
        FreeWeek::default().with(daypart.parse().expect("a daypart"))
    }

    #[test]
    fn five_stand_in_a_cell_of_their_own_and_the_sixth_with_the_rest_widens_none() {
        let her = Seeks {
            interests: likes("leisure-cycling"),
            free: on("tue-morning"),
            part: Some(1),
            level: Some(Level::A2),
            is_new: true,
        };
        let five = vec![her.clone(); 5];
        let local = Offers {
            interests: likes("leisure-cycling"),
            free: on("tue-morning"),
            part: Some(1),
            is_patient: true,
            places: 2,
        };
        let board = Board::of(&five, &[local.clone(), Offers { is_patient: false, ..local }]);
        let cell = Cell {
            interest: likes("leisure-cycling").first().copied(),
            daypart: "tue-morning".parse().ok(),
            part: Some(1),
            level: Some(Level::A2),
        };
        assert_eq!(board.gaps, [Gap { cell, waiting: 5, new: 5, places: 2 }]);
        assert_eq!((board.spare(), short(&board)), (2, 3));
        // One alone with another wish would stand out: the five join her.
        let mut six = five;
        six.push(Seeks { interests: likes("choir"), free: on("sun-evening"), ..her });
        let board = Board::of(&six, &[]);
        assert_eq!(board.gaps.iter().map(|g| (g.cell, g.waiting)).collect::<Vec<_>>(), [(Cell::default(), 6)]);
    }

    #[test]
    fn a_place_is_moved_where_that_helps_one_more() {
        let seeks = |daypart: &str| Seeks { free: on(daypart), ..Seeks::default() };
        let mut all = vec![seeks("mon-morning"); 5];
        all.extend(vec![seeks("tue-morning"); 5]);
        let both = Offers {
            free: on("mon-morning").with("tue-morning".parse().expect("it")),
            is_patient: true,
            places: 5,
            ..Offers::default()
        };
        let monday = Offers { free: on("mon-morning"), is_patient: true, places: 5, ..Offers::default() };
        for locals in [[both.clone(), monday.clone()], [monday, both]] {
            assert_eq!(short(&Board::of(&all, &locals)), 0);
        }
    }

    fn week(bits: u32) -> FreeWeek {
        Daypart::all().filter(|d| bits & 1 << d.number() != 0).collect()
    }

    prop_compose! {
        fn seeker()(some in prop::collection::btree_set(0..vocabulary().interests.len(), 0..4), bits in 0u32..1 << 6,
                    part in prop::option::of(0usize..7), level in prop::option::of(0usize..7), is_new: bool) -> Seeks {
            Seeks { interests: some, free: week(bits), part, level: level.map(|n| Level::ALL[n]), is_new }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn everybody_is_counted_once_and_no_cell_is_small(
            seekers in prop::collection::vec(seeker(), 0..60),
            locals in prop::collection::vec((seeker(), 0u32..4, any::<bool>()), 0..20),
        ) {
            let locals: Vec<Offers> = locals.into_iter().map(|(s, places, is_patient)|
                Offers { interests: s.interests, free: s.free, part: s.part, is_patient, places }).collect();
            let board = Board::of(&seekers, &locals);
            prop_assert_eq!(board.gaps.iter().map(|g| g.waiting).sum::<usize>(), seekers.len());
            prop_assert_eq!(board.gaps.iter().map(|g| g.new).sum::<usize>(), seekers.iter().filter(|s| s.is_new).count());
            prop_assert!(board.gaps.iter().all(|g| g.waiting >= ENOUGH.min(seekers.len()) && g.places <= g.waiting));
            let mut cells: Vec<Cell> = board.gaps.iter().map(|g| g.cell).collect();
            cells.sort();
            cells.dedup();
            prop_assert_eq!(cells.len(), board.gaps.len(), "each cell once");
            prop_assert_eq!(board.spare() + (board.waiting - short(&board)) as u64, board.places);
        }
    }
}
