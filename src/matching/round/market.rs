//! Bidders and objects: the auction itself. [`super::auction`] says who bids for what.

use super::net::NONE;

/// The first ε is the largest weight divided by this, and each further one is smaller by [`SHRINK`].
const FIRST: i64 = 8;
const SHRINK: i64 = 6;
/// The last ε is about the largest weight divided by this.
const LAST: i64 = 1_000;
/// Where more is on sale than there are bidders, prices fall by so many ε between steps: what will not sell must end at
/// nought, and nobody raises it again.
const FALL: i64 = 3;
/// So many bids for each bidder in a step, then we go on.
const BUDGET: usize = 40;
/// At the end, so many rounds of bids without ε, each with this budget.
const EXACT: usize = 2;
const EXACT_BUDGET: usize = 3;

/// Bidders and objects. Bidders of one group have the same pairs; with `SIBLINGS` they leave each other's alone.
pub(super) struct Market<'a, E, const SIBLINGS: bool> {
    start: &'a [u32],
    object: &'a [u32],
    weight: &'a [E],
    /// The group of each bidder.
    groups: Vec<u32>,
    /// What a bid must beat.
    ask: Vec<i64>,
    /// The seats of object `j` stand from `first[j]`; those taken are a heap, the cheapest first.
    first: Vec<u32>,
    taken: Vec<u32>,
    seats: Vec<(i64, u32)>,
    holds: Vec<u32>,
    /// Who will bid next, the last one first.
    open: Vec<u32>,
    most: i64,
}

/// A bidder's best object, what it leaves, and what the second choice would.
struct Choice {
    object: u32,
    best: i64,
    second: i64,
}

impl<'a, E: Copy + Into<i64>, const SIBLINGS: bool> Market<'a, E, SIBLINGS> {
    pub fn new(start: &'a [u32], object: &'a [u32], weight: &'a [E], groups: Vec<u32>, room: Vec<u32>) -> Self {
        let mut first = vec![0; room.len() + 1];
        for j in 0..room.len() {
            first[j + 1] = first[j] + room[j];
        }
        let most = weight.iter().map(|&w| w.into()).max().unwrap_or(0).max(1);
        Self {
            start,
            object,
            weight,
            // Nobody can pay what has no seat.
            ask: room.iter().map(|&room| if room == 0 { i64::MAX / 4 } else { 0 }).collect(),
            taken: vec![0; room.len()],
            seats: vec![(0, NONE); first[room.len()] as usize],
            first,
            holds: vec![NONE; groups.len()],
            open: Vec::with_capacity(groups.len()),
            groups,
            most,
        }
    }

    /// Bids until prices are near the best ones.
    pub fn run(&mut self) {
        let on_sale = self.seats.len();
        let mut epsilon = (self.most / FIRST).max(1);
        loop {
            self.forgo_unsold();
            self.stand(None);
            self.bid(epsilon, BUDGET);
            if epsilon <= (self.most / LAST).max(1) {
                break;
            }
            if on_sale > self.groups.len() {
                self.fall(epsilon * FALL);
            }
            epsilon = (epsilon / SHRINK).max(1);
        }
        self.forgo_unsold();
        for _ in 0..EXACT {
            self.stand(Some(0));
            self.bid(0, EXACT_BUDGET);
        }
    }

    /// All prices fall, not below nought.
    fn fall(&mut self, by: i64) {
        for object in 0..self.taken.len() as u32 {
            if self.room(object) > 0 {
                let ask = &mut self.ask[object as usize];
                *ask = (*ask - by).max(0);
            }
        }
    }

    fn room(&self, object: u32) -> usize {
        (self.first[object as usize + 1] - self.first[object as usize]) as usize
    }

    /// The groups of those who have a seat of an object.
    pub fn buyers(&self, object: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.first[object as usize] as usize;
        let taken = &self.seats[first..first + self.taken[object as usize] as usize];
        taken.iter().map(|&(_, bidder)| self.groups[bidder as usize])
    }

    /// What a seat of an object costs.
    pub fn price(&self, object: u32) -> i64 {
        if self.room(object) == 0 { 0 } else { self.ask[object as usize] }
    }

    /// What did not sell was too expensive.
    fn forgo_unsold(&mut self) {
        for object in 0..self.taken.len() as u32 {
            if (self.taken[object as usize] as usize) < self.room(object) {
                self.ask[object as usize] = 0;
            }
        }
    }

