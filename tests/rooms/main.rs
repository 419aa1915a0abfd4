//! The rooms: one act through HTTP in process, a database of its own for each test, clock and letterbox in hand.
//! What is asserted is what the reader sees. Every act: does it, refuses the slip, refuses the stranger, does
//! nothing twice, and leaves no letter behind.

#[path = "../support/mod.rs"]
mod support;

mod about;
mod administration;
mod along;
mod along_day;
mod answers;
mod auth;
mod bounces;
mod circle;
mod city;
mod curation;
mod curation_edits;
mod desk;
mod desk_locals;
mod desk_person;
mod exchange;
mod feed;
mod for_you;
mod gatherings;
mod gatherings_histories;
mod hosts;
mod hosts_edit;
mod introductions;
mod introductions_apart;
mod introductions_histories;
mod leaving;
mod left_out;
mod letters;
mod listings;
mod local_thanks;
mod locals;
mod me;
mod messages;
mod newcomers;
mod next_steps;
mod next_steps_histories;
mod post;
mod reminders;
mod reports;
mod requests;
mod requests_histories;
mod requests_silent;
mod rounds;
mod rounds_handed_over;
mod safety;
mod safety_quiet;
mod safety_year;
mod scarcity;
mod search;
mod sessions;
mod sheets;
mod show;
mod sink;
mod staff;
mod ties;
mod ties_histories;
mod ties_model;
mod together;
mod together_desk;
mod together_histories;
mod weights;
mod wishes;
