//! Trust: who may do what, bad input, the doors, what is written down, and sample and real. TRUST.md says why.

#[allow(dead_code, reason = "the rooms use more of it")]
#[path = "../rooms/sink.rs"]
mod sink;
#[path = "../support/mod.rs"]
mod support;

mod binary;
mod canaries;
mod canary_fixed;
mod canary_rows;
mod commands;
mod cookies;
mod crawl;
mod doors;
mod errors;
mod forms;
mod generated;
mod headers;
mod instances;
mod leaving;
mod pairs;
mod plans;
mod promises;
mod promises_gatherings;
mod promises_together;
mod retention;
mod roles;
mod roles_intake;
mod roles_listings;
mod roles_together;
mod routes;
mod sample_and_real;
mod sheets;
