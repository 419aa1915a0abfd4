//! Newcomers whom the desk could bring together.

mod store;

pub use store::looking_within;
