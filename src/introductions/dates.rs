//! Dates on which both could meet: from the dayparts in which both are free.

use crate::kit::week::{Daypart, FreeWeek};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Amsterdam;

/// From so many days ahead: both have to answer first.
const FIRST: u64 = 4;
/// To so many days ahead: three weeks.
const LAST: u64 = 21;
/// So many are offered.
const MOST: usize = 12;
/// When one meets in the morning, the afternoon, the evening.
const HOURS: [u32; 3] = [10, 14, 19];

/// The moments within three weeks in these dayparts; where neither said when, any afternoon and evening. At most one a
/// day, in order.
pub fn slots(hers: Option<FreeWeek>, theirs: Option<FreeWeek>, today: NaiveDate) -> Vec<DateTime<Utc>> {
    let free = |daypart: Daypart| match (hers, theirs) {
        (None, None) => daypart.part() > 0,
        _ => hers.is_none_or(|w| w.has(daypart)) && theirs.is_none_or(|w| w.has(daypart)),
    };
    let of_day = |date: NaiveDate| {
        let part = (0..3).find(|part| free(Daypart::of(date.weekday(), *part)))?;
        let time = NaiveTime::from_hms_opt(HOURS[usize::from(part)], 0, 0)?;
        Amsterdam.from_local_datetime(&date.and_time(time)).single().map(|at| at.with_timezone(&Utc))
    };
    (FIRST..=LAST).filter_map(|days| of_day(today + Days::new(days))).take(MOST).collect()
}

/// How a form names a moment: seconds since 1970.
pub fn name(at: &DateTime<Utc>) -> String {
    at.timestamp().to_string()
}

/// Those of the moments that were ticked; `None` where something else was.
pub fn ticked(offered: &[DateTime<Utc>], names: &[String]) -> Option<Vec<DateTime<Utc>>> {
    let one = |n: &String| offered.iter().find(|at| name(at) == *n).copied();
    let mut all = names.iter().map(one).collect::<Option<Vec<_>>>()?;
    all.sort();
    all.dedup();
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn week(names: &[&str]) -> Option<FreeWeek> {
        Some(names.iter().map(|n| n.parse::<Daypart>().expect("a daypart")).collect())
    }

    #[test]
    fn dates_lie_where_both_are_free_at_the_hour_of_the_city() {
        let monday = NaiveDate::from_ymd_opt(2026, 10, 19).expect("a date");
        let both = slots(week(&["tue-evening", "wed-morning"]), week(&["tue-evening", "sun-morning"]), monday);
        let said: Vec<String> = both.iter().map(|at| at.with_timezone(&Amsterdam).to_string()).collect();
        assert_eq!(said, ["2026-10-27 19:00:00 CET", "2026-11-03 19:00:00 CET"]);
        assert!(slots(week(&["mon-morning"]), week(&["tue-morning"]), monday).is_empty());
        assert_eq!(slots(None, week(&["tue-evening"]), monday), slots(week(&["tue-evening"]), None, monday));
    }

    #[test]
    fn only_what_was_offered_can_be_ticked() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 25).expect("a date");
        let offered = slots(None, None, today);
        let names = [name(&offered[2]), name(&offered[0]), name(&offered[0])];
        assert_eq!(ticked(&offered, &names), Some(vec![offered[0], offered[2]]));
        assert_eq!(ticked(&offered, &["7".to_owned()]), None);
    }

    proptest! {
        #[test]
        fn dates_are_in_order_one_a_day_and_in_free_dayparts(day in 0_i64..4_000, hers in 0_u32..1 << 21, theirs in 0_u32..1 << 21) {
            let of = |bits: u32| Daypart::all().filter(|d| bits & 1 << d.number() != 0).collect::<FreeWeek>();
            let today = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a date") + chrono::TimeDelta::days(day);
            let found = slots(Some(of(hers)), Some(of(theirs)), today);
            prop_assert!(found.windows(2).all(|w| w[0].with_timezone(&Amsterdam).date_naive() < w[1].with_timezone(&Amsterdam).date_naive()));
            for at in found {
                let local = at.with_timezone(&Amsterdam);
                let minute = chrono::Timelike::hour(&local) * 60;
                let daypart = Daypart::at(local.weekday(), minute).expect("not at night");
                prop_assert!(of(hers).has(daypart) && of(theirs).has(daypart));
                prop_assert!((4..=21).contains(&(local.date_naive() - today).num_days()));
            }
        }
    }
}
