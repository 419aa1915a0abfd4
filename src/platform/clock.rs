//! The time. The one caller of `Utc::now` in the project: everything else is handed a `Clock`, or the
//! time itself.

use chrono::{DateTime, TimeDelta, Utc};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// The time of the city: the machine's own, plus an offset that only a sample city may set. Cheap to
/// clone; all clones show the same time.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    offset: Arc<AtomicI64>,
}

impl Clock {
    /// A clock that shows the machine's time.
    pub fn new() -> Self {
        Self::default()
    }

    /// Now, as the city sees it.
    #[expect(clippy::disallowed_methods, reason = "this is the one caller")]
    pub fn now(&self) -> DateTime<Utc> {
        // An offset beyond what a date can hold counts as none: no page may fail for it.
        let offset = TimeDelta::try_seconds(self.offset()).unwrap_or_default();
        let now = Utc::now();
        now.checked_add_signed(offset).unwrap_or(now)
    }

    /// How far this clock is ahead of the machine's, in whole seconds.
    pub fn offset(&self) -> i64 {
        self.offset.load(Ordering::Relaxed)
    }

    /// Moves this clock and all its clones: `seconds` ahead of the machine's time (negative: behind). The
    /// database keeps the offset, and refuses one in a real city; whoever reads it there tells the clock.
    pub fn set_offset(&self, seconds: i64) {
        self.offset.store(seconds, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_of_a_clock_move_together() {
        let clock = Clock::new();
        let clone = clock.clone();
        let before = clone.now();
        clock.set_offset(3 * 86_400);
        let moved = clone.now() - before;
        assert!(moved >= TimeDelta::days(3) && moved < TimeDelta::days(3) + TimeDelta::minutes(1));
    }

    #[test]
    fn an_absurd_offset_counts_as_none() {
        let clock = Clock::new();
        clock.set_offset(i64::MAX);
        let _ = clock.now();
        clock.set_offset(i64::MAX / 1_000_000);
        let _ = clock.now();
    }
}
