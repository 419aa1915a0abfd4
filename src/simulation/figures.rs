//! What a year came to, in figures.

use super::{
    rates::{FOLLOWED, YEAR},
    town::Town,
    year::{Introduction, Went, Year},
};
use crate::{
    kit::place::gazetteer,
    measures::{KaplanMeier, Seen, blau_unbiased, ei_index, gini},
};

/// Three, six and twelve months, in days.
const MONTHS: [u32; 3] = [91, 182, 364];

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A share of one, written in per cent.
    Share,
    /// Days.
    Days,
    /// A plain number with so many decimals.
    Number(usize),
}

/// A figure of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its name in JSON.
    pub name: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// How it is worked out.
    pub says: &'static str,
    /// How it is written.
    pub unit: Unit,
    /// Whether less is better; none where neither is.
    pub less: Option<bool>,
}

macro_rules! measures {
    ($($name:ident $label:literal $says:literal $unit:expr, $less:expr;)*) => {
        /// A year in figures; none where there is nothing to work it out from.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct Figures {
            $(#[doc = $says] pub $name: Option<f64>,)*
        }

        /// What each figure is, in the order of [`Figures::all`].
        pub const MEASURES: &[Measure] = &[
            $(Measure { name: stringify!($name), label: $label, says: $says, unit: $unit, less: $less },)*
        ];

        impl Figures {
            /// All of them, in the order of [`MEASURES`].
            pub fn all(&self) -> [Option<f64>; MEASURES.len()] {
                [$(self.$name),*]
            }
        }
    };
}

measures! {
    no_option "without an option" "who looked on the day of a round, and fits no local who could be asked while she looks: the same under every policy"
        Unit::Share, None;
    unplaced "unplaced" "who looked on the day of a round, and was never introduced to anybody" Unit::Share, Some(true);
    met_nobody "met nobody" "the same, and never met anybody" Unit::Share, Some(true);
    waiting_median "waiting, median" "until the first introduction, of who began in the year (Kaplan–Meier; leaving and the year's end are censored)"
        Unit::Days, Some(true);
    joint_utility_sum "joint utility, sum" "J of a newcomer's introductions on average, nought without any; added up" Unit::Number(1), Some(false);
    joint_utility_mean "joint utility, mean" "the same, among who was introduced" Unit::Number(3), Some(false);
    local_ties "local ties at 3 months" "people rooted here with whom she is in touch three months after she began to look; per newcomer who is still here" Unit::Number(3), Some(false);
    in_touch_3 "in touch, 3 months" "of who met, still in touch so long after the first time (Kaplan–Meier; leaving is censored)" Unit::Share, Some(false);
    in_touch_6 "in touch, 6 months" "the same" Unit::Share, Some(false);
    in_touch_12 "in touch, 12 months" "the same" Unit::Share, Some(false);
    gini_offers "Gini of offers" "how unevenly introductions are spread over newcomers" Unit::Number(3), Some(true);
    gini_utility "Gini of joint utility" "how unevenly joint utility is, nought for who had no introduction" Unit::Number(3), Some(true);
    idle_locals "idle locals" "locals who could have been asked in a round, and never were" Unit::Share, Some(true);
    ei_index "E–I index, end" "(E − I)/(E + I) over circles and new ties of who is here on the last day; random mixing gives +.8" Unit::Number(3), Some(false);
    ei_change "E–I index, change" "beside the circles alone" Unit::Number(3), Some(false);
    mix_of_town "mix of parts of town" "Blau's index, unbiased, of the parts of town where the locals live who met somebody" Unit::Number(3), None;
    introductions "introductions" "each is work for the desk" Unit::Number(0), Some(true);
}

