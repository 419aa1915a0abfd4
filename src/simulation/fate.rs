//! What would become of two people if they were introduced. It does not depend on who introduces them, or when.

use super::{
    chance::{Chance, Event},
    rates::{FRIEND_HOURS, HALVES, HOURS, LAST, MEET, MEET_ON, YES},
};
use std::sync::LazyLock;

/// How well two people fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// What the local is worth to her, .05 to 1.
    pub u: f64,
    /// What she is worth to the local, .05 to 1.
    pub v: f64,
}

impl Fit {
    /// J = √(U·V), rounded to millionths.
    pub fn joint(self) -> f64 {
        libm::round(libm::sqrt(self.u * self.v) * 1e6) / 1e6
    }
}

/// What would become of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// One of them says no, or both do.
    No,
    /// Both say yes, and they never meet.
    NeverMeet,
    /// They meet.
    Meet {
        /// So many days after the round.
        after: u32,
        /// For so many weeks they stay in touch, if nobody leaves town.
        weeks: u32,
    },
}

/// A straight line from `least` at nought to `most` at one.
fn line(least: f64, most: f64, value: f64) -> f64 {
    least + (most - least) * value
}

/// Hours that two of this joint utility spend together in a week.
pub fn hours_a_week(joint: f64) -> f64 {
    line(HOURS.0, HOURS.1, joint)
}

/// How much of the rate is left in the middle of a week (0 the first) that follows on hours together: e^(−H/50).
fn left(joint: f64, week: u32) -> f64 {
    libm::exp(-hours_a_week(joint) * (f64::from(week) + 0.5) / FRIEND_HOURS)
}

/// The rate at which ties of joint utility one half end in their first week, so that [`LAST`] of them last a year.
static FIRST: LazyLock<f64> = LazyLock::new(|| -libm::log(LAST) / (0..52).map(|week| left(0.5, week)).sum::<f64>());

/// The rate at which a tie of this joint utility ends in a week (0 the first), where it has not before.
pub fn ends_in(joint: f64, week: u32) -> f64 {
    *FIRST * libm::exp2((0.5 - joint) / HALVES) * left(joint, week)
}

/// What would become of newcomer and local, by their numbers.
pub fn fate(chance: Chance, newcomer: u32, local: u32, fit: Fit) -> Fate {
    let happens = |event, p| chance.happens(p, event, newcomer, local);
    let joint = fit.joint();
    if !happens(Event::SheSaysYes, line(YES, 1.0, fit.u)) || !happens(Event::TheySayYes, line(YES, 1.0, fit.v)) {
        return Fate::No;
    }
    if !happens(Event::Meet, line(MEET, 1.0, joint)) {
        return Fate::NeverMeet;
    }
    let after = chance.between(MEET_ON.0, MEET_ON.1, Event::MeetOn, newcomer, local);
    // The tie ends when the rates of its weeks have come to what it can take. Two years are never looked beyond.
    let mut takes = chance.wait(Event::Holds, newcomer, local);
    let ends = |week: &u32| {
        takes -= ends_in(joint, *week);
        takes < 0.0
    };
    let weeks = (0..104).find(ends).map_or(u32::MAX, |week| week + 1);
    Fate::Meet { after, weeks }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lasting(joint: f64, weeks: u32) -> f64 {
        libm::exp(-(0..weeks).map(|w| ends_in(joint, w)).sum::<f64>())
    }

    #[test]
    fn ties_last_as_long_as_in_the_trial_and_better_ones_longer() {
        assert!((lasting(0.5, 52) - LAST).abs() < 1e-12);
        assert!(lasting(0.7, 52) > 0.55 && lasting(0.3, 52) < 0.15);
        assert!((ends_in(0.7, 0) / ends_in(0.5, 0) - 0.5).abs() < 0.01, "halved, but for the hours");
    }

    #[test]
    fn what_is_drawn_is_what_the_rates_say() {
        let (chance, fit) = (Chance { seed: 4 }, Fit { u: 0.6, v: 0.4 });
        let many = 20_000;
        let fates: Vec<Fate> = (0..many).map(|n| fate(chance, n / 100, n % 100, fit)).collect();
        let share = |of: &dyn Fn(&Fate) -> bool| fates.iter().filter(|f| of(f)).count() as f64 / f64::from(many);
        let yes = 0.8 * 0.7;
        assert!((share(&|f| *f == Fate::No) - (1.0 - yes)).abs() < 0.01);
        let meet = yes * line(MEET, 1.0, fit.joint());
        assert!((share(&|f| matches!(f, Fate::Meet { .. })) - meet).abs() < 0.01);
        let year = share(&|f| matches!(f, Fate::Meet { weeks, .. } if *weeks > 52));
        assert!((year - meet * lasting(fit.joint(), 52)).abs() < 0.01);
    }
}