    /// Whether somebody of the same group has it.
    fn is_siblings(&self, object: u32, group: u32) -> bool {
        if !SIBLINGS {
            return false;
        }
        let (_, holder) = self.seats[self.first[object as usize] as usize];
        holder != NONE && self.groups[holder as usize] == group
    }

    /// Everybody gives up what they have and will bid; with `content`, those keep it who are at most so far from content.
    fn stand(&mut self, content: Option<i64>) {
        self.open.clear();
        for bidder in (0..self.groups.len() as u32).rev() {
            let held = self.holds[bidder as usize];
            let stays = held != NONE && content.is_some_and(|far| self.lacks(bidder, held) <= far);
            if !stays {
                self.open.push(bidder);
            }
        }
        self.taken.fill(0);
        self.seats.fill((0, NONE));
        for &bidder in &self.open {
            self.holds[bidder as usize] = NONE;
        }
        for bidder in 0..self.groups.len() as u32 {
            let held = self.holds[bidder as usize];
            if held != NONE {
                self.sit(bidder, held, self.ask[held as usize]);
            }
        }
    }

    /// How much more than with what it holds a bidder could have elsewhere.
    fn lacks(&self, bidder: u32, held: u32) -> i64 {
        let (mut best, mut here) = (i64::MIN, 0);
        let group = self.groups[bidder as usize];
        for e in self.pairs(group) {
            let profit = self.weight[e].into() - self.ask[self.object[e] as usize];
            if self.object[e] == held {
                here = profit;
            } else if profit > best && !self.is_siblings(self.object[e], group) {
                best = profit;
            }
        }
        best.saturating_sub(here)
    }

    fn pairs(&self, group: u32) -> std::ops::Range<usize> {
        self.start[group as usize] as usize..self.start[group as usize + 1] as usize
    }

    fn bid(&mut self, epsilon: i64, budget: usize) {
        for _ in 0..budget * self.open.len() {
            let Some(bidder) = self.open.pop() else { return };
            let Some(choice) = self.choose(self.groups[bidder as usize]) else { continue };
            let is_full = self.taken[choice.object as usize] as usize == self.room(choice.object);
            if is_full && epsilon == 0 && choice.best == choice.second {
                // Two would outbid each other for ever.
                continue;
            }
            let bid = self.ask[choice.object as usize] + choice.best - choice.second + epsilon;
            if let Some(out) = self.sit(bidder, choice.object, bid) {
                self.open.push(out);
            }
        }
    }

    fn choose(&self, group: u32) -> Option<Choice> {
        let (mut best, mut second, mut object) = (i64::MIN, i64::MIN, NONE);
        for e in self.pairs(group) {
            let profit = self.weight[e].into() - self.ask[self.object[e] as usize];
            if profit <= second || self.is_siblings(self.object[e], group) {
                continue;
            }
            if profit > best {
                (second, best, object) = (best, profit, self.object[e]);
            } else {
                second = profit;
            }
        }
        // The only choice can be bid for at any price; so much is enough.
        let second = second.max(best.saturating_sub(self.most));
        (object != NONE).then_some(Choice { object, best, second })
    }

    /// Takes the cheapest seat of an object for a bid; answers who lost it.
    fn sit(&mut self, bidder: u32, object: u32, bid: i64) -> Option<u32> {
        let j = object as usize;
        let (first, room) = (self.first[j] as usize, self.room(object));
        self.holds[bidder as usize] = object;
        let heap = &mut self.seats[first..first + room];
        let mut out = None;
        if (self.taken[j] as usize) < room {
            let mut at = self.taken[j] as usize;
            self.taken[j] += 1;
            heap[at] = (bid, bidder);
            while at > 0 && heap[(at - 1) / 2].0 > heap[at].0 {
                heap.swap(at, (at - 1) / 2);
                at = (at - 1) / 2;
            }
        } else {
            out = Some(heap[0].1);
            heap[0] = (bid, bidder);
            let mut at = 0;
            loop {
                let mut least = 2 * at + 1;
                if least >= room {
                    break;
                }
                if least + 1 < room && heap[least + 1].0 < heap[least].0 {
                    least += 1;
                }
                if heap[least].0 >= heap[at].0 {
                    break;
                }
                heap.swap(at, least);
                at = least;
            }
        }
        if self.taken[j] as usize == room {
            self.ask[j] = self.ask[j].max(heap[0].0);
        }
        if let Some(out) = out {
            self.holds[out as usize] = NONE;
        }
        out
    }
}
