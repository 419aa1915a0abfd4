//! The stream through the columns, block by block: gates without a branch, then U of those who passed them.

#[cfg(target_arch = "x86_64")]
mod avx512;

use super::{
    NOT_ASKED,
    ahead::{self, Ahead},
    arithmetic::millionths,
    bit,
    desk::Desk,
    line::Key,
    near::Tally,
    passed_over::PassedOver,
    path::Path,
    sieve::Sieve,
    tables::{Tables, Valued, combination},
};
use crate::matching::{
    catalogue::{
        Catalogue,
        blocks::BLOCK,
        classes::BY_APPOINTMENT,
        columns::{Columns, MORE, NONE},
    },
    gates::{self, Gate},
    interest,
    leaning::{self, Taught},
    rank::{Excluded, Listed},
    score::Scored,
    seeker::Seeker,
    skill,
    unknown::UNKNOWN,
    weights::{FLOOR, NICE_SHARE},
};

const UNRELATED: u16 = bit(Gate::Unrelated);
const GATES: usize = Gate::ALL.len();

/// A look at all listings.
pub(super) struct Scan<'a> {
    catalogue: &'a Catalogue,
    her: &'a Seeker<'a>,
    taught: &'a Taught,
    tables: &'a Tables,
    sieve: Sieve<'a>,
    passed_over: PassedOver,
    listed: Listed,
    counts: [[u32; 32]; 4],
    /// ln of bridging where her stay is over.
    nothing_bridges: [f64; BLOCK],
    pub found: Vec<Key>,
    pub excluded: Vec<Excluded>,
    pub near: Option<Tally>,
}

impl<'a> Scan<'a> {
    pub fn new(
        catalogue: &'a Catalogue,
        her: &'a Seeker<'a>,
        taught: &'a Taught,
        tables: &'a Tables,
        listed: Listed,
    ) -> Self {
        let passed_over = PassedOver::of(taught);
        let found = Vec::with_capacity(catalogue.len() / 6);
        let counts = [[0; 32]; 4];
        let (excluded, near) = (Vec::new(), (listed > Listed::Counted).then(|| Tally::of(tables)));
        let sieve = Sieve::of(tables);
        Self {
            catalogue,
            her,
            taught,
            tables,
            sieve,
            passed_over,
            listed,
            counts,
            nothing_bridges: [libm::log(FLOOR); BLOCK],
            found,
            excluded,
            near,
        }
    }

    /// Looks, the given way.
    pub fn run(mut self, path: Path) -> Self {
        match path {
            // SAFETY: `is_there` asked the machine for every one of these features.
            #[cfg(target_arch = "x86_64")]
            Path::Avx512 if path.is_there() => unsafe { self.avx512() },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 if path.is_there() => unsafe { self.avx2() },
            _ => self.look(),
        }
        self
    }

