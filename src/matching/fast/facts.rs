//! The columns and her answers as plain numbers, for other programs that are measured beside ours: they get what this
//! twin gets, and nothing has to be worked out by them that we did not work out.

use super::tables::{Tables, Valued};
use crate::matching::{
    catalogue::{
        Catalogue,
        blocks::BLOCK,
        classes::week,
        columns::{HORIZONS, Manner},
    },
    gates::Gate,
    leaning::Taught,
    person::Person,
    seeker::Seeker,
};

/// A listing.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Its place in the catalogue.
    pub number: u32,
    /// Numbers of classes: door, speech, time, cost.
    pub classes: [u32; 4],
    /// The gazetteer's place and one; 0 = unknown.
    pub place: u16,
    /// Up to four places in the vocabulary; 255 = none. A listing with more is not for these measurements.
    pub interests: [u8; 4],
    /// The same of the skills.
    pub skills: [u8; 4],
    /// One bit for each domain.
    pub domains: u8,
    /// How it receives people: 1 takes along, 2 role.
    pub manner: u8,
    /// Days since somebody confirmed it; 255 never.
    pub days: u8,
    /// ln of bridging, floored, by months ahead, the last unknown.
    pub bridging: [f64; HORIZONS],
    /// The status gate that fails, by its number; -1 none.
    pub closed: i16,
    /// One bit for each group it is for.
    pub audience: u8,
    /// Whether a child can come: -1 unknown.
    pub children: i16,
    /// First and last age; -1 = no age.
    pub ages: (i32, i32),
    /// No places left.
    pub full: bool,
    /// Months one must stay.
    pub min_months: u32,
    /// Dayparts in which it begins: where that one has to be free, and where the next as well. Neither by appointment;
    /// none where this does not say it.
    pub week: Option<[u32; 2]>,
    /// Euros a session; NaN unknown.
    pub cost: f64,
    /// Where its id stands among the ids.
    pub standing: u32,
}

/// Her answers to the classes, and what she said. Gates are bits, the first one 2.
#[derive(Clone, Debug)]
pub struct Answers {
    /// Gates by class: door, speech, time, cost, place.
    pub gates: [Vec<u16>; 5],
    /// ln c by class: speech, place, domains (64).
    pub ln: [Vec<f64>; 3],
    /// Whether she is a step short, by speech.
    pub short: Vec<bool>,
    /// Whether none of her wishes is among the domains (64).
    pub no_goal: Vec<bool>,
    /// Parts of N, weighted: child by door, cost by class, freshness by days (256).
    pub nice: [Vec<f64>; 3],
    /// What an interest leaves of the doubt (256); 1 = not hers.
    pub factors: Vec<f64>,
    /// Where she named no interest, and where the listing names none.
    pub no_interest: (Option<f64>, f64),
    /// What she can do (256), and ln of it.
    pub can: Vec<(f64, f64)>,
    /// Where she named no skill.
    pub can_unknown: Option<(f64, f64)>,
    /// ln c by appointment.
    pub available: f64,
    /// Which horizon of bridging; none = over.
    pub horizon: Option<usize>,
    /// Weights by role (1), skills asked (2), by appointment (4).
    pub weights: [[f64; 7]; 8],
    /// The own factors by manner (256).
    pub own: Vec<f64>,
}

impl Catalogue {
    /// The listing at a place.
    pub fn facts(&self, place: usize) -> Facts {
        let (entry, n) = (&self.entries[place], place % BLOCK);
        let c = &self.entries.blocks()[place / BLOCK].columns;
        Facts {
            number: place as u32,
            classes: [c.door[n], c.speech[n], c.time[n], c.cost[n]],
            place: c.place[n],
            interests: c.interests[n],
            skills: c.skills[n],
            domains: c.domains[n],
            manner: c.manner[n],
            days: c.days[n],
            bridging: std::array::from_fn(|h| c.bridging[h][n]),
            closed: entry.closed.map_or(-1, |gate| gate as i16),
            audience: entry.it.audience.0.iter().fold(0, |bits, b| bits | 1 << *b as u8),
            children: entry.it.children.map_or(-1, i16::from),
            ages: entry.ages.unwrap_or((-1, -1)),
            full: entry.it.newcomer_places == Some(0),
            min_months: entry.it.min_months.unwrap_or(0),
            week: entry.plan.as_deref().map_or(Some([0, 0]), week),
            cost: entry.cost.unwrap_or(f64::NAN),
            standing: self.ids.standing()[place],
        }
    }

    /// One person before the classes of this catalogue.
    pub fn answers(&self, person: &Person) -> Answers {
        let her = Seeker::new(person, self);
        let t = Tables::of(&her, &Taught::default(), self);
        let ln = |all: &[Valued]| all.iter().map(|v| v.ln).collect::<Vec<f64>>();
        let weighted = |all: &[f64], k: usize| all.iter().map(|v| t.nice[k] * v).collect::<Vec<f64>>();
        Answers {
            ln: [ln(&t.talk), ln(&t.way), ln(&t.goals)],
            nice: [weighted(&t.child, 0), weighted(&t.price, 1), weighted(&t.fresh, 2)],
            no_goal: t.no_goal.to_vec(),
            factors: t.factors.to_vec(),
            no_interest: (t.likes, t.no_interest),
            can: t.can.iter().map(|v| (v.value, v.ln)).collect(),
            can_unknown: t.can_unknown.map(|v| (v.value, v.ln)),
            available: t.available.ln,
            horizon: t.horizon,
            weights: t.weights,
            own: (0..Manner::MANY).map(|n| t.own[n]).collect(),
            gates: [t.door, t.speech, t.time, t.cost, t.place],
            short: t.short,
        }
    }

    /// The gate of a bit.
    pub fn gate_of(bit: u16) -> Option<Gate> {
        Gate::ALL.get((bit.trailing_zeros() as usize).checked_sub(1)?).copied()
    }
}
