//! The ground: the database, the accept loop, background jobs, the private Postgres.

#[path = "../support/mod.rs"]
mod support;

mod database;
mod jobs;
mod overload;
mod postgres;
mod server;
mod stop;
