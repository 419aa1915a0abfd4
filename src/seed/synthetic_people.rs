//! The people of a synthetic city, by the anchors in the README of data.
//!
//! The partner on arrival (one in two) is an anchor of the counts alone: there is no field for it, and never will be.

use super::{synthetic_dice::Dice, synthetic_words::popular};
use crate::{
    kit::{
        language_tag::LanguageTag,
        level::Level,
        month::Month,
        place::{Postcode, gazetteer},
        vocabulary::vocabulary,
        week::{Daypart, FreeWeek},
        words::{Belonging, Comfort, Domain, Offer, Role, Rung, Travel},
    },
    matching::person::Person,
};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// How steep popularity falls.
pub(super) const ZIPF: f64 = 1.35;
/// How well newcomers speak Dutch.
const DUTCH: [(Level, f64); 5] =
    [(Level::A0, 0.30), (Level::A1, 0.34), (Level::A2, 0.20), (Level::B1, 0.11), (Level::B2, 0.05)];
/// And English.
const ENGLISH: [(Level, f64); 5] =
    [(Level::A2, 0.04), (Level::B1, 0.11), (Level::B2, 0.25), (Level::C1, 0.35), (Level::C2, 0.25)];
/// What they speak at home, invented shares.
const HOME: [(&str, f64); 18] = [
    ("hi", 0.12),
    ("ta", 0.05),
    ("te", 0.05),
    ("tr", 0.10),
    ("zh", 0.09),
    ("es", 0.10),
    ("pt", 0.08),
    ("ro", 0.06),
    ("pl", 0.06),
    ("it", 0.06),
    ("ar", 0.05),
    ("fa", 0.05),
    ("uk", 0.04),
    ("ru", 0.03),
    ("el", 0.02),
    ("fr", 0.02),
    ("vi", 0.01),
    ("ko", 0.01),
];
/// Ages of the youngest child.
const YOUNGEST: [(Option<(i64, i64)>, f64); 4] =
    [(None, 0.27), (Some((0, 3)), 0.38), (Some((4, 11)), 0.22), (Some((12, 17)), 0.13)];
/// The most they pay for a session.
const BUDGET: [(f64, f64); 4] = [(0.0, 0.25), (5.0, 0.30), (10.0, 0.25), (25.0, 0.20)];
/// How long they stay in all, in months: the middle and how far off it may be; none = no end.
const STAY: [(Option<(i64, i64)>, f64); 3] = [(Some((24, 6)), 0.32), (Some((72, 18)), 0.45), (None, 0.23)];
/// What they hope for.
const WISHES: [(Domain, f64); 6] = [
    (Domain::Social, 0.52),
    (Domain::Work, 0.40),
    (Domain::Education, 0.30),
    (Domain::Culture, 0.22),
    (Domain::Sport, 0.22),
    (Domain::Health, 0.12),
];
/// A question that is passed over, for those that may be.
const BLANK: f64 = 0.06;

fn tag(tag: &str) -> LanguageTag {
    tag.parse().unwrap_or_else(|_| LanguageTag::english())
}

/// A newcomer.
pub(super) fn newcomer(dice: &mut Dice, n: u32, today: NaiveDate) -> Person {
    let mut her = Person::new(format!("n-{n}"), Role::Newcomer);
    let home = tag(dice.of(&HOME));
    her.languages.insert(LanguageTag::dutch(), dice.of(&DUTCH));
    her.languages.insert(LanguageTag::english(), dice.of(&ENGLISH));
    her.languages.insert(home.clone(), Level::C2);
    her.wants_to_learn = Some(if dice.chance(0.9) { [LanguageTag::dutch()].into() } else { BTreeSet::new() });
    her.can_teach = dice.chance(0.4).then(|| [home].into());
    her.interests = Some(interests(dice, 2, 6));
    her.skills = (!dice.chance(0.25)).then(|| skills(dice, 3));
    let wishes: BTreeSet<Domain> = dice.some(&WISHES).into_iter().collect();
    her.wishes = Some(if wishes.is_empty() { [Domain::Social].into() } else { wishes });
    children(dice, &mut her, today);
    let parent = her.children.as_ref().is_some_and(|c| !c.is_empty());
    her.free = (!dice.chance(BLANK)).then(|| if parent { school_hours(dice) } else { free(dice, 0.35, 0.72, 0.68) });
    home_and_way(dice, &mut her);
    her.cost_max_eur = Some(Some(dice.of(&BUDGET)));
    her.belongs_to = dice.chance(0.6).then(|| belongs(dice, parent));
    her.comfort = dice.of(&[
        (None, 0.1),
        (Some(Comfort::Alone), 0.15),
        (Some(Comfort::WithOne), 0.3),
        (Some(Comfort::SmallGroup), 0.3),
        (Some(Comfort::Any), 0.15),
    ]);
    let rungs = [(None, 0.3), (Some(Rung::Safe), 0.2), (Some(Rung::Mixed), 0.25), (Some(Rung::Bridging), 0.25)];
    her.rung = dice.of(&rungs);
    stay(dice, &mut her, today);
    her
}

