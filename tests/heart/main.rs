//! The heart's promises, as properties that hold for everybody.

mod blanks;
mod city;
mod explained;
mod files;
mod fixed;
mod gates;
mod made;
mod pair;
mod pair_explained;
mod pair_plain;
mod people_files;
mod round_files;
mod trios;
