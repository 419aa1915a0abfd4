//! The lines for when somebody is not doing well, most urgent first.

use super::{
    facts::{Change, Differences, Section},
    typed,
};
use crate::{
    auth::Visit,
    city::{City, HelpLine},
    kit::text::{Slip, line, optional_line},
    web::Slips,
};
use askama::Template;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// More lines than this nobody reads in need.
const MOST: usize = 12;

#[derive(Template)]
#[template(path = "administration/help_lines.html")]
pub struct HelpLinesPage {
    v: Visit,
    slips: Slips,
    differences: Differences,
    form: HelpLinesForm,
}

/// A line as it stands in the form. The row `__n__` is the pattern for those that the browser adds.
#[derive(Default)]
struct Row {
    n: String,
    id: String,
    place: String,
    name_en: String,
    name_nl: String,
    phone: String,
    shown_en: String,
    shown_nl: String,
    url: String,
    what_en: String,
    what_nl: String,
    when_en: String,
    when_nl: String,
    free: bool,
    always: bool,
    gone: bool,
    spare: bool,
}

impl Row {
    /// A row to spare in which nothing was typed.
    fn is_empty(&self) -> bool {
        let typed = [&self.name_en, &self.name_nl, &self.phone, &self.shown_en, &self.shown_nl, &self.url];
        let more = [&self.what_en, &self.what_nl, &self.when_en, &self.when_nl];
        self.id.is_empty() && typed.iter().chain(&more).all(|t| t.trim().is_empty())
    }
}

impl HelpLinesPage {
    fn rows(&self) -> Vec<Row> {
        let used = self.form.used();
        (0..(used + 1).min(MOST)).map(|n| self.form.row(n, n >= used)).collect()
    }

    fn used(&self) -> usize {
        self.form.used()
    }

    fn pattern(&self) -> Row {
        Row { n: "__n__".to_owned(), ..Row::default() }
    }
}

/// A line has its fields at the same place of all lists; `free`, `always` and `gone` hold numbers of rows.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub struct HelpLinesForm {
    id: Vec<String>,
    place: Vec<String>,
    name_en: Vec<String>,
    name_nl: Vec<String>,
    phone: Vec<String>,
    shown_en: Vec<String>,
    shown_nl: Vec<String>,
    url: Vec<String>,
    what_en: Vec<String>,
    what_nl: Vec<String>,
    when_en: Vec<String>,
    when_nl: Vec<String>,
    free: Vec<String>,
    always: Vec<String>,
    gone: Vec<String>,
    version: String,
}

impl HelpLinesForm {
    fn row(&self, n: usize, spare: bool) -> Row {
        let cell = |cells: &[String]| cells.get(n).cloned().unwrap_or_default();
        let ticked = |rows: &[String]| rows.contains(&n.to_string());
        Row {
            n: n.to_string(),
            id: cell(&self.id),
            place: cell(&self.place),
            name_en: cell(&self.name_en),
            name_nl: cell(&self.name_nl),
            phone: cell(&self.phone),
            shown_en: cell(&self.shown_en),
            shown_nl: cell(&self.shown_nl),
            url: cell(&self.url),
            what_en: cell(&self.what_en),
            what_nl: cell(&self.what_nl),
            when_en: cell(&self.when_en),
            when_nl: cell(&self.when_nl),
            free: ticked(&self.free),
            always: ticked(&self.always),
            gone: ticked(&self.gone),
            spare,
        }
    }

    fn lists(&self) -> [&Vec<String>; 12] {
        [
            &self.id,
            &self.place,
            &self.name_en,
            &self.name_nl,
            &self.phone,
            &self.shown_en,
            &self.shown_nl,
            &self.url,
            &self.what_en,
            &self.what_nl,
            &self.when_en,
            &self.when_nl,
        ]
    }

    /// How many rows there are up to the last one with something in it.
    fn used(&self) -> usize {
        let rows = self.lists().iter().map(|l| l.len()).max().unwrap_or_default().min(MOST);
        (0..rows).rev().find(|n| !self.row(*n, false).is_empty()).map_or(0, |n| n + 1)
    }

