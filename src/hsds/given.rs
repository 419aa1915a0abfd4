//! What somebody else's HSDS says of one listing, in the columns of the published sheet. Told as it is, and checked by
//! whoever reads sheets. What a package does not say is not in it: nothing that is known here is emptied by silence.

use super::{
    schedule::rule,
    shapes::Status,
    terms::{COLUMN_OF, FIELD, named, slug},
    told::{At, Cost, PostalAddress, Thing, When},
};
use crate::kit::{place::Postcode, schedule::Schedule};
use chrono::{Datelike, NaiveDate, NaiveTime};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use uuid::Uuid;

/// Columns that no package can say: never a person, nor anybody's address.
const NEVER: [&str; 2] = ["contact_name", "contact_email"];

/// A service of a package; at one place, where it has several.
pub struct Given {
    /// Where it stands: a line of a table, or the how manieth service.
    pub line: u64,
    pub(super) service: Arc<Thing>,
    pub(super) at: Option<At>,
    /// Whether it is at other places too: then each is a listing of its own.
    pub(super) is_one_of_several: bool,
}

impl Given {
    /// The id its listing would have here, where its own is a UUID.
    pub fn id(&self) -> Option<Uuid> {
        self.own_id().parse().ok()
    }

    fn own_id(&self) -> &str {
        let at = self.at.as_ref().filter(|_| self.is_one_of_several).and_then(|at| at.id.as_deref());
        at.or(self.service.id.as_deref()).unwrap_or_default()
    }

    /// Whether a column is never said by a package: what is known here stays.
    pub fn is_never_said(column: &str) -> bool {
        NEVER.contains(&column)
    }

    /// What is said, by column; and whether all else is known to be empty, as in a package of our own.
    pub fn cells(&self) -> (BTreeMap<&'static str, String>, bool) {
        let mut cells = BTreeMap::new();
        let mut say = |column: &'static str, value: Option<String>| {
            if let Some(value) = value.filter(|v| !v.is_empty()) {
                cells.insert(column, value);
            }
        };
        let (facts, terms) = self.attributes();
        let is_ours = facts.contains_key("id");
        let service = &self.service;
        let (name, other) = (service.name.clone(), service.alternate_name.as_ref());
        let about = service.description.clone();
        let title_nl = facts.get("title_nl").cloned();
        let is_dutch = title_nl.is_some() && other.is_none();
        say("title_en", name.filter(|_| !is_dutch));
        say("title_nl", title_nl);
        let summary_nl = facts.get("summary_nl").cloned();
        say("summary_en", facts.get("summary_en").cloned().or(about.filter(|a| summary_nl.as_ref() != Some(a))));
        say("summary_nl", summary_nl);
        say("id", Some(facts.get("id").cloned().unwrap_or_else(|| self.own_id().to_owned())));
        say("status", service.status.map(|s| status(s).to_owned()));
        say("organisation", service.organization.as_ref().and_then(|o| o.name.clone()));
        let codes = service.languages.iter().filter_map(|l| l.code.as_deref());
        say("languages", Some(codes.collect::<Vec<_>>().join(";")));
        let cost = if let [one] = &service.cost_options[..] { euros(one) } else { None };
        say("cost_per", facts.get("cost_per").cloned().or(cost.as_ref().and_then(|(_, per)| per.clone())));
        say("cost_eur", cost.map(|(amount, _)| amount));
        say("confirmed_on", service.assured_date.as_deref().map(day));
        say("url", facts.get("url").cloned().or(service.url.clone()));
        let place = self.at.as_ref().and_then(|at| at.location.as_ref());
        say("venue", place.and_then(|p| p.name.clone()));
        say("postcode", place.and_then(|p| p.addresses.iter().find_map(|a| a.dutch())));
        if let Some((rrule, first, starts, ends)) = self.schedule(facts.get("rrule")) {
            say("rrule", Some(rrule));
            say("first_date", Some(first));
            say("starts", Some(starts));
            say("ends", Some(ends));
        }
        for (column, codes) in terms {
            say(column, Some(codes.into_iter().collect::<Vec<_>>().join(";")));
        }
        for (column, value) in facts {
            // What has a place of its own above, and is told from there.
            cells.entry(column).or_insert(value);
        }
        (cells, is_ours)
    }

    /// Facts by column, and terms by column.
    fn attributes(&self) -> (BTreeMap<&'static str, String>, BTreeMap<&'static str, BTreeSet<String>>) {
        let (mut facts, mut terms) = (BTreeMap::new(), BTreeMap::<_, BTreeSet<String>>::new());
        for attribute in &self.service.attributes {
            let Some(term) = &attribute.taxonomy_term else { continue };
            let (Some(code), Some(taxonomy)) = (term.code.as_deref(), term.taxonomy.as_deref()) else { continue };
            let Some(short) = slug(taxonomy) else { continue };
            if let Some((_, column)) = COLUMN_OF.iter().find(|(name, _)| *name == short) {
                terms.entry(*column).or_default().insert(code.to_owned());
            } else if let (FIELD, Some(term)) = (short, named(FIELD, code)) {
                facts.insert(term.code.as_str(), attribute.value.clone().unwrap_or_default());
            }
        }
        (facts, terms)
    }

    /// Rule, first date, start and end; where they fit together into one schedule of ours.
    fn schedule(&self, ours: Option<&String>) -> Option<(String, String, String, String)> {
        let of_place = self.at.as_ref().map(|at| &at.schedules).filter(|all| !all.is_empty());
        let when = merged(of_place.unwrap_or(&self.service.schedules).iter().map(When::normal))?;
        let (first, starts, ends) =
            (when.first()?, time(when.opens_at.as_deref()?)?, time(when.closes_at.as_deref()?)?);
        let rrule = ours.cloned().or_else(|| when.rule())?;
        Schedule::new(&rrule, first, BTreeSet::new(), starts, ends).ok()?;
        let shown = |t: NaiveTime| t.format("%H:%M").to_string();
        Some((rrule, first.to_string(), shown(starts), shown(ends)))
    }
}

