//! Journeys: the real program, a real Chromium, the sample city.

#[path = "../support/browser.rs"]
mod browser;
mod desk;
mod eye;
mod fresh;
mod host;
mod keyboard;
mod local;
mod newcomer;
mod pages;
mod person;
mod served;
mod tour;
mod worker;
