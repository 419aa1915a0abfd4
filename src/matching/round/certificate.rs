//! Checks that nothing is better, without the solver: it shares no code and no data with it, knows people by their ids
//! alone, and adds up slowly and plainly.

use std::collections::{BTreeMap, BTreeSet};

/// Why no answer in plain mode is better.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificate {
    /// The newcomers who compete where places are short: none of their pairs leads elsewhere than to `locals`.
    pub newcomers: Vec<String>,
    /// The locals whose places are short.
    pub locals: Vec<String>,
    /// The price of a place with each local, in millionths. Below nought only where places are short.
    pub prices: BTreeMap<String, i128>,
}

/// A round and an answer to it, as plain lists.
#[derive(Clone, Debug, Default)]
pub struct Claim {
    /// The ids of the newcomers.
    pub newcomers: Vec<String>,
    /// The locals with their capacities.
    pub locals: BTreeMap<String, u32>,
    /// The pairs that are possible, with what they are worth, in millionths. A pair that is there twice counts once,
    /// with the larger value.
    pub pairs: Vec<(String, String, i128)>,
    /// The pairs that were chosen.
    pub chosen: Vec<(String, String)>,
    /// The total that is claimed.
    pub total: i128,
}

/// What is wrong with a claim.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// The answer is no answer to this round.
    #[error("not an answer: {0}")]
    NoAnswer(String),
    /// Perhaps more newcomers could be placed.
    #[error("not shown to be as many as possible: {0}")]
    Many(String),
    /// Perhaps the total could be larger.
    #[error("not shown to be the largest total: {0}")]
    Total(String),
}

/// Whether `claim` is an answer, places as many as possible, and has the largest total among those.
///
/// As many as possible: `newcomers` can only go to `locals`, so all but the places of `locals` stay out; nobody else
/// does. The largest total: at these prices each newcomer takes her best, each place costs its price, and the sum of
/// both is a bound on every answer that places as many. The gap between bound and total must be nought.
///
/// # Errors
/// The first flaw.
pub fn verify(claim: &Claim, certificate: &Certificate) -> Result<(), Flaw> {
    let worth = worth(claim);
    is_an_answer(claim, &worth)?;
    let compete: BTreeSet<&str> = certificate.newcomers.iter().map(String::as_str).collect();
    let short: BTreeSet<&str> = certificate.locals.iter().map(String::as_str).collect();
    for &(newcomer, local) in worth.keys() {
        if compete.contains(newcomer) && !short.contains(local) {
            return Err(Flaw::Many(format!("{newcomer} could go to {local}")));
        }
    }
    let places: i128 = short.iter().map(|l| i128::from(claim.locals.get(*l).copied().unwrap_or(0))).sum();
    let (all, placed) = (claim.newcomers.len() as i128, claim.chosen.len() as i128);
    if all - placed != compete.len() as i128 - places {
        let trouble = format!("{} out, {} compete for {places} places", all - placed, compete.len());
        return Err(Flaw::Many(trouble));
    }
    // Whoever does not compete must be placed, and only beyond the short places: all of those go to who competes.
    let mut best: BTreeMap<&str, i128> = compete.iter().map(|n| (*n, 0)).collect();
    for (&(newcomer, local), &value) in &worth {
        if compete.contains(newcomer) == short.contains(local) {
            let gain = value - certificate.prices.get(local).copied().unwrap_or(0);
            best.entry(newcomer).and_modify(|b| *b = gain.max(*b)).or_insert(gain);
        }
    }
    let mut bound: i128 = best.values().sum();
    for (local, &capacity) in &claim.locals {
        let price = certificate.prices.get(local).copied().unwrap_or(0);
        if price < 0 && !short.contains(local.as_str()) {
            return Err(Flaw::Total(format!("the price of {local} is below nought")));
        }
        bound += price * i128::from(capacity);
    }
    if bound != claim.total {
        return Err(Flaw::Total(format!("total {}, bound {bound}", claim.total)));
    }
    Ok(())
}

/// Whether prices show that no choice of pairs weighs more: whoever stays out counts nought.
///
/// # Errors
/// The first flaw.
pub fn verify_weights(claim: &Claim, prices: &BTreeMap<String, i128>) -> Result<(), Flaw> {
    let worth = worth(claim);
    is_an_answer(claim, &worth)?;
    let bound = bound(claim, prices)?;
    if bound == claim.total { Ok(()) } else { Err(Flaw::Total(format!("total {}, bound {bound}", claim.total))) }
}

/// The most that any choice of pairs can weigh, as these prices show it; `chosen` and `total` do not matter.
///
/// # Errors
/// A price below nought shows nothing.
pub fn bound(claim: &Claim, prices: &BTreeMap<String, i128>) -> Result<i128, Flaw> {
    if let Some((local, _)) = prices.iter().find(|(_, price)| **price < 0) {
        return Err(Flaw::Total(format!("the price of {local} is below nought")));
    }
    let price = |local: &str| prices.get(local).copied().unwrap_or(0);
    let mut best: BTreeMap<&str, i128> = BTreeMap::new();
    for ((newcomer, local), value) in worth(claim) {
        let gain = best.entry(newcomer).or_insert(0);
        *gain = (value - price(local)).max(*gain);
    }
    let places = claim.locals.iter().map(|(local, &capacity)| price(local) * i128::from(capacity));
    Ok(best.values().sum::<i128>() + places.sum::<i128>())
}

fn worth(claim: &Claim) -> BTreeMap<(&str, &str), i128> {
    let mut worth = BTreeMap::new();
    for (newcomer, local, value) in &claim.pairs {
        let most = worth.entry((newcomer.as_str(), local.as_str())).or_insert(*value);
        *most = (*most).max(*value);
    }
    worth
}

fn is_an_answer(claim: &Claim, worth: &BTreeMap<(&str, &str), i128>) -> Result<(), Flaw> {
    let (mut placed, mut taken, mut total) = (BTreeSet::new(), BTreeMap::new(), 0);
    for (newcomer, local) in &claim.chosen {
        let value = worth.get(&(newcomer.as_str(), local.as_str()));
        total += value.ok_or_else(|| Flaw::NoAnswer(format!("{newcomer} and {local} are no pair")))?;
        if !placed.insert(newcomer) {
            return Err(Flaw::NoAnswer(format!("{newcomer} has two")));
        }
        let count = taken.entry(local).or_insert(0);
        *count += 1;
        if claim.locals.get(local).is_none_or(|capacity| *count > *capacity) {
            return Err(Flaw::NoAnswer(format!("{local} has too many")));
        }
    }
    if total == claim.total { Ok(()) } else { Err(Flaw::NoAnswer(format!("the total is {total}"))) }
}
