//! My circle, for her alone: how many people, how many of them from here, how many she could call. Counts, no names; then
//! and now side by side. Nobody of the desk can read it: the only SQL of it is hers, beside this file.

mod answer;
mod counted;
mod store;

pub use answer::{bring_back, delete, page, submit};
pub use store::is_due;
