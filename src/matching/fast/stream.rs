//! What the columns weigh, and how long it takes only to read them: the bound that a ranking is held against.

use super::path::Path;
use crate::matching::catalogue::{
    Catalogue,
    blocks::Block,
    columns::{BYTES_READ, HORIZONS},
};

/// Bytes of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bytes {
    /// That one ranking may read: its columns, one horizon of bridging, and the standing of its id.
    pub read: usize,
    /// That the columns take in all.
    pub columns: usize,
}

impl Catalogue {
    /// What the columns of a listing weigh.
    pub fn bytes_of_a_listing() -> Bytes {
        Bytes { read: BYTES_READ + 4, columns: BYTES_READ + 8 * (HORIZONS - 1) + 8 }
    }

    /// Reads every byte that a ranking may read, adds them up, and does nothing else: for benchmarks.
    pub fn stream(&self) -> u64 {
        match self.path {
            // SAFETY: `is_there` asked the machine for every one of these features.
            #[cfg(target_arch = "x86_64")]
            Path::Avx512 if Path::Avx512.is_there() => unsafe { avx512(self) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 if Path::Avx2.is_there() => unsafe { avx2(self) },
            _ => sum(self),
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,avx512f,avx512bw,avx512dq,avx512vl")]
fn avx512(catalogue: &Catalogue) -> u64 {
    sum(catalogue)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn avx2(catalogue: &Catalogue) -> u64 {
    sum(catalogue)
}

#[inline(always)]
fn sum(catalogue: &Catalogue) -> u64 {
    let blocks = catalogue.entries.blocks().iter().map(|block| sum_of(block));
    let ids = catalogue.ids.standing().iter().fold(0_u32, |sum, n| sum.wrapping_add(*n));
    blocks.fold(u64::from(ids), u64::wrapping_add)
}

#[inline(always)]
fn sum_of(block: &Block) -> u64 {
    let c = &block.columns;
    let (mut words, mut halves, mut bytes, mut longs) = (0_u32, 0_u16, 0_u8, 0_u64);
    for column in [&c.door, &c.speech, &c.time, &c.cost] {
        words = column.iter().fold(words, |sum, n| sum.wrapping_add(*n));
    }
    for column in [&c.interests, &c.skills] {
        words = column.iter().fold(words, |sum, n| sum.wrapping_add(u32::from_ne_bytes(*n)));
    }
    halves = c.place.iter().fold(halves, |sum, n| sum.wrapping_add(*n));
    for column in [&c.domains, &c.manner, &c.days] {
        bytes = column.iter().fold(bytes, |sum, n| sum.wrapping_add(*n));
    }
    longs = c.bridging[HORIZONS - 1].iter().fold(longs, |sum, n| sum.wrapping_add(n.to_bits()));
    longs.wrapping_add(u64::from(words)).wrapping_add(u64::from(halves)).wrapping_add(u64::from(bytes))
}
