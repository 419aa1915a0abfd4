//! When something takes place: a rule of RFC 5545 in local time (Europe/Amsterdam), so that eight in the
//! evening stays eight in the evening when the clocks change.

use super::named::Unexpected;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::{Europe::Amsterdam, Tz};
use rrule::{Frequency, RRule, RRuleSet, Unvalidated};
use std::collections::BTreeSet;

/// How far back a rule by months or years may begin, in days: its dates are counted from there.
const LONGEST_PAST: i64 = 366 * 100;
/// The same for a rule with a COUNT, whose every date is counted.
const LONGEST_COUNTED: i64 = 366 * 20;
/// No rule gives more dates than this for one question.
const MOST_DATES: u16 = 10_000;

/// When something takes place.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// The rule as written.
    pub rrule: String,
    /// Its first date.
    pub first_date: NaiveDate,
    /// Dates on which it does not take place.
    pub skip_dates: BTreeSet<NaiveDate>,
    /// Local time.
    pub starts: NaiveTime,
    /// Local time; earlier than `starts` means after midnight.
    pub ends: NaiveTime,
    rule: RRule<Unvalidated>,
    rules: RRuleSet,
    until: Option<NaiveDate>,
}

/// One occurrence of a schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its local date.
    pub date: NaiveDate,
    /// When it begins.
    pub starts: DateTime<Tz>,
    /// When it ends.
    pub ends: DateTime<Tz>,
}

impl PartialEq for Schedule {
    fn eq(&self, other: &Self) -> bool {
        (&self.rrule, self.first_date, &self.skip_dates, self.starts, self.ends)
            == (&other.rrule, other.first_date, &other.skip_dates, other.starts, other.ends)
    }
}

/// Dates are computed as midnights of a zone without daylight saving, and put on the local clock afterwards.
fn midnight(date: NaiveDate) -> DateTime<rrule::Tz> {
    rrule::Tz::UTC.from_utc_datetime(&date.and_time(NaiveTime::MIN))
}

impl Schedule {
    /// Reads a rule: FREQ of DAILY, WEEKLY, MONTHLY or YEARLY and what belongs to days.
    ///
    /// # Errors
    /// Says what was expected of the rule.
    pub fn new(
        rrule: &str,
        first_date: NaiveDate,
        skip_dates: BTreeSet<NaiveDate>,
        starts: NaiveTime,
        ends: NaiveTime,
    ) -> Result<Self, Unexpected> {
        let expected = |what: &str| Unexpected::new(rrule, what);
        let mut until = None;
        let mut parts = Vec::new();
        for part in rrule.trim().trim_start_matches("RRULE:").split(';').filter(|p| !p.is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(|| expected("a rule such as FREQ=WEEKLY;BYDAY=TU"))?;
            match name {
                // A date in local time; the crate wants a moment.
                "UNTIL" => {
                    let date = value.get(..8).and_then(|d| NaiveDate::parse_from_str(d, "%Y%m%d").ok());
                    until = Some(date.ok_or_else(|| expected("UNTIL as YYYYMMDD"))?);
                }
                "FREQ" | "INTERVAL" | "COUNT" | "BYDAY" | "BYMONTHDAY" | "BYMONTH" | "BYSETPOS" | "WKST" => {
                    parts.push(part.to_owned())
                }
                _ => {
                    return Err(expected(
                        "only FREQ, INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS and WKST",
                    ));
                }
            }
        }
        let rule: RRule<Unvalidated> =
            parts.join(";").parse().map_err(|_| expected("a rule such as FREQ=WEEKLY;BYDAY=TU (RFC 5545)"))?;
        if !matches!(rule.get_freq(), Frequency::Daily | Frequency::Weekly | Frequency::Monthly | Frequency::Yearly) {
            return Err(expected("FREQ of DAILY, WEEKLY, MONTHLY or YEARLY"));
        }
        if starts == ends {
            return Err(Unexpected::new(&ends.to_string(), "an end that differs from the start"));
        }
        let rules = rule
            .clone()
            .build(midnight(first_date))
            .map_err(|_| expected("a rule whose parts fit together (RFC 5545)"))?;
        Ok(Self {
            rrule: rrule.trim().to_owned(),
            first_date,
            skip_dates,
            starts,
            ends,
            rule,
            rules: rules.limit(),
            until,
        })
    }

