//! Calls what a ranking will read of a later block into the second cache while it works on this one. It is spread over
//! all of the work: while U is worked out the memory would be idle, and while the gates are looked up everything would
//! wait for it. Without it, columns that lie in memory take up to twice as long.
//!
//! The second cache and not the first, because the second has room for more calls that are under way and for two blocks;
//! into the first, a look took one and a half times as long where the machine's memory is slow to answer.

use crate::matching::catalogue::{
    blocks::BLOCK,
    columns::{BYTES_IN_ORDER, Columns},
};

/// So many blocks ahead is called.
pub(super) const BLOCKS: usize = 2;
/// So many listings are looked up between two calls.
pub(super) const CHUNK: usize = 32;
/// Bytes that come together.
const LINE: usize = 64;
/// Lines of a block: all columns but bridging, and one horizon of that.
const COLUMNS: usize = BYTES_IN_ORDER / LINE;
const BRIDGING: usize = size_of::<[f64; BLOCK]>() / LINE;
/// Lines called for a chunk. What the gates leave is called beside those who pass them.
const EACH: usize = 10;
const SIFTED: usize = EACH * BLOCK / CHUNK;
const LEFT: usize = COLUMNS - SIFTED;
const _: () = assert!(LEFT >= BRIDGING, "what is called beside the rest of the columns is called whole");

/// The bytes of a block that a ranking reads; nothing after the last block.
pub(super) struct Ahead {
    columns: *const u8,
    bridging: *const u8,
    standing: *const u8,
    /// How many lines of the columns and of the standings are called.
    lines: [usize; 2],
}

impl Ahead {
    /// Of a block, the horizon of bridging that is hers, and where its ids stand.
    #[inline(always)]
    pub fn of(next: Option<&Columns>, horizon: Option<usize>, standing: &[u32]) -> Self {
        let Some(c) = next else {
            let none = std::ptr::null();
            return Self { columns: none, bridging: none, standing: none, lines: [0; 2] };
        };
        Self {
            columns: (&raw const *c).cast(),
            bridging: (&raw const c.bridging[horizon.unwrap_or(0)]).cast(),
            standing: standing.as_ptr().cast(),
            lines: [COLUMNS, size_of_val(standing).min(4 * BLOCK) / LINE],
        }
    }

    /// While a chunk is looked up.
    #[inline(always)]
    pub fn beside_chunk(&self, chunk: usize) {
        if self.lines[0] > 0 {
            (0..EACH).for_each(|n| call(self.columns, EACH * chunk + n));
        }
    }

    /// While the n-th of those who passed is scored.
    #[inline(always)]
    pub fn beside_one(&self, n: usize) {
        if SIFTED + n < self.lines[0] {
            call(self.columns, SIFTED + n);
            if n < BRIDGING {
                call(self.bridging, n);
            }
            if n < self.lines[1] {
                call(self.standing, n);
            }
        }
    }

    /// What is left after so many.
    #[inline(always)]
    pub fn beside_nobody(&self, after: usize) {
        (after..LEFT).for_each(|n| self.beside_one(n));
    }
}

#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn call(from: *const u8, line: usize) {
    use std::arch::x86_64::{_MM_HINT_T1, _mm_prefetch};
    // SAFETY: a hint: whatever the address is, nothing is read.
    unsafe { _mm_prefetch::<_MM_HINT_T1>(from.wrapping_add(LINE * line).cast()) };
}

#[cfg(not(target_arch = "x86_64"))]
#[inline(always)]
fn call(_: *const u8, _: usize) {}
