//! The sieve for machines with 512 bits: a table of yes and no for up to 1,024 classes lies in two registers, and 32
//! listings look theirs up at once. It gives what [`super::sieve`] gives, counted instead of named.

use super::{
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

/// Yes and no for each class, as bits.
pub(super) struct Wide {
    planes: [[u16; FEW / 16]; PLANES.len()],
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
        Some(Wide {
            planes: PLANES.map(plane),
            near: bits(&near),
            able: bits(&self.able),
            wishes: (0..6).fold(0, |bits, d| bits | self.goal[1 << d] << d),
            all_related: self.goal.iter().all(|goal| *goal != 0) || self.near.iter().all(|near| *near != 0),
        })
    }
}

impl Wide {
    /// Counts the first gate of each listing of a block but those not asked, and puts those who failed none together.
    /// `near` gets who fails a gate alone, gate by gate in the order of [`PLANES`], and what shares nothing with her.
    /// Meanwhile what a ranking may read of the `next` block is called into the caches.
    #[inline]
    #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt,avx512f,avx512bw,avx512cd,avx512dq,avx512vl")]
    pub fn sift(
        &self,
        c: &Columns,
        next: Option<(&Columns, Option<usize>, &[u32])>,
        not_asked: &[u32; BLOCK / 32],
        counts: &mut [u32; 32],
        open: &mut [u16; BLOCK],
        mut near: Option<&mut [[u32; BLOCK / 32]; PLANES.len() + 1]>,
    ) -> usize {
        let mut planes = [[_mm512_setzero_si512(); 2]; PLANES.len()];
        for (plane, bits) in planes.iter_mut().zip(&self.planes) {
            *plane = [halves(&bits[..32]), halves(&bits[32..])];
        }
        let mut found = 0;
        for (chunk, first) in (0..BLOCK).step_by(32).enumerate() {
            if let Some((columns, horizon, standing)) = next {
                fetch(columns, horizon, standing, first);
            }
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
            for ((plane, (gate, column)), fails) in planes.iter().zip(PLANES).zip(&mut fails) {
                *fails = yes(columns[column], plane);
                counts[gate as usize + 1] += (*fails & left).count_ones();
                left &= !*fails;
            }
            if !self.all_related {
                let unrelated = !self.related(c, first);
                fails[PLANES.len()] = unrelated;
                counts[Gate::Unrelated as usize + 1] += (left & unrelated).count_ones();
                left &= !unrelated;
            }
            if let Some(near) = &mut near {
                let (_, more) = fails.iter().fold((0, 0), |(once, more), f| (once | f, more | once & f));
                for (near, fails) in near.iter_mut().zip(fails) {
                    near[chunk] = fails & !more & stand;
                }
            }
            while left != 0 {
                open[found % BLOCK] = (first as u32 + left.trailing_zeros()) as u16;
                found += 1;
                left &= left - 1;
            }
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

/// Calls what a ranking may read of 32 listings into the caches.
#[inline]
#[target_feature(enable = "avx512f")]
fn fetch(c: &Columns, horizon: Option<usize>, standing: &[u32], first: usize) {
    let line = |from: *const u8| _mm_prefetch::<_MM_HINT_T0>(from.cast());
    for column in [&c.door, &c.speech, &c.time, &c.cost] {
        line((&raw const column[first]).cast());
        line((&raw const column[first + 16]).cast());
    }
    for column in [&c.interests, &c.skills] {
        line((&raw const column[first]).cast());
        line((&raw const column[first + 16]).cast());
    }
    line((&raw const c.place[first]).cast());
    for n in [first, first + 16] {
        standing.get(n).into_iter().for_each(|n| line((&raw const *n).cast()));
    }
    // Two of these chunks lie in a line.
    for column in [&c.domains, &c.manner, &c.days] {
        line(&raw const column[first]);
    }
    if let Some(horizon) = horizon {
        (0..32).step_by(8).for_each(|n| line((&raw const c.bridging[horizon][first + n]).cast()));
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
