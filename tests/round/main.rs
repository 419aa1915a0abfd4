//! The round's promises: as good as looking at every answer, proven, and the same whoever asks.

mod behaves;
mod brute;
mod desk;
mod made;
mod oracle;
mod people;
mod places;
mod plain;
mod what_if;
