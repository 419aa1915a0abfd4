//! Who fits whom, from what both told: an interim reading by the formulas of the heart's signals, until the heart itself
//! reads people beside people. U: interest .26, bridging .20, language .13, availability .13, travel .10, as parts of
//! their sum. V: interest, availability and travel by the local's own answers, and what they would like to practise.

use super::fate::Fit;
use crate::{
    kit::{
        month::Month,
        place::gazetteer,
        vocabulary::vocabulary,
        week::{Daypart, FreeWeek},
        words::Travel,
    },
    matching::person::Person,
};
use chrono::NaiveDate;

/// The weights of U: interest, bridging, language, availability, travel.
const HERS: [f64; 5] = [0.26, 0.20, 0.13, 0.13, 0.10];
/// The weights of V: interest, availability, travel, practice.
const THEIRS: [f64; 4] = [0.4, 0.2, 0.2, 0.2];
/// No component counts below this.
const FLOOR: f64 = 0.05;
/// Hours of a daypart.
const DAYPART_HOURS: f64 = 6.0;
/// Two hours a month for a year (matching by appointment).
const HOURS_A_MONTH: f64 = 2.0;
/// Both chose the same, so that they have something to do.
const SHARED: f64 = 1.0;
/// B1 in a language of both: an everyday conversation.
const CONVERSATION: u8 = 3;
/// So many dayparts that suit both: one is soon taken.
const DAYPARTS: u32 = 2;

/// One person, read once.
struct Read<'a> {
    person: &'a Person,
    /// By place in the vocabulary: 1 chosen, .5 its group or a leaf of it, .25 a sibling.
    near: Vec<f64>,
    chosen: Vec<usize>,
}

/// Everybody, read once.
pub(super) struct Fits<'a> {
    newcomers: Vec<Read<'a>>,
    locals: Vec<Read<'a>>,
    /// .6 + .4·idf of each interest, over the locals.
    says: Vec<f64>,
    now: Month,
}

impl<'a> Fits<'a> {
    pub fn new(newcomers: &[&'a Person], locals: &[&'a Person], today: NaiveDate) -> Self {
        let locals: Vec<Read> = locals.iter().map(|p| Read::of(p)).collect();
        let all = locals.len() as f64;
        let chosen_by = |n: usize| locals.iter().filter(|l| l.chosen.contains(&n)).count() as f64;
        let idf = |n| libm::log((all + 1.0) / (chosen_by(n) + 1.0)) / libm::log(all + 1.0);
        let says = (0..vocabulary().interests.len()).map(|n| 0.6 + 0.4 * if all > 0.0 { idf(n) } else { 0.0 });
        Self {
            says: says.collect(),
            newcomers: newcomers.iter().map(|p| Read::of(p)).collect(),
            now: Month::of(today),
            locals,
        }
    }

    /// How well two fit, by their places; none where they do not.
    pub fn of(&self, newcomer: usize, local: usize) -> Option<Fit> {
        let (her, them) = (&self.newcomers[newcomer], &self.locals[local]);
        // Something that both chose, in a domain where she hopes to find something.
        let hopes = |n: usize| her.person.wishes.as_ref().is_none_or(|w| w.contains(&vocabulary().interests[n].domain));
        let shares = them.chosen.iter().any(|&n| her.near[n] >= SHARED && hopes(n));
        let levels = her.person.languages.iter().map(|(tag, own)| own.number().min(them.person.level(tag).number()));
        let level = levels.max().unwrap_or(0);
        let common = her.free().bits() & them.free().bits();
        if !shares || level < CONVERSATION || common.count_ones() < DAYPARTS {
            return None;
        }
        let (to, fro) = (way(her.person, them.person)?, way(them.person, her.person)?);
        let time = 1.0 - libm::exp(-DAYPART_HOURS * f64::from(common.count_ones()) / 3.0);
        let comfort = 1.0 / (1.0 + libm::exp(-(f64::from(level) - 2.5) / 0.7));
        let of_hers = [self.interest(her, them), self.bridging(her.person, them.person), comfort, time, to];
        let practice = match &them.person.wants_to_learn {
            Some(wanted) if wanted.iter().any(|tag| her.person.level(tag).number() >= 4) => 1.0,
            _ => 0.5,
        };
        let of_theirs = [self.interest(them, her), time, fro, practice];
        Some(Fit { u: product(&of_hers, &HERS), v: product(&of_theirs, &THEIRS) })
    }

    fn interest(&self, of: &Read, with: &Read) -> f64 {
        1.0 - with.chosen.iter().map(|&n| 1.0 - 0.9 * of.near[n] * self.says[n]).product::<f64>()
    }

    fn bridging(&self, her: &Person, them: &Person) -> f64 {
        let rooted = if super::town::is_rooted(them) { 0.9 } else { 0.3 };
        let months = her.stays_until.flatten().map_or(12, |until| until.months_after(self.now).clamp(0, 12));
        libm::cbrt(rooted * (1.0 - libm::exp(-HOURS_A_MONTH * f64::from(months) / 50.0)))
    }
}

/// The value of the way, by the traveller's means; none where it is too far for them.
fn way(from: &Person, to: &Person) -> Option<f64> {
    let middle = |p: &Person| p.postcode.and_then(|code| gazetteer().middle(code));
    let Some((a, b)) = middle(from).zip(middle(to)) else { return Some(0.5) };
    let minutes = 60.0 * 1.3 * a.km_to(b) / from.travel.unwrap_or(Travel::Bike).speed() + 3.0;
    let t = minutes / 20.0;
    (minutes <= f64::from(from.travel_minutes.unwrap_or(30))).then(|| 1.0 / (1.0 + t * t * t))
}

/// Π max(c, .05)^(w/Σw), rounded to millionths.
fn product(values: &[f64], weights: &[f64]) -> f64 {
    let whole: f64 = weights.iter().sum();
    let ln = values.iter().zip(weights).map(|(c, w)| w / whole * libm::log(c.clamp(FLOOR, 1.0))).sum::<f64>();
    libm::round(libm::exp(ln) * 1e6) / 1e6
}

impl<'a> Read<'a> {
    fn of(person: &'a Person) -> Self {
        let words = vocabulary();
        let mut near = vec![0.0_f64; words.interests.len()];
        let chosen: Vec<usize> = person.interests.iter().flatten().filter_map(|id| words.interest(id)).collect();
        for &own in &chosen {
            let group = words.interests[own].group;
            for (n, other) in words.interests.iter().enumerate() {
                let is = match other.group {
                    _ if n == own => 1.0,
                    _ if group == Some(n) => 0.5,
                    Some(theirs) if theirs == own => 0.5,
                    Some(theirs) if group == Some(theirs) => 0.25,
                    _ => 0.0,
                };
                near[n] = near[n].max(is);
            }
        }
        Self { person, near, chosen }
    }

    /// Who did not say is free in the evening and at the weekend.
    fn free(&self) -> FreeWeek {
        let usual = || Daypart::all().filter(|d| d.part() == 2 || d.day() > 4).collect();
        self.person.free.unwrap_or_else(usual)
    }
}
