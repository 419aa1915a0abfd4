//! The filters of the desk's listings: a plain GET form.

use crate::{
    kit::{lang::Lang, text::optional_line, words::Status},
    listings::{Look, Question, Stock},
    web::Error,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

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

/// The filters of the table on which something was done, as an act sends them along.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlaceForm {
    place: String,
}

impl PlaceForm {
    /// The address of that table.
    pub(super) fn address(&self) -> String {
        Filters::address_of(&self.place)
    }
}

/// The filters, read.
#[derive(Clone, Default)]
pub(super) struct Filters {
    form: FilterForm,
    question: Question,
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
            question: Question::new(&q),
            status,
            look,
            page: page.filter(|p| (1..=10_000).contains(p)).ok_or(Error::Unreadable)?,
            form: Self { q, page: String::new(), ..self },
        })
    }
}

impl Filters {
    /// Whether the listing at a place passes all but the words.
    fn pass(&self, stock: &Stock, place: usize) -> bool {
        self.status.is_none_or(|status| status == stock.status(place))
            && match self.look {
                None => true,
                Some(Wanted::Any) => stock.looks(place).first().is_some(),
                Some(Wanted::This(look)) => stock.looks(place).has(look),
            }
    }

    /// The places of those that pass and meet the words best, or have a key that begins so, what needs a human first;
    /// and whether none meets all of the words.
    pub fn choose(&self, stock: &Stock, lang: Lang) -> (Vec<usize>, bool) {
        if self.question.is_empty() {
            return (stock.most_pressing(lang).filter(|place| self.pass(stock, *place)).collect(), false);
        }
        let found = stock.index.find(&self.question);
        let best = found.best(|place| self.pass(stock, place));
        let of_key: BTreeSet<usize> = stock.of_keys_from(&self.form.q).iter().map(|place| *place as usize).collect();
        let meets = |place: usize| best.is_some() && found.score(place).tier() == best || of_key.contains(&place);
        // Asked place by place, as they lie in memory; then in order.
        let meets: Vec<bool> = (0..stock.items.places()).map(|place| meets(place) && self.pass(stock, place)).collect();
        let chosen: Vec<usize> = stock.most_pressing(lang).filter(|place| meets[*place]).collect();
        let closest = best.is_some_and(|tier| !found.is_whole(tier)) && !chosen.iter().any(|p| of_key.contains(p));
        (chosen, closest)
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

    /// Those that an act sent along; none where they cannot be read.
    pub fn of_query(query: &str) -> Self {
        let form: Option<FilterForm> = serde_html_form::from_str(query).ok();
        let none = || Self { page: 1, ..Self::default() };
        form.and_then(|f| f.read().ok()).unwrap_or_else(none)
    }

    /// The address of the table with the filters that an act sent along; they are read, never an address.
    pub fn address_of(query: &str) -> String {
        let filters = Self::of_query(query);
        match if filters.page > 1 { filters.query_of(&filters.page) } else { filters.query() } {
            query if query.is_empty() => "/desk/listings".to_owned(),
            query => format!("/desk/listings?{query}"),
        }
    }
}