    /// The dates from `from` to `to`, both included.
    pub fn dates_between(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let to = self.until.map_or(to, |u| u.min(to));
        let Some(rules) = self.rules_at(from).filter(|_| from <= to) else { return Vec::new() };
        let rules = rules.after(midnight(from)).before(midnight(to));
        let dates = rules.all(MOST_DATES).dates.into_iter().map(|d| d.date_naive());
        dates.filter(|d| *d >= from && *d <= to && !self.skip_dates.contains(d)).collect()
    }

    /// The rule, begun as late before a day as gives the same dates from there on: whole steps of days or weeks are
    /// passed over, so that every second week stays the same second week. A counted rule, and one by months or years,
    /// is followed from its first date; none where that is too long ago.
    fn rules_at(&self, from: NaiveDate) -> Option<RRuleSet> {
        let past = (from - self.first_date).num_days().max(0);
        let step = match self.rule.get_freq() {
            Frequency::Daily => 1,
            Frequency::Weekly => 7,
            _ => 0,
        } * i64::from(self.rule.get_interval());
        if step > 0 && self.rule.get_count().is_none() {
            let start = self.first_date.checked_add_signed(TimeDelta::days(past - past % step))?;
            return self.rule.clone().build(midnight(start)).ok().map(RRuleSet::limit);
        }
        let longest = if self.rule.get_count().is_some() { LONGEST_COUNTED } else { LONGEST_PAST };
        (past <= longest).then(|| self.rules.clone())
    }

    /// The sessions that begin on the days from `from` to `to`, both included, in order.
    pub fn sessions_between(&self, from: NaiveDate, to: NaiveDate) -> Vec<Session> {
        self.dates_between(from, to).into_iter().map(|date| self.session_on(date)).collect()
    }

    /// The sessions that have not ended yet, so many at most, within a year.
    pub fn next_sessions(&self, now: DateTime<Utc>, most: usize) -> Vec<Session> {
        let today = now.with_timezone(&Amsterdam).date_naive();
        let (from, to) = (today - Days::new(1), today + Days::new(366));
        self.sessions_between(from, to).into_iter().filter(|s| s.ends > now).take(most).collect()
    }

    /// Minutes of one session.
    pub fn minutes(&self) -> u32 {
        let span = (self.ends - self.starts).num_minutes();
        u32::try_from(span.rem_euclid(24 * 60)).unwrap_or_default()
    }

    /// The minute of the day at which a session begins.
    pub fn start_minute(&self) -> u32 {
        self.starts.hour() * 60 + self.starts.minute()
    }

    fn session_on(&self, date: NaiveDate) -> Session {
        let last = if self.ends < self.starts { date + Days::new(1) } else { date };
        Session { date, starts: on_the_clock(date, self.starts), ends: on_the_clock(last, self.ends) }
    }
}

/// A local time as a moment. In the hour that the clocks skip it is an hour later; in the hour they repeat, the first.
fn on_the_clock(date: NaiveDate, time: NaiveTime) -> DateTime<Tz> {
    let local = date.and_time(time);
    let later = || Amsterdam.from_local_datetime(&(local + TimeDelta::hours(1))).earliest();
    let found = Amsterdam.from_local_datetime(&local).earliest().or_else(later);
    found.unwrap_or_else(|| Amsterdam.from_utc_datetime(&local))
}

#[cfg(test)]
mod tests {
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
        assert_eq!(
            dates("FREQ=MONTHLY;BYDAY=1TH", "2026-09-03", "2026-11-01", "2026-12-31"),
            ["2026-11-05", "2026-12-03"]
        );
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
        assert_eq!(
            dates("FREQ=MONTHLY;BYDAY=3TU", "1996-01-16", "2026-11-01", "2026-12-31"),
            ["2026-11-17", "2026-12-15"]
        );
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
        let utc: Vec<_> =
            sessions.iter().map(|s| s.starts.with_timezone(&Utc).format("%m-%d %H:%M").to_string()).collect();
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
}