    /// How many each gate was the first to exclude.
    pub fn left_out(&self) -> [usize; GATES] {
        let count = |gate: usize| self.counts.iter().map(|c| c[gate + 1] as usize).sum();
        std::array::from_fn(count)
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
    fn avx2(&mut self) {
        self.look();
    }

    /// The one body of all paths.
    #[inline(always)]
    fn look(&mut self) {
        let mut desk = Desk::empty();
        for (n, block) in self.catalogue.entries.blocks().iter().enumerate() {
            self.look_at(&block.columns, n * BLOCK, &mut desk, &self.ahead(n + ahead::BLOCKS));
        }
    }

    #[inline(always)]
    fn look_at(&mut self, columns: &Columns, first: usize, desk: &mut Desk, ahead: &Ahead) {
        self.sieve.gates(columns, desk, ahead);
        for n in self.passed_over.of_block(first) {
            desk.masks[n] = NOT_ASKED;
        }
        let open = desk.sift(&mut self.counts);
        let open = self.related(columns, first, open, desk);
        self.score(columns, first, open, desk, ahead);
        if self.listed > Listed::Counted {
            self.list(columns, first, desk);
        }
    }

    /// What is called while an earlier block is looked at.
    #[inline(always)]
    fn ahead(&self, block: usize) -> Ahead {
        let next = self.catalogue.entries.blocks().get(block).map(|next| &next.columns);
        let standing = self.catalogue.ids.standing().get(block * BLOCK..).unwrap_or_default();
        Ahead::of(next, self.tables.horizon, standing)
    }

    /// U of those who passed.
    #[inline(always)]
    fn score(&mut self, columns: &Columns, first: usize, open: usize, desk: &mut Desk, ahead: &Ahead) {
        self.gather(columns, first, open, desk, ahead);
        if desk.multiply(open) {
            self.settle(first, open, desk);
        }
        self.keep(open, desk);
    }

    /// The last gate: what shares neither interest, goal nor skill with her is not matched.
    #[inline(always)]
    fn related(&mut self, c: &Columns, first: usize, open: usize, desk: &mut Desk) -> usize {
        let mut kept = 0;
        for k in 0..open & (2 * BLOCK - 1) {
            let n = usize::from(desk.open[k & (BLOCK - 1)]) & (BLOCK - 1);
            let related = self.sieve.related(c, n).unwrap_or_else(|| self.ask_shares(first + n));
            desk.open[kept & (BLOCK - 1)] = n as u16;
            kept += usize::from(related);
            desk.masks[n] = if related { 0 } else { UNRELATED };
        }
        self.counts[0][UNRELATED.trailing_zeros() as usize] += (open - kept) as u32;
        kept
    }

    /// Looks up what U is made of.
    #[inline(always)]
    fn gather(&self, c: &Columns, first: usize, open: usize, desk: &mut Desk, ahead: &Ahead) {
        let t = self.tables;
        let bridging = t.horizon.map_or(&self.nothing_bridges, |h| &c.bridging[h]);
        let standing = &self.catalogue.ids.standing()[first..];
        let handicaps = self.catalogue.handicaps().get(first..).unwrap_or_default();
        for k in 0..open & (2 * BLOCK - 1) {
            let k = k & (BLOCK - 1);
            let n = usize::from(desk.open[k]) & (BLOCK - 1);
            ahead.beside_one(k);
            let manner = usize::from(c.manner[n]);
            let (takes_along, role) = (manner & 1, manner >> 1 & 1 != 0);
            let (speech, time) = (c.speech[n] as usize, c.time[n]);
            let wanted = c.skills[n];
            let asked = wanted[0] != NONE;
            let w = &t.weights[combination(role, asked, time == BY_APPOINTMENT) & 7];
            let mut sum = w[1] * t.talk[speech].ln
                + w[3] * t.available.ln
                + w[4] * t.way[usize::from(c.place[n])].ln
                + w[5] * t.goals[usize::from(c.domains[n] & 63)].ln;
            if asked {
                sum += w[2] * t.skill(wanted).unwrap_or_else(|| self.ask_skill(first + n)).ln;
            }
            let nice = t.nice[0] * t.child[c.door[n] as usize]
                + t.nice[1] * t.price[c.cost[n] as usize]
                + t.nice[2] * t.fresh[usize::from(c.days[n])];
            let mut own = t.own[manner];
            if let Some(leans) = &t.leans {
                let more = c.interests[n][0] == MORE;
                own *= leaning::factor(if more { self.ask_leans(first + n) } else { leans.hold(c, n) });
            }
            desk.sum[k] = sum;
            desk.interest[k] = t.interest(c.interests[n]).unwrap_or_else(|| self.ask_interest(first + n));
            desk.interest_weight[k] = w[0];
            desk.bridging[k] = bridging[n];
            desk.bridging_weight[k] = w[6];
            desk.times[k] = (1.0 - NICE_SHARE + nice) * own;
            desk.standing[k] = standing[n];
            desk.handicap[k] = handicaps.get(n).copied().unwrap_or(0);
            desk.go[k] = t.go[takes_along][usize::from(t.short[speech])];
        }
        ahead.beside_nobody(open);
    }

    /// Asks the definition where it is open to which millionth U is rounded.
    #[cold]
    fn settle(&self, first: usize, open: usize, desk: &mut Desk) {
        for k in (0..open).filter(|k| millionths(desk.sum[*k]).1) {
            desk.millionths[k] = self.ask_all(first + usize::from(desk.open[k]));
        }
    }

    /// Keeps what fits her.
    #[inline(always)]
    fn keep(&mut self, open: usize, desk: &Desk) {
        let of = |k: usize| Key::new(desk.millionths[k], desk.handicap[k], desk.standing[k], desk.go[k]);
        self.found.extend((0..open.min(BLOCK)).map(of));
    }

    /// Names the excluded of a block. A mask holds every gate that fails but the last, which is asked of those alone that
    /// passed all others.
    #[inline(always)]
    fn list(&mut self, c: &Columns, first: usize, desk: &Desk) {
        for (n, mask) in desk.masks.iter().enumerate().filter(|(_, mask)| **mask & NOT_ASKED == 0) {
            let Some(why) = Gate::ALL.get(mask.trailing_zeros() as usize - 1).copied() else { continue };
            if self.listed == Listed::All {
                self.excluded.push(Excluded { place: first + n, why });
            }
            let related = || self.sieve.related(c, n).unwrap_or_else(|| self.ask_shares(first + n));
            if mask.is_power_of_two()
                && why.is_hers()
                && (why == Gate::Unrelated || related())
                && let Some(tally) = &mut self.near
            {
                tally.add(why, c, n, first + n);
            }
        }
    }

    #[cold]
    fn ask_shares(&self, place: usize) -> bool {
        !gates::fails(Gate::Unrelated, self.her, &self.catalogue.entries[place])
    }

    #[cold]
    fn ask_interest(&self, place: usize) -> f64 {
        let reading = interest::read(self.her.likes.as_ref(), &self.catalogue.entries[place]);
        reading.value(UNKNOWN.essentials[0]).unwrap_or(1.0)
    }

    #[cold]
    fn ask_skill(&self, place: usize) -> Valued {
        let reading = skill::read(self.her, &self.catalogue.entries[place]);
        Valued::of(reading.value(UNKNOWN.essentials[2]).unwrap_or(1.0))
    }

    #[cold]
    fn ask_leans(&self, place: usize) -> u8 {
        self.taught.hold(self.her, &self.catalogue.entries[place])
    }

    /// U of the definition, in millionths.
    #[cold]
    fn ask_all(&self, place: usize) -> u32 {
        let it = &self.catalogue.entries[place];
        // It passed; were it otherwise, a test would say so.
        let Ok(open) = gates::pass(self.her, it) else { return 0 };
        libm::round(Scored::of(place, self.her, it, open, self.taught).score * 1e6) as u32
    }
}
