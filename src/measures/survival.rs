//! Kaplan–Meier: how long until something happens, where some are not followed to the end.
//!
//! S(t) = Π over the times t_i ≤ t at which it happened of (1 − d_i/n_i), d_i how many it happened to, n_i how many were
//! still followed just before (Kaplan and Meier 1958). Who stops being followed at a time still counts at that time.

use std::collections::BTreeMap;

/// How long somebody was followed, in days, and whether it happened then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Days from the beginning.
    pub days: u32,
    /// True: it happened on that day. False: nobody knows what came after.
    pub happened: bool,
}

/// The share to whom it has not happened yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KaplanMeier {
    /// The days on which it happened, and the share from then on.
    steps: Vec<(u32, f64)>,
    /// The longest that anybody was followed.
    until: u32,
}

impl KaplanMeier {
    /// From what was seen, in whatever order.
    pub fn new(seen: impl IntoIterator<Item = Seen>) -> Self {
        // By day: how many it happened to, and how many were followed no longer.
        let mut days: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
        let mut followed = 0;
        for one in seen {
            let (happened, out) = days.entry(one.days).or_default();
            *happened += u64::from(one.happened);
            *out += 1;
            followed += 1;
        }
        let until = days.keys().next_back().copied().unwrap_or(0);
        let (mut steps, mut share) = (Vec::new(), 1.0);
        for (day, (happened, out)) in days {
            if happened > 0 {
                share *= 1.0 - happened as f64 / followed as f64;
                steps.push((day, share));
            }
            followed -= out;
        }
        Self { steps, until }
    }

    /// The share to whom it has not happened by the end of this day, 0 to 1; none where nobody was followed so long.
    pub fn at(&self, day: u32) -> Option<f64> {
        let known = day <= self.until || self.steps.last().is_some_and(|s| s.1 == 0.0);
        known.then(|| self.steps.iter().rev().find(|s| s.0 <= day).map_or(1.0, |s| s.1))
    }

    /// The first day on which it has happened to half of them or more; none where it never comes to that.
    pub fn median(&self) -> Option<u32> {
        // A product that should be one half may come out a hair above it.
        self.steps.iter().find(|s| s.1 <= 0.5 + 1e-12).map(|s| s.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remission_with_6_mp_as_it_was_published() {
        // Freireich et al. 1963, the textbook's example; + is censored.
        let happened = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|days| Seen { days, happened: true });
        let out = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|days| Seen { days, happened: false });
        let curve = KaplanMeier::new(happened.into_iter().chain(out));
        for (day, share) in [(5, 1.0), (6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538)] {
            assert!((curve.at(day).expect("followed") - share).abs() < 5e-4, "{day}");
        }
        assert_eq!((curve.median(), curve.at(35).is_some(), curve.at(36)), (Some(23), true, None));
    }

    #[test]
    fn nobody_half_and_everybody() {
        assert_eq!((KaplanMeier::new([]).median(), KaplanMeier::new([]).at(1)), (None, None));
        let two = |happened| KaplanMeier::new([Seen { days: 3, happened: true }, Seen { days: 9, happened }]);
        assert_eq!((two(false).median(), two(false).at(9)), (Some(3), Some(0.5)));
        assert_eq!(two(true).at(1_000), Some(0.0), "once it has happened to all, that stays");
    }
}
