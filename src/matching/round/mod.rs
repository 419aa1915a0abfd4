//! The round: the best pairs for everybody at once, with proof.
//!
//! `pool` is who takes part. Two modes: `plain` is what `buurten round` prints, as many as possible and then the largest
//! total; `live` is the desk's, with the levels that `solved` lists, pins and bans (`steer`), and `what_if`. `reasons`
//! says why somebody is left out, `reserves` who comes next.
//!
//! `people` makes a round of newcomers and locals; `places` is its other use: newcomers and listings, for what a place is worth to the others.
//!
//! Underneath, `net` is the problem as the solver sees it, `cover` finds what is short, `auction` is a fast start,
//! `paths` and `seats` are the exact part. `certificate` checks an answer without any of them, and `checked`
//! asks it about each before anybody sees it.

mod auction;
pub mod certificate;
mod checked;
mod cover;
pub mod levels;
mod leximin;
pub mod live;
mod market;
mod net;
mod paths;
pub mod people;
pub mod places;
pub mod plain;
pub mod pool;
pub mod reasons;
pub mod reserves;
mod seats;
pub mod solved;
pub mod steer;
pub mod what_if;

pub use cover::Short;
