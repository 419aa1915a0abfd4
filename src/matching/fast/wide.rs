//! The sieve for machines with 512 bits: a table of yes and no for up to 1,024 classes lies in two registers, and 32
//! listings look theirs up at once. It gives what [`super::sieve`] gives, counted instead of named.

use super::{
    ahead::Ahead,
    bit,
    sieve::{FEW, Sieve},
};
use crate::matching::{
    catalogue::{
        blocks::BLOCK,
        columns::{Columns, NONE},
    },
    gates::Gate,
};
use std::arch::x86_64::*;

/// In the order in which they are asked: the gate, and the column that decides it (door, speech, time, cost, place).
pub(super) const PLANES: [(Gate, usize); 10] = [
    (Gate::Closed, 0),
    (Gate::Unconfirmed, 0),
    (Gate::Audience, 0),
    (Gate::Child, 0),
    (Gate::Full, 0),
    (Gate::Language, 1),
    (Gate::Stay, 0),
    (Gate::Time, 2),
    (Gate::Distance, 4),
    (Gate::Cost, 3),
];

/// So many of them come first and are of the door alone: how many they keep out is a sum over the classes.
pub(super) const DOORS: usize = 5;
/// Their bits.
pub(super) const DOOR_GATES: u16 = {
    let (mut bits, mut n) = (0, 0);
    while n < DOORS {
        bits |= bit(PLANES[n].0);
        n += 1;
    }
    bits
};

/// Yes and no for each class, as bits.
pub(super) struct Wide {
    planes: [[u16; FEW / 16]; PLANES.len()],
    /// The first [`DOORS`] of them as one.
    shut: [u16; FEW / 16],
    /// Whether something is shared, by interest and by skill, one bit each.
    near: [u8; 32],
    able: [u8; 32],
    /// Her wishes.
    wishes: u8,
    /// She named too little for anything to be known not to be shared.
    all_related: bool,
}

fn bits(table: &[u8; 256]) -> [u8; 32] {
    std::array::from_fn(|n| (0..8).fold(0, |bits, k| bits | table[8 * n + k] << k))
}

impl Sieve<'_> {
    /// The same for the wide way; none where there are too many classes.
    pub fn widened(&self) -> Option<Wide> {
        self.few.as_ref()?;
        let t = self.tables;
        let tables = [&t.door, &t.speech, &t.time, &t.cost, &t.place];
        let plane = |(gate, column): (Gate, usize)| {
            let mut plane = [0_u16; FEW / 16];
            for (n, mask) in tables[column].iter().enumerate() {
                plane[n / 16] |= u16::from(mask & bit(gate) != 0) << (n % 16);
            }
            plane
        };
        let mut near = self.near;
        // What names no interest is asked below.
        near[usize::from(NONE)] = 0;
        let planes = PLANES.map(plane);
        let shut = std::array::from_fn(|n| planes[..DOORS].iter().fold(0, |bits, plane| bits | plane[n]));
        Some(Wide {
            planes,
            shut,
            near: bits(&near),
            able: bits(&self.able),
            wishes: (0..6).fold(0, |bits, d| bits | self.goal[1 << d] << d),
            all_related: self.goal.iter().all(|goal| *goal != 0) || self.near.iter().all(|near| *near != 0),
        })
    }
}

impl Wide {
    /// Counts the first gate of each listing of a block but those not asked, and puts those who failed none together. What
    /// the doors keep out is not counted: that is known by class, see [`DOORS`]. Where `NEAR` is asked, `near` gets who fails
    /// a gate alone, gate by gate in the order of [`PLANES`], and what shares nothing with her.
    #[inline]
    #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt,avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx512vbmi2")]
    pub fn sift<const NEAR: bool>(
        &self,
        c: &Columns,
        ahead: &Ahead,
        not_asked: &[u32; BLOCK / 32],
        counts: &mut [u32; 32],
        open: &mut [u16; BLOCK + 32],
        near: &mut [[u32; BLOCK / 32]; PLANES.len() + 1],
    ) -> usize {
        let mut planes = [[_mm512_setzero_si512(); 2]; PLANES.len()];
        for (plane, bits) in planes.iter_mut().zip(&self.planes) {
            *plane = [halves(&bits[..32]), halves(&bits[32..])];
        }
        let shut = [halves(&self.shut[..32]), halves(&self.shut[32..])];
        let mut found = 0;
        let iota: [u16; 32] = std::array::from_fn(|n| n as u16);
        let iota = halves(&iota);
        for (chunk, first) in (0..BLOCK).step_by(32).enumerate() {
            ahead.beside_chunk(chunk);
            let door = words(&c.door[first..first + 32]);
            // Door 0 is where no listing stands.
            let stand = !_mm512_testn_epi16_mask(door, door) & !not_asked[chunk];
            let columns = [
                door,
                words(&c.speech[first..first + 32]),
                words(&c.time[first..first + 32]),
                words(&c.cost[first..first + 32]),
                halves(&c.place[first..first + 32]),
            ];
            let (mut left, mut fails) = (stand, [0; PLANES.len() + 1]);
            if NEAR {
                for n in 0..DOORS {
                    fails[n] = yes(door, &planes[n]);
                    left &= !fails[n];
                }
            } else {
                left &= !yes(door, &shut);
            }
            for n in DOORS..PLANES.len() {
                let (gate, column) = PLANES[n];
                fails[n] = yes(columns[column], &planes[n]);
                counts[gate as usize + 1] += (fails[n] & left).count_ones();
                left &= !fails[n];
            }
            if !self.all_related {
                let unrelated = !self.related(c, first);
                fails[PLANES.len()] = unrelated;
                counts[Gate::Unrelated as usize + 1] += (left & unrelated).count_ones();
                left &= !unrelated;
            }
            if NEAR {
                let (_, more) = fails.iter().fold((0, 0), |(once, more), f| (once | f, more | once & f));
                for (near, fails) in near.iter_mut().zip(fails) {
                    near[chunk] = fails & !more & stand;
                }
            }
            let places = _mm512_maskz_compress_epi16(left, _mm512_add_epi16(iota, _mm512_set1_epi16(first as i16)));
            // SAFETY: 64 bytes; there is room for a chunk behind the last.
            unsafe { _mm512_storeu_si512(open[found.min(BLOCK)..].as_mut_ptr().cast(), places) };
            found += left.count_ones() as usize;
        }
        found
    }

