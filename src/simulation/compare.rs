//! Several policies over several seeds: the same towns under each, so that differences are taken seed by seed.

use super::{
    figures::{Figures, MEASURES, Measure, figures},
    policies::Named,
    town::{People, Town},
    year::play,
};
use crate::measures::{Interval, Resampled};

/// What is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The size of each town.
    pub people: People,
    /// Days from round to round.
    pub every: u32,
    /// Seeds 1 to this.
    pub seeds: u32,
    /// The policies, each once.
    pub policies: Vec<Named>,
}

/// The figures of every policy and seed.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What was asked.
    pub asked: Asked,
    /// By policy, then by seed.
    figures: Vec<Vec<Figures>>,
    resampled: Resampled,
}

/// A measure under one policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Of each seed.
    pub by_seed: Vec<Option<f64>>,
    /// The mean over the seeds; none where a seed has none.
    pub mean: Option<f64>,
    /// Where the mean would lie with other seeds, 95 %.
    pub interval: Option<Interval>,
    /// The mean of what it is more than under ours, seed by seed, with its interval; none for ours itself.
    pub more_than_ours: Option<(f64, Option<Interval>)>,
}

/// What was to be reached, and what was.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The measure.
    pub measure: &'static Measure,
    /// Ours is divided by this policy.
    pub beside: Named,
    /// The bar.
    pub bar: f64,
    /// Whether the ratio is to be at most the bar; else at least.
    pub at_most: bool,
    /// The mean of ours divided by the mean of the other; none where that is nought or unknown.
    pub ratio: Option<f64>,
    /// Where the ratio would lie with other seeds, 95 %.
    pub interval: Option<Interval>,
}

impl Bar {
    /// Whether the ratio reaches the bar.
    pub fn is_met(&self) -> bool {
        self.ratio.is_some_and(|ratio| if self.at_most { ratio <= self.bar } else { ratio >= self.bar })
    }
}

/// Measure, policy beside ours, bar, and whether that is the most.
const BARS: [(&str, Named, f64, bool); 4] = [
    ("unplaced", Named::FirstCome, 1.0 / 3.0, true),
    ("joint_utility_sum", Named::FirstCome, 1.25, false),
    ("local_ties", Named::Recall, 1.4, false),
    ("local_ties", Named::FirstCome, 1.1, false),
];

/// Plays every year. `progress` hears how many years are done, of how many.
pub fn compare(asked: Asked, progress: &mut dyn FnMut(u32, u32)) -> Compared {
    let mut all: Vec<Vec<Figures>> = vec![Vec::new(); asked.policies.len()];
    let (mut done, of) = (0, asked.seeds * asked.policies.len() as u32);
    for seed in 1..=asked.seeds {
        let town = Town::new(asked.people, seed.into());
        for (policy, found) in asked.policies.iter().zip(&mut all) {
            progress(done, of);
            found.push(figures(&town, &play(&town, asked.every, policy.policy())));
            done += 1;
        }
    }
    Compared { resampled: Resampled::new(asked.seeds as usize), figures: all, asked }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The values of all seeds; none where one is missing.
fn whole(values: &[Option<f64>]) -> Option<Vec<f64>> {
    values.iter().copied().collect()
}

impl Compared {
    fn by_seed(&self, policy: usize, measure: usize) -> Vec<Option<f64>> {
        self.figures[policy].iter().map(|f| f.all()[measure]).collect()
    }

    fn place(&self, policy: Named) -> Option<usize> {
        self.asked.policies.iter().position(|p| *p == policy)
    }

    /// A measure under every policy, in their order; `measure` is its place in [`MEASURES`].
    pub fn row(&self, measure: usize) -> Vec<Cell> {
        let ours = self.place(Named::Ours);
        let ours_by_seed = ours.and_then(|ours| whole(&self.by_seed(ours, measure)));
        let cell = |policy: usize| {
            let by_seed = self.by_seed(policy, measure);
            let values = whole(&by_seed);
            let differences = values.as_ref().zip(ours_by_seed.as_ref()).filter(|_| Some(policy) != ours);
            let differences: Option<Vec<f64>> =
                differences.map(|(values, ours)| values.iter().zip(ours).map(|(a, b)| a - b).collect());
            Cell {
                mean: values.as_deref().map(mean),
                interval: values.as_deref().and_then(|v| self.resampled.of_mean(v)),
                more_than_ours: differences.map(|d| (mean(&d), self.resampled.of_mean(&d))),
                by_seed,
            }
        };
        (0..self.asked.policies.len()).map(cell).collect()
    }

    /// The bars, as far as their policies were played.
    pub fn bars(&self) -> Vec<Bar> {
        let bar = |&(name, beside, bar, at_most): &(&str, Named, f64, bool)| {
            let (ours, other) = self.place(Named::Ours).zip(self.place(beside))?;
            let place = MEASURES.iter().position(|m| m.name == name)?;
            let values = whole(&self.by_seed(ours, place)).zip(whole(&self.by_seed(other, place)));
            let ratio = |draw: &[usize]| {
                let (ours, other) = values.as_ref()?;
                let sum = |of: &[f64]| draw.iter().map(|&n| of[n]).sum::<f64>();
                Some(sum(ours) / sum(other)).filter(|ratio| ratio.is_finite())
            };
            let all: Vec<usize> = (0..self.asked.seeds as usize).collect();
            Some(Bar {
                measure: &MEASURES[place],
                beside,
                bar,
                at_most,
                ratio: ratio(&all),
                interval: self.resampled.interval(ratio),
            })
        };
        BARS.iter().filter_map(bar).collect()
    }
}
