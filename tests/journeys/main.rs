//! Journeys: the real program, a real Chromium, the sample city.

mod a_year;
mod apart;
#[path = "../support/browser.rs"]
mod browser;
mod cases;
mod desk;
mod eye;
#[path = "../support/faulty.rs"]
mod faulty;
mod fresh;
mod host;
mod keyboard;
mod local;
mod monday;
mod newcomer;
mod pages;
mod paper;
mod person;
#[allow(dead_code, reason = "no migrations are tested here")]
#[path = "../support/postgres.rs"]
mod postgres;
mod round;
#[path = "../support/scratch.rs"]
mod scratch;
mod served;
mod sheet;
mod silent_club;
mod together;
mod tour;
mod two;
mod two_at_once;
mod worker;
