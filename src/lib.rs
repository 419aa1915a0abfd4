//! Buurten, room by room, from the ground up. A room uses only rooms above it in this list.
#![warn(missing_docs)]

pub mod auth;
pub mod city;
pub mod kit;
pub mod letters;
pub mod matching;
pub mod newcomers;
pub mod platform;
pub mod web;
