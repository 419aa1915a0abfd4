//! The matching heart: values in, values out; no clock, no database, no chance, no files.
//!
//! [`catalogue::Catalogue::new`] takes all listings as of a day; [`rank`] puts one person before it. One file a signal:
//! interest, language, skill, availability, travel, goals, bridging, nice (child, cost, freshness). `gates` decide what
//! is possible, `score` multiplies, `reason` explains by the same arithmetic, `sayings` puts it into words.
//!
//! `round` is the other half: the best pairs of a pool of people, all at once, with a certificate.
//!
//! `pair` puts people before people (U for the newcomer, V for the local, J = √(U·V)); `trios` finds three newcomers at
//! the same level with something to do.

mod availability;
pub mod bridges;
mod bridging;
pub mod catalogue;
pub mod change;
mod diversity;
pub mod fast;
mod following;
pub mod gates;
pub mod go;
mod goals;
mod interest;
mod language;
pub mod leaning;
mod nice;
pub mod opening;
pub mod opportunity;
pub mod own;
pub mod pair;
pub mod person;
mod plain;
mod plan;
mod quartiles;
pub mod rank;
pub mod reason;
pub mod round;
pub mod rung;
mod sayings;
pub mod scarcity;
pub mod score;
mod seeker;
pub mod signal;
mod skill;
mod travel;
pub mod trios;
pub mod unknown;
pub mod weights;
pub mod why_low;
pub mod why_not;
pub mod window;
