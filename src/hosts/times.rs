//! When a group meets, as a host says it: how often, on which days, from when till when. A rule that nobody would say
//! like that stays as it is.

use crate::{
    kit::{schedule::Schedule, week::DAYS},
    named,
};
use std::collections::{BTreeMap, BTreeSet};

named! {
    /// How often it is.
    Every {
        /// No fixed time.
        Appointment = "appointment",
        /// Every week.
        Week = "week",
        /// Every other week.
        TwoWeeks = "two-weeks",
        /// Once a month, on the first of that weekday.
        First = "month-1",
        /// On the second.
        Second = "month-2",
        /// On the third.
        Third = "month-3",
        /// On the fourth.
        Fourth = "month-4",
        /// On the last.
        Last = "month-last",
        /// As its rule says: another than these.
        AsItIs = "as-it-is",
    }
}

/// Weekdays by number, Monday is 0.
pub type Weekdays = BTreeSet<usize>;

/// Weekdays as rules write them.
const SHORT: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

impl Every {
    /// Which of a month, as rules write it.
    fn of_the_month(self) -> Option<&'static str> {
        match self {
            Every::First => Some("1"),
            Every::Second => Some("2"),
            Every::Third => Some("3"),
            Every::Fourth => Some("4"),
            Every::Last => Some("-1"),
            _ => None,
        }
    }

    /// Whether it wants one weekday, no more.
    pub fn is_monthly(self) -> bool {
        self.of_the_month().is_some()
    }

    /// Its rule on these days; `None` where it has none of its own.
    pub fn rule(self, days: &Weekdays) -> Option<String> {
        let days: Vec<&str> = days.iter().filter_map(|d| SHORT.get(*d).copied()).collect();
        let days = days.join(",");
        match self {
            Every::Week => Some(format!("FREQ=WEEKLY;BYDAY={days}")),
            Every::TwoWeeks => Some(format!("FREQ=WEEKLY;INTERVAL=2;BYDAY={days}")),
            _ => self.of_the_month().map(|nth| format!("FREQ=MONTHLY;BYDAY={nth}{days}")),
        }
    }

    /// What a schedule says.
    pub fn of(schedule: Option<&Schedule>) -> (Self, Weekdays) {
        let Some(schedule) = schedule else { return (Every::Appointment, Weekdays::new()) };
        Self::of_rule(&schedule.rrule).unwrap_or((Every::AsItIs, Weekdays::new()))
    }

    fn of_rule(rule: &str) -> Option<(Self, Weekdays)> {
        let parts: Option<BTreeMap<&str, &str>> =
            rule.split(';').filter(|p| !p.is_empty()).map(|part| part.split_once('=')).collect();
        let parts = parts?;
        if parts.keys().any(|name| !["FREQ", "INTERVAL", "BYDAY"].contains(name)) {
            return None;
        }
        let days = *parts.get("BYDAY")?;
        let weekday = |name: &str| SHORT.iter().position(|short| *short == name);
        match (*parts.get("FREQ")?, parts.get("INTERVAL").copied().unwrap_or("1")) {
            ("WEEKLY", "1") => Some((Every::Week, days.split(',').map(weekday).collect::<Option<_>>()?)),
            ("WEEKLY", "2") => Some((Every::TwoWeeks, days.split(',').map(weekday).collect::<Option<_>>()?)),
            ("MONTHLY", "1") => {
                let (nth, day) = days.split_at_checked(days.len().checked_sub(2)?)?;
                let every = Every::ALL.iter().copied().find(|e| e.of_the_month() == Some(nth))?;
                Some((every, [weekday(day)?].into()))
            }
            _ => None,
        }
    }
}

/// A weekday by the name of the form: mon … sun.
pub fn weekday(name: &str) -> Option<usize> {
    DAYS.iter().position(|d| *d == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_rule_that_nobody_would_say_like_that_stays_as_it_is() {
        for rule in ["FREQ=WEEKLY;BYDAY=FR;COUNT=1", "FREQ=WEEKLY", "FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=MONTHLY;BYDAY=é"]
        {
            assert_eq!(Every::of_rule(rule), None, "{rule}");
        }
    }

    proptest! {
        #[test]
        fn what_a_host_can_say_is_read_back_as_they_said_it(which in 1..8_usize, days in proptest::collection::btree_set(0..7_usize, 1..=7)) {
            let every = Every::ALL[which];
            let days: Weekdays = days.into_iter().take(if every.is_monthly() { 1 } else { 7 }).collect();
            let rule = every.rule(&days).expect("a rule");
            prop_assert_eq!(Every::of_rule(&rule), Some((every, days)));
        }
    }
}
