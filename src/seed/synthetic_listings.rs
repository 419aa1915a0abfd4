//! The listings of a synthetic city: clubs, initiatives, activities and volunteer roles, all invented.

use super::{
    synthetic_dice::Dice,
    synthetic_people::ZIPF,
    synthetic_words::{NAMES, called, popular, summary, title},
};
use crate::{
    kit::{
        language_tag::LanguageTag,
        level::Level,
        money::Euros,
        place::{Postcode, gazetteer},
        schedule::Schedule,
        vocabulary::vocabulary,
        week::DAYS,
        words::{Audience, Belonging, CostPer, Domain, Kind, Status},
    },
    listings::Listing,
};
use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use std::collections::BTreeSet;
use uuid::Uuid;

const KINDS: [(Kind, f64); 4] =
    [(Kind::Club, 0.42), (Kind::Initiative, 0.2), (Kind::Activity, 0.22), (Kind::VolunteerRole, 0.16)];
/// In so many clubs English works.
const ENGLISH_WORKS: f64 = 0.45;
/// The Dutch a club needs.
const DUTCH_NEEDED: [(Level, f64); 5] =
    [(Level::A0, 0.12), (Level::A1, 0.16), (Level::A2, 0.28), (Level::B1, 0.28), (Level::B2, 0.16)];
/// A blank cell, for columns that may be.
const BLANK: f64 = 0.12;

/// One listing.
pub(super) fn listing(dice: &mut Dice, id: Uuid, n: u32, today: NaiveDate) -> Listing {
    let kind = dice.of(&KINDS);
    let interests = interests(dice, kind);
    let postcodes: Vec<Postcode> = gazetteer().postcodes().collect();
    let postcode = dice.one(&postcodes);
    let part = gazetteer().part(postcode).map_or("", |p| p.name.as_str());
    let what = called(&interests[0]);
    let (title, summary) = (title(kind, &what, part), summary(kind, &what, part));
    let in_dutch_alone = dice.chance(0.08);
    let house = dice.one(&NAMES);
    let confirmed_on = (!dice.chance(0.05)).then(|| today - Days::new(confirmed_days(dice)));
    let email = dice.chance(0.6).then(|| format!("host-{n}@example.org"));
    let (status, closed_on) = status(dice, today);
    let mut it = Listing {
        id,
        key: format!("s-{n}"),
        kind,
        title_en: (!in_dutch_alone).then_some(title.0),
        title_nl: Some(title.1),
        summary_en: (!in_dutch_alone).then_some(summary.0),
        summary_nl: Some(summary.1),
        organisation: Some(format!("{house} {part}")),
        domains: domains(dice, kind, &interests),
        interests: interests.into_iter().collect(),
        skills_wanted: BTreeSet::new(),
        languages: [LanguageTag::dutch()].into(),
        dutch_needed: None,
        english_ok: None,
        audience: audience(dice),
        cost: None,
        cost_per: None,
        schedule: schedule(dice, kind, today),
        postcode: (!dice.chance(0.03)).then_some(postcode),
        venue: Some(format!("Buurthuis {house}")),
        children: dice.of(&[(None, 0.45), (Some(true), 0.3), (Some(false), 0.25)]),
        trial: dice.of(&[(None, 0.4), (Some(true), 0.5), (Some(false), 0.1)]),
        capacity: (!dice.chance(BLANK)).then(|| capacity(dice, kind)),
        newcomer_places: dice.of(&[(None, 0.45), (Some(0), 0.04), (Some(1), 0.13), (Some(3), 0.2), (Some(8), 0.18)]),
        take_along: dice.of(&[(None, 0.4), (Some(true), 0.3), (Some(false), 0.3)]),
        local_share: (!dice.chance(BLANK)).then(|| local_share(dice, kind)),
        rung: None,
        status,
        closed_on,
        successor: None,
        confirmed_on,
        min_months: None,
        contact_name: None,
        contact_confirmed_on: email.as_ref().and(confirmed_on),
        contact_email: email,
        url: None,
    };
    speech(dice, &mut it);
    price(dice, &mut it);
    role(dice, &mut it);
    it
}

