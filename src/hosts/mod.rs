//! Those who host a listing. They answer by signed links; their pages come with the next issue.

mod store;

pub use store::insert;
