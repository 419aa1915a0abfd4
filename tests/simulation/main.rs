//! The promises of the simulated year: nobody is lost or placed twice, and chance is the same under every policy.

mod year;