fn interests(dice: &mut Dice, kind: Kind) -> Vec<String> {
    let mut chosen: Vec<String> = Vec::new();
    let many = dice.of(&[(1, 0.55), (2, 0.33), (3, 0.12)]);
    while chosen.len() < many {
        let next = dice.zipf(popular().among(kind), ZIPF).to_owned();
        if !chosen.contains(&next) {
            chosen.push(next);
        }
    }
    chosen
}

fn domains(dice: &mut Dice, kind: Kind, interests: &[String]) -> BTreeSet<Domain> {
    let words = vocabulary();
    let of = |id: &String| words.interest(id).map(|place| words.interests[place].domain);
    let mut domains: BTreeSet<Domain> = interests.iter().take(1).filter_map(of).collect();
    if kind == Kind::Initiative && dice.chance(0.3) {
        domains.insert(Domain::Social);
    }
    domains
}

/// What is spoken, and what is needed of it.
fn speech(dice: &mut Dice, it: &mut Listing) {
    let (english, needed): (f64, &[(Level, f64)]) = match it.kind {
        Kind::Club => (ENGLISH_WORKS, &DUTCH_NEEDED),
        Kind::Initiative => (0.8, &[(Level::A0, 0.7), (Level::A1, 0.2), (Level::A2, 0.1)]),
        Kind::Activity => (0.5, &[(Level::A0, 0.3), (Level::A1, 0.25), (Level::A2, 0.25), (Level::B1, 0.2)]),
        Kind::VolunteerRole => (0.35, &[(Level::A0, 0.15), (Level::A2, 0.3), (Level::B1, 0.35), (Level::B2, 0.2)]),
    };
    it.dutch_needed = (it.kind == Kind::Club || !dice.chance(BLANK)).then(|| dice.of(needed));
    it.english_ok = Some(dice.chance(english));
    if it.english_ok == Some(true) && dice.chance(0.6) {
        it.languages.insert(LanguageTag::english());
    }
}

fn price(dice: &mut Dice, it: &mut Listing) {
    let euros = |cents: &[u32], dice: &mut Dice| Some(Euros::of_cents(dice.one(cents)));
    (it.cost, it.cost_per) = match it.kind {
        Kind::Club => match dice.of(&[(0, 0.1), (1, 0.35), (2, 0.35), (3, 0.2)]) {
            0 => (None, None),
            1 => (euros(&[1500, 2000, 2750, 3500, 4500], dice), Some(CostPer::Month)),
            2 => (euros(&[9000, 14500, 18000, 24000, 32000], dice), Some(CostPer::Year)),
            _ => (euros(&[0, 300, 500, 750], dice), Some(CostPer::Session)),
        },
        Kind::Activity => (euros(&[0, 0, 250, 500, 750, 1200], dice), Some(CostPer::Session)),
        Kind::Initiative => (euros(&[0, 0, 0, 0, 200], dice), Some(CostPer::Session)),
        Kind::VolunteerRole => (Some(Euros::FREE), Some(CostPer::Session)),
    };
}

fn role(dice: &mut Dice, it: &mut Listing) {
    if it.kind != Kind::VolunteerRole {
        return;
    }
    if dice.chance(0.35) {
        let skills: Vec<&str> = vocabulary().skills.iter().map(|s| s.named.id.as_str()).collect();
        it.skills_wanted = (0..dice.between(1, 2)).map(|_| dice.one(&skills).to_owned()).collect();
    }
    it.min_months = dice.of(&[(None, 0.5), (Some(3), 0.25), (Some(6), 0.15), (Some(12), 0.1)]);
}

fn local_share(dice: &mut Dice, kind: Kind) -> u8 {
    match kind {
        Kind::Club => dice.per_cent(9.0, 1.5),
        Kind::Initiative => dice.per_cent(1.5, 6.0),
        Kind::Activity => dice.per_cent(3.0, 3.0),
        Kind::VolunteerRole => dice.per_cent(6.0, 2.0),
    }
}

