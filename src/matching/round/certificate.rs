//! Checks that nothing is better, without the solver: it shares no code and no data with it, knows people by their places
//! alone, and adds up plainly. It looks at each pair a few times, so it is cheap enough for every answer that anybody sees.

/// Why no answer in plain mode is better, by places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificate {
    /// Whether a newcomer competes where places are short: none of her pairs leads elsewhere than to `locals`.
    pub newcomers: Vec<bool>,
    /// Whether the places of a local are short.
    pub locals: Vec<bool>,
    /// The price of a place with each local, in millionths. Below nought only where places are short.
    pub prices: Vec<i128>,
}

/// A round and an answer to it. Newcomers and locals are counted from nought.
#[derive(Clone, Debug, Default)]
pub struct Claim<P> {
    /// How many newcomers there are.
    pub newcomers: usize,
    /// How many each local takes.
    pub places: Vec<u32>,
    /// The pairs that are possible, newcomer and local, with what they are worth, in millionths. A pair that is there
    /// twice counts once, with the larger value.
    pub pairs: P,
    /// The pairs that were chosen.
    pub chosen: Vec<(u32, u32)>,
    /// The total that is claimed.
    pub total: i128,
}

/// A pair of a claim: newcomer, local, worth.
pub type Pair = (u32, u32, i128);

/// What is wrong with a claim.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// The answer is no answer to this round.
    #[error("not an answer: {0}")]
    NoAnswer(String),
    /// Perhaps more newcomers could be placed.
    #[error("not shown to be as many as possible: {0}")]
    Many(String),
    /// Perhaps the smallest value could be larger.
    #[error("not shown to be the highest floor: {0}")]
    Floor(String),
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
pub fn verify(claim: &Claim<impl IntoIterator<Item = Pair> + Clone>, certificate: &Certificate) -> Result<(), Flaw> {
    is_an_answer(claim)?;
    let Certificate { newcomers: competes, locals: short, prices } = certificate;
    if (competes.len(), short.len(), prices.len()) != (claim.newcomers, claim.places.len(), claim.places.len()) {
        return Err(Flaw::Many("the certificate is of other people".into()));
    }
    // Whoever competes stays out or takes what is left over at nought; whoever does not must be placed, and only beyond
    // the short places: all of those go to who competes.
    let mut best: Vec<Option<i128>> = competes.iter().map(|competes| competes.then_some(0)).collect();
    for (newcomer, local, value) in claim.pairs.clone() {
        let (hers, theirs) = (competes[newcomer as usize], short[local as usize]);
        if hers && !theirs {
            return Err(Flaw::Many(format!("newcomer {newcomer} could go to local {local}")));
        }
        if hers == theirs {
            let gain = value - prices[local as usize];
            let best = &mut best[newcomer as usize];
            *best = Some(best.map_or(gain, |best| best.max(gain)));
        }
    }
    let all = || (0..).zip(&claim.places).map(|(local, places): (usize, _)| (local, i128::from(*places)));
    let places: i128 = all().filter(|(local, _)| short[*local]).map(|(_, places)| places).sum();
    let out = claim.newcomers as i128 - claim.chosen.len() as i128;
    let compete = competes.iter().filter(|competes| **competes).count() as i128;
    if out != compete - places {
        return Err(Flaw::Many(format!("{out} out, {compete} compete for {places} places")));
    }
    if let Some(local) = (0..prices.len()).find(|local| prices[*local] < 0 && !short[*local]) {
        return Err(Flaw::Total(format!("the price of local {local} is below nought")));
    }
    let paid: i128 = all().map(|(local, places)| prices[local] * places).sum();
    is_tight(best.iter().flatten().sum::<i128>() + paid, claim.total)
}

/// Whether prices show that no choice of pairs weighs more: whoever stays out counts nought.
///
/// # Errors
/// The first flaw.
pub fn verify_weights(claim: &Claim<impl IntoIterator<Item = Pair> + Clone>, prices: &[i128]) -> Result<(), Flaw> {
    is_an_answer(claim)?;
    is_tight(bound(claim, prices)?, claim.total)
}

/// The most that any choice of pairs can weigh, as these prices show it; `chosen` and `total` do not matter.
///
/// # Errors
/// A price below nought shows nothing, nor do prices of other people.
pub fn bound(claim: &Claim<impl IntoIterator<Item = Pair> + Clone>, prices: &[i128]) -> Result<i128, Flaw> {
    if prices.len() != claim.places.len() || prices.iter().any(|price| *price < 0) {
        return Err(Flaw::Total("a price is missing, or below nought".into()));
    }
    let mut best = vec![0; claim.newcomers];
    for (newcomer, local, value) in claim.pairs.clone() {
        let gain = value - prices[local as usize];
        best[newcomer as usize] = gain.max(best[newcomer as usize]);
    }
    let paid = claim.places.iter().zip(prices).map(|(places, price)| price * i128::from(*places));
    Ok(best.iter().sum::<i128>() + paid.sum::<i128>())
}

fn is_tight(bound: i128, total: i128) -> Result<(), Flaw> {
    if bound == total { Ok(()) } else { Err(Flaw::Total(format!("total {total}, bound {bound}"))) }
}

/// Whether the pairs are of these people, and the chosen ones are among them: each newcomer once, no local over capacity,
/// and what they are worth adds up.
fn is_an_answer(claim: &Claim<impl IntoIterator<Item = Pair> + Clone>) -> Result<(), Flaw> {
    let no = |trouble: String| Err(Flaw::NoAnswer(trouble));
    let (mut with, mut taken) = (vec![None; claim.newcomers], vec![0; claim.places.len()]);
    for &(newcomer, local) in &claim.chosen {
        let Some((with, taken)) = with.get_mut(newcomer as usize).zip(taken.get_mut(local as usize)) else {
            return no(format!("there is no newcomer {newcomer} or no local {local}"));
        };
        if with.replace(local).is_some() {
            return no(format!("newcomer {newcomer} has two"));
        }
        *taken += 1;
        if *taken > claim.places[local as usize] {
            return no(format!("local {local} has too many"));
        }
    }
    let mut worth: Vec<Option<i128>> = vec![None; claim.newcomers];
    for (newcomer, local, value) in claim.pairs.clone() {
        match (with.get(newcomer as usize), (local as usize) < claim.places.len()) {
            (Some(with), true) if *with == Some(local) => {
                worth[newcomer as usize] = worth[newcomer as usize].max(Some(value));
            }
            (Some(_), true) => {}
            _ => return no(format!("there is no newcomer {newcomer} or no local {local}")),
        }
    }
    if let Some(newcomer) = (0..claim.newcomers).find(|n| with[*n].is_some() && worth[*n].is_none()) {
        return no(format!("newcomer {newcomer} and their local are no pair"));
    }
    let total: i128 = worth.iter().flatten().sum();
    if total == claim.total { Ok(()) } else { no(format!("the total is {total}")) }
}
