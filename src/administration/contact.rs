//! The person one can call: name, number, and when they answer.

use super::{
    facts::{Change, Differences, Section},
    typed,
};
use crate::{
    auth::Visit,
    city::{CallTime, City},
    kit::{
        email_address::EmailAddress,
        first_name::FirstName,
        text::{Slip, line, optional_line},
        week::DAYS,
    },
    web::Slips,
};
use askama::Template;
use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// Nobody answers the phone at more times of a week.
const MOST_TIMES: usize = 14;
/// Rows to spare, for who has no JavaScript.
const SPARE: usize = 2;

#[derive(Template)]
#[template(path = "administration/contact.html")]
pub struct ContactPage {
    v: Visit,
    slips: Slips,
    differences: Differences,
    form: ContactForm,
}

/// A row of the table of times. The row `__n__` is the pattern for those that the browser adds.
struct Row {
    n: String,
    day: String,
    from: String,
    until: String,
    spare: bool,
}

impl ContactPage {
    fn rows(&self) -> Vec<Row> {
        let used = self.form.used();
        (0..(used + SPARE).min(MOST_TIMES)).map(|n| self.form.row(n, n >= used)).collect()
    }

    fn used(&self) -> usize {
        self.form.used()
    }

    fn pattern(&self) -> Row {
        Row { n: "__n__".to_owned(), day: String::new(), from: String::new(), until: String::new(), spare: false }
    }
}

/// All of it as strings; a time has its day, from and until at the same place of three lists.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactForm {
    name: String,
    role_en: String,
    role_nl: String,
    phone: String,
    email: String,
    hours_en: String,
    hours_nl: String,
    about_en: String,
    about_nl: String,
    note_en: String,
    note_nl: String,
    #[serde(default)]
    day: Vec<String>,
    #[serde(default)]
    from: Vec<String>,
    #[serde(default)]
    until: Vec<String>,
    version: String,
}

impl ContactForm {
    fn row(&self, n: usize, spare: bool) -> Row {
        let cell = |cells: &[String]| cells.get(n).cloned().unwrap_or_default();
        Row { n: n.to_string(), day: cell(&self.day), from: cell(&self.from), until: cell(&self.until), spare }
    }

    fn rows(&self) -> usize {
        self.day.len().max(self.from.len()).max(self.until.len())
    }

    /// How many rows there are up to the last one with something in it.
    fn used(&self) -> usize {
        let filled = |n: &usize| {
            let row = self.row(*n, false);
            !(row.day.is_empty() && row.from.trim().is_empty() && row.until.trim().is_empty())
        };
        (0..self.rows()).rev().find(filled).map_or(0, |n| n + 1)
    }

    /// The times, in the order of the week. A row that was cleared is gone.
    fn times(&self, slips: &mut Slips) -> Vec<CallTime> {
        if self.rows() > MOST_TIMES || [&self.from, &self.until].iter().any(|cells| cells.len() != self.day.len()) {
            slips.add("day-0", Slip::TooLong(MOST_TIMES));
            return Vec::new();
        }
        let mut times = Vec::new();
        for row in (0..self.used()).map(|n| self.row(n, false)) {
            if row.day.is_empty() && row.from.trim().is_empty() && row.until.trim().is_empty() {
                continue;
            }
            let known = DAYS.contains(&row.day.as_str()).then(|| row.day.parse::<Weekday>().ok()).flatten();
            let day = slips.take(format!("day-{}", row.n), known.ok_or(Slip::NotThis("slip-city-day")));
            let from = slips.take(format!("from-{}", row.n), typed::time(&row.from));
            let until = slips.take(format!("until-{}", row.n), typed::time(&row.until));
            let (Some(day), Some(from), Some(until)) = (day, from, until) else { continue };
            if until <= from {
                slips.add(format!("until-{}", row.n), Slip::NotThis("slip-city-until"));
                continue;
            }
            let text = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
            times.push(CallTime { day, starts: text(from), ends: text(until) });
        }
        times.sort_by_key(|t| (t.day.num_days_from_monday(), t.starts.clone()));
        times
    }
}

impl Section for ContactForm {
    type Page = ContactPage;

    fn of(city: &City) -> Self {
        let contact = city.contact.clone();
        let day = |t: &CallTime| DAYS[t.day.num_days_from_monday() as usize].to_owned();
        Self {
            day: contact.times.iter().map(day).collect(),
            from: contact.times.iter().map(|t| t.starts.clone()).collect(),
            until: contact.times.iter().map(|t| t.ends.clone()).collect(),
            name: contact.name,
            role_en: contact.role_en,
            role_nl: contact.role_nl,
            phone: contact.phone,
            email: contact.email,
            hours_en: contact.hours_en,
            hours_nl: contact.hours_nl,
            about_en: contact.about_en,
            about_nl: contact.about_nl,
            note_en: contact.note_en,
            note_nl: contact.note_nl,
            version: String::new(),
        }
    }

    fn version(&mut self) -> &mut String {
        &mut self.version
    }

    fn read(&self, slips: &mut Slips) -> Option<Change> {
        let name = slips.take("name", FirstName::parse(&self.name));
        let role_en = slips.take("role_en", line(&self.role_en, 60));
        let role_nl = slips.take("role_nl", line(&self.role_nl, 60));
        let phone = slips.take("phone", typed::phone(&self.phone));
        let email = slips.take("email", EmailAddress::parse(&self.email));
        let hours_en = slips.take("hours_en", line(&self.hours_en, 120));
        let hours_nl = slips.take("hours_nl", line(&self.hours_nl, 120));
        let about_en = slips.take("about_en", line(&self.about_en, 300));
        let about_nl = slips.take("about_nl", line(&self.about_nl, 300));
        let note_en = slips.take("note_en", optional_line(&self.note_en, 300));
        let note_nl = slips.take("note_nl", optional_line(&self.note_nl, 300));
        let times = self.times(slips);
        let (name, phone, email) = (name?, phone?, email?);
        let (role_en, role_nl, hours_en, hours_nl) = (role_en?, role_nl?, hours_en?, hours_nl?);
        let (about_en, about_nl, note_en, note_nl) = (about_en?, about_nl?, note_en?, note_nl?);
        Some(Box::new(move |city| {
            city.contact = crate::city::Contact {
                name: name.as_str().to_owned(),
                role_en,
                role_nl,
                phone,
                email: email.as_str().to_owned(),
                hours_en,
                hours_nl,
                about_en,
                about_nl,
                note_en: note_en.unwrap_or_default(),
                note_nl: note_nl.unwrap_or_default(),
                times,
            };
        }))
    }

    fn page(self, v: Visit, slips: Slips, differences: Differences) -> ContactPage {
        ContactPage { v, slips, differences, form: self }
    }
}