    /// Whether all lists are of one length, the numbers are those of rows, and the names such as we gave.
    fn holds_together(&self) -> bool {
        let rows = self.id.len();
        let numbers: BTreeSet<String> = (0..rows).map(|n| n.to_string()).collect();
        let ticks = [&self.free, &self.always, &self.gone];
        let ours = |id: &String| {
            id.len() <= 40 && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        rows <= MOST
            && self.lists().iter().all(|l| l.len() == rows)
            && ticks.iter().all(|rows| rows.iter().all(|n| numbers.contains(n)))
            && self.id.iter().all(ours)
    }
}

/// One line, and its place among the others.
fn read_line(row: &Row, slips: &mut Slips) -> Option<(u8, HelpLine)> {
    let at = |field: &str| format!("{field}-{}", row.n);
    let place = match row.place.trim() {
        "" => Ok(99),
        text => text.parse().ok().filter(|p| (1..=99).contains(p)).ok_or(Slip::NotThis("slip-city-place")),
    };
    let place = slips.take(at("place"), place);
    let name_en = slips.take(at("name_en"), line(&row.name_en, 60));
    let name_nl = slips.take(at("name_nl"), line(&row.name_nl, 60));
    let phone = slips.take(at("phone"), typed::dialled(&row.phone));
    let shown_en = slips.take(at("shown_en"), optional_line(&row.shown_en, 40));
    let shown_nl = slips.take(at("shown_nl"), optional_line(&row.shown_nl, 40));
    let url = slips.take(at("url"), typed::page(&row.url));
    let what_en = slips.take(at("what_en"), line(&row.what_en, 200));
    let what_nl = slips.take(at("what_nl"), line(&row.what_nl, 200));
    let when_en = slips.take(at("when_en"), line(&row.when_en, 300));
    let when_nl = slips.take(at("when_nl"), line(&row.when_nl, 300));
    // A number with spaces is shown as it was typed.
    let as_typed =
        || Some(row.phone.trim().to_owned()).filter(|typed| phone.as_ref().is_some_and(|p| p.as_ref() != Some(typed)));
    let shown_en = shown_en.map(|shown| shown.or_else(&as_typed).filter(|s| !s.is_empty()));
    let shown_nl = shown_nl.map(|shown| shown.or_else(as_typed).filter(|s| !s.is_empty()));
    let read = HelpLine {
        id: row.id.clone(),
        name_en: name_en?,
        name_nl: name_nl?,
        phone: phone?,
        phone_shown_en: shown_en?,
        phone_shown_nl: shown_nl?,
        url: url?,
        free: row.free,
        around_the_clock: row.always,
        what_en: what_en?,
        what_nl: what_nl?,
        when_en: when_en?,
        when_nl: when_nl?,
    };
    Some((place?, read))
}

/// Gives new lines a name of their own.
fn name(lines: &mut [HelpLine]) {
    for n in 0..lines.len() {
        let taken = |id: &str| lines.iter().any(|l| l.id == id);
        let free = (1..).map(|number| format!("line-{number}")).find(|id| !taken(id));
        if lines[n].id.is_empty() {
            lines[n].id = free.unwrap_or_default();
        }
    }
}

impl Section for HelpLinesForm {
    type Page = HelpLinesPage;

    fn of(city: &City) -> Self {
        let mut form = Self::default();
        for (n, line) in city.help_lines.iter().cloned().enumerate() {
            form.id.push(line.id);
            form.place.push((n + 1).to_string());
            form.name_en.push(line.name_en);
            form.name_nl.push(line.name_nl);
            form.phone.push(line.phone.unwrap_or_default());
            form.shown_en.push(line.phone_shown_en.unwrap_or_default());
            form.shown_nl.push(line.phone_shown_nl.unwrap_or_default());
            form.url.push(line.url.unwrap_or_default());
            form.what_en.push(line.what_en);
            form.what_nl.push(line.what_nl);
            form.when_en.push(line.when_en);
            form.when_nl.push(line.when_nl);
            form.free.extend(line.free.then(|| n.to_string()));
            form.always.extend(line.around_the_clock.then(|| n.to_string()));
        }
        form
    }

    fn version(&mut self) -> &mut String {
        &mut self.version
    }

    fn read(&self, slips: &mut Slips) -> Option<Change> {
        if !self.holds_together() {
            slips.add("name_en-0", Slip::NotThis("slip-city-lines"));
            return None;
        }
        let rows = (0..self.used()).map(|n| self.row(n, false)).filter(|row| !row.gone && !row.is_empty());
        let mut read: Vec<(u8, HelpLine)> = rows.filter_map(|row| read_line(&row, slips)).collect();
        if read.is_empty() && slips.is_empty() {
            // Somebody in need must find somebody.
            slips.add("name_en-0", Slip::Empty);
        }
        read.sort_by_key(|(place, _)| *place);
        let mut lines: Vec<HelpLine> = read.into_iter().map(|(_, line)| line).collect();
        name(&mut lines);
        Some(Box::new(move |city| city.help_lines = lines))
    }

    fn told(&self, field: &str) -> Option<String> {
        let rows = match field {
            "free" => &self.free,
            "always" => &self.always,
            "gone" => &self.gone,
            _ => return None,
        };
        let names = rows.iter().filter_map(|n| self.name_nl.get(n.parse::<usize>().ok()?)).cloned();
        Some(names.collect::<Vec<_>>().join(", "))
    }

    fn page(self, v: Visit, slips: Slips, differences: Differences) -> HelpLinesPage {
        HelpLinesPage { v, slips, differences, form: self }
    }
}
