//! Rules give the dates they say.

use super::*;
use chrono::Datelike;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn dates(rule: &str, first: &str, from: &str, to: &str) -> Vec<String> {
    let time = |h| NaiveTime::from_hms_opt(h, 0, 0).expect("a time");
    let schedule = Schedule::new(rule, day(first), BTreeSet::new(), time(20), time(22)).expect("a schedule");
    schedule.dates_between(day(from), day(to)).iter().map(ToString::to_string).collect()
}

#[test]
fn rules_give_the_dates_they_say() {
    assert_eq!(dates("FREQ=MONTHLY;BYDAY=1TH", "2026-09-03", "2026-11-01", "2026-12-31"), ["2026-11-05", "2026-12-03"]);
    assert_eq!(
        dates("FREQ=WEEKLY;BYDAY=TU,FR", "2026-09-01", "2026-11-24", "2026-12-01"),
        ["2026-11-24", "2026-11-27", "2026-12-01"]
    );
    assert_eq!(
        dates("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-02", "2026-11-10", "2026-12-01"),
        ["2026-11-16", "2026-11-30"]
    );
    assert_eq!(dates("FREQ=WEEKLY;BYDAY=FR;COUNT=1", "2026-11-27", "2026-11-01", "2026-12-31"), ["2026-11-27"]);
    assert_eq!(
        dates("FREQ=WEEKLY;BYDAY=FR;UNTIL=20261204", "2026-11-27", "2026-11-01", "2026-12-31"),
        ["2026-11-27", "2026-12-04"]
    );
}

/// The arithmetic gives what following the rule through the calendar gives, whatever the phase and the first day of
/// the week.
#[test]
fn steady_rules_give_the_dates_that_following_them_gives() {
    let time = |h| NaiveTime::from_hms_opt(h, 0, 0).expect("a time");
    let mut steady = 0;
    for freq in ["DAILY", "WEEKLY"] {
        for interval in ["", ";INTERVAL=2", ";INTERVAL=3", ";INTERVAL=13"] {
            for days in ["", ";BYDAY=MO", ";BYDAY=SU", ";BYDAY=TU,FR", ";BYDAY=SA,SU,MO,WE", ";BYDAY=1TU"] {
                for more in ["", ";WKST=SU", ";WKST=WE", ";COUNT=40", ";BYMONTH=11,3", ";UNTIL=20261224"] {
                    for first in ["2026-11-05", "2026-11-29", "2019-12-31"] {
                        let rule = format!("FREQ={freq}{interval}{days}{more}");
                        let Ok(it) = Schedule::new(&rule, day(first), BTreeSet::new(), time(20), time(22)) else {
                            continue;
                        };
                        let (from, to) = (day("2026-11-26"), day("2027-05-30"));
                        if matches!(it.rules, Rules::Steady(_)) {
                            steady += 1;
                            let parts: Vec<&str> = rule.split(';').filter(|p| !p.starts_with("UNTIL")).collect();
                            let written: RRule<Unvalidated> = parts.join(";").parse().expect("a rule");
                            let built = written.clone().build(midnight(day(first))).expect("it fits").limit();
                            let until = it.until.map_or(to, |u| u.min(to));
                            let walked = followed(&written, &built, day(first), from, until);
                            assert_eq!(it.dates_between(from, to), walked, "{rule} from {first}");
                        }
                    }
                }
            }
        }
    }
    assert!(steady > 200, "{steady} rules were steady");
}

#[test]
fn a_rule_begun_long_ago_keeps_its_second_week() {
    for first in ["1996-01-02", "2016-01-05", "2026-08-04"] {
        let first: NaiveDate = day(first);
        let rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR";
        let found = dates(rule, &first.to_string(), "2026-11-23", "2027-02-01");
        let mut walked = Vec::new();
        let mut date = day("2026-11-23");
        while date <= day("2027-02-01") {
            let weeks = (date - (first - Days::new(first.weekday().num_days_from_monday().into()))).num_days() / 7;
            if weeks % 2 == 0 && [1, 4].contains(&date.weekday().num_days_from_monday()) {
                walked.push(date.to_string());
            }
            date = date + Days::new(1);
        }
        assert_eq!(found, walked, "{first}");
    }
    assert_eq!(dates("FREQ=MONTHLY;BYDAY=3TU", "1996-01-16", "2026-11-01", "2026-12-31"), ["2026-11-17", "2026-12-15"]);
}

#[test]
fn a_session_past_midnight_ends_the_next_day_and_belongs_to_the_day_it_begins() {
    let time = |h, m| NaiveTime::from_hms_opt(h, m, 0).expect("a time");
    let late = Schedule::new("FREQ=WEEKLY;BYDAY=SA", day("2026-10-03"), BTreeSet::new(), time(22, 0), time(1, 30));
    let sessions = late.expect("a schedule").sessions_between(day("2026-10-24"), day("2026-10-24"));
    assert_eq!(sessions.len(), 1);
    // The clocks go back an hour later that night: half past one comes before, so three and a half hours it is.
    assert_eq!(sessions[0].ends - sessions[0].starts, TimeDelta::minutes(210));
    assert_eq!(sessions[0].ends.date_naive(), day("2026-10-25"));
}

#[test]
fn eight_in_the_evening_stays_eight_when_the_clocks_change() {
    let time = |h| NaiveTime::from_hms_opt(h, 0, 0).expect("a time");
    let schedule =
        Schedule::new("FREQ=WEEKLY;BYDAY=SU", day("2026-10-04"), [day("2026-11-01")].into(), time(20), time(22))
            .expect("a schedule");
    let sessions = schedule.sessions_between(day("2026-10-18"), day("2026-11-08"));
    let utc: Vec<_> = sessions.iter().map(|s| s.starts.with_timezone(&Utc).format("%m-%d %H:%M").to_string()).collect();
    assert_eq!(utc, ["10-18 18:00", "10-25 19:00", "11-08 19:00"]);
    assert!(sessions.iter().all(|s| s.ends - s.starts == TimeDelta::hours(2)));
}

#[test]
fn a_hostile_rule_is_refused_or_ends() {
    let time = |h| NaiveTime::from_hms_opt(h, 0, 0).expect("a time");
    let read = |rule: &str| Schedule::new(rule, day("2026-01-01"), BTreeSet::new(), time(1), time(2));
    for bad in [
        "",
        "FREQ=SECONDLY",
        "FREQ=HOURLY;BYDAY=MO",
        "FREQ=WEEKLY;BYEASTER=1",
        "nonsense",
        "FREQ=WEEKLY;UNTIL=soon",
        "FREQ=WEEKLY;BYDAY=ÔU",
    ] {
        assert!(read(bad).is_err(), "{bad}");
    }
    for odd in [
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=65535",
        "FREQ=DAILY;COUNT=4000000000",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
    ] {
        if let Ok(rule) = read(odd) {
            assert!(rule.dates_between(day("2026-01-01"), day("2027-01-01")).len() <= 366, "{odd}");
        }
    }
    if let Ok(never) = read("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30") {
        assert!(never.dates_between(day("2026-01-01"), day("2027-01-01")).is_empty());
    }
}
