//! What HSDS has no field for, as attributes: a term of ours, and its value.

use super::{
    shapes::Attribute,
    terms::{FIELD, id_of, named},
};
use crate::listings::Listing;
use std::{borrow::Cow, fmt::Display};
use uuid::Uuid;

/// Gathers the attributes of a listing.
pub(super) struct Attributes {
    listing: Uuid,
    all: Vec<Attribute>,
}

impl Attributes {
    fn add(&mut self, taxonomy: &str, code: &str, value: String) {
        // A word that was taken out of the vocabulary since stands in no taxonomy any more, and says nothing.
        let Some(term) = named(taxonomy, code) else { return };
        let id = id_of("attribute", &format!("{} {}", self.listing, term.id));
        let (link_id, taxonomy_term) = (self.listing, Cow::Borrowed(term));
        self.all.push(Attribute { id, link_id, link_entity: "service", value, taxonomy_term });
    }

    fn terms<T: Display>(&mut self, taxonomy: &str, codes: impl IntoIterator<Item = T>) {
        for code in codes {
            let code = code.to_string();
            self.add(taxonomy, &code, code.clone());
        }
    }

    /// A single fact, where it is known.
    pub fn fact(&mut self, code: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.add(FIELD, code, value.to_string());
        }
    }

    /// All that a listing has, but what `Service::of` adds where no field of its own can hold it exactly.
    pub fn of(it: &Listing) -> Self {
        let mut all = Self { listing: it.id, all: Vec::new() };
        let yes = |b: Option<bool>| b.map(|b| if b { "yes" } else { "no" });
        all.terms("kind", [it.kind]);
        all.terms("domain", &it.domains);
        all.terms("interest", &it.interests);
        all.terms("skill", &it.skills_wanted);
        all.terms("audience", &it.audience.0);
        all.terms("rung", it.rung);
        all.fact("id", Some(&it.key));
        all.fact("title_nl", it.title_nl.as_ref());
        all.fact("summary_en", it.summary_en.as_ref().filter(|_| it.summary_en == it.summary_nl));
        all.fact("summary_nl", it.summary_nl.as_ref());
        all.fact("dutch_needed", it.dutch_needed.map(|l| if l.number() == 0 { "none" } else { l.as_str() }));
        all.fact("english_ok", yes(it.english_ok));
        all.fact("cost_per", it.cost_per.filter(|_| it.cost.is_none()));
        let dates = it.schedule.as_ref().map(|s| s.skip_dates.iter().map(ToString::to_string).collect::<Vec<_>>());
        all.fact("skip_dates", dates.filter(|d| !d.is_empty()).map(|d| d.join(";")));
        all.fact("children", yes(it.children));
        all.fact("trial", yes(it.trial));
        all.fact("capacity", it.capacity);
        all.fact("newcomer_places", it.newcomer_places);
        all.fact("take_along", yes(it.take_along));
        all.fact("local_share", it.local_share);
        all.fact("closed_on", it.closed_on);
        all.fact("successor_id", it.successor.as_ref());
        all.fact("min_months", it.min_months);
        all
    }

    /// The attributes.
    pub fn done(self) -> Vec<Attribute> {
        self.all
    }
}
