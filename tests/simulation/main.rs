//! The promises of the simulated year: nobody is lost or placed twice, chance is the same under every policy, each policy
//! is what it says, and the same arguments print the same bytes.

mod policies;
mod printed;
mod year;
