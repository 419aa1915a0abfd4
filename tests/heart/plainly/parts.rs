//! The components, each as its line of MATCHING.md says it, and what a blank is worth.

use super::{Town, known_interests, talk};
use buurten::{
    kit::{
        place::gazetteer,
        schedule::Schedule,
        vocabulary::vocabulary,
        words::{CostPer, Kind, Travel},
    },
    matching::{opportunity::Opportunity, person::Person},
};
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeSet;

/// The stated table of lower quartiles over the sample city.
pub mod quartile {
    pub const INTEREST: f64 = 0.10;
    pub const LANGUAGE: f64 = 0.68;
    pub const SKILL: f64 = 0.50;
    pub const AVAILABILITY: f64 = 1.0;
    pub const TRAVEL: f64 = 0.54;
    pub const GOALS: f64 = 1.0;
    pub const COST: f64 = 1.0;
    pub const FRESHNESS: f64 = 0.87;
    pub const COMFORT: f64 = 0.89;
    pub const PRACTICE: f64 = 0.88;
    pub const HOURS: f64 = 0.38;
    pub const GROUP: f64 = 0.70;
    /// Set by the formula itself.
    pub const CHILD: f64 = 0.3;
}

/// Unknown is not no, and does not pay: the lower quartile, at most nine tenths of what the best answer would give; and
/// nine tenths of that again for each further blank.
pub fn blank(quartile: f64, best: f64, blanks: usize) -> f64 {
    let mut value = if quartile < 0.9 * best { quartile } else { 0.9 * best };
    for _ in 1..blanks {
        value *= 0.9;
    }
    value
}

pub fn count(blanks: &[bool]) -> usize {
    blanks.iter().filter(|b| **b).count()
}

/// Name, weight before what is not asked gives its own away, value.
pub fn essentials(town: &Town, her: &Person, place: usize) -> Vec<(&'static str, f64, f64)> {
    let it = &town.listings[place];
    let asks = it.skills_wanted.iter().any(|id| vocabulary().skill(id).is_some());
    let role = asks && it.kind == Kind::VolunteerRole;
    let mut all = vec![
        ("interest", if role { 0.16 } else { 0.26 }, interest(town, her, it)),
        ("bridging", 0.20, bridging(town, her, place)),
        ("language", 0.13, talk::language(her, it)),
        ("goals", 0.12, goals(her, it)),
        ("travel", 0.10, travel(her, it)),
    ];
    if it.schedule.is_none() {
        all.push(("availability", 0.13, availability(her)));
    }
    if asks {
        let value = match &her.skills {
            Some(skills) if !skills.is_empty() => skill(skills, it),
            _ => blank(quartile::SKILL, 1.0, 1),
        };
        all.push(("skill", if role { 0.16 } else { 0.06 }, value));
    }
    all
}

pub fn nice(town: &Town, her: &Person, place: usize) -> Vec<(&'static str, f64, f64)> {
    let it = &town.listings[place];
    let fresh = match it.confirmed_on {
        Some(day) => (1.0 - (town.today - day).num_days().max(0) as f64 / 182.0).max(0.0),
        None => blank(quartile::FRESHNESS, 1.0, 1),
    };
    vec![
        ("child", 0.45, child(town, her, it)),
        ("cost", 0.35, cost(her, session_cost(town, place))),
        ("freshness", 0.20, fresh),
    ]
}

/// a_t: 1 her own choice, .5 its group chosen (or the listing names the group of a choice), .25 a sibling chosen.
pub fn nearness(hers: &BTreeSet<String>, theirs: &str) -> f64 {
    let group = super::group_of(theirs);
    let mut nearest: f64 = 0.0;
    for own in hers {
        let own_group = super::group_of(own);
        let a = if own == theirs {
            1.0
        } else if group == Some(own) || own_group == Some(theirs) {
            0.5
        } else if group.is_some() && group == own_group {
            0.25
        } else {
            0.0
        };
        nearest = nearest.max(a);
    }
    nearest
}

fn interest(town: &Town, her: &Person, it: &Opportunity) -> f64 {
    let theirs = known_interests(it);
    match her.interests.as_ref().filter(|i| !i.is_empty()) {
        Some(hers) if !theirs.is_empty() => {
            let mut apart = 1.0;
            for id in theirs {
                apart *= 1.0 - 0.9 * nearness(hers, id) * (0.6 + 0.4 * town.idf[id]);
            }
            1.0 - apart
        }
        hers => blank(quartile::INTEREST, 0.9 * 0.6, count(&[hers.is_none(), theirs.is_empty()])),
    }
}