fn capacity(dice: &mut Dice, kind: Kind) -> u32 {
    let (from, to) = match kind {
        Kind::Club => (8, 60),
        Kind::Initiative => (6, 30),
        Kind::Activity => (8, 40),
        Kind::VolunteerRole => (1, 8),
    };
    dice.between(from, to) as u32
}

fn audience(dice: &mut Dice) -> Audience {
    let of = dice.of(&[
        (None, 0.88),
        (Some(Belonging::Women), 0.06),
        (Some(Belonging::Men), 0.02),
        (Some(Belonging::Parents), 0.02),
        (Some(Belonging::Students), 0.02),
    ]);
    Audience(of.into_iter().collect())
}

fn status(dice: &mut Dice, today: NaiveDate) -> (Status, Option<NaiveDate>) {
    let status =
        dice.of(&[(Status::Active, 0.93), (Status::Paused, 0.02), (Status::Closed, 0.04), (Status::Draft, 0.01)]);
    let days = dice.between(3, 200) as u64;
    (status, (status == Status::Closed).then(|| today - Days::new(days)))
}

/// Most are confirmed within two months; some were forgotten.
fn confirmed_days(dice: &mut Dice) -> u64 {
    let (from, to) = dice.of(&[((0, 55), 0.8), ((56, 170), 0.15), ((183, 400), 0.03)]);
    dice.between(from, to) as u64
}

fn schedule(dice: &mut Dice, kind: Kind, today: NaiveDate) -> Option<Schedule> {
    // Shares of weekday mornings, weekday afternoons, evenings and weekends; how many are by appointment.
    let (appointment, shares) = match kind {
        Kind::Club => (0.02, [0.07, 0.05, 0.66, 0.22]),
        Kind::Initiative => (0.05, [0.42, 0.2, 0.26, 0.12]),
        Kind::Activity => (0.0, [0.1, 0.12, 0.33, 0.45]),
        Kind::VolunteerRole => (0.2, [0.3, 0.3, 0.2, 0.2]),
    };
    if dice.chance(appointment) {
        return None;
    }
    let (days, hours): ((i64, i64), (i64, i64)) = dice.of(&[
        (((0, 4), (9, 10)), shares[0]),
        (((0, 4), (13, 15)), shares[1]),
        (((0, 4), (18, 20)), shares[2]),
        (((5, 6), (10, 15)), shares[3]),
    ]);
    let day = dice.between(days.0, days.1) as usize;
    let (hour, half) = (dice.between(hours.0, hours.1) as u32, dice.one(&[0, 30]));
    let starts = NaiveTime::from_hms_opt(hour, half, 0)?;
    let ends = starts + chrono::TimeDelta::minutes(dice.one(&[60, 90, 90, 120, 120, 150]));
    let code = DAYS[day][..2].to_uppercase();
    let (weekly, fortnightly) = if kind == Kind::Activity { (0.3, 0.2) } else { (0.8, 0.12) };
    let nth = dice.between(1, 4);
    let rule = dice.of(&[
        (format!("FREQ=WEEKLY;BYDAY={code}"), weekly),
        (format!("FREQ=WEEKLY;INTERVAL=2;BYDAY={code}"), fortnightly),
        (format!("FREQ=MONTHLY;BYDAY={nth}{code}"), 1.0 - weekly - fortnightly),
    ]);
    let begun = today - Days::new(dice.between(7, 400) as u64);
    let back = (begun.weekday().num_days_from_monday() + 7 - day as u32) % 7;
    let first = begun - Days::new(u64::from(back));
    // A week off now and then.
    let weeks: Vec<u64> = (0..dice.between(0, 2)).map(|_| dice.between(1, 12) as u64).collect();
    let this = today - Days::new(u64::from((today.weekday().num_days_from_monday() + 7 - day as u32) % 7));
    let skip = weeks.into_iter().map(|w| this + Days::new(7 * w)).collect();
    Schedule::new(&rule, first, skip, starts, ends).ok()
}
