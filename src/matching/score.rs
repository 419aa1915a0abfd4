//! The score of a pair: U = E · (.85 + .15·N) · own factors, in [.05, 1], rounded to 1e-6.
//!
//! E = Π max(c_k, .05)^(w_k) over the essentials that the listing has; N the weighted mean of the nice-to-haves. The
//! own factors (company, rung, "check first", a host's responsiveness, leanings) lie outside both and are explained as such. `libm` and a
//! fixed order of operations make the bits the same on every machine.

use super::{
    availability,
    catalogue::Entry,
    gates::Open,
    go, goals, interest,
    language::{self, Talk},
    leaning, nice, own,
    seeker::Seeker,
    signal::Reading,
    skill,
    unknown::UNKNOWN,
    weights::{FLOOR, NICE_SHARE},
};
use crate::kit::words::Kind;

/// U's factor where nobody confirmed it lately.
pub const CHECK_FIRST: f64 = 0.8;
/// U's factor where whoever organises it leaves most questions unanswered: the host's responsiveness. Half of
/// [`CHECK_FIRST`]'s weight, for a group that is there can still be walked into.
pub const SLOW_TO_ANSWER: f64 = 0.9;
/// The places, in every table of essentials, of the two that read more than one value.
const LANGUAGE: usize = 1;
/// See [`LANGUAGE`].
pub(super) const BRIDGING: usize = 6;

/// All that U is made of.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    /// In the order of `Signal::ESSENTIALS`; not floored. Not asked: 1, with weight 0.
    pub essentials: [f64; 7],
    /// The weights of this listing; sum 1.
    pub weights: [f64; 7],
    /// Whether an essential is known (and so can be said).
    pub known: [bool; 7],
    /// In the order of `Signal::NICE`.
    pub nice: [f64; 3],
    /// What each nice-to-have weighs in N; sum 1.
    pub nice_weights: [f64; 3],
    /// Whether a nice-to-have is known.
    pub nice_known: [bool; 3],
    /// The product of the own factors.
    pub own: f64,
    /// What the language component found, for the sentences.
    pub talk: Talk,
    /// Leanings that hold for this listing, one bit each.
    pub leanings: u8,
}

impl Parts {
    /// Reads a pair whose gates are open.
    pub fn of(her: &Seeker, it: &Entry, leanings: &leaning::Taught) -> Self {
        let talk = language::read(her, it);
        let readings = [
            interest::read(her.likes.as_ref(), it),
            Reading::NotAsked, // the language, which reads more than one value
            skill::read(her, it),
            availability::read(her, it),
            her.ways.read(it),
            goals::read(her, it),
            Reading::NotAsked, // bridging
        ];
        let mut essentials = [1.0; 7];
        let mut known = [false; 7];
        let mut asked = [false; 7];
        for (k, reading) in readings.into_iter().enumerate() {
            known[k] = matches!(reading, Reading::Known(_));
            asked[k] = reading != Reading::NotAsked;
            essentials[k] = reading.value(UNKNOWN.essentials[k]).unwrap_or(1.0);
        }
        (essentials[LANGUAGE], known[LANGUAGE], asked[LANGUAGE]) = (talk.value, talk.known, true);
        (essentials[BRIDGING], known[BRIDGING], asked[BRIDGING]) = (it.ties.bridging(her.months), true, true);
        let child = nice::child(her, it);
        let (cost, fresh) = (nice::cost(her, it), nice::fresh(it));
        let is_known = |r: Reading| matches!(r, Reading::Known(_));
        let value = |r: Reading, k: usize| r.value(UNKNOWN.nice[k]).unwrap_or_default();
        let leanings = leanings.hold(her, it);
        Self {
            essentials,
            weights: her.weights.of(it.it.kind == Kind::VolunteerRole, asked),
            known,
            nice: [nice::child_value(child), value(cost, 1), value(fresh, 2)],
            nice_weights: her.weights.nice,
            nice_known: [is_known(child), is_known(cost), is_known(fresh)],
            own: own::product(her, it) * leaning::factor(leanings),
            talk,
            leanings,
        }
    }

    /// ln E.
    pub fn ln_e(&self) -> f64 {
        (0..7)
            .filter(|k| self.weights[*k] > 0.0)
            .map(|k| self.weights[k] * libm::log(self.essentials[k].max(FLOOR)))
            .sum()
    }

    /// N.
    pub fn n(&self) -> f64 {
        (0..3).map(|k| self.nice_weights[k] * self.nice[k]).sum()
    }

    /// U before it is rounded and kept within [.05, 1].
    pub fn utility(&self) -> f64 {
        libm::exp(self.ln_e()) * (1.0 - NICE_SHARE + NICE_SHARE * self.n()) * self.own
    }

    /// U.
    pub fn score(&self) -> f64 {
        libm::round(self.utility().clamp(FLOOR, 1.0) * 1e6) / 1e6
    }
}

/// A pair that passed the gates, scored.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    /// Place in the catalogue.
    pub place: usize,
    /// U.
    pub score: f64,
    /// Whether she can go.
    pub go: go::Go,
    /// What the gates found.
    pub open: Open,
    /// What U is made of.
    pub parts: Parts,
}

impl Scored {
    pub fn of(place: usize, her: &Seeker, it: &Entry, open: Open, leanings: &leaning::Taught) -> Self {
        let parts = Parts::of(her, it, leanings);
        Self { place, score: parts.score(), go: go::of(her, it, open.short), open, parts }
    }
}
