//! The gates, looked up: without a branch, in any number of classes; and quicker where there are few.

use super::{
    ahead::{Ahead, CHUNK},
    desk::Desk,
    tables::Tables,
};
use crate::matching::{
    catalogue::{
        blocks::BLOCK,
        columns::{Columns, MORE, NONE},
    },
    weights::FLOOR,
};

/// Up to so many classes, a number needs no checking: tables of this size are read with its low bits.
pub(super) const FEW: usize = 1_024;

/// Her tables of gates: door, speech, time, cost, place.
pub(super) struct Sieve<'a> {
    pub tables: &'a Tables,
    /// The same where there are few classes of each.
    pub few: Option<Box<[[u16; FEW]; 5]>>,
    /// Whether something is shared, by a listing's first interest, its others, its domains and its skills.
    pub first: [u8; 256],
    pub near: [u8; 256],
    pub goal: [u8; 64],
    pub able: [u8; 256],
}

impl<'a> Sieve<'a> {
    pub fn of(tables: &'a Tables) -> Self {
        let all = [&tables.door, &tables.speech, &tables.time, &tables.cost, &tables.place];
        let few = all.iter().all(|table| table.len() <= FEW).then(|| {
            let mut few = Box::new([[0; FEW]; 5]);
            for (few, table) in few.iter_mut().zip(all) {
                few[..table.len()].copy_from_slice(table);
            }
            few
        });
        // Where she named nothing, nothing is known not to be shared.
        let all_near = u8::from(tables.likes.is_some());
        let near: [u8; 256] = std::array::from_fn(|n| all_near | u8::from(tables.factors[n] < 1.0));
        let mut first = near;
        first[usize::from(NONE)] = 1;
        let able = |n: usize| match tables.can_unknown {
            Some(_) => u8::from(n != usize::from(NONE)),
            None => u8::from(tables.can[n].value > FLOOR),
        };
        let goal = tables.no_goal.map(|none| u8::from(!none));
        Self { tables, few, first, near, goal, able: std::array::from_fn(able) }
    }

    /// The gates that each listing of a block fails.
    #[inline(always)]
    pub fn gates(&self, c: &Columns, desk: &mut Desk, ahead: &Ahead) {
        for chunk in 0..BLOCK / CHUNK {
            ahead.beside_chunk(chunk);
            self.gates_of(c, desk, CHUNK * chunk);
        }
    }

    #[inline(always)]
    fn gates_of(&self, c: &Columns, desk: &mut Desk, first: usize) {
        let t = self.tables;
        match &self.few {
            Some(few) => {
                let [door, speech, time, cost, place] = &**few;
                for n in first..first + CHUNK {
                    desk.masks[n] = door[c.door[n] as usize % FEW]
                        | speech[c.speech[n] as usize % FEW]
                        | time[c.time[n] as usize % FEW]
                        | cost[c.cost[n] as usize % FEW]
                        | place[usize::from(c.place[n]) % FEW];
                }
            }
            None => {
                for n in first..first + CHUNK {
                    desk.masks[n] = t.door[c.door[n] as usize]
                        | t.speech[c.speech[n] as usize]
                        | t.time[c.time[n] as usize]
                        | t.cost[c.cost[n] as usize]
                        | t.place[usize::from(c.place[n])];
                }
            }
        }
    }

    /// Whether a listing that passed all other gates shares something with her; none where it has to be asked.
    #[inline(always)]
    pub fn related(&self, c: &Columns, n: usize) -> Option<bool> {
        let (interests, skills) = (c.interests[n], c.skills[n]);
        if (interests[0] == MORE) | (skills[0] == MORE) {
            return None;
        }
        let [first, near @ ..] = interests.map(usize::from);
        let shared = self.first[first] | near.iter().fold(0, |any, n| any | self.near[*n]);
        let able = skills.iter().fold(0, |any, n| any | self.able[usize::from(*n)]);
        Some(shared | able | self.goal[usize::from(c.domains[n] & 63)] != 0)
    }
}
