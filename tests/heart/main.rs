//! The heart's promises, as properties that hold for everybody.

mod blanks;
mod city;
mod explained;
mod files;
mod fixed;
mod gates;
mod made;
mod round_files;
mod twins;
