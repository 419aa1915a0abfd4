//! Journeys: the real program, a real Chromium, the sample city.

#[path = "../support/browser.rs"]
mod browser;
mod desk;
mod eye;
mod fresh;
mod keyboard;
mod newcomer;
mod pages;
mod served;
mod tour;
mod worker;
