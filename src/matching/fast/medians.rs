//! The medians over what fits her. Most components take few values, so they are counted and not sorted; the result is
//! the same middle, or mean of the middle two, as that of `reason::Medians::over`, bit for bit.

use super::{
    line::Key,
    tables::{Tables, combination},
};
use crate::matching::{
    catalogue::{
        Catalogue,
        blocks::BLOCK,
        classes::BY_APPOINTMENT,
        columns::{NONE, months_ahead},
    },
    interest,
    reason::Medians,
    seeker::Seeker,
    skill,
    unknown::{UNKNOWN, median},
    weights::FLOOR,
};

/// How often each class is there.
struct Counted(Vec<u32>);

impl Counted {
    fn of(classes: usize) -> Self {
        Self(vec![0; classes])
    }

    fn add(&mut self, class: usize, many: bool) {
        self.0[class] += u32::from(many);
    }

    /// The middle of what the classes are worth.
    fn median(&self, value: impl Fn(usize) -> f64) -> Option<f64> {
        let there = self.0.iter().enumerate().filter(|(_, n)| **n > 0);
        let mut values: Vec<(f64, u32)> = there.map(|(class, n)| (value(class), *n)).collect();
        values.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let all: u32 = values.iter().map(|v| v.1).sum();
        let at = |nth: u32| {
            let mut seen = 0;
            values.iter().find(|(_, n)| {
                seen += n;
                seen > nth
            })
        };
        // `median` of the middle one or two is what it would be of all.
        let (low, high) = (at(all.checked_sub(1)? / 2)?.0, at(all / 2)?.0);
        if all % 2 == 1 { Some(low) } else { median(&mut [low, high]) }
    }
}

/// The median of values of which the logarithms are at hand, and the values themselves in the listings: those alone whose
/// logarithm is that of the middle are asked, for two values may share one.
fn middle(lns: &mut [(f64, usize)], value: impl Fn(usize) -> f64) -> Option<f64> {
    let many = lns.len();
    let mut nth = |n: usize| {
        let ln = lns.select_nth_unstable_by(n, |a, b| a.0.total_cmp(&b.0)).1.0;
        let below = lns.iter().filter(|(l, _)| *l < ln).count();
        let mut alike: Vec<f64> = lns.iter().filter(|(l, _)| *l == ln).map(|(_, place)| value(*place)).collect();
        *alike.select_nth_unstable_by(n - below, f64::total_cmp).1
    };
    let low = nth(many.checked_sub(1)? / 2);
    if many % 2 == 1 { Some(low) } else { median(&mut [low, nth(many / 2)]) }
}

/// The medians of the definition, over these.
pub(super) fn over(catalogue: &Catalogue, her: &Seeker, t: &Tables, found: &[Key]) -> Medians {
    let counts = t.weights.map(|weights| weights.map(|w| w > 0.0));
    let (mut interests, mut skills, mut ties) = (Vec::with_capacity(found.len()), Vec::new(), Vec::new());
    ties.reserve(found.len());
    let (mut talk, mut way, mut goals) = (Counted::of(t.talk.len()), Counted::of(t.way.len()), Counted::of(64));
    let (mut child, mut price) = (Counted::of(t.child.len()), Counted::of(t.price.len()));
    let (mut fresh, mut available) = (Counted::of(256), Counted::of(1));
    for key in found {
        let place = key.place(catalogue);
        let (c, n) = (&catalogue.entries.blocks()[place / BLOCK].columns, place % BLOCK);
        let (role, asked, appointment) = (c.manner[n] & 2 != 0, c.skills[n][0] != NONE, c.time[n] == BY_APPOINTMENT);
        let counts = counts[combination(role, asked, appointment)];
        if counts[0] {
            let value = t.interest(c.interests[n]).unwrap_or_else(|| {
                let reading = interest::read(her.likes.as_ref(), &catalogue.entries[place]);
                reading.value(UNKNOWN.essentials[0]).unwrap_or(1.0)
            });
            interests.push(value.max(FLOOR));
        }
        if counts[2] {
            debug_assert!(asked);
            let value = t.skill(c.skills[n]).map(|best| best.value);
            skills.push(value.unwrap_or_else(|| {
                let reading = skill::read(her, &catalogue.entries[place]);
                reading.value(UNKNOWN.essentials[2]).unwrap_or(1.0).max(FLOOR)
            }));
        }
        if counts[6] {
            ties.push((t.horizon.map_or(0.0, |h| c.bridging[h][n]), place));
        }
        talk.add(c.speech[n] as usize, counts[1]);
        available.add(0, counts[3]);
        way.add(usize::from(c.place[n]), counts[4]);
        goals.add(usize::from(c.domains[n] & 63), counts[5]);
        child.add(c.door[n] as usize, true);
        price.add(c.cost[n] as usize, true);
        fresh.add(usize::from(c.days[n]), true);
    }
    let essentials = [
        median(&mut interests),
        talk.median(|class| t.talk[class].value),
        median(&mut skills),
        available.median(|_| t.available.value),
        way.median(|place| t.way[place].value),
        goals.median(|domains| t.goals[domains].value),
        middle(&mut ties, |place| {
            t.horizon.map_or(0.0, |h| catalogue.entries[place].ties.bridging(months_ahead(h))).max(FLOOR)
        }),
    ];
    let nice = [child.median(|d| t.child[d]), price.median(|c| t.price[c]), fresh.median(|d| t.fresh[d])];
    Medians {
        essentials: std::array::from_fn(|k| essentials[k].unwrap_or(UNKNOWN.essentials[k])),
        nice: std::array::from_fn(|k| nice[k].unwrap_or(UNKNOWN.nice[k])),
    }
}
