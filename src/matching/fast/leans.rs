//! What she passed over, held against listings like it: see `leaning`, which is the definition.

use crate::matching::catalogue::columns::Columns;

/// What she passed over holds against: one bit a reason.
pub(super) struct Leans {
    pub speech: Vec<u8>,
    pub time: Vec<u8>,
    pub place: Vec<u8>,
    pub interest: [u8; 256],
}

impl Leans {
    /// The reasons that hold for a listing, one bit each.
    #[inline(always)]
    pub fn hold(&self, c: &Columns, n: usize) -> u8 {
        let things = c.interests[n].map(|i| self.interest[usize::from(i)]);
        let by_class = self.speech[c.speech[n] as usize] | self.time[c.time[n] as usize];
        by_class | self.place[usize::from(c.place[n])] | things[0] | things[1] | things[2] | things[3]
    }
}
