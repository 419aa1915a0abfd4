//! Component 9, nice-to-haves: child fit, cost and freshness; N is their weighted mean.
//!
//! - Child fit: 1 the child comes along and is welcome (and of the age, where it is for an age), .5 neutral (no child
//!   comes along), .3 unknown. Blank on her side is unknown only where her answer could matter.
//! - Cost: 1 free, else 1 − cost/most she pays; .5 where she does not mind.
//! - Freshness: 1 confirmed today, falling to 0 at 26 weeks.
//!
//! A price a year is divided by the sessions of the next 52 weeks; one a month by those of a month at the listing's pace,
//! or by what is left where that is less. By appointment 52/12 a month.

use super::{
    catalogue::Entry,
    gates::CONFIRMED_WEEKS,
    opportunity::Opportunity,
    plan::Plan,
    seeker::Seeker,
    signal::{Reading, blank},
};
use crate::kit::words::CostPer;
use chrono::NaiveDate;

/// Child fit where a field is blank.
const CHILD_UNKNOWN: f64 = 0.3;
/// Where no child comes along, or money does not matter.
const NEUTRAL: f64 = 0.5;
/// Activities for children of an age: interest, first and last age by year of birth.
const AGES: [(&str, i32, i32); 3] = [("parent-and-baby", 0, 1), ("toddler-playgroup", 1, 4), ("teenagers", 12, 18)];

/// The ages a listing is for; none where it is for no age.
pub(super) fn ages(it: &Opportunity) -> Option<(i32, i32)> {
    let named = AGES.iter().filter(|(id, ..)| it.interests.contains(*id));
    named.fold(None, |ages: Option<(i32, i32)>, (_, from, to)| {
        Some(ages.map_or((*from, *to), |a| (a.0.min(*from), a.1.max(*to))))
    })
}

/// Euros for a session; none where nobody said.
pub(super) fn session_cost(it: &Opportunity, plan: Option<&Plan>) -> Option<f64> {
    let euros = it.cost?.euros();
    // Who meets nothing in a year pays the whole of it for the next time.
    let a_year = plan.map_or(52.0, |p| p.in_a_year.max(1) as f64);
    // A course of ten weeks takes its price ten weeks long, not a year.
    let at_its_pace = plan.map_or(52.0, |p| p.pace.max(1) as f64).min(12.0 * a_year);
    Some(match it.cost_per.unwrap_or(CostPer::Session) {
        CostPer::Session => euros,
        CostPer::Month => euros * 12.0 / at_its_pace,
        CostPer::Year => euros / a_year,
    })
}

/// 1 confirmed today, falling to 0 at 26 weeks; none = never confirmed.
pub(super) fn freshness(it: &Opportunity, today: NaiveDate) -> Option<f64> {
    Some(fresh_after((today - it.confirmed_on?).num_days().max(0) as f64))
}

/// Freshness after so many days.
pub(super) fn fresh_after(days: f64) -> f64 {
    (1.0 - days / (7.0 * CONFIRMED_WEEKS as f64)).max(0.0)
}

/// Child fit.
pub(super) fn child(her: &Seeker, it: &Entry) -> Reading {
    let person = her.person;
    let (along, years) = (person.child_comes_along, &person.children);
    let unknown = Reading::unknown(1.0, [along.is_none(), it.it.children.is_none(), years.is_none()]);
    match (along, it.it.children) {
        (Some(false), _) => Reading::Known(NEUTRAL),
        // No child, so none comes along, whatever else was ticked.
        _ if years.as_ref().is_some_and(Vec::is_empty) => Reading::Known(NEUTRAL),
        (None, _) | (_, None) => unknown,
        (Some(true), Some(false)) => Reading::Known(0.0),
        (Some(true), Some(true)) if years.is_none() => unknown,
        (Some(true), Some(true)) => {
            let welcome = it.ages.is_none_or(|ages| her.has_child_of(ages) == Some(true));
            Reading::Known(if welcome { 1.0 } else { 0.0 })
        }
    }
}

/// The value of a child fit: the blank is .3 by the formula itself (less where more than one field is blank).
pub(super) fn child_value(reading: Reading) -> f64 {
    match reading {
        Reading::Known(c) => c,
        Reading::Unknown { best, blanks } => blank(CHILD_UNKNOWN, best, blanks),
        Reading::NotAsked => NEUTRAL,
    }
}

/// Cost.
pub(super) fn cost(her: &Seeker, it: &Entry) -> Reading {
    match (it.cost, her.person.cost_max_eur) {
        (None, most) => Reading::unknown(1.0, [true, most.is_none()]),
        (Some(cost), _) if cost <= 0.0 => Reading::Known(1.0),
        (Some(_), Some(None)) => Reading::Known(NEUTRAL),
        (Some(cost), Some(Some(most))) => Reading::Known(if most > 0.0 { (1.0 - cost / most).max(0.0) } else { 0.0 }),
        (Some(_), None) => Reading::unknown(NEUTRAL, [true]),
    }
}

/// Freshness.
pub(super) fn fresh(it: &Entry) -> Reading {
    it.freshness.map_or(Reading::unknown(1.0, [true]), Reading::Known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::{money::Euros, schedule::Schedule, words::Kind};
    use std::collections::BTreeSet;

    /// Worked out by hand, as of Monday 23 November 2026.
    #[test]
    fn a_price_a_month_is_that_of_the_sessions_of_a_month() {
        let today: NaiveDate = "2026-11-23".parse().expect("a day");
        let a_session = |euros: u32, per: CostPer, rule: &str, first: &str| {
            let mut it = Opportunity::new("course", Kind::Activity);
            (it.cost, it.cost_per) = (Some(Euros::of_cents(100 * euros)), Some(per));
            let [starts, ends] = ["19:00:00", "20:00:00"].map(|t| t.parse().expect("a time"));
            let first = first.parse().expect("a day");
            let schedule = Schedule::new(rule, first, BTreeSet::new(), starts, ends).expect("a rule");
            session_cost(&it, Some(&Plan::of(&schedule, today))).expect("a price")
        };
        let month = |rule: &str, first: &str| a_session(45, CostPer::Month, rule, first);
        let is = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} instead of {b}");
        // Twice a week is 104 times a year, 8⅔ a month.
        let twice = 45.0 * 12.0 / 104.0;
        is(month("FREQ=WEEKLY;BYDAY=MO,WE", "2026-09-07"), twice);
        is(month("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=60", "2026-11-16"), twice);
        is(month("FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270630", "2026-11-16"), twice);
        // Begins in July: eight months from now it is the same.
        is(month("FREQ=WEEKLY;BYDAY=MO,WE", "2027-07-05"), twice);
        // Two are left: who begins now pays the month for these.
        is(month("FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261125", "2026-09-07"), 22.5);
        is(month("FREQ=DAILY;COUNT=1", "2026-12-01"), 45.0);
        is(month("FREQ=MONTHLY;BYDAY=1TU", "2026-09-01"), 45.0);
        is(a_session(104, CostPer::Year, "FREQ=WEEKLY;BYDAY=MO,WE", "2026-09-07"), 1.0);
    }
}
