//! How often something takes place, in one line: "Every Tuesday", "Every month, on the first Saturday".

use crate::{auth::Visit, kit::schedule::Schedule};
use chrono::Weekday;

/// The rhythm of a schedule, for rules that people would say in one line; other rules show their dates alone.
pub fn rhythm(v: &Visit, schedule: &Schedule) -> Option<String> {
    let part = |name: &str| schedule.rrule.split(';').find_map(|p| p.strip_prefix(name)?.strip_prefix('='));
    let days: Vec<&str> = part("BYDAY")?.split(',').collect();
    if part("COUNT").is_some_and(|c| c == "1") {
        return Some(v.t("rhythm-once"));
    }
    let interval = part("INTERVAL").unwrap_or("1");
    match (part("FREQ")?, interval) {
        ("WEEKLY", "1") => Some(v.t1("rhythm-weekly", "days", names(v, &days)?)),
        ("WEEKLY", "2") => Some(v.t1("rhythm-fortnightly", "days", names(v, &days)?)),
        ("MONTHLY", "1") => {
            let [day] = days.as_slice() else { return None };
            let (nth, weekday) = day.split_at(day.len().checked_sub(2)?);
            let nth = match nth {
                "1" | "2" | "3" | "4" => nth,
                "-1" => "last",
                _ => return None,
            };
            Some(v.t2(
                "rhythm-monthly",
                "nth",
                v.t(format!("rhythm-nth-{nth}")),
                "day",
                v.w.weekday(weekday.parse::<Short>().ok()?.0),
            ))
        }
        _ => None,
    }
}

/// "Tuesday and Friday".
fn names(v: &Visit, days: &[&str]) -> Option<String> {
    let names: Option<Vec<String>> = days.iter().map(|d| Some(v.w.weekday(d.parse::<Short>().ok()?.0))).collect();
    let names = names?;
    let (last, first) = names.split_last()?;
    Some(if first.is_empty() { last.clone() } else { v.t2("list-and", "first", first.join(", "), "last", last) })
}

/// A weekday as rules write it: MO … SU.
struct Short(Weekday);

impl std::str::FromStr for Short {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        let place = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].iter().position(|d| *d == s).ok_or(())?;
        Weekday::try_from(place as u8).map(Short).map_err(|_| ())
    }
}
