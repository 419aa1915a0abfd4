//! HTTP that all rooms share. Knows no room.

pub mod assets;
pub mod availability;
pub mod calendar;
pub mod choices;
pub mod code;
pub mod cookies;
pub mod dates;
pub mod error;
pub mod flash;
pub mod form;
pub mod needs;
pub mod network;
pub mod public_address;
pub mod security;
pub mod speech;
pub mod tile;
pub mod words;

pub use error::Error;
pub use form::{Form, Query, Slips, see, show, show_again, taken_out};
pub use needs::Id;
pub use public_address::PublicAddress;