/// Works them out.
pub fn figures(town: &Town, year: &Year) -> Figures {
    let mut of: Vec<Vec<&Introduction>> = vec![Vec::new(); town.newcomers.len()];
    let mut asked = vec![false; town.locals.len()];
    for one in &year.introductions {
        of[one.newcomer as usize].push(one);
        asked[one.local as usize] = true;
    }
    // The first round on or after a day.
    let next_round = |day: u32| day.div_ceil(year.every) * year.every;
    let in_a_round = |from: u32, until: u32| next_round(from) < until.min(YEAR);
    let looked: Vec<usize> =
        (0..of.len()).filter(|&n| in_a_round(town.newcomers[n].from, town.newcomers[n].leaves)).collect();
    let met = |one: &&&Introduction| matches!(one.went, Went::Met { .. });
    let utility: Vec<f64> = looked.iter().map(|&n| mean(of[n].iter().map(|i| i.joint)).unwrap_or(0.0)).collect();
    let offers: Vec<f64> = looked.iter().map(|&n| of[n].len() as f64).collect();
    let lasting = KaplanMeier::new(year.introductions.iter().filter_map(tie));
    let [in_touch_3, in_touch_6, in_touch_12] = MONTHS.map(|days| lasting.at(days));
    let could: Vec<usize> =
        (0..asked.len()).filter(|&l| in_a_round(town.locals[l].from, town.locals[l].until)).collect();
    let (ei_index, ei_change) = ei(town, year);
    // A round on which both are there.
    let has_option = |n: usize| {
        let her = &town.newcomers[n];
        town.options[n]
            .iter()
            .map(|(l, _)| &town.locals[*l as usize])
            .any(|them| in_a_round(her.from.max(them.from), her.leaves.min(them.until)))
    };
    Figures {
        no_option: share(&looked, |&n| !has_option(n)),
        unplaced: share(&looked, |&n| of[n].is_empty()),
        met_nobody: share(&looked, |&n| !of[n].iter().any(|i| met(&i))),
        waiting_median: waiting(town, &of).median().map(f64::from),
        joint_utility_sum: Some(utility.iter().sum()),
        joint_utility_mean: mean(utility.iter().copied().filter(|u| *u > 0.0)),
        local_ties: local_ties(town, &of),
        in_touch_3,
        in_touch_6,
        in_touch_12,
        gini_offers: gini(&offers),
        gini_utility: gini(&utility),
        idle_locals: share(&could, |&l| !asked[l]),
        ei_index,
        ei_change,
        mix_of_town: blau_unbiased(&parts(town, year)),
        introductions: Some(year.introductions.len() as f64),
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in values {
        sum += value;
        count += 1.0;
    }
    (count > 0.0).then(|| sum / count)
}

fn share<T>(of: &[T], holds: impl Fn(&T) -> bool) -> Option<f64> {
    mean(of.iter().map(|one| f64::from(u8::from(holds(one)))))
}

/// How long those waited who began in the year.
fn waiting(town: &Town, of: &[Vec<&Introduction>]) -> KaplanMeier {
    let began = town.newcomers.iter().zip(of).filter(|(her, _)| her.waited == 0 && her.from > 0);
    KaplanMeier::new(began.map(|(her, hers)| match hers.first() {
        Some(first) => Seen { days: first.day - her.from, happened: true },
        None => Seen { days: her.leaves.min(YEAR) - her.from, happened: false },
    }))
}

/// How long a tie lasted. A tie that nobody looks at any more is censored on the last day.
fn tie(one: &Introduction) -> Option<Seen> {
    let Went::Met { on, until, ended } = one.went else { return None };
    Some(Seen { days: until.min(FOLLOWED) - on, happened: ended && until <= FOLLOWED })
}

fn local_ties(town: &Town, of: &[Vec<&Introduction>]) -> Option<f64> {
    let there = town.newcomers.iter().zip(of).filter(|(her, _)| {
        let day = her.from + MONTHS[0];
        day <= YEAR && day < her.leaves
    });
    mean(there.map(|(her, hers)| {
        let day = her.from + MONTHS[0];
        hers.iter().filter(|i| town.locals[i.local as usize].rooted && i.went.in_touch(day)).count() as f64
    }))
}

/// The E–I index on the last day, and how much more it is than that of the circles.
fn ei(town: &Town, year: &Year) -> (Option<f64>, Option<f64>) {
    let here = |n: u32| town.newcomers[n as usize].from < YEAR && YEAR <= town.newcomers[n as usize].leaves;
    let (mut rooted, mut others) = (0, 0);
    for (n, her) in (0..).zip(&town.newcomers) {
        if here(n) {
            rooted += u64::from(her.circle.0);
            others += u64::from(her.circle.1);
        }
    }
    let before = ei_index(rooted, others);
    for one in year.introductions.iter().filter(|i| here(i.newcomer) && i.went.in_touch(YEAR - 1)) {
        let is_rooted = town.locals[one.local as usize].rooted;
        rooted += u64::from(is_rooted);
        others += u64::from(!is_rooted);
    }
    let after = ei_index(rooted, others);
    (after, after.zip(before).map(|(after, before)| after - before))
}

/// How many met somebody from each part of town.
fn parts(town: &Town, year: &Year) -> Vec<u64> {
    let mut parts = vec![0; gazetteer().parts.len()];
    for one in year.introductions.iter().filter(|i| matches!(i.went, Went::Met { .. })) {
        if let Some(part) = town.locals[one.local as usize].part {
            parts[part] += 1;
        }
    }
    parts
}
