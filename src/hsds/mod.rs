//! Listings as the Human Services Data Specification has them (HSDS 3.1, <https://docs.openreferral.org>), both ways and
//! without loss: what it has no place for goes into attributes. Pure; never a person, nor anybody's address.
//!
//! Out: [`Service::of`]. In: [`Package`] reads whatever a file holds, and each [`Given`] says what it says in the
//! columns of the published sheet, to be checked as any sheet is.

mod attributes;
mod given;
mod package;
mod schedule;
mod service;
mod shapes;
mod tables;
mod terms;
mod told;

pub use given::Given;
pub use package::{Package, Trouble};
pub use shapes::{
    Address, Attribute, CostOption, Language, Location, LocationType, Organization, Schedule, Service,
    ServiceAtLocation, Status, Taxonomy, TaxonomyTerm,
};
pub use terms::{TAXONOMIES, taxonomy, term};
