//! Files, spoilt in every way we can think of; and a watch on whoever reads them: it must always end.

use anyhow::{Result, bail, ensure};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// Nothing this small takes longer.
const HANGS: Duration = Duration::from_secs(20);
/// What a file may contain where it should not.
pub const PIECES: [&str; 32] = [
    "null",
    "true",
    "-1",
    "0",
    "1",
    "1e999",
    "-0.0",
    "1e-400",
    "0.5000005",
    "1e6",
    "1000001",
    "4294967296",
    "18446744073709551616",
    "NaN",
    "\"\"",
    "\"n0\"",
    "\"v0\"",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\u{feff}",
    "{}",
    "[]",
    "[[[[[[[[",
    "{\"a\":",
    ",",
    ":",
    "\"id\"",
    "\"capacity\": 500",
    "\"value\"",
    "\"waiting_days\"",
    "\"pairs\": []",
    "\"newcomers\"",
];

/// Draws, the same from the same seed.
pub struct Draw(u64);

impl Draw {
    /// The draws of one execution.
    pub fn of(seed: u64, execution: u64) -> Self {
        Self(seed ^ execution.wrapping_mul(0xd605_1c3b_52f3_9d4f))
    }

    /// A number below this one.
    pub fn below(&mut self, n: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }

    /// One of these.
    pub fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    /// Spoils a file in one to four places.
    pub fn spoil(&mut self, file: &mut Vec<u8>) {
        for _ in 0..=self.below(4) {
            let at = self.below(file.len() + 1);
            let to = (at + self.below(12)).min(file.len());
            match self.below(7) {
                0 if at < file.len() => file[at] ^= 1 << self.below(8),
                1 => drop(file.drain(at..to)),
                2 => {
                    let piece = file[at..to].to_vec();
                    let place = self.below(file.len() + 1);
                    file.splice(place..place, piece);
                }
                3 => file.truncate(at),
                4 => file.insert(at, self.below(256) as u8),
                // A whole value in place of another: the likeliest to be read to the end.
                5 => {
                    let digits = |b: &u8| b.is_ascii_digit() || *b == b'.';
                    let start = (at..file.len()).find(|&n| digits(&file[n])).unwrap_or(file.len());
                    let end = (start..file.len()).find(|&n| !digits(&file[n])).unwrap_or(file.len());
                    file.splice(start..end, PIECES[self.below(PIECES.len())].bytes());
                }
                _ => drop(file.splice(at..to, PIECES[self.below(PIECES.len())].bytes())),
            }
        }
    }
}

/// Does the work on a thread of its own, and looks whether it goes on; the work says at which execution it is.
pub fn watched<T: Send + 'static>(seed: u64, work: impl FnOnce(&AtomicU64) -> Result<T> + Send + 'static) -> Result<T> {
    let at = Arc::new(AtomicU64::new(0));
    let progress = at.clone();
    let worker = std::thread::spawn(move || work(&progress));
    let (mut seen, mut still) = (0, Duration::ZERO);
    while !worker.is_finished() {
        std::thread::sleep(Duration::from_millis(50));
        let now = at.load(Ordering::Relaxed);
        still = if now == seen { still + Duration::from_millis(50) } else { Duration::ZERO };
        seen = now;
        ensure!(still < HANGS, "execution {seen} of seed {seed} hangs");
    }
    match worker.join() {
        Ok(done) => done,
        Err(_) => bail!("execution {} of seed {seed} ended the thread", at.load(Ordering::Relaxed)),
    }
}
