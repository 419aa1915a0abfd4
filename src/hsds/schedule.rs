//! A schedule in HSDS: weekly and monthly rules as its fields; any other as RFC 5545 writes it, in words beside them.

use super::shapes::Schedule;
use crate::kit::schedule as kit;
use chrono::NaiveDate;
use std::fmt::{Display, Write};
use uuid::Uuid;

/// The parts of a rule that HSDS has a field for, in the order in which [`rule`] writes them.
const PARTS: [&str; 7] = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "WKST"];

impl Schedule {
    /// The schedule of a listing. Where its fields cannot hold the rule, it stands in the description, and no `freq`
    /// says something that is not so.
    pub(super) fn of(it: &kit::Schedule, id: Uuid, timezone: &str) -> Self {
        let time = |t: chrono::NaiveTime| t.format("%H:%M").to_string();
        let frame = Self {
            id,
            dtstart: Some(it.first_date),
            opens_at: Some(time(it.starts)),
            closes_at: Some(time(it.ends)),
            notes: Some(format!("Local time: {timezone}")),
            ..Self::default()
        };
        let held = frame.clone().with_parts(&it.rrule).filter(|held| held.holds(&it.rrule));
        held.unwrap_or_else(|| Self { description: Some(format!("RRULE:{}", it.rrule)), ..frame })
    }

    /// Whether its fields hold this rule, and nothing of it has to stand elsewhere.
    pub(super) fn holds(&self, rrule: &str) -> bool {
        self.rule().is_some_and(|rule| rule == rrule)
    }

    fn with_parts(mut self, rrule: &str) -> Option<Self> {
        for part in rrule.split(';') {
            let (name, value) = part.split_once('=')?;
            let text = Some(value.to_owned());
            match name {
                "FREQ" if matches!(value, "WEEKLY" | "MONTHLY") => self.freq = text,
                "INTERVAL" => self.interval = Some(value.parse().ok()?),
                "COUNT" => self.count = Some(value.parse().ok()?),
                "UNTIL" => self.until = Some(NaiveDate::parse_from_str(value, "%Y%m%d").ok()?),
                "BYDAY" => self.byday = text,
                "BYMONTHDAY" => self.bymonthday = text,
                "WKST" if is_day(value) => self.wkst = text,
                _ => return None,
            }
        }
        Some(self)
    }

    /// The rule its fields say; `None` without a `freq`.
    pub(super) fn rule(&self) -> Option<String> {
        let until = self.until.map(|d| d.format("%Y%m%d").to_string());
        let shown = |value: &Option<String>| value.clone().unwrap_or_default();
        let number = |value: Option<u32>| value.map(|n| n.to_string()).unwrap_or_default();
        let values = [
            self.freq.clone()?,
            number(self.interval),
            number(self.count),
            until.unwrap_or_default(),
            shown(&self.byday),
            shown(&self.bymonthday),
            shown(&self.wkst),
        ];
        Some(rule(values))
    }
}

/// A rule of these values, each where it is not empty.
pub(super) fn rule(values: [impl Display; PARTS.len()]) -> String {
    let mut rule = String::new();
    for (name, value) in PARTS.iter().zip(values) {
        let value = value.to_string();
        if !value.is_empty() {
            // Writing to a String cannot fail.
            let _ = write!(rule, "{}{name}={value}", if rule.is_empty() { "" } else { ";" });
        }
    }
    rule
}

fn is_day(text: &str) -> bool {
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].contains(&text)
}