/// The best of the wanted skills: 1 the same, .5 of the same ISCO-08 three-digit group.
pub fn skill(hers: &BTreeSet<String>, it: &Opportunity) -> f64 {
    let words = vocabulary();
    let group = |id: &str| words.skill(id).and_then(|n| words.skills[n].isco_group.clone());
    let mut best: f64 = 0.0;
    for wanted in it.skills_wanted.iter().filter(|id| words.skill(id).is_some()) {
        for own in hers {
            if own == wanted {
                best = best.max(1.0);
            } else if group(own).is_some() && group(own) == group(wanted) {
                best = best.max(0.5);
            }
        }
    }
    best
}

/// 1 − e^(−h/3): by appointment every free hour is common, six a daypart.
fn availability(her: &Person) -> f64 {
    let of = |dayparts: usize| 1.0 - (-(6.0 * dayparts as f64) / 3.0).exp();
    her.free.map_or_else(|| blank(quartile::AVAILABILITY, of(21), 1), |free| of(free.iter().count()))
}

/// Kilometres as the crow flies between two postcodes of the table.
fn km(her: &Person, it: &Opportunity) -> Option<f64> {
    let (a, b) = (gazetteer().middle(her.postcode?)?, gazetteer().middle(it.postcode?)?);
    let radians = std::f64::consts::PI / 180.0;
    let half = |d: f64| (d * radians / 2.0).sin().powi(2);
    let h = half(b.lat - a.lat) + (a.lat * radians).cos() * (b.lat * radians).cos() * half(b.lon - a.lon);
    Some(2.0 * 6371.0 * h.sqrt().atan2((1.0 - h).sqrt()))
}

fn minutes_by(km: f64, travel: Travel) -> f64 {
    let speed = match travel {
        Travel::Foot => 5.0,
        Travel::Bike => 15.0,
        Travel::Bus => 18.0,
    };
    60.0 * 1.3 * km / speed + 3.0
}

/// Minutes one way; none where home, place or means is unknown.
pub fn minutes(her: &Person, it: &Opportunity) -> Option<f64> {
    Some(minutes_by(km(her, it)?, her.travel?))
}

fn travel(her: &Person, it: &Opportunity) -> f64 {
    let value = |t: f64| 1.0 / (1.0 + (t / 20.0).powi(3));
    match (km(her, it), her.travel) {
        (Some(km), Some(by)) => value(minutes_by(km, by)),
        // A far place stays far by any means of travel; the bus is fastest.
        (Some(km), None) => blank(quartile::TRAVEL, value(minutes_by(km, Travel::Bus)), 1),
        (None, by) => {
            let home = her.postcode.and_then(|p| gazetteer().middle(p));
            let there = it.postcode.and_then(|p| gazetteer().middle(p));
            blank(quartile::TRAVEL, value(3.0), count(&[home.is_none(), there.is_none(), by.is_none()]))
        }
    }
}

fn goals(her: &Person, it: &Opportunity) -> f64 {
    match her.wishes.as_ref().filter(|w| !w.is_empty()) {
        Some(wishes) if !it.domains.is_empty() => {
            if it.domains.iter().any(|d| wishes.contains(d)) {
                1.0
            } else {
                0.0
            }
        }
        wishes => blank(quartile::GOALS, 1.0, count(&[wishes.is_none(), it.domains.is_empty()])),
    }
}

/// L: the expected share of people rooted here.
pub fn local_share(it: &Opportunity) -> f64 {
    let prior = match it.kind {
        Kind::Club => 0.8,
        Kind::VolunteerRole => 0.75,
        Kind::Activity => 0.5,
        Kind::Initiative => 0.3,
    };
    match (it.counted, it.local_share) {
        (Some(counted), _) if counted.all > 0 => {
            (2.0 * prior + f64::from(counted.rooted)) / (2.0 + f64::from(counted.all))
        }
        (_, Some(percent)) => f64::from(percent) / 100.0,
        _ => prior,
    }
}

