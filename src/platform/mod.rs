//! What touches the machine and knows no feature: the clock, chance, the database, the accept loop,
//! background jobs and the log.

pub mod admission;
pub mod chance;
pub mod clock;
pub mod db;
pub mod jobs;
pub mod log;
pub mod private_postgres;
pub mod server;
