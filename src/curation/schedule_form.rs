//! When something takes place, in fields that people fill in; a rule that they cannot say stays as it is written.

use crate::{
    kit::{
        schedule::Schedule,
        text::{Slip, optional_line},
        typed,
        week::DAYS,
    },
    named,
    web::Slips,
};
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use std::collections::BTreeSet;

named! {
    /// How often.
    Repeat {
        /// Every week.
        Weekly = "weekly",
        /// Every second week.
        Fortnightly = "fortnightly",
        /// Once a month, on such a weekday.
        Monthly = "monthly",
        /// One time.
        Once = "once",
        /// By appointment, any time.
        Appointment = "appointment",
        /// As a rule of RFC 5545 says.
        Rule = "rule",
    }
}

/// Which of the month's weekdays.
pub(super) const NTH: [&str; 5] = ["1", "2", "3", "4", "last"];
const SHORT: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The fields as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ScheduleForm {
    pub repeat: String,
    pub weekdays: Vec<String>,
    pub nth: String,
    pub first_date: String,
    pub starts: String,
    pub ends: String,
    pub skip_dates: String,
    pub rrule: String,
}

impl ScheduleForm {
    /// The fields filled in for a schedule. What they cannot say exactly is shown as a rule.
    pub fn of(schedule: Option<&Schedule>) -> Self {
        let Some(it) = schedule else {
            return Self { repeat: Repeat::Appointment.to_string(), ..Self::default() };
        };
        let skip: Vec<String> = it.skip_dates.iter().copied().map(day).collect();
        let form = Self {
            first_date: day(it.first_date),
            starts: clock(it.starts),
            ends: clock(it.ends),
            skip_dates: skip.join(", "),
            ..Self::default()
        };
        let as_rule = Self { repeat: Repeat::Rule.to_string(), rrule: it.rrule.clone(), ..form.clone() };
        let Some((repeat, mut days, nth)) = simple(&it.rrule) else { return as_rule };
        days.sort_by_key(Weekday::num_days_from_monday);
        let names = days.iter().map(|d| DAYS[d.num_days_from_monday() as usize].to_owned()).collect();
        let said = rule(repeat, &days, nth, it.first_date);
        if said != it.rrule {
            return as_rule;
        }
        let weekdays = if repeat == Repeat::Once { Vec::new() } else { names };
        Self { repeat: repeat.to_string(), weekdays, nth: nth.unwrap_or_default().to_owned(), ..form }
    }

    /// Reads the fields; `Some(None)` is by appointment, `None` where something is wrong.
    pub fn read(&self, slips: &mut Slips) -> Option<Option<Schedule>> {
        let not_listed = || Slip::NotThis("slip-choice");
        let repeat = slips.take("repeat", self.repeat.parse::<Repeat>().map_err(|_| not_listed()));
        let weekdays: Result<BTreeSet<u8>, Slip> =
            self.weekdays.iter().map(|d| number_of(d).ok_or(not_listed())).collect();
        let weekdays = slips.take("weekdays", weekdays);
        let nth = match self.nth.as_str() {
            "" => Some(None),
            n => slips.take("nth", NTH.into_iter().find(|k| *k == n).map(Some).ok_or(not_listed())),
        };
        let first = slips.take("first_date", typed::date(&self.first_date));
        let starts = slips.take("starts", typed::time(&self.starts));
        let ends = slips.take("ends", typed::time(&self.ends));
        let skip = slips.take("skip_dates", typed::dates::<BTreeSet<NaiveDate>>(&self.skip_dates));
        let typed_rule = slips.take("rrule", optional_line(&self.rrule, 300));
        let (repeat, weekdays, nth) = (repeat?, weekdays?, nth?);
        let (first, starts, ends, skip, typed_rule) = (first?, starts?, ends?, skip?, typed_rule?);
        if repeat == Repeat::Appointment {
            return Some(None);
        }
        let first = slips.take("first_date", first.ok_or(Slip::Empty));
        let starts = slips.take("starts", starts.ok_or(Slip::Empty));
        let ends = slips.take("ends", ends.ok_or(Slip::Empty));
        let (first, starts, ends) = (first?, starts?, ends?);
        if starts == ends {
            slips.add("ends", Slip::NotThis("slip-times"));
            return None;
        }
        let days: Vec<Weekday> = weekdays.into_iter().filter_map(|d| Weekday::try_from(d).ok()).collect();
        let days = if days.is_empty() { vec![first.weekday()] } else { days };
        if repeat == Repeat::Monthly && days.len() > 1 {
            slips.add("weekdays", Slip::NotThis("slip-one-weekday"));
            return None;
        }
        let said = match (repeat, typed_rule) {
            (Repeat::Rule, None) => {
                slips.add("rrule", Slip::Empty);
                return None;
            }
            (Repeat::Rule, Some(text)) => text,
            (repeat, _) => rule(repeat, &days, nth, first),
        };
        let read = Schedule::new(&said, first, skip, starts, ends).map_err(|_| Slip::NotThis("slip-rrule"));
        slips.take("rrule", read).map(Some)
    }
}

