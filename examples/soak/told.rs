//! What a simulated year came to.

use std::{collections::BTreeSet, fmt};
use uuid::Uuid;

/// What the year came to.
#[derive(Default)]
pub struct Told {
    pub newcomers: BTreeSet<Uuid>,
    /// Introductions that the desk proposed.
    pub proposed: u64,
    pub ties: BTreeSet<Uuid>,
    pub met: BTreeSet<Uuid>,
    pub again: BTreeSet<Uuid>,
    /// Ties asked after at 3, 6 and 12 months, and those of them that were sustained.
    pub asked: BTreeSet<(String, Uuid)>,
    pub sustained: BTreeSet<(String, Uuid)>,
    /// Next steps there were.
    pub steps: i64,
    pub days: Option<f64>,
    /// On the worst day.
    pub without: i64,
    pub late: i64,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |all: &BTreeSet<(String, Uuid)>, step: &str| all.iter().filter(|(s, _)| s == step).count();
        let at = |step: &str| format!("{} of {} asked", of(&self.sustained, step), of(&self.asked, step));
        writeln!(f, "a simulated year with {} newcomers:", self.newcomers.len())?;
        writeln!(
            f,
            "  introductions {}, both said yes {}, met {}, again {}",
            self.proposed,
            self.ties.len(),
            self.met.len(),
            self.again.len()
        )?;
        writeln!(
            f,
            "  sustained at 3 months {}, at 6 {}, at 12 {}",
            at("three-months"),
            at("six-months"),
            at("twelve-months")
        )?;
        let days = self.days.map_or("none".to_owned(), |days| format!("{days:.2}"));
        write!(
            f,
            "  next steps {}, median days to the first {days}; without a step for more than 14 days, on the worst day: {}; without a first one after 48 hours: {}",
            self.steps, self.without, self.late
        )
    }
}
