//! The heart against its second, plain writing: the same gate first, or the same U, the same way of going, and the same
//! value and weight in every reason that is shown.

use super::{
    draw::{Draw, cast, today},
    plainly::{Fit, Town, Verdict},
};
use buurten::matching::{
    catalogue::Catalogue,
    leaning::{Leaning, Reason},
    rank::{Asked, Match},
};
use std::collections::{BTreeMap, BTreeSet};

/// Scores are rounded to 1e-6, and a hair may lie on either side.
const NEAR: f64 = 1.000_001e-6;

/// How many pairs were compared, and how many of them fit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Compared {
    pub pairs: usize,
    pub fit: usize,
    pub reasons: usize,
    /// How many different gates closed.
    pub gates: usize,
}

/// Everybody before everything; one in four has passed something over.
pub fn agrees(seed: u64, people: usize, listings: usize) -> Compared {
    let (people, mut listings) = cast(seed, people, listings);
    listings.iter_mut().skip(2).step_by(5).for_each(|it| it.slow_to_answer = true);
    let town = Town::new(&listings, today());
    let catalogue = Catalogue::new(listings.clone(), today());
    let mut draw = Draw(seed ^ 0x0051_ec0d);
    let mut compared = Compared::default();
    let mut gates = BTreeSet::new();
    for her in &people {
        let mut leanings = Vec::new();
        while draw.one_in(4) {
            leanings.push(Leaning { place: draw.below(listings.len()), reason: draw.pick(Reason::ALL) });
        }
        let ranking = catalogue.rank(her, &Asked { limit: None, leanings: leanings.clone() });
        let excluded: BTreeMap<_, _> = ranking.excluded.iter().map(|e| (e.place, e.why)).collect();
        let matches: BTreeMap<_, _> = ranking.matches.iter().map(|m| (m.place, m)).collect();
        for (place, it) in listings.iter().enumerate() {
            let about = || format!("seed {seed}: {} {leanings:?} {it:?}", serde_json::to_string(her).expect("JSON"));
            if leanings.iter().any(|l| l.place == place) {
                assert!(!excluded.contains_key(&place) && !matches.contains_key(&place), "passed over: {}", about());
                continue;
            }
            compared.pairs += 1;
            match town.read(her, place, &leanings) {
                Verdict::Not(gate) => {
                    assert_eq!(excluded.get(&place), Some(&gate), "{}", about());
                    gates.insert(gate);
                }
                Verdict::Fits(fit) => {
                    assert_eq!(excluded.get(&place), None, "{}", about());
                    let found = matches.get(&place).unwrap_or_else(|| panic!("not matched: {}", about()));
                    compared.fit += 1;
                    compared.reasons += same(found, &fit, about);
                }
            }
        }
    }
    compared.gates = gates.len();
    compared
}

/// That a match is as the plain writing has it; the number of reasons looked at.
fn same(found: &Match, fit: &Fit, about: impl Fn() -> String) -> usize {
    let apart = (found.score - fit.score).abs();
    assert!(apart <= NEAR, "U {} or plainly {}: {:?} {}", found.score, fit.score, fit.parts, about());
    assert_eq!(found.go, fit.go, "{}", about());
    let bridging = fit.parts["bridging"].0;
    assert!((found.bridges.gain - bridging).abs() < 1e-9, "bridging {}: {}", found.bridges.gain, about());
    let mut looked_at = 0;
    for reason in found.reasons.iter().chain(&found.doubt) {
        let (value, weight) = fit.parts[reason.signal.as_str()];
        let near = (reason.score - value).abs() < 1e-9 && (reason.weight - weight).abs() < 1e-9;
        assert!(near, "{reason:?} or plainly {value} × {weight}: {}", about());
        looked_at += 1;
    }
    looked_at
}
