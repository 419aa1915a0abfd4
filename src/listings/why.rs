//! "Why (not) for you?" on a listing's own page: what is in the way and what would change it; what else counts; and
//! what keeps it low in her list.

use super::{
    change::{Offer, said},
    for_you::leanings,
    shelf::Stock,
};
use crate::{
    auth::Visit,
    matching::{
        own::{Own, OwnFactor},
        rank::{Asked, Match, One},
        why_low::WhyLow,
        why_not::WhyNot,
    },
    newcomers::{Newcomer, Question},
};
use uuid::Uuid;

/// What is in the way.
pub struct Not {
    /// Every gate that fails, said.
    pub failing: Vec<String>,
    /// The smallest set of changes that admits it; empty where it is not about her.
    pub changes: Vec<Offer>,
}

/// Something that counts besides what the reasons say.
pub struct Counts {
    /// In one sentence.
    pub text: String,
    /// Where she can change it, language prefix and all.
    pub ask: Option<String>,
}

/// What keeps it low.
pub struct Low {
    /// Where it stands in her list.
    pub stands: String,
    /// Its lowest components; with the change that would lift it, and where it would stand then.
    pub weak: Vec<(String, Option<(Offer, String)>)>,
}

/// All that a listing's page says of her and it.
#[derive(Default)]
pub struct Why {
    /// The match, where it fits.
    pub found: Option<Match>,
    /// Else what is in the way.
    pub not: Option<Not>,
    /// What else counts.
    pub own: Vec<Counts>,
    /// What keeps it low, where it is.
    pub low: Option<Low>,
}

impl Why {
    /// What the heart says of her and this listing.
    pub fn of(v: &Visit, stock: &Stock, her: &Newcomer, passed: &[(Uuid, String)], listing: Uuid) -> Self {
        let Some(place) = stock.place(listing) else { return Self::default() };
        let (catalogue, person) = (&stock.catalogue, &her.person);
        let leanings = leanings(stock, passed);
        match catalogue.explain_one(person, place, &leanings) {
            Some(One::Matched { found, weakest }) => {
                let asked = Asked { limit: Some(0), leanings };
                let low = catalogue.why_low(person, place, &asked, &weakest);
                Self {
                    own: found.own.iter().filter_map(|own| counts(v, own)).collect(),
                    low: low.map(|low| Low::of(v, &low)),
                    not: None,
                    found: Some(*found),
                }
            }
            Some(One::Excluded { .. }) => {
                let not = catalogue.why_not(person, place).map(|why| Not::of(v, why));
                Self { not, ..Self::default() }
            }
            None => Self::default(),
        }
    }
}

impl Not {
    fn of(v: &Visit, why: WhyNot) -> Self {
        Self {
            failing: why.failing.iter().map(|(_, sentence)| sentence.text(v.lang).to_owned()).collect(),
            changes: why.changes.iter().map(|c| Offer::of(v, c, said(v, c))).collect(),
        }
    }
}

impl Low {
    fn of(v: &Visit, low: &WhyLow) -> Self {
        let weak = low.weak.iter().map(|weak| {
            let lift = weak.lift.as_ref().map(|lift| {
                let offer = Offer::of(v, &lift.change, said(v, &lift.change));
                (offer, v.t2("show-low-lift", "then", lift.stands, "now", low.stands))
            });
            (weak.reason.sentence.text(v.lang).to_owned(), lift)
        });
        Self { stands: v.t1("show-low-stands", "now", low.stands), weak: weak.collect() }
    }
}

/// What nobody confirmed lately stands above the page already; how a host answers others is not hers to know.
fn counts(v: &Visit, own: &OwnFactor) -> Option<Counts> {
    let question = match own.what {
        Own::Company => Some(Question::Comfort),
        Own::Rung => Some(Question::Rung),
        Own::CheckFirst | Own::SlowToAnswer | Own::Leaning => None,
    };
    let ask = question.map(|q| format!("{}?from=for-you", v.to(q.path())));
    (!matches!(own.what, Own::CheckFirst | Own::SlowToAnswer))
        .then(|| Counts { text: own.sentence.text(v.lang).to_owned(), ask })
}