/// "24-11-2026", as the hints beside the fields write it.
pub(super) fn day(date: NaiveDate) -> String {
    date.format("%-d-%-m-%Y").to_string()
}

/// "19:30".
pub(super) fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

fn number_of(day: &str) -> Option<u8> {
    DAYS.iter().position(|d| *d == day).and_then(|n| u8::try_from(n).ok())
}

/// The rule of RFC 5545.
fn rule(repeat: Repeat, days: &[Weekday], nth: Option<&str>, first: NaiveDate) -> String {
    let short = |d: &Weekday| SHORT[d.num_days_from_monday() as usize];
    let all = days.iter().map(short).collect::<Vec<_>>().join(",");
    match repeat {
        Repeat::Fortnightly => format!("FREQ=WEEKLY;INTERVAL=2;BYDAY={all}"),
        Repeat::Monthly => {
            let of_first = (first.day0() / 7 + 1).to_string();
            let nth = match nth.unwrap_or(&of_first) {
                "5" | "last" => "-1",
                n => n,
            };
            format!("FREQ=MONTHLY;BYDAY={nth}{}", days.first().map_or("MO", short))
        }
        Repeat::Once => format!("FREQ=WEEKLY;BYDAY={};COUNT=1", short(&first.weekday())),
        _ => format!("FREQ=WEEKLY;BYDAY={all}"),
    }
}

