//! Drawing values from a generator that is handed in: the same generator, the same values.

use rand::RngExt;
use rand_distr::{Beta, Distribution, Exp, Zipf};
use rand_pcg::Pcg64;
use uuid::Uuid;

/// The names of this project's synthetic cities; everything drawn follows from it and the seed.
const CITIES: Uuid = Uuid::from_u128(0x6275_7572_7465_6e00_8000_7379_6e74_6874);

/// A generator of its own for each kind of thing: more listings do not change the people.
pub(super) fn generator(seed: u64, what: &str) -> Pcg64 {
    let named = |part: &str| Uuid::new_v5(&CITIES, format!("{seed}/{what}/{part}").as_bytes()).as_u128();
    Pcg64::new(named("state"), named("stream"))
}

/// The id of the n-th thing of a kind.
pub(super) fn id(seed: u64, what: &str, n: u32) -> Uuid {
    Uuid::new_v5(&CITIES, format!("{seed}/{what}/{n}").as_bytes())
}

/// What one draws with.
pub(super) struct Dice<'a>(pub &'a mut Pcg64);

impl Dice<'_> {
    /// True this often.
    pub fn chance(&mut self, share: f64) -> bool {
        self.0.random_range(0.0..1.0) < share
    }

    /// A whole number from one to the other, both included.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        self.0.random_range(from..=to)
    }

    /// One of these, each as often.
    pub fn one<T: Clone>(&mut self, all: &[T]) -> T {
        let place = self.between(0, all.len() as i64 - 1);
        all[place as usize].clone()
    }

    /// One of these by its share; the shares need not add up to one.
    pub fn of<T: Clone>(&mut self, all: &[(T, f64)]) -> T {
        let whole: f64 = all.iter().map(|(_, share)| share).sum();
        let mut left = self.0.random_range(0.0..whole);
        let found = all.iter().find(|(_, share)| {
            left -= share;
            left < 0.0
        });
        found.unwrap_or(&all[all.len() - 1]).0.clone()
    }

    /// Some of these, each by its own share.
    pub fn some<T: Clone>(&mut self, all: &[(T, f64)]) -> Vec<T> {
        all.iter().filter(|(_, share)| self.chance(*share)).map(|(it, _)| it.clone()).collect()
    }

    /// Per cent, by a Beta distribution.
    pub fn per_cent(&mut self, alpha: f64, beta: f64) -> u8 {
        let share = Beta::new(alpha, beta).map_or(0.5, |beta| beta.sample(self.0));
        (share * 100.0).round().clamp(0.0, 100.0) as u8
    }

    /// A waiting time of this mean.
    pub fn wait(&mut self, mean: f64) -> f64 {
        Exp::new(1.0 / mean).map_or(mean, |exp| exp.sample(self.0))
    }

    /// One of these, the first most often: the n-th as often as 1 / n^exponent.
    pub fn zipf<T: Clone>(&mut self, all: &[T], exponent: f64) -> T {
        let rank = Zipf::new(all.len() as f64, exponent).map_or(1.0, |zipf| zipf.sample(self.0));
        all[(rank as usize).clamp(1, all.len()) - 1].clone()
    }
}
