//! What tests share: a throw-away Postgres, a town in process with clock and letterbox in hand, a reader.

#![allow(dead_code, reason = "each test binary uses a part of it")]

pub mod data_map;
pub mod desk;
pub mod faulty;
pub mod histories;
pub mod letters;
pub mod postgres;
pub mod reader;
pub mod rows;
pub mod scratch;
pub mod signed_in;
pub mod town;