/// Several weekly schedules that differ by the day alone are one; otherwise there must be one.
fn merged(all: impl Iterator<Item = When>) -> Option<When> {
    let all: Vec<When> = all.collect();
    let (first, rest) = all.split_first()?;
    let is_alike = |other: &When| When { byday: None, ..first.clone() } == When { byday: None, ..other.clone() };
    let is_weekly = first.freq.as_deref() == Some("WEEKLY") && first.count.is_none() && first.byday.is_some();
    let is_one = rest.iter().all(|other| other == first);
    let differ_by_day = is_weekly && rest.iter().all(|other| is_alike(other) && other.byday.is_some());
    if !(is_one || differ_by_day) {
        return None;
    }
    let mut days = Vec::new();
    for day in all.iter().filter_map(|when| when.byday.as_deref()).flat_map(|days| days.split(',')) {
        if !days.contains(&day) {
            days.push(day);
        }
    }
    Some(When { byday: first.byday.as_ref().map(|_| days.join(",")), ..first.clone() })
}

impl When {
    /// With its times as HH:MM, to compare it with another.
    fn normal(&self) -> Self {
        let time = |text: &Option<String>| text.as_deref().and_then(time).map(|t| t.format("%H:%M").to_string());
        Self { opens_at: time(&self.opens_at), closes_at: time(&self.closes_at), ..self.clone() }
    }

    fn first(&self) -> Option<NaiveDate> {
        let first: NaiveDate = day(self.dtstart.as_deref().or(self.valid_from.as_deref())?).parse().ok()?;
        (0..=9999).contains(&first.year()).then_some(first)
    }

    /// The rule; none where it says what our rules cannot.
    fn rule(&self) -> Option<String> {
        if self.byweekno.is_some() || self.byyearday.is_some() {
            return None;
        }
        let until = match self.until.as_deref().or(self.valid_to.as_deref()) {
            Some(until) => day(until).parse::<NaiveDate>().ok()?.format("%Y%m%d").to_string(),
            None => String::new(),
        };
        let text = |value: &Option<String>| value.as_deref().unwrap_or_default().replace(' ', "");
        let freq = self.freq.clone()?;
        Some(rule([
            freq,
            text(&self.interval),
            text(&self.count),
            until,
            text(&self.byday),
            text(&self.bymonthday),
            text(&self.wkst),
        ]))
    }
}

/// Amount and what it is for, of a price in euros.
fn euros(cost: &Cost) -> Option<(String, Option<String>)> {
    let amount = cost.amount.as_deref()?;
    let is_euro = cost.currency.as_deref().is_some_and(|c| c.eq_ignore_ascii_case("eur"));
    let shown = amount.parse::<f64>().map_or_else(|_| amount.to_owned(), |euros| format!("{euros:.2}"));
    let per = cost.amount_description.as_deref().filter(|per| matches!(*per, "session" | "month" | "year"));
    is_euro.then(|| (shown, per.map(str::to_owned)))
}

impl PostalAddress {
    /// The four digits of a Dutch postcode.
    fn dutch(&self) -> Option<String> {
        let country = self.country.as_deref().unwrap_or("NL");
        let digits = Postcode::typed(self.postal_code.as_deref()?).ok().flatten();
        digits.filter(|_| country.eq_ignore_ascii_case("nl")).map(|p| p.to_string())
    }
}

/// The day of a moment.
fn day(text: &str) -> String {
    text.get(..10).filter(|d| d.parse::<NaiveDate>().is_ok()).unwrap_or(text).to_owned()
}

/// HH:MM, with seconds and an offset or without: HSDS times are local.
fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text.get(..5)?, "%H:%M").ok()
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Active => "active",
        Status::TemporarilyClosed => "paused",
        Status::Defunct => "closed",
        Status::Inactive => "draft",
    }
}