/// What a rule says in our fields, if it does.
fn simple(rrule: &str) -> Option<(Repeat, Vec<Weekday>, Option<&'static str>)> {
    let part = |name: &str| rrule.split(';').find_map(|p| p.strip_prefix(name)?.strip_prefix('='));
    let day = |d: &str| SHORT.iter().position(|s| *s == d).and_then(|n| Weekday::try_from(u8::try_from(n).ok()?).ok());
    let by_day = part("BYDAY")?;
    if part("FREQ") == Some("MONTHLY") {
        let (nth, weekday) = by_day.split_at_checked(by_day.len().checked_sub(2)?)?;
        let nth = NTH.into_iter().find(|n| *n == if nth == "-1" { "last" } else { nth })?;
        return Some((Repeat::Monthly, vec![day(weekday)?], Some(nth)));
    }
    let days: Option<Vec<Weekday>> = by_day.split(',').map(day).collect();
    let repeat = match (part("INTERVAL"), part("COUNT")) {
        (_, Some("1")) => Repeat::Once,
        (Some("2"), _) => Repeat::Fortnightly,
        _ => Repeat::Weekly,
    };
    Some((repeat, days?, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(form: &ScheduleForm) -> Schedule {
        let mut slips = Slips::default();
        let read = form.read(&mut slips);
        read.unwrap_or_else(|| panic!("{slips:?}")).expect("a schedule")
    }

    fn form(repeat: &str, weekdays: &[&str], nth: &str, first: &str) -> ScheduleForm {
        ScheduleForm {
            repeat: repeat.into(),
            weekdays: weekdays.iter().map(|d| (*d).to_owned()).collect(),
            nth: nth.into(),
            first_date: first.into(),
            starts: "19.30".into(),
            ends: "21:30".into(),
            ..ScheduleForm::default()
        }
    }

    #[test]
    fn people_s_words_become_a_rule() {
        for (form, rule) in [
            (form("weekly", &["tue", "fri"], "", "1-9-2026"), "FREQ=WEEKLY;BYDAY=TU,FR"),
            (form("weekly", &[], "", "2026-09-01"), "FREQ=WEEKLY;BYDAY=TU"),
            (form("fortnightly", &["sat"], "", "2026-09-05"), "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"),
            (form("monthly", &[], "", "2026-09-03"), "FREQ=MONTHLY;BYDAY=1TH"),
            (form("monthly", &[], "", "2026-09-30"), "FREQ=MONTHLY;BYDAY=-1WE"),
            (form("monthly", &["sun"], "3", "2026-09-20"), "FREQ=MONTHLY;BYDAY=3SU"),
            (form("once", &[], "", "2026-11-27"), "FREQ=WEEKLY;BYDAY=FR;COUNT=1"),
        ] {
            assert_eq!(read(&form).rrule, rule);
        }
        let mut slips = Slips::default();
        assert_eq!(
            ScheduleForm { repeat: "appointment".into(), ..ScheduleForm::default() }.read(&mut slips),
            Some(None)
        );
    }

    #[test]
    fn a_rule_that_the_fields_cannot_say_stays_as_it_is_written() {
        let time = |h| NaiveTime::from_hms_opt(h, 0, 0).expect("a time");
        let first = "2026-09-01".parse().expect("a date");
        for odd in [
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261201",
            "FREQ=DAILY;INTERVAL=3",
            "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU",
            "FREQ=MONTHLY;BYMONTHDAY=1",
            "FREQ=WEEKLY;BYDAY=FR;COUNT=1",
            "FREQ=WEEKLY;BYDAY=FR,TU",
        ] {
            let schedule = Schedule::new(odd, first, BTreeSet::new(), time(9), time(11)).expect("a schedule");
            let form = ScheduleForm::of(Some(&schedule));
            assert_eq!((form.repeat.as_str(), form.rrule.as_str()), ("rule", odd));
            assert_eq!(read(&form), schedule);
        }
    }

    #[test]
    fn what_is_missing_or_odd_is_said_beside_its_field() {
        for (changed, field) in [
            (ScheduleForm { first_date: String::new(), ..form("weekly", &[], "", "") }, "first_date"),
            (ScheduleForm { ends: "19:30".into(), ..form("weekly", &[], "", "2026-09-01") }, "ends"),
            (ScheduleForm { starts: "late".into(), ..form("appointment", &[], "", "") }, "starts"),
            (form("sometimes", &[], "", "2026-09-01"), "repeat"),
            (form("monthly", &["mon", "tue"], "", "2026-09-01"), "weekdays"),
            (form("weekly", &["someday"], "", "2026-09-01"), "weekdays"),
            (ScheduleForm { rrule: "FREQ=SECONDLY".into(), ..form("rule", &[], "", "2026-09-01") }, "rrule"),
            (form("rule", &[], "", "2026-09-01"), "rrule"),
        ] {
            let mut slips = Slips::default();
            assert!(changed.read(&mut slips).is_none(), "{changed:?}");
            assert!(format!("{slips:?}").contains(field), "{slips:?}");
        }
    }

    proptest! {
        #[test]
        fn a_schedule_filled_in_and_read_again_is_the_same(
            repeat in 0_usize..4, days in prop::collection::btree_set(0_usize..7, 0..4), nth in 0_usize..6, day in 0_u64..4000,
        ) {
            let first = "2020-01-01".parse::<NaiveDate>().expect("a date") + chrono::Days::new(day);
            let mut days: Vec<&str> = days.into_iter().map(|d| DAYS[d]).collect();
            if repeat == 2 { days.truncate(1) }
            let nth = if nth < 5 { NTH[nth] } else { "" };
            let schedule = read(&form(Repeat::ALL[repeat].as_str(), &days, nth, &first.to_string()));
            let again = ScheduleForm::of(Some(&schedule));
            prop_assert_ne!(again.repeat.as_str(), "rule");
            prop_assert_eq!(read(&again), schedule);
        }
    }
}
