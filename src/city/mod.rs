//! The one city of this database: its name, its people to call, who pays. Everything a page says
//! about the city comes from here.

mod facts;
mod seasons;
mod store;

pub use facts::{CallTime, City, Contact, HelpLine, Kind, Sentence, embedded};
pub use seasons::{Coming, Part, Season, SeasonDays};
pub use store::{TheCity, found, load, locked, offset_seconds, settle, update};
