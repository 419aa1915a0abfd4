//! She takes a break: nothing is proposed to her until she comes back.

mod store;

pub use store::{pause, paused_since, resume};
