//! A year in the synthetic city under named policies, to see what a way of matching is worth. Pure but for the command.
//!
//! [`Town`] is who is there and who fits whom; [`play`] lets a [`Policy`] match them, a round a week; [`fate`] is what
//! becomes of two who are introduced, the same under every policy; [`figures`] is what the year came to. Every rate
//! stands in `rates`, with its source.

mod chance;
mod command;
mod compare;
mod fate;
mod figures;
mod fits;
mod json;
mod picture;
mod policies;
mod policy;
mod rates;
mod table;
mod town;
mod year;

pub use chance::{Chance, Event};
pub use command::SimulatedYear;
pub use compare::{Asked, Bar, Cell, Compared, compare};
pub use fate::{Fate, Fit, fate};
pub use figures::{Figures, MEASURES, Measure, Unit, figures};
pub use policies::Named;
pub use policy::{Free, Pair, Policy, Round, Waiting};
pub use rates::{
    ANSWERS, ANSWERS_WITHIN, BREAKS, EVERY, FOLLOWED, LEAST, LOCALS, NEWCOMERS, PROPOSALS, REGULAR, SEEDS,
    STEP_CHANGED, STEP_TAKEN, WAITING, YEAR, YES,
};
pub use town::{Local, Newcomer, People, Town};
pub use year::{Introduction, Went, Year, play};
