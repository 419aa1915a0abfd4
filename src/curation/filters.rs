//! The filters of the desk's listings: a plain GET form.

use super::brief::{Brief, Look};
use crate::{
    kit::{text::optional_line, words::Status},
    listings::folded,
    web::Error,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The filters as they stand in the address. An empty value is no filter.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct FilterForm {
    #[serde(skip_serializing_if = "String::is_empty")]
    q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    status: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    look: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    page: String,
}

/// The filters, read.
#[derive(Clone, Default)]
pub(super) struct Filters {
    form: FilterForm,
    words: Vec<String>,
    status: Option<Status>,
    look: Option<Wanted>,
    /// The page of the table, from 1.
    pub page: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Any,
    This(Look),
}

/// "Anything that needs a look."
pub(super) const ANY: &str = "any";

impl FilterForm {
    /// Reads the filters.
    ///
    /// # Errors
    /// `Unreadable` where a value is none that the form offers.
    pub(super) fn read(self) -> Result<Filters, Error> {
        let q = optional_line(&self.q, 100).map_err(|_| Error::Unreadable)?.unwrap_or_default();
        let status = match self.status.as_str() {
            "" => None,
            name => Some(name.parse().map_err(|_| Error::Unreadable)?),
        };
        let look = match self.look.as_str() {
            "" => None,
            ANY => Some(Wanted::Any),
            name => Some(Wanted::This(name.parse().map_err(|_| Error::Unreadable)?)),
        };
        let page = if self.page.is_empty() { Some(1) } else { self.page.parse().ok() };
        Ok(Filters {
            words: folded(&q).split_whitespace().map(str::to_owned).collect(),
            status,
            look,
            page: page.filter(|p| (1..=10_000).contains(p)).ok_or(Error::Unreadable)?,
            form: Self { q, page: String::new(), ..self },
        })
    }
}

impl Filters {
    /// Whether a listing passes.
    pub fn pass(&self, it: &Brief, today: NaiveDate) -> bool {
        let looks = || it.looks(today);
        self.status.is_none_or(|s| s == it.status())
            && match self.look {
                None => true,
                Some(Wanted::Any) => !looks().is_empty(),
                Some(Wanted::This(look)) => looks().contains(&look),
            }
            && it.says(&self.words)
    }

    /// What was typed.
    pub fn q(&self) -> &str {
        &self.form.q
    }

    /// Whether this is chosen.
    pub fn has(&self, field: &str, value: &str) -> bool {
        match field {
            "status" => self.form.status == value,
            "look" => self.form.look == value,
            _ => false,
        }
    }

    /// The filters as a query, without the page.
    pub fn query(&self) -> String {
        serde_html_form::to_string(&self.form).unwrap_or_default()
    }

    /// The query of a page of the same table.
    pub fn query_of(&self, page: &usize) -> String {
        let form = FilterForm { page: page.to_string(), ..self.form.clone() };
        serde_html_form::to_string(&form).unwrap_or_default()
    }

    /// The address of the table with the filters that an act sent along; they are read, never an address.
    pub fn address_of(query: &str) -> String {
        let form: Option<FilterForm> = serde_html_form::from_str(query).ok();
        let filters = form.and_then(|f| f.read().ok()).unwrap_or_default();
        match if filters.page > 1 { filters.query_of(&filters.page) } else { filters.query() } {
            query if query.is_empty() => "/desk/listings".to_owned(),
            query => format!("/desk/listings?{query}"),
        }
    }
}
