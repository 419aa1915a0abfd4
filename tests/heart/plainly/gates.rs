//! The gates, in the order of INTERFACES.md.

use super::{Town, is_active, is_spoken, known_interests, level, parts, same_language};
use buurten::{
    kit::{
        language_tag::LanguageTag,
        vocabulary::vocabulary,
        words::{Belonging, Kind},
    },
    matching::{gates::Gate, opportunity::Opportunity, person::Person},
};
use chrono::{Datelike, NaiveDate, TimeDelta, Timelike};
use std::collections::{BTreeMap, BTreeSet};

/// Closed (paused and draft too), or not confirmed for more than 26 weeks. Never confirmed passes.
pub fn status(it: &Opportunity, today: NaiveDate) -> Option<Gate> {
    if !is_active(it) {
        return Some(Gate::Closed);
    }
    match it.confirmed_on {
        Some(day) if (today - day).num_days() > 26 * 7 => Some(Gate::Unconfirmed),
        _ => None,
    }
}

/// The first gate that fails.
pub fn first(town: &Town, her: &Person, place: usize) -> Option<Gate> {
    let it = &town.listings[place];
    if let Some(gate) = status(it, town.today) {
        return Some(gate);
    }
    if !is_for_her(her, it) {
        return Some(Gate::Audience);
    }
    if her.child_comes_along == Some(true) && it.children == Some(false) {
        return Some(Gate::Child);
    }
    if let (Some(years), Some((from, to))) = (&her.children, parts::ages(it)) {
        let ages: Vec<i32> = years.iter().map(|born| town.today.year() - born).collect();
        if !ages.iter().any(|age| from <= *age && *age <= to) {
            return Some(Gate::Child);
        }
    }
    if it.newcomer_places == Some(0) {
        return Some(Gate::Full);
    }
    if steps_short(her, it) >= 2 {
        return Some(Gate::Language);
    }
    if let (Some(ahead), Some(needed)) = (town.months_ahead(her), it.min_months)
        && i64::from(ahead) < i64::from(needed)
    {
        return Some(Gate::Stay);
    }
    // By the way a blank month counts: a listing that asks nothing asks nought, and who left already has less.
    if it.min_months.is_none() && town.months_ahead(her).is_some_and(|ahead| ahead < 0) {
        return Some(Gate::Stay);
    }
    if !has_time(town, her, place) {
        return Some(Gate::Time);
    }
    if let (Some(minutes), Some(most)) = (parts::minutes(her, it), her.travel_minutes)
        && minutes > f64::from(most)
    {
        return Some(Gate::Distance);
    }
    if let (Some(cost), Some(Some(most))) = (parts::session_cost(town, place), her.cost_max_eur)
        && cost > most
    {
        return Some(Gate::Cost);
    }
    if shares_nothing(her, it) {
        return Some(Gate::Unrelated);
    }
    None
}

/// Within {women, men} either will do; parents and students must each hold too. Never said: for everyone alone.
fn is_for_her(her: &Person, it: &Opportunity) -> bool {
    let is_she = |b: Belonging| her.belongs_to.as_ref().is_some_and(|hers| hers.contains(&b));
    let mut either: Option<bool> = None;
    for whom in &it.audience.0 {
        match whom {
            Belonging::Women | Belonging::Men => either = Some(either.unwrap_or(false) || is_she(*whom)),
            Belonging::Parents | Belonging::Students if !is_she(*whom) => return false,
            _ => {}
        }
    }
    either.unwrap_or(true)
}

/// How many CEFR steps she is short on the best way in: 0 she can follow, 1 still matched, 2 or more too far.
pub fn steps_short(her: &Person, it: &Opportunity) -> i32 {
    let (dutch, english) = (LanguageTag::dutch(), LanguageTag::english());
    let need = own_need(it);
    let dutch_needed = it.dutch_needed.map_or(0, |l| i32::from(l.number()));
    let dutch_short = (dutch_needed - level(her, &dutch)).max(0);
    let mut best = 99;
    // Nobody said what is spoken there: unknown passes.
    if it.languages.is_empty() {
        best = 0;
    }
    for spoken in &it.languages {
        if same_language(spoken, &dutch) {
            best = best.min(dutch_short);
        } else if level(her, spoken) > 0 {
            best = best.min((need - level(her, spoken)).max(0));
        }
    }
    // English works where it is said to, and may where nobody said.
    if level(her, &english) > 0 && (it.english_ok != Some(false) || is_spoken(it, &english)) {
        best = best.min((need - level(her, &english)).max(0));
    }
    // `english_ok` no: what is needed is needed of everybody.
    if it.english_ok == Some(false) { best.max(dutch_short) } else { best }
}

