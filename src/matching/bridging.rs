//! Component 7, bridging = (L·R·T)^⅓: the chance that a tie with somebody rooted here grows out of it.
//!
//! - L, the share of people rooted here who come: the Beta posterior mean of opt-in counts, (2·prior + rooted)/(2 + all),
//!   with a prior by kind worth two visits; else the host's band; else the prior itself.
//! - R = 1 − e^(−H/50), H hours together until the smaller of 52 weeks and her horizon (Hall 2019: about 50 hours make a
//!   casual friend). By appointment two hours a month. Horizon unknown: R takes its lower quartile.
//! - T: 1 one-to-one or at most eight with a joint task, .7 up to 20, .4 above; one step up where somebody takes her
//!   along. Size unknown: the lower quartile. A joint task: everything but an initiative, whose evenings are for meeting.

use super::{
    opportunity::Opportunity,
    plan::{Plan, hours_by_appointment},
    signal::blank,
    unknown::UNKNOWN,
};
use crate::kit::words::Kind;
use chrono::NaiveDate;

/// The share of people rooted here that a kind has where nobody said.
pub fn prior(kind: Kind) -> f64 {
    match kind {
        Kind::Club => 0.8,
        Kind::VolunteerRole => 0.75,
        Kind::Activity => 0.5,
        Kind::Initiative => 0.3,
    }
}

/// How many visits a prior is worth.
const PRIOR_VISITS: f64 = 2.0;
/// Hours that make a casual friend (Hall).
const FRIEND_HOURS: f64 = 50.0;

/// L, R and T of a listing.
#[derive(Clone, Debug)]
pub(super) struct Ties {
    /// L, 0 to 1.
    pub share: f64,
    /// Whether L is said or counted, not the prior.
    pub said: bool,
    /// Bridging by the months she has ahead, 0 to 12.
    by_months: [f64; 13],
    /// Bridging where her horizon is unknown.
    unknown: f64,
    /// R over a whole year.
    year: f64,
}

/// L: the expected share of people rooted here.
pub(super) fn share(it: &Opportunity) -> (f64, bool) {
    match (it.counted, it.local_share) {
        (Some(c), _) if c.all > 0 => {
            let (rooted, all) = (f64::from(c.rooted.min(c.all)), f64::from(c.all));
            ((PRIOR_VISITS * prior(it.kind) + rooted) / (PRIOR_VISITS + all), true)
        }
        (_, Some(percent)) => (f64::from(percent.min(100)) / 100.0, true),
        _ => (prior(it.kind), false),
    }
}

/// T: how much people do together.
pub(super) fn togetherness(it: &Opportunity) -> f64 {
    const STEPS: [f64; 3] = [0.4, 0.7, 1.0];
    let up = usize::from(it.takes_along());
    match it.capacity {
        Some(1..=2) => 1.0,
        Some(0..=8) if it.kind != Kind::Initiative => 1.0,
        Some(0..=20) => STEPS[(1 + up).min(2)],
        Some(_) => STEPS[up],
        None => blank(if up > 0 { 1.0 } else { UNKNOWN.group }, 1.0, 1),
    }
}

/// R after so many hours.
pub(super) fn hours_together(hours: f64) -> f64 {
    1.0 - libm::exp(-hours / FRIEND_HOURS)
}

impl Ties {
    /// Works out all that does not depend on her.
    pub fn of(it: &Opportunity, plan: Option<&Plan>, today: NaiveDate) -> Self {
        let (share, said) = share(it);
        let t = togetherness(it);
        let hours = |months| plan.map_or_else(|| hours_by_appointment(today, months), |p| p.hours(months));
        let bridging = |r: f64| libm::cbrt(share * r * t);
        let by_months = std::array::from_fn(|m| bridging(hours_together(hours(m))));
        let unknown = bridging(blank(UNKNOWN.hours, hours_together(hours(12)), 1));
        Self { share, said, by_months, unknown, year: hours_together(hours(12)) }
    }

    /// Whether a year of it is enough for a casual friend.
    pub fn often(&self) -> bool {
        self.year >= hours_together(FRIEND_HOURS)
    }

    /// Bridging for somebody with so many months ahead (12 = a year or more, negative = gone); none = unknown.
    pub fn bridging(&self, months: Option<i32>) -> f64 {
        match months {
            None => self.unknown,
            Some(m) if m < 0 => 0.0,
            Some(m) => self.by_months[m.min(12) as usize],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::opportunity::Counted;

    #[test]
    fn counts_pull_the_prior_and_a_companion_lifts_the_group() {
        let mut club = Opportunity::new("c", Kind::Club);
        assert_eq!(share(&club), (0.8, false));
        club.counted = Some(Counted { rooted: 0, all: 2 });
        assert_eq!(share(&club), (0.4, true));
        club.capacity = Some(25);
        assert_eq!(togetherness(&club), 0.4);
        club.take_along = Some(true);
        assert_eq!(togetherness(&club), 0.7);
    }
}
