//! U's own factors: company, rung, "check first", a host's responsiveness.

use super::parts::local_share;
use buurten::{
    kit::words::{Comfort, Rung},
    matching::{opportunity::Opportunity, person::Person},
};
use chrono::NaiveDate;

/// "Check first" from eight weeks on, or never confirmed.
pub fn check_first(it: &Opportunity, today: NaiveDate) -> f64 {
    let lately = it.confirmed_on.is_some_and(|day| (today - day).num_days() < 8 * 7);
    if lately { 1.0 } else { 0.8 }
}

/// .9 where whoever organises it leaves most questions unanswered.
pub fn slow_to_answer(it: &Opportunity) -> f64 {
    if it.slow_to_answer { 0.9 } else { 1.0 }
}

/// .9 where the company she likes is not offered; .95 where she or the listing did not say.
pub fn company(her: &Person, it: &Opportunity) -> f64 {
    if it.take_along == Some(true) {
        return 1.0;
    }
    match her.comfort {
        None => 0.95,
        Some(Comfort::WithOne) => 0.9,
        Some(Comfort::SmallGroup) => it.capacity.map_or(0.95, |size| if size <= 12 { 1.0 } else { 0.9 }),
        Some(Comfort::Alone | Comfort::Any) => 1.0,
    }
}

/// .75 more than one rung above what she asked for, and for *safe* where she asked for people from here.
pub fn rung(her: &Person, it: &Opportunity) -> f64 {
    let step = |r: Rung| Rung::ALL.iter().position(|x| *x == r).expect("one of four") as i32;
    let share = local_share(it);
    let derived = if share < 0.25 {
        0
    } else if share < 0.65 {
        1
    } else {
        2
    };
    let asked = her.rung.map_or(1, step);
    let mut there = it.rung.map_or(derived, step);
    if asked == 0 && there == 2 && it.take_along == Some(true) {
        there = 1;
    }
    if there > asked + 1 || (there == 0 && asked >= 2) { 0.75 } else { 1.0 }
}
