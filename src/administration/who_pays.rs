//! Who pays, and what they see: one sentence after the other, in both languages.

use super::facts::{Change, Differences, Section};
use crate::{
    auth::Visit,
    city::{City, Sentence},
    kit::text::{Slip, line},
    web::Slips,
};
use askama::Template;
use serde::{Deserialize, Serialize};

/// Nobody reads more.
const MOST: usize = 12;

#[derive(Template)]
#[template(path = "administration/who_pays.html")]
pub struct WhoPaysPage {
    v: Visit,
    slips: Slips,
    differences: Differences,
    form: WhoPaysForm,
}

struct Row {
    n: String,
    text_en: String,
    text_nl: String,
    spare: bool,
}

impl WhoPaysPage {
    fn rows(&self) -> Vec<Row> {
        let used = self.form.used();
        (0..(used + 1).min(MOST)).map(|n| self.form.row(n, n >= used)).collect()
    }

    fn used(&self) -> usize {
        self.form.used()
    }

    fn pattern(&self) -> Row {
        Row { n: "__n__".to_owned(), text_en: String::new(), text_nl: String::new(), spare: false }
    }
}

/// A sentence has its two languages at the same place of two lists.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhoPaysForm {
    #[serde(default)]
    text_en: Vec<String>,
    #[serde(default)]
    text_nl: Vec<String>,
    version: String,
}

impl WhoPaysForm {
    fn row(&self, n: usize, spare: bool) -> Row {
        let cell = |cells: &[String]| cells.get(n).cloned().unwrap_or_default();
        Row { n: n.to_string(), text_en: cell(&self.text_en), text_nl: cell(&self.text_nl), spare }
    }

    fn used(&self) -> usize {
        let rows = self.text_en.len().max(self.text_nl.len());
        let filled = |n: &usize| {
            let row = self.row(*n, false);
            !(row.text_en.trim().is_empty() && row.text_nl.trim().is_empty())
        };
        (0..rows).rev().find(filled).map_or(0, |n| n + 1)
    }
}

impl Section for WhoPaysForm {
    type Page = WhoPaysPage;

    fn of(city: &City) -> Self {
        Self {
            text_en: city.who_pays.iter().map(|s| s.text_en.clone()).collect(),
            text_nl: city.who_pays.iter().map(|s| s.text_nl.clone()).collect(),
            version: String::new(),
        }
    }

    fn version(&mut self) -> &mut String {
        &mut self.version
    }

    fn read(&self, slips: &mut Slips) -> Option<Change> {
        if self.text_en.len() > MOST || self.text_en.len() != self.text_nl.len() {
            slips.add("text_en-0", Slip::TooLong(MOST));
            return None;
        }
        let mut sentences = Vec::new();
        for row in (0..self.used()).map(|n| self.row(n, false)) {
            if row.text_en.trim().is_empty() && row.text_nl.trim().is_empty() {
                continue; // cleared, so gone
            }
            let text_en = slips.take(format!("text_en-{}", row.n), line(&row.text_en, 300));
            let text_nl = slips.take(format!("text_nl-{}", row.n), line(&row.text_nl, 300));
            if let (Some(text_en), Some(text_nl)) = (text_en, text_nl) {
                sentences.push(Sentence { text_en, text_nl });
            }
        }
        if sentences.is_empty() && slips.is_empty() {
            slips.add("text_en-0", Slip::Empty);
        }
        Some(Box::new(move |city| city.who_pays = sentences))
    }

    fn page(self, v: Visit, slips: Slips, differences: Differences) -> WhoPaysPage {
        WhoPaysPage { v, slips, differences, form: self }
    }
}
