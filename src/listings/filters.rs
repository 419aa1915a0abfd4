//! The filters of "For you" and of all listings: a plain GET form that also filters while she types.

use super::{
    search::Question,
    shelf::{Is, Sieve, Stock},
};
use crate::{
    kit::{place::gazetteer, text::optional_line, week::DAYS, words::Domain},
    web::Error,
};
use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// The filters as they stand in the address. An empty value is no filter.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct FilterForm {
    #[serde(skip_serializing_if = "String::is_empty")]
    q: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    domain: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    day: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    language: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    part: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    go: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    page: String,
}

/// The filters, read.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    form: FilterForm,
    /// What was typed, read.
    pub(super) question: Question,
    sieve: Sieve,
    /// Only what she can go to already.
    pub only_now: bool,
    /// The page of the list, from 1.
    pub page: usize,
}

/// Cards on a page of a list.
pub const PAGE: usize = 20;

impl FilterForm {
    /// Reads the filters.
    ///
    /// # Errors
    /// `Unreadable` where a value is none that the form offers.
    pub fn read(self) -> Result<Filters, Error> {
        let q = optional_line(&self.q, 100).map_err(|_| Error::Unreadable)?.unwrap_or_default();
        let domains: Result<Vec<Domain>, _> = self.domain.iter().filter(|d| !d.is_empty()).map(|d| d.parse()).collect();
        let days: Option<Vec<Weekday>> = self.day.iter().filter(|d| !d.is_empty()).map(|d| weekday(d)).collect();
        let known = |value: &str, all: &[&str]| value.is_empty() || all.contains(&value);
        let part_known = self.part.is_empty() || gazetteer().parts.iter().any(|p| p.slug == self.part);
        if !known(&self.language, &["en", "nl"]) || !known(&self.go, &["now"]) || !part_known {
            return Err(Error::Unreadable);
        }
        let page = if self.page.is_empty() { Some(1) } else { self.page.parse().ok() };
        let mut sieve =
            Sieve::default().domains(&domains.map_err(|_| Error::Unreadable)?).days(&days.ok_or(Error::Unreadable)?);
        match self.language.as_str() {
            "nl" => sieve = sieve.must(Is::Dutch),
            "en" => sieve = sieve.must(Is::English),
            _ => {}
        }
        if !self.part.is_empty() {
            sieve = sieve.part(&self.part);
        }
        Ok(Filters {
            question: Question::new(&q),
            sieve,
            only_now: self.go == "now",
            page: page.filter(|p| (1..=10_000).contains(p)).ok_or(Error::Unreadable)?,
            form: FilterForm { q, page: String::new(), ..self },
        })
    }
}

fn weekday(name: &str) -> Option<Weekday> {
    DAYS.iter().position(|d| *d == name).and_then(|i| Weekday::try_from(i as u8).ok())
}

impl Filters {
    /// Whether the listing at a place passes all but the words, which the index knows, and `only_now`, which needs a
    /// match.
    pub fn pass(&self, stock: &Stock, place: usize) -> bool {
        stock.passes(place, &self.sieve)
    }

    /// Whether anything is filtered.
    pub fn any(&self) -> bool {
        !self.query().is_empty()
    }

    /// What was typed.
    pub fn q(&self) -> &str {
        &self.form.q
    }

    /// Whether this chip is chosen.
    pub fn has(&self, field: &str, value: &str) -> bool {
        match field {
            "domain" => self.form.domain.iter().any(|d| d == value),
            "day" => self.form.day.iter().any(|d| d == value),
            "language" => self.form.language == value,
            "part" => self.form.part == value,
            "go" => self.form.go == value,
            _ => false,
        }
    }

    /// Whether one of the filters under "More filters" is set.
    pub fn more(&self) -> bool {
        let form = &self.form;
        let chips = form.day.iter().chain(&form.domain).chain([&form.language, &form.part]);
        self.only_now || chips.into_iter().any(|chosen| !chosen.is_empty())
    }

    /// The filters as a query, without the page: to come back to the same list.
    pub fn query(&self) -> String {
        serde_html_form::to_string(&self.form).unwrap_or_default()
    }

    /// The query of another page of the same list.
    pub fn query_of(&self, page: &usize) -> String {
        let form = FilterForm { page: page.to_string(), ..self.form.clone() };
        serde_html_form::to_string(&form).unwrap_or_default()
    }

    /// The query with other words, from the first page on.
    pub fn query_with(&self, q: &str) -> String {
        let form = FilterForm { q: q.to_owned(), page: String::new(), ..self.form.clone() };
        serde_html_form::to_string(&form).unwrap_or_default()
    }

    /// The query that an act sends along, read as filters: never an address.
    pub fn of_query(query: &str) -> Self {
        Self::strictly(query).unwrap_or_default()
    }

    /// A query read as filters, or `None` where it says what no form offers.
    pub fn strictly(query: &str) -> Option<Self> {
        let form: FilterForm = serde_html_form::from_str(query).ok()?;
        form.read().ok()
    }

    /// The query with a question mark, where there is one.
    pub fn suffix(&self) -> String {
        let query = self.query();
        if query.is_empty() { query } else { format!("?{query}") }
    }
}

/// The numbers of the pages of a list of so many.
pub fn pages(found: usize) -> usize {
    found.div_ceil(PAGE).max(1)
}

/// The numbers to show below a list: the first, the last, and those around this one.
pub fn page_numbers(page: &usize, last: &usize) -> Vec<usize> {
    (1..=*last).filter(|n| *n == 1 || n == last || n.abs_diff(*page) <= 2).collect()
}
