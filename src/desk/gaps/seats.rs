//! Which free place goes where: pure.

use super::{board::Gap, cell::Cell};
use crate::kit::{level::Level, vocabulary::vocabulary, week::FreeWeek};
use std::collections::BTreeSet;

/// A local with free places.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// What they like, by places in the vocabulary.
    pub interests: BTreeSet<usize>,
    /// When they have time.
    pub free: FreeWeek,
    /// Where they live, by the place in the gazetteer.
    pub part: Option<usize>,
    /// Whether somebody with little Dutch can talk with them: they help with it, or speak English.
    pub is_patient: bool,
    /// How many.
    pub places: u32,
}

/// Whether this local could meet somebody of this cell.
fn fits(local: &Offers, cell: Cell) -> bool {
    let words = &vocabulary().interests;
    let likes = |wanted: usize| {
        let of_group = |n: &usize| *n == wanted || words[*n].group == Some(wanted) || words[wanted].group == Some(*n);
        local.interests.iter().any(of_group)
    };
    cell.interest.is_none_or(likes)
        && cell.daypart.is_none_or(|d| local.free.has(d))
        && cell.part.is_none_or(|part| local.part == Some(part))
        && cell.level.is_none_or(|level| level >= Level::B1 || local.is_patient)
}

/// Gives each free place to a cell, as many as can be: augmenting paths.
pub fn seat(gaps: &mut [Gap], locals: &[Offers]) {
    let fitting: Vec<Vec<usize>> =
        locals.iter().map(|local| (0..gaps.len()).filter(|n| fits(local, gaps[*n].cell)).collect()).collect();
    let room: Vec<usize> = gaps.iter().map(|gap| gap.waiting).collect();
    let mut sits: Vec<Vec<usize>> = vec![Vec::new(); gaps.len()];
    // What a search without success went through stays full for good.
    let mut full = vec![false; gaps.len()];
    for (local, offers) in locals.iter().enumerate() {
        for _ in 0..offers.places {
            let mut seen = full.clone();
            if !sit(local, &fitting, &room, &mut sits, &mut seen) {
                full = seen;
                break;
            }
        }
    }
    gaps.iter_mut().zip(sits).for_each(|(gap, those)| gap.places = those.len());
}

fn sit(local: usize, fitting: &[Vec<usize>], room: &[usize], sits: &mut [Vec<usize>], seen: &mut [bool]) -> bool {
    for &cell in &fitting[local] {
        if std::mem::replace(&mut seen[cell], true) {
            continue;
        }
        if sits[cell].len() < room[cell] {
            sits[cell].push(local);
            return true;
        }
        for place in 0..sits[cell].len() {
            if sit(sits[cell][place], fitting, room, sits, seen) {
                sits[cell][place] = local;
                return true;
            }
        }
    }
    false
}
