//! The shapes of HSDS 3.1 that we fill, in the order of its schema. What may be left out is left out where we do not
//! know it; a list of none is left out too.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use uuid::Uuid;

/// A listing.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[allow(missing_docs)] // the fields of the specification
pub struct Service {
    /// The listing's own id, the same in every address.
    pub id: Uuid,
    /// Its title in English; in Dutch where it has no other.
    pub name: String,
    /// Its title in Dutch, where it has both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternate_name: Option<String>,
    /// What it is, in English; in Dutch where there is no other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "uri"))]
    pub url: Option<String>,
    pub status: Status,
    /// Whom it is for, where that is not everyone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eligibility_description: Option<String>,
    /// When somebody last said that it is true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assured_date: Option<NaiveDate>,
    /// The city's desk, never a person.
    #[schemars(extend("format" = "email"))]
    pub assurer_email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub service_at_locations: Vec<ServiceAtLocation>,
    /// The languages spoken there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cost_options: Vec<CostOption>,
    /// Interests, the Dutch one needs, who may come, and all else that the specification has no field for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
}

/// Whether it is open: of a listing active, paused, closed and draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[allow(missing_docs)] // the values of the specification
pub enum Status {
    #[serde(rename = "active")]
    Active,
    #[serde(rename = "temporarily closed")]
    TemporarilyClosed,
    #[serde(rename = "defunct")]
    Defunct,
    #[serde(rename = "inactive")]
    Inactive,
}

/// Who does it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Organization {
    pub id: Uuid,
    pub name: String,
    pub description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<Service>,
}

/// A listing at its place.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ServiceAtLocation {
    pub id: Uuid,
    pub location: Location,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<Box<Service>>,
}

/// A place.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Location {
    pub id: Uuid,
    pub location_type: LocationType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Address>,
}

/// A place one can go to: the only kind we have.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum LocationType {
    Physical,
}

/// Four digits of a postcode; never a house.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Address {
    pub id: Uuid,
    /// The venue; the part of town where we know no more.
    pub address_1: String,
    pub city: String,
    pub state_province: String,
    pub postal_code: String,
    pub country: String,
    pub address_type: LocationType,
}

/// When it takes place, in local time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Schedule {
    pub id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dtstart: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wkst: Option<String>,
    /// WEEKLY or MONTHLY; left out where the rule is neither, and stands in the description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freq: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byday: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bymonthday: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// HH:MM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<String>,
    /// HH:MM; earlier than `opens_at` is after midnight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<String>,
    /// Of which place the times are local.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// What it costs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct CostOption {
    pub id: Uuid,
    pub currency: &'static str,
    /// In euros; 0 is free.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<f64>,
    /// What the price is for: session, month or year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_description: Option<String>,
}

/// A language spoken there.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Language {
    pub id: Uuid,
    pub name: String,
    /// BCP 47.
    pub code: String,
}

/// A term that holds for a listing, with its value.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Attribute {
    pub id: Uuid,
    /// The listing.
    pub link_id: Uuid,
    pub link_entity: &'static str,
    pub value: String,
    pub taxonomy_term: Cow<'static, TaxonomyTerm>,
}

/// A word with a fixed meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct TaxonomyTerm {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<Uuid>,
    /// The name of its taxonomy.
    pub taxonomy: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taxonomy_detail: Option<Taxonomy>,
    pub taxonomy_id: Uuid,
}

/// Words that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Taxonomy {
    pub id: Uuid,
    pub name: String,
    pub description: String,
    pub version: String,
}

impl Service {
    /// What one-to-one fields say: as lists have it, without anything nested but the organisation.
    pub fn brief(mut self) -> Self {
        self.schedules.clear();
        self.service_at_locations.clear();
        self.languages.clear();
        self.cost_options.clear();
        self.attributes.clear();
        self
    }

    /// Whether a term holds for it.
    pub fn has(&self, is_it: impl Fn(&TaxonomyTerm) -> bool) -> bool {
        self.attributes.iter().any(|a| is_it(&a.taxonomy_term))
    }
}
