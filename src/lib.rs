//! Buurten, room by room. README.md draws the map from the ground up; `tests/house.rs` keeps the floors.
#![warn(missing_docs)]

pub mod about;
pub mod administration;
pub mod along;
pub mod app;
pub mod auth;
pub mod city;
pub mod config;
pub mod curation;
pub mod desk;
pub mod exchange;
pub mod gatherings;
pub mod hosts;
pub mod hsds;
pub mod intake;
pub mod introductions;
pub mod kit;
pub mod letters;
pub mod listings;
pub mod locals;
pub mod logbook;
pub mod matching;
pub mod me;
pub mod measures;
pub mod messages;
pub mod newcomers;
pub mod next_steps;
pub mod open_data;
pub mod platform;
pub mod requests;
pub mod safety;
pub mod seed;
pub mod simulation;
pub mod ties;
pub mod together;
pub mod web;
