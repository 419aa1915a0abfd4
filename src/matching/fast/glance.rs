//! A ranking without explanation: for measuring, and for whoever needs numbers alone.

use super::{Line, Survey};
use crate::matching::{
    catalogue::Catalogue, gates::Gate, leaning::Taught, person::Person, rank::Listed, seeker::Seeker,
};

/// What one look at all listings gives: every gate counted, every U worked out, the best in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Glance {
    /// How many listings each gate was the first to exclude, in the order of the gates, those that excluded any.
    pub left_out: Vec<(Gate, usize)>,
    /// How many fit.
    pub feasible: usize,
    /// Place and U (to six decimals) of the best, best first; `later` after all others. By U, scarcity and ids alone:
    /// diversity is for lists that are read.
    pub best: Vec<(usize, f64)>,
}

impl Catalogue {
    /// Looks at all listings for somebody, and puts the best so many in order.
    pub fn glance(&self, person: &Person, best: usize) -> Glance {
        let her = Seeker::new(person, self);
        let survey = Survey::of(self, &her, &Taught::default(), Listed::Counted);
        let left_out = Gate::ALL.iter().copied().zip(survey.left_out).filter(|(_, n)| *n > 0).collect();
        let feasible = survey.found.len();
        let mut line = Line::new(survey.found);
        let at = |n| line.get(n).map(|key| (key.place(self), f64::from(key.millionths(self)) / 1e6));
        Glance { left_out, feasible, best: (0..best).map_while(at).collect() }
    }
}
