//! Words everyone shares: values without database, clock or chance.

pub mod email_address;
pub mod first_name;
pub mod lang;
pub mod language_tag;
pub mod level;
pub mod money;
pub mod month;
pub mod named;
pub mod place;
pub mod readability;
pub mod schedule;
pub mod sentence;
mod steady;
pub mod text;
pub mod typed;
pub mod vocabulary;
pub mod week;
pub mod words;
