//! Classes: most of what a listing is compared by takes few values (a hundred ways to speak, a few hundred prices), so a
//! column holds the number of the value, and a ranking asks the plain definition once for each value instead of once
//! for each listing. That is what makes the fast twin both fast and right: it holds no rule of its own.

use super::entry::Entry;
use crate::{
    kit::{
        week::DAY,
        words::{Audience, Belonging},
    },
    matching::{gates::Gate, plan::Plan},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Values with a number each, in the order in which they came.
#[derive(Clone, Debug)]
pub(in crate::matching) struct Numbered<K, V> {
    numbers: BTreeMap<K, u32>,
    /// By number.
    pub values: Vec<V>,
}

impl<K: Ord + Clone, V> Numbered<K, V> {
    fn new() -> Self {
        Self { numbers: BTreeMap::new(), values: Vec::new() }
    }

    fn find(&self, key: &K) -> Option<u32> {
        self.numbers.get(key).copied()
    }

    fn add(&mut self, key: K, value: V) -> u32 {
        let next = self.values.len() as u32;
        self.values.push(value);
        self.numbers.insert(key, next);
        next
    }
}

/// Who may come in: all that the gates before the language ask, how long one must stay, and what makes child fit.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::matching) struct Door {
    pub closed: Option<Gate>,
    pub audience: BTreeSet<Belonging>,
    pub children: Option<bool>,
    pub ages: Option<(i32, i32)>,
    pub full: bool,
    pub min_months: u32,
}

/// What is spoken, and what is needed of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::matching) struct Speech {
    pub languages: Vec<u16>,
    pub dutch: Option<u8>,
    pub english_ok: Option<bool>,
    pub own_need: u8,
}

/// What decides whether somebody with these free dayparts can come.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Times {
    /// There is no date.
    Never,
    /// These weekdays, beginning in this part of the day.
    Days { days: u8, part: u32, span: Span },
    /// A rule that names no weekday: how many sessions fall on each counts as well.
    Counted { counts: [u32; 7], start: u32, minutes: u32 },
}

/// How a session lies over the parts of the day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Span {
    /// To be free when it begins is enough.
    One,
    /// One must be free in the next part as well.
    Two,
    /// Longer than that.
    Long { start: u32, minutes: u32 },
}

impl Times {
    fn of(plan: &Plan) -> Self {
        let (start, minutes) = (plan.start_minute % DAY, plan.minutes);
        if plan.dates.is_empty() {
            return Self::Never;
        }
        if !plan.by_weekday {
            return Self::Counted { counts: plan.counts, start, minutes };
        }
        let days = (0..7).filter(|d| plan.counts[*d] > 0).fold(0, |days, d| days | 1 << d);
        let first = minutes.min(360 - start % 360);
        let span = match minutes - first {
            0 => Span::One,
            // Three fifths lie where it begins.
            _ if 5 * first >= 3 * minutes => Span::One,
            // The night that follows an evening is nobody's free time; see `Plan::can_attend`.
            second if second <= 360 && start / 360 < 3 => Span::Two,
            _ => Span::Long { start, minutes },
        };
        Self::Days { days, part: start / 360, span }
    }
}

/// The number of no plan: by appointment.
pub(in crate::matching) const BY_APPOINTMENT: u32 = 0;

/// The numbers of a listing's classes.
#[derive(Clone, Copy, Debug)]
pub(in crate::matching) struct Row {
    pub door: u32,
    pub speech: u32,
    pub time: u32,
    pub cost: u32,
}

/// All classes of a catalogue. A change adds, and leaves what nobody has any more: the next night all is made anew.
#[derive(Clone, Debug)]
pub(in crate::matching) struct Classes {
    pub doors: Numbered<Door, Door>,
    pub speeches: Numbered<Speech, Speech>,
    /// A plan that stands for all of its class; [`BY_APPOINTMENT`] has none.
    times: Numbered<Option<Times>, Option<Arc<Plan>>>,
    /// Euros a session, as bits; 0 is unknown.
    costs: Numbered<Option<u64>, Option<f64>>,
}

impl Classes {
    /// Those that every catalogue has. Door 0 is that of a place where no listing stands.
    pub fn new() -> Self {
        let mut new =
            Self { doors: Numbered::new(), speeches: Numbered::new(), times: Numbered::new(), costs: Numbered::new() };
        // No listing has it: who is full is not asked how long one must stay.
        let nothing = Door { full: true, min_months: u32::MAX, ..Door::default() };
        new.doors.add(nothing.clone(), nothing);
        new.times.add(None, None);
        new.costs.add(None, None);
        new
    }