    /// Which of 32 listings share something with her, or do not say.
    #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt,avx512f,avx512bw,avx512cd,avx512dq,avx512vl")]
    fn related(&self, c: &Columns, first: usize) -> u32 {
        let mut shared = 0;
        for half in 0..2 {
            let from = first + 16 * half;
            let (interests, skills) = (fours(&c.interests[from..from + 16]), fours(&c.skills[from..from + 16]));
            let none = _mm512_cmpeq_epi32_mask(interests, _mm512_set1_epi32(-1));
            shared |= u32::from(none | any(interests, &self.near) | any(skills, &self.able)) << (16 * half);
        }
        // SAFETY: 32 bytes.
        let domains = unsafe { _mm256_loadu_si256(c.domains[first..first + 32].as_ptr().cast()) };
        let goals = _mm256_test_epi8_mask(domains, _mm256_set1_epi8(self.wishes as i8));
        shared | goals | _mm256_testn_epi8_mask(domains, domains)
    }
}

/// Which of 32 classes are yes.
#[inline]
#[target_feature(enable = "avx2,avx512f,avx512bw,avx512dq,avx512vl")]
fn yes(classes: __m512i, plane: &[__m512i; 2]) -> u32 {
    let words = _mm512_permutex2var_epi16(plane[0], _mm512_srli_epi16::<4>(classes), plane[1]);
    let at = _mm512_srlv_epi16(words, _mm512_and_si512(classes, _mm512_set1_epi16(15)));
    _mm512_test_epi16_mask(at, _mm512_set1_epi16(1))
}

/// Which of 16 lists of four hold something of a set.
#[inline]
#[target_feature(enable = "avx2,avx512f,avx512bw,avx512dq,avx512vl")]
fn any(lists: __m512i, set: &[u8; 32]) -> u16 {
    // SAFETY: twice 16 bytes.
    let (low, high) = unsafe { (_mm_loadu_si128(set.as_ptr().cast()), _mm_loadu_si128(set[16..].as_ptr().cast())) };
    let (low, high) = (_mm512_broadcast_i32x4(low), _mm512_broadcast_i32x4(high));
    let at = _mm512_and_si512(_mm512_srli_epi16::<3>(lists), _mm512_set1_epi8(31));
    let is_high = _mm512_test_epi8_mask(at, _mm512_set1_epi8(16));
    let bytes = _mm512_mask_blend_epi8(is_high, _mm512_shuffle_epi8(low, at), _mm512_shuffle_epi8(high, at));
    let powers = _mm512_set1_epi64(0x8040_2010_0804_0201_u64 as i64);
    let bit = _mm512_shuffle_epi8(powers, _mm512_and_si512(lists, _mm512_set1_epi8(7)));
    let held = _mm512_and_si512(bytes, bit);
    _mm512_test_epi32_mask(held, held)
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn halves(of: &[u16]) -> __m512i {
    assert!(of.len() == 32);
    // SAFETY: 64 bytes.
    unsafe { _mm512_loadu_si512(of.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn fours(of: &[[u8; 4]]) -> __m512i {
    assert!(of.len() == 16);
    // SAFETY: 64 bytes.
    unsafe { _mm512_loadu_si512(of.as_ptr().cast()) }
}

/// Numbers of classes below 65,536.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn words(of: &[u32]) -> __m512i {
    assert!(of.len() == 32);
    // SAFETY: twice 64 bytes.
    let (low, high) = unsafe { (_mm512_loadu_si512(of.as_ptr().cast()), _mm512_loadu_si512(of[16..].as_ptr().cast())) };
    let low = _mm512_castsi256_si512(_mm512_cvtepi32_epi16(low));
    _mm512_inserti64x4::<1>(low, _mm512_cvtepi32_epi16(high))
}