/// (L·R·T)^⅓.
fn bridging(town: &Town, her: &Person, place: usize) -> f64 {
    let it = &town.listings[place];
    let r_until = |until: NaiveDate| {
        let until = until.min(town.today + Days::new(52 * 7 - 1));
        let hours = match (&it.schedule, &town.dates[place]) {
            (Some(schedule), Some(dates)) => {
                let minutes = (schedule.ends - schedule.starts).num_minutes().rem_euclid(24 * 60);
                dates.iter().filter(|d| **d <= until).count() as f64 * minutes as f64 / 60.0
            }
            // By appointment two hours a month.
            _ => 2.0 * ((until - town.today).num_days() + 1) as f64 / (365.25 / 12.0),
        };
        1.0 - (-hours / 50.0).exp()
    };
    let year = r_until(NaiveDate::MAX);
    let r = match her.stays_until {
        None => blank(quartile::HOURS, year, 1),
        Some(None) => year,
        Some(Some(last)) => {
            // Until the last day of her last month.
            let next = last.plus(1);
            let first_of_next = NaiveDate::from_ymd_opt(next.year(), next.month(), 1).expect("a date");
            r_until(first_of_next.pred_opt().expect("a date"))
        }
    };
    let along = it.take_along == Some(true);
    let steps = [0.4, 0.7, 1.0];
    let t = match it.capacity {
        // One to one.
        Some(0..=2) if it.capacity != Some(0) => 1.0,
        Some(0..=8) if it.kind != Kind::Initiative => 1.0,
        Some(0..=20) => steps[if along { 2 } else { 1 }],
        Some(_) => steps[if along { 1 } else { 0 }],
        // Together with the step up it is still no more than the best answer's nine tenths.
        None => blank(if along { 1.0 } else { quartile::GROUP }, 1.0, 1),
    };
    (local_share(it) * r * t).cbrt()
}

/// The ages of the children that it is for, the widest span of what it names.
pub fn ages(it: &Opportunity) -> Option<(i32, i32)> {
    let mut span: Option<(i32, i32)> = None;
    for (id, from, to) in [("parent-and-baby", 0, 1), ("toddler-playgroup", 1, 4), ("teenagers", 12, 18)] {
        if it.interests.contains(id) {
            span = Some(span.map_or((from, to), |(f, t)| (f.min(from), t.max(to))));
        }
    }
    span
}

/// 1 welcome and of the age, .5 neutral, .3 unknown.
fn child(town: &Town, her: &Person, it: &Opportunity) -> f64 {
    let no_child = her.children.as_ref().is_some_and(Vec::is_empty);
    if her.child_comes_along == Some(false) || no_child {
        return 0.5;
    }
    if let (Some(true), Some(welcome)) = (her.child_comes_along, it.children) {
        if !welcome {
            return 0.0;
        }
        if let Some(years) = &her.children {
            let of_age = |from: i32, to: i32| years.iter().any(|y| (from..=to).contains(&(town.today.year() - y)));
            return if ages(it).is_none_or(|(from, to)| of_age(from, to)) { 1.0 } else { 0.0 };
        }
    }
    let blanks = [her.child_comes_along.is_none(), it.children.is_none(), her.children.is_none()];
    blank(quartile::CHILD, 1.0, count(&blanks))
}

/// Euros a session: per month or year divided by the sessions of that time, without schedule by 52/12 a month. A month of
/// a course is one like all others of it, or what is left of it.
pub fn session_cost(town: &Town, place: usize) -> Option<f64> {
    let it = &town.listings[place];
    let a_year = town.dates[place].as_ref().map_or(52.0, |dates| dates.len().max(1) as f64);
    let without_end = |s: &Schedule| {
        let is_end = |part: &&str| part.starts_with("COUNT") || part.starts_with("UNTIL");
        let rule: Vec<&str> = s.rrule.split(';').filter(|part| !is_end(part)).collect();
        let all = Schedule::new(&rule.join(";"), s.first_date, s.skip_dates.clone(), s.starts, s.ends);
        let from = s.first_date.max(town.today);
        all.expect("a rule").dates_between(from, from + Days::new(52 * 7 - 1)).len().max(1) as f64
    };
    let a_month = it.schedule.as_ref().map_or(52.0, without_end) / 12.0;
    let euros = f64::from(it.cost?.cents) / 100.0;
    Some(match it.cost_per {
        Some(CostPer::Month) => euros / a_month.min(a_year),
        Some(CostPer::Year) => euros / a_year,
        Some(CostPer::Session) | None => euros,
    })
}

fn cost(her: &Person, session: Option<f64>) -> f64 {
    match (session, her.cost_max_eur) {
        (None, most) => blank(quartile::COST, 1.0, count(&[true, most.is_none()])),
        (Some(0.0), _) => 1.0,
        (Some(_), Some(None)) => 0.5,
        (Some(session), Some(Some(most))) => (1.0 - session / most).max(0.0),
        (Some(_), None) => blank(quartile::COST, 0.5, 1),
    }
}
