//! When something takes place: a rule of RFC 5545 in local time (Europe/Amsterdam), so that eight in the
//! evening stays eight in the evening when the clocks change.

use super::{named::Unexpected, steady::Steady};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::{Europe::Amsterdam, Tz};
use rrule::{Frequency, RRule, RRuleSet, Unvalidated};
use std::{collections::BTreeSet, sync::Arc};

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
    rules: Rules,
    until: Option<NaiveDate>,
}

/// A rule, ready to be followed.
#[derive(Clone, Debug)]
enum Rules {
    /// By days or weeks: by arithmetic.
    Steady(Steady),
    /// Any other, through the calendar; shared by all copies, for it takes a kilobyte.
    Followed(Arc<(RRule<Unvalidated>, RRuleSet)>),
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
        // The crate cuts names out by bytes, and would break on a letter of two.
        if !rrule.is_ascii() {
            return Err(expected("a rule such as FREQ=WEEKLY;BYDAY=TU (RFC 5545)"));
        }
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
            rules: match Steady::of(&rule, first_date) {
                Some(steady) => Rules::Steady(steady),
                None => Rules::Followed(Arc::new((rule, rules.limit()))),
            },
            until,
        })
    }

    /// The same rule without a last session; none where it has none.
    pub fn endless(&self) -> Option<Self> {
        let ends = |part: &&str| part.starts_with("COUNT=") || part.starts_with("UNTIL=");
        let parts = || self.rrule.trim_start_matches("RRULE:").split(';');
        parts().any(|part| ends(&part)).then_some(())?;
        let rule: Vec<&str> = parts().filter(|part| !ends(part)).collect();
        Self::new(&rule.join(";"), self.first_date, self.skip_dates.clone(), self.starts, self.ends).ok()
    }

    /// The dates from `from` to `to`, both included.
    pub fn dates_between(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        self.dates(from, to).collect()
    }

    /// The same, one after the other: who needs the first few looks no further.
    fn dates(&self, from: NaiveDate, to: NaiveDate) -> Box<dyn Iterator<Item = NaiveDate> + '_> {
        let to = self.until.map_or(to, |u| u.min(to));
        let takes_place = |d: &NaiveDate| !self.skip_dates.contains(d);
        match &self.rules {
            Rules::Steady(steady) => Box::new(steady.dates(from, to).take(MOST_DATES.into()).filter(takes_place)),
            Rules::Followed(rules) => {
                let dates = followed(&rules.0, &rules.1, self.first_date, from, to);
                Box::new(dates.into_iter().filter(takes_place))
            }
        }
    }

    /// The sessions that begin on the days from `from` to `to`, both included, in order.
    pub fn sessions_between(&self, from: NaiveDate, to: NaiveDate) -> Vec<Session> {
        self.dates_between(from, to).into_iter().map(|date| self.session_on(date)).collect()
    }

    /// The sessions that have not ended yet, so many at most, within a year.
    pub fn next_sessions(&self, now: DateTime<Utc>, most: usize) -> Vec<Session> {
        let today = now.with_timezone(&Amsterdam).date_naive();
        let (from, to) = (today - Days::new(1), today + Days::new(366));
        self.dates(from, to).map(|date| self.session_on(date)).filter(|s| s.ends > now).take(most).collect()
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

/// The dates of any rule, skipped ones included, through the calendar.
fn followed(
    written: &RRule<Unvalidated>,
    built: &RRuleSet,
    first_date: NaiveDate,
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<NaiveDate> {
    let Some(rules) = begun(written, built, first_date, from).filter(|_| from <= to) else { return Vec::new() };
    let rules = rules.after(midnight(from)).before(midnight(to));
    let dates = rules.all(MOST_DATES).dates.into_iter().map(|d| d.date_naive());
    dates.filter(|d| *d >= from && *d <= to).collect()
}

/// The rule, begun as late before a day as gives the same dates from there on: whole steps of days or weeks are passed
/// over, so that every second week stays the same second week. A counted rule, and one by months or years, is followed
/// from its first date; none where that is too long ago.
fn begun(written: &RRule<Unvalidated>, built: &RRuleSet, first_date: NaiveDate, from: NaiveDate) -> Option<RRuleSet> {
    let past = (from - first_date).num_days().max(0);
    let step = match written.get_freq() {
        Frequency::Daily => 1,
        Frequency::Weekly => 7,
        _ => 0,
    } * i64::from(written.get_interval());
    if step > 0 && written.get_count().is_none() {
        let start = first_date.checked_add_signed(TimeDelta::days(past - past % step))?;
        return written.clone().build(midnight(start)).ok().map(RRuleSet::limit);
    }
    let longest = if written.get_count().is_some() { LONGEST_COUNTED } else { LONGEST_PAST };
    (past <= longest).then(|| built.clone())
}

/// A local time as a moment. In the hour that the clocks skip it is an hour later; in the hour they repeat, the first.
fn on_the_clock(date: NaiveDate, time: NaiveTime) -> DateTime<Tz> {
    let local = date.and_time(time);
    let later = || Amsterdam.from_local_datetime(&(local + TimeDelta::hours(1))).earliest();
    let found = Amsterdam.from_local_datetime(&local).earliest().or_else(later);
    found.unwrap_or_else(|| Amsterdam.from_utc_datetime(&local))
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
