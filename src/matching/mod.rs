//! The heart.

pub mod person;