/// The level at which another language than Dutch counts: initiative B1, club or activity A2, role A1.
pub fn own_need(it: &Opportunity) -> i32 {
    match it.kind {
        Kind::Initiative => 3,
        Kind::Club | Kind::Activity => 2,
        Kind::VolunteerRole => 1,
    }
}

/// A session can be attended if it begins in a free daypart and at least 60 % of its minutes lie in free dayparts; on
/// the best weekday of the rule at least 80 % of the next 13 weeks' sessions can. By appointment: always.
fn has_time(town: &Town, her: &Person, place: usize) -> bool {
    let Some(schedule) = &town.listings[place].schedule else { return true };
    let sessions = town.ahead(place);
    // A schedule without a date ahead is nothing to go to, free or not.
    let Some(free) = her.free else { return !sessions.is_empty() };
    let free: BTreeSet<(u32, u32)> = free.iter().map(|d| (d.day().into(), d.part().into())).collect();
    let mut of_weekday: BTreeMap<u32, bool> = BTreeMap::new();
    for day in &sessions {
        let weekday = day.weekday().num_days_from_monday();
        of_weekday.entry(weekday).or_insert_with(|| {
            let is_free = |minute: u32| {
                let at = day.and_time(schedule.starts) + TimeDelta::minutes(i64::from(minute));
                at.hour() >= 6 && free.contains(&(at.weekday().num_days_from_monday(), at.hour() / 6 - 1))
            };
            let minutes = (schedule.ends - schedule.starts).num_minutes().rem_euclid(24 * 60) as u32;
            // Quarter hours of a session are all alike, for dayparts change on the hour.
            let in_quarters = minutes >= 180 && minutes.is_multiple_of(15);
            let looked_at = (0..minutes).filter(|m| !in_quarters || m.is_multiple_of(15));
            let (mut all, mut can) = (0, 0);
            for minute in looked_at {
                all += 1;
                can += usize::from(is_free(minute));
            }
            is_free(0) && can * 100 >= all * 60
        });
    }
    // The weekdays that a rule names are looked at one by one; a rule by day of the month has but one kind of session.
    let names_weekdays = ["BYDAY", "FREQ=WEEKLY", "FREQ=DAILY"].iter().any(|part| schedule.rrule.contains(part));
    let mut groups: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for day in &sessions {
        let weekday = day.weekday().num_days_from_monday();
        let group = groups.entry(if names_weekdays { weekday } else { 0 }).or_default();
        group.0 += 1;
        group.1 += usize::from(of_weekday[&weekday]);
    }
    groups.values().any(|(all, can)| can * 100 >= all * 80)
}

/// It shares neither interest, goal nor skill with her: each is known on both sides and nought, or not asked.
fn shares_nothing(her: &Person, it: &Opportunity) -> bool {
    let theirs = known_interests(it);
    let Some(hers) = her.interests.as_ref().filter(|i| !i.is_empty()) else { return false };
    if theirs.is_empty() || theirs.iter().any(|id| parts::nearness(hers, id) > 0.0) {
        return false;
    }
    let Some(wishes) = her.wishes.as_ref().filter(|w| !w.is_empty()) else { return false };
    if it.domains.is_empty() || it.domains.iter().any(|d| wishes.contains(d)) {
        return false;
    }
    let asked = it.skills_wanted.iter().any(|id| vocabulary().skill(id).is_some());
    match &her.skills {
        _ if !asked => true,
        Some(skills) if !skills.is_empty() => parts::skill(skills, it) == 0.0,
        _ => false,
    }
}
