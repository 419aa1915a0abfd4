//! Chance by counting: each thing that may happen has a number drawn from its own name alone, so nothing that a policy
//! does moves what happens to anybody else (common random numbers). The generator is SplitMix64's mixing of
//! (seed, event, whom it is about), as Steele, Lea and Flood (2014) give it.

/// What is decided by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// When a newcomer begins to look, or how long she has looked when the year begins.
    Looks = 1,
    /// When she leaves, where she does not know it yet.
    Leaves,
    /// When a local begins to take people.
    Begins,
    /// When a local stops.
    Stops,
    /// Who is in her circle before any introduction.
    Circle,
    /// Whether she says yes to this local.
    SheSaysYes,
    /// Whether the local does.
    TheySayYes,
    /// Whether the two meet after both said yes.
    Meet,
    /// How soon.
    MeetOn,
    /// How much it takes to end the tie.
    Holds,
    /// What is remembered when somebody matches by hand.
    Recalled,
}

/// The chance of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    /// The same seed, the same year.
    pub seed: u64,
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

fn mixed(z: u64) -> u64 {
    let z = z.wrapping_add(GOLDEN);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Chance {
    /// An even draw from 0 up to, without, 1, of an event between two people (or one, and a number).
    pub fn unit(self, event: Event, a: u32, b: u32) -> f64 {
        let key = u64::from(a) << 32 | u64::from(b);
        let drawn = mixed(mixed(mixed(self.seed) ^ (event as u64).wrapping_mul(GOLDEN)) ^ key);
        (drawn >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether an event of this chance happens.
    pub fn happens(self, chance: f64, event: Event, a: u32, b: u32) -> bool {
        self.unit(event, a, b) < chance
    }

    /// A whole number of these, both ends among them.
    pub fn between(self, from: u32, to: u32, event: Event, a: u32, b: u32) -> u32 {
        from + (self.unit(event, a, b) * f64::from(to - from + 1)) as u32
    }

    /// A waiting time by the exponential distribution, of mean 1.
    pub fn wait(self, event: Event, a: u32, b: u32) -> f64 {
        -libm::log(1.0 - self.unit(event, a, b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_even_and_each_event_has_its_own() {
        let chance = Chance { seed: 1 };
        let draws: Vec<f64> = (0..10_000).map(|n| chance.unit(Event::Meet, n / 100, n % 100)).collect();
        let mean = draws.iter().sum::<f64>() / 10_000.0;
        let other: Vec<f64> = (0..10_000).map(|n| chance.unit(Event::Holds, n / 100, n % 100)).collect();
        let together = draws.iter().zip(&other).map(|(a, b)| (a - 0.5) * (b - 0.5)).sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.01 && together.abs() < 0.003, "{mean} {together}");
        let mut tenths = [0; 10];
        draws.iter().for_each(|d| tenths[(d * 10.0) as usize] += 1);
        assert!(tenths.iter().all(|n| (900..1_100).contains(n)), "{tenths:?}");
        assert_ne!(chance.unit(Event::Meet, 1, 2), chance.unit(Event::Meet, 2, 1));
        assert_ne!(chance.unit(Event::Meet, 1, 2), Chance { seed: 2 }.unit(Event::Meet, 1, 2));
        let days: Vec<u32> = (0..1_000).map(|n| chance.between(3, 5, Event::MeetOn, n, 0)).collect();
        assert_eq!((days.iter().min(), days.iter().max()), (Some(&3), Some(&5)));
    }
}
