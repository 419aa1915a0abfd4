//! Measures of what becomes of people, pure: values in, values out. Each says its formula and its source.

mod bootstrap;
mod mixing;
mod spread;
mod survival;

pub use bootstrap::{DRAWS, Interval, Resampled};
pub use mixing::{blau, blau_unbiased, ei_at_random, ei_index};
pub use spread::gini;
pub use survival::{KaplanMeier, Seen};
