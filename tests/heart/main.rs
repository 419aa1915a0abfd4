//! The heart's promises, as properties that hold for everybody.

mod city;
mod draw;
mod explained;
mod files;
mod fixed;
mod gates;
mod hundred_thousand;
mod made;
mod opening;
mod pair;
mod pair_explained;
mod pair_plain;
mod people_files;
mod plainly;
mod properties;
mod round_files;
mod second;
mod trios;
mod twins;
mod why_not;
mod window;
