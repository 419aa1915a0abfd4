//! The people of a year: who looks and who takes people, from when and until when, and who fits whom. Made from the
//! synthetic city's people, the same for the same seed.

use super::{
    chance::{Chance, Event},
    fate::Fit,
    fits::fits,
    rates::{CIRCLE, LEAST, LEAVE, LOCALS, LOCALS_STOP, NEWCOMERS, ROOTED_YEARS, WAITED, WAITING, YEAR},
};
use crate::{
    kit::{month::Month, place::gazetteer},
    matching::person::Person,
    seed::{Size, Synthetic},
};
use chrono::NaiveDate;

/// The day as of which the people are made: a Monday, the sample's own.
const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
/// Days of a month, on average.
const MONTH: f64 = 30.44;

/// How many people there are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct People {
    /// Newcomers who begin to look in the year.
    pub newcomers: u32,
    /// Newcomers who look already when it begins.
    pub waiting: u32,
    /// Locals who are there when it begins.
    pub locals: u32,
    /// Two of less joint utility than this are not introduced.
    pub least: f64,
}

impl Default for People {
    fn default() -> Self {
        Self { newcomers: NEWCOMERS, waiting: WAITING, locals: LOCALS, least: LEAST }
    }
}

/// A newcomer of the year. Days count from the first of the year.
#[derive(Clone, Debug, PartialEq)]
pub struct Newcomer {
    /// Her id.
    pub id: String,
    /// The day on which she begins to look; 0 for whoever looks already.
    pub from: u32,
    /// How many days she has looked when the year begins.
    pub waited: u32,
    /// The day on which she is gone; after the end of everything for whoever stays.
    pub leaves: u32,
    /// How many of her circle are rooted here, and how many are not, before any introduction.
    pub circle: (u32, u32),
}

/// A local of the year.
#[derive(Clone, Debug, PartialEq)]
pub struct Local {
    /// Their id.
    pub id: String,
    /// The first day on which they take somebody.
    pub from: u32,
    /// The first day on which they do not any more. Ties that they have go on.
    pub until: u32,
    /// How many newcomers at once.
    pub seats: u32,
    /// Rooted here.
    pub rooted: bool,
    /// The part of town, by its place; none where it is unknown.
    pub part: Option<usize>,
}

/// A year's people.
#[derive(Clone, Debug)]
pub struct Town {
    /// All that is left to chance.
    pub chance: Chance,
    /// Who looks.
    pub newcomers: Vec<Newcomer>,
    /// Who takes people.
    pub locals: Vec<Local>,
    /// For each newcomer the locals who fit, by their numbers in that order.
    pub options: Vec<Vec<(u32, Fit)>>,
}

/// Lived here for ten years or more, or speaks Dutch every day.
pub(super) fn is_rooted(local: &Person) -> bool {
    local.years_here.is_some_and(|years| years >= ROOTED_YEARS) || local.dutch_daily == Some(true)
}

/// Days until something happens that happens to this share within 365 days, where the draw has mean 1.
fn days(wait: f64, share: f64) -> u32 {
    (wait / -libm::log(1.0 - share) * 365.0) as u32
}

impl Town {
    /// Makes the people of a year.
    pub fn new(people: People, seed: u64) -> Self {
        let chance = Chance { seed };
        // So many locals begin that as many are there on any day.
        let begin = (f64::from(people.locals) * -libm::log(1.0 - LOCALS_STOP)).round() as u32;
        let size = Size { newcomers: people.waiting + people.newcomers, locals: people.locals + begin, listings: 0 };
        let made = Synthetic::new(size, seed, DAY);
        let newcomers: Vec<&Person> = made.newcomers.iter().map(|s| &s.person).collect();
        let locals: Vec<&Person> = made.locals.iter().map(|s| &s.person).collect();
        Self {
            chance,
            options: fits(&newcomers, &locals, DAY, people.least),
            newcomers: (0..).zip(&newcomers).map(|(n, p)| newcomer(chance, n, p, n < people.waiting)).collect(),
            locals: (0..).zip(&locals).map(|(l, p)| local(chance, l, p, l < people.locals)).collect(),
        }
    }
}

fn newcomer(chance: Chance, number: u32, person: &Person, waits: bool) -> Newcomer {
    let day = |most| chance.between(0, most, Event::Looks, number, 0);
    let (from, waited) = if waits { (0, day(WAITED)) } else { (day(YEAR - 1), 0) };
    let stays = match person.stays_until {
        Some(None) => u32::MAX,
        Some(Some(until)) => {
            let within = chance.unit(Event::Leaves, number, 0);
            ((f64::from(until.months_after(Month::of(DAY)).max(0)) + within) * MONTH) as u32
        }
        None => days(chance.wait(Event::Leaves, number, 0), LEAVE),
    };
    let rooted = (0..CIRCLE.0).filter(|&n| chance.happens(CIRCLE.1, Event::Circle, number, n)).count() as u32;
    Newcomer {
        id: person.id.clone(),
        from,
        waited,
        leaves: from.saturating_add(stays),
        circle: (rooted, CIRCLE.0 - rooted),
    }
}

fn local(chance: Chance, number: u32, person: &Person, there: bool) -> Local {
    let from = if there { 0 } else { chance.between(0, YEAR - 1, Event::Begins, number, 0) };
    let stays = days(chance.wait(Event::Stops, number, 0), LOCALS_STOP);
    let part = person.postcode.and_then(|code| gazetteer().part(code));
    Local {
        id: person.id.clone(),
        from,
        until: from.saturating_add(stays),
        seats: person.capacity.unwrap_or(1),
        rooted: is_rooted(person),
        part: part.and_then(|part| gazetteer().parts.iter().position(|p| p.slug == part.slug)),
    }
}