    /// The plans that stand for their classes.
    pub fn times(&self) -> &[Option<Arc<Plan>>] {
        &self.times.values
    }

    /// Euros a session by class.
    pub fn costs(&self) -> &[Option<f64>] {
        &self.costs.values
    }

    /// The classes of a listing; new ones are added. Snapshots that share them keep their own.
    pub fn row(shared: &mut Arc<Self>, entry: &Entry) -> Row {
        let (door, speech) = (door(entry), speech(entry));
        let times = entry.plan.as_deref().map(Times::of);
        // Nought and minus nought are one price.
        let cost = entry.cost.map(|c| (c + 0.0).to_bits());
        Row {
            door: shared.doors.find(&door).unwrap_or_else(|| Arc::make_mut(shared).doors.add(door.clone(), door)),
            speech: (shared.speeches.find(&speech))
                .unwrap_or_else(|| Arc::make_mut(shared).speeches.add(speech.clone(), speech)),
            time: (shared.times.find(&times))
                .unwrap_or_else(|| Arc::make_mut(shared).times.add(times, entry.plan.clone())),
            cost: shared.costs.find(&cost).unwrap_or_else(|| Arc::make_mut(shared).costs.add(cost, entry.cost)),
        }
    }
}

/// The dayparts in which sessions begin, those that lie in one and those that need the next as well; none where there is
/// more to it.
pub(in crate::matching) fn week(plan: &Plan) -> Option<[u32; 2]> {
    match Times::of(plan) {
        Times::Days { span: Span::One, .. } => Some([plan.dayparts(), 0]),
        Times::Days { span: Span::Two, .. } => Some([0, plan.dayparts()]),
        Times::Never => Some([0, 0]),
        _ => None,
    }
}

/// What no further gate asks is left out, so that there are few.
fn door(entry: &Entry) -> Door {
    if entry.closed.is_some() {
        return Door { closed: entry.closed, ..Door::default() };
    }
    let Audience(audience) = entry.it.audience.clone();
    let full = entry.it.newcomer_places == Some(0);
    let min_months = if full { 0 } else { entry.it.min_months.unwrap_or(0) };
    Door { closed: None, audience, children: entry.it.children, ages: entry.ages, full, min_months }
}

fn speech(entry: &Entry) -> Speech {
    Speech {
        languages: entry.languages.clone(),
        dutch: entry.dutch,
        english_ok: entry.english_ok,
        own_need: entry.own_need,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::{schedule::Schedule, week::FreeWeek};
    use chrono::NaiveTime;

    /// All of one class can be attended by the same people.
    #[test]
    fn a_plan_stands_for_its_class() {
        let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a date");
        let time = |m: u32| NaiveTime::from_hms_opt(m / 60 % 24, m % 60, 0).expect("a time");
        let mut seen: BTreeMap<Times, Plan> = BTreeMap::new();
        let weeks: Vec<FreeWeek> = (0..64_u64)
            .map(|n| {
                let bits = n.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(n as u32) >> 7;
                crate::kit::week::Daypart::all().filter(|d| bits >> d.number() & 1 != 0).collect()
            })
            .chain([FreeWeek::ALWAYS])
            .collect();
        for rule in ["FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=SU,MO", "FREQ=MONTHLY;BYMONTHDAY=3,17"] {
            for start in (0..DAY).step_by(15) {
                for minutes in [15, 30, 60, 90, 120, 150, 180, 240, 359, 360, 361, 600, 601, 720, 900, 1_200, 1_439] {
                    let schedule =
                        Schedule::new(rule, day("2026-09-01"), BTreeSet::new(), time(start), time(start + minutes));
                    let plan = Plan::of(&schedule.expect("a schedule"), day("2026-11-23"));
                    let same = seen.entry(Times::of(&plan)).or_insert_with(|| plan.clone());
                    assert_eq!(same.dayparts(), plan.dayparts());
                    for free in &weeks {
                        assert_eq!(same.weekdays_for(*free), plan.weekdays_for(*free), "{rule} {start} {minutes}");
                    }
                }
            }
        }
    }
}