/// Somebody from here.
pub(super) fn local(dice: &mut Dice, n: u32, today: NaiveDate) -> Person {
    let mut them = Person::new(format!("v-{n}"), Role::Local);
    them.languages.insert(LanguageTag::dutch(), dice.of(&[(Level::C2, 0.9), (Level::C1, 0.1)]));
    them.languages.insert(LanguageTag::english(), dice.of(&[(Level::B1, 0.2), (Level::B2, 0.4), (Level::C1, 0.4)]));
    them.wants_to_learn = dice.chance(0.25).then(|| [tag(dice.of(&HOME))].into());
    them.can_teach = dice.chance(0.6).then(|| [LanguageTag::dutch()].into());
    them.interests = Some(interests(dice, 2, 6));
    them.skills = dice.chance(0.4).then(|| skills(dice, 2));
    children(dice, &mut them, today);
    them.free = Some(free(dice, 0.15, 0.4, 0.4));
    home_and_way(dice, &mut them);
    them.comfort = Some(dice.one(&[Comfort::Alone, Comfort::WithOne, Comfort::SmallGroup, Comfort::Any]));
    them.capacity = Some(dice.of(&[(1, 0.6), (2, 0.4)]));
    let offers = [
        (Offer::TakeAlong, 0.6),
        (Offer::Buddy, 0.35),
        (Offer::LanguagePartner, 0.4),
        (Offer::Mentor, 0.15),
        (Offer::CoHost, 0.1),
    ];
    let offers: BTreeSet<Offer> = dice.some(&offers).into_iter().collect();
    them.offers = Some(if offers.is_empty() { [Offer::TakeAlong].into() } else { offers });
    them.years_here = Some(dice.between(3, 60) as u32);
    them.dutch_daily = Some(dice.chance(0.95));
    them
}

fn interests(dice: &mut Dice, from: i64, to: i64) -> BTreeSet<String> {
    let many = dice.between(from, to);
    let mut chosen: BTreeSet<String> = (0..many).map(|_| dice.zipf(popular().with_people(), ZIPF).to_owned()).collect();
    // Some tick a whole group.
    if dice.chance(0.12) {
        let groups: Vec<&str> = vocabulary().groups().map(|(group, _)| group.named.id.as_str()).collect();
        chosen.insert(dice.one(&groups).to_owned());
    }
    chosen
}

fn skills(dice: &mut Dice, most: i64) -> BTreeSet<String> {
    let all: Vec<&str> = vocabulary().skills.iter().map(|s| s.named.id.as_str()).collect();
    (0..dice.between(1, most)).map(|_| dice.one(&all).to_owned()).collect()
}

fn children(dice: &mut Dice, person: &mut Person, today: NaiveDate) {
    let born = |age: i64| today.year() - age as i32;
    let Some((from, to)) = dice.of(&YOUNGEST) else {
        person.children = Some(Vec::new());
        person.child_comes_along = Some(false);
        return;
    };
    let youngest = dice.between(from, to);
    let mut years = vec![born(youngest)];
    if dice.chance(0.4) {
        years.push(born((youngest + dice.between(2, 4)).min(17)));
    }
    person.children = Some(years);
    let along = if youngest <= 3 { 0.4 } else { 0.15 };
    person.child_comes_along = (!dice.chance(BLANK)).then(|| dice.chance(along));
}

/// Parents: while children are at school (not on Wednesday afternoon), and an evening now and then.
fn school_hours(dice: &mut Dice) -> FreeWeek {
    let at_school = |d: &Daypart| d.day() < 5 && d.part() < 2 && !(d.day() == 2 && d.part() == 1);
    let school = Daypart::all().filter(at_school).filter(|_| dice.chance(0.8)).collect::<Vec<_>>();
    let other = Daypart::all().filter(|d| d.part() == 2 || d.day() > 4).filter(|_| dice.chance(0.4));
    school.into_iter().chain(other.collect::<Vec<_>>()).collect()
}

fn free(dice: &mut Dice, daytime: f64, evening: f64, weekend: f64) -> FreeWeek {
    let share = |d: &Daypart| match (d.day(), d.part()) {
        (5.., _) => weekend,
        (_, 2) => evening,
        _ => daytime,
    };
    Daypart::all().filter(|d| dice.chance(share(d))).collect()
}

fn home_and_way(dice: &mut Dice, person: &mut Person) {
    let postcodes: Vec<Postcode> = gazetteer().postcodes().collect();
    person.postcode = (!dice.chance(BLANK)).then(|| dice.one(&postcodes));
    person.travel = Some(dice.of(&[(Travel::Bike, 0.6), (Travel::Foot, 0.15), (Travel::Bus, 0.25)]));
    person.travel_minutes = Some(dice.of(&[(15, 0.05), (20, 0.15), (30, 0.45), (45, 0.35)]));
}

fn belongs(dice: &mut Dice, parent: bool) -> BTreeSet<Belonging> {
    let mut groups = BTreeSet::from([dice.of(&[(Belonging::Women, 0.7), (Belonging::Men, 0.3)])]);
    if parent {
        groups.insert(Belonging::Parents);
    }
    if dice.chance(0.08) {
        groups.insert(Belonging::Students);
    }
    groups
}

/// Since when and until when: whoever is here has not left yet.
fn stay(dice: &mut Dice, her: &mut Person, today: NaiveDate) {
    let (now, whole) = (Month::of(today), dice.of(&STAY));
    let months = whole.map(|(middle, off)| middle + dice.between(-off, off));
    let here = (dice.wait(14.0) as i64).min(months.map_or(120, |m| m - 1));
    her.arrived = Some(now.plus(-here as i32));
    her.stays_until = (!dice.chance(BLANK)).then(|| months.map(|m| now.plus((m - here) as i32)));
}
