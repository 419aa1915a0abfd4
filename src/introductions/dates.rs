//! Dates on which both could meet: from the dayparts in which both are free.

use crate::kit::week::{Daypart, FreeWeek};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Amsterdam;

/// From so many days ahead: nobody is taken by surprise.
const FIRST: u64 = 4;
/// To so many days ahead: three weeks.
const LAST: u64 = 21;
/// So many are offered.
const MOST: usize = 12;
/// From so many days ahead both have answered, however late each did: seven days she, and seven the local.
const ANSWERED: u64 = 15;
/// What is proposed reaches so far: two weeks after both can have answered.
const PROPOSED_LAST: u64 = 28;
/// When one meets in the morning, the afternoon, the evening.
const HOURS: [u32; 3] = [10, 14, 19];

/// The moments within three weeks in these dayparts; where neither said when, any afternoon and evening. At most one a
/// day, in order.
pub fn slots(hers: Option<FreeWeek>, theirs: Option<FreeWeek>, today: NaiveDate) -> Vec<DateTime<Utc>> {
    within(hers, theirs, today, FIRST, LAST).take(MOST).collect()
}

/// The moments that can be proposed to two who have not answered: half of them soon, for two who are quick; half after
/// both can have answered, so that there is a day left for whoever takes their time.
pub fn to_propose(hers: Option<FreeWeek>, theirs: Option<FreeWeek>, today: NaiveDate) -> Vec<DateTime<Utc>> {
    let soon = within(hers, theirs, today, FIRST, ANSWERED - 1).take(MOST / 2);
    soon.chain(within(hers, theirs, today, ANSWERED, PROPOSED_LAST).take(MOST / 2)).collect()
}

/// So many of them, in order: the first one, and the rest from those after both can have answered, as far as there are.
pub fn spread(offered: &[DateTime<Utc>], today: NaiveDate, most: usize) -> Vec<DateTime<Utc>> {
    let late = |at: &&DateTime<Utc>| at.with_timezone(&Amsterdam).date_naive() >= today + Days::new(ANSWERED);
    let (late, soon): (Vec<_>, Vec<_>) = offered.iter().partition(late);
    let few = most.saturating_sub(late.len()).max(1);
    let mut all: Vec<DateTime<Utc>> = soon.into_iter().take(few).chain(late).take(most).copied().collect();
    all.sort();
    all
}

fn within(
    hers: Option<FreeWeek>,
    theirs: Option<FreeWeek>,
    today: NaiveDate,
    first: u64,
    last: u64,
) -> impl Iterator<Item = DateTime<Utc>> {
    let free = move |daypart: Daypart| match (hers, theirs) {
        (None, None) => daypart.part() > 0,
        _ => hers.is_none_or(|w| w.has(daypart)) && theirs.is_none_or(|w| w.has(daypart)),
    };
    let of_day = move |date: NaiveDate| {
        let part = (0..3).find(|part| free(Daypart::of(date.weekday(), *part)))?;
        let time = NaiveTime::from_hms_opt(HOURS[usize::from(part)], 0, 0)?;
        Amsterdam.from_local_datetime(&date.and_time(time)).single().map(|at| at.with_timezone(&Utc))
    };
    (first..=last).filter_map(move |days| of_day(today + Days::new(days)))
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
    fn of_three_days_two_are_left_for_whoever_takes_seven_days_and_the_other_seven_more() {
        let monday = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        let far = |at: &DateTime<Utc>| (at.with_timezone(&Amsterdam).date_naive() - monday).num_days();
        let of = |hers: &[&str]| {
            let offered = to_propose(week(hers), None, monday);
            (
                offered.iter().map(far).collect::<Vec<_>>(),
                spread(&offered, monday, 3).iter().map(far).collect::<Vec<_>>(),
            )
        };
        assert_eq!(of(&["mon-morning"]), (vec![7, 14, 21, 28], vec![7, 21, 28]));
        let every =
            ["mon-evening", "tue-evening", "wed-evening", "thu-evening", "fri-evening", "sat-evening", "sun-evening"];
        assert_eq!(of(&every), (vec![4, 5, 6, 7, 8, 9, 15, 16, 17, 18, 19, 20], vec![4, 15, 16]));
        let few = to_propose(week(&["mon-morning"]), None, monday);
        assert_eq!(spread(&few[..2], monday, 3).iter().map(far).collect::<Vec<_>>(), [7, 14], "where no later one is");
        assert!(spread(&[], monday, 3).is_empty());
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
