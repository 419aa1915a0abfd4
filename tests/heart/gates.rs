//! The gates against a second, naive reading of the rules, and what adding an answer may never do.

use crate::made::{LISTINGS, anybody, anything, catalogue, today};
use buurten::{
    kit::{
        place::gazetteer,
        schedule::Schedule,
        vocabulary::vocabulary,
        week::Daypart,
        words::{Belonging, CostPer, Kind, Status},
    },
    matching::{gates::Gate, opportunity::Opportunity, person::Person, rank::Asked},
};
use chrono::{Datelike, Days, NaiveDate, TimeDelta, Timelike};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Minute by minute, as the rule says it.
fn can_attend(her: &Person, it: &Opportunity, date: NaiveDate) -> bool {
    let (Some(free), Some(plan)) = (her.free, &it.schedule) else { return true };
    let begins = date.and_time(plan.starts);
    let free_at = |minute: i64| {
        let at = begins + TimeDelta::minutes(minute);
        Daypart::at(at.weekday(), at.hour() * 60 + at.minute()).is_some_and(|d| free.has(d))
    };
    let minutes = i64::from(plan.minutes());
    let free_minutes = (0..minutes).filter(|m| free_at(*m)).count() as f64;
    free_at(0) && free_minutes >= 0.6 * minutes as f64
}

fn time_fails(her: &Person, it: &Opportunity) -> bool {
    let Some(plan) = &it.schedule else { return false };
    let mut by_weekday: BTreeMap<u32, Vec<bool>> = BTreeMap::new();
    for date in plan.dates_between(today(), today() + Days::new(90)) {
        let day = if plan.rrule.contains("BYDAY") { date.weekday().num_days_from_monday() } else { 0 };
        by_weekday.entry(day).or_default().push(can_attend(her, it, date));
    }
    !by_weekday.values().any(|can| can.iter().filter(|c| **c).count() as f64 >= 0.8 * can.len() as f64)
}

fn language_fails(her: &Person, it: &Opportunity) -> bool {
    let own =
        |tag: &str| her.languages.iter().find(|(t, _)| t.as_str() == tag).map_or(0, |(_, l)| i32::from(l.number()));
    let need = match it.kind {
        Kind::Initiative => 3,
        Kind::VolunteerRole => 1,
        _ => 2,
    };
    let dutch_needed = it.dutch_needed.map_or(0, |l| i32::from(l.number()));
    let dutch_short = dutch_needed - own("nl");
    if it.english_ok == Some(false) && dutch_short >= 2 {
        return true;
    }
    let mut ways: Vec<i32> = Vec::new();
    for tag in it.languages.iter().map(|t| t.as_str()) {
        if tag == "nl" {
            ways.push(dutch_short);
        } else if own(tag) > 0 {
            ways.push(need - own(tag));
        }
    }
    if own("en") > 0 && it.english_ok != Some(false) {
        ways.push(need - own("en"));
    }
    !it.languages.is_empty() && ways.iter().all(|short| *short >= 2)
}

fn unrelated(her: &Person, it: &Opportunity) -> bool {
    let words = vocabulary();
    let interest = |id: &String| &words.interests[words.interest(id).expect("known")];
    let near = |a: &String, b: &String| {
        let (x, y) = (interest(a), interest(b));
        a == b
            || (x.group.is_some() && x.group == y.group)
            || x.group.is_some_and(|g| words.interests[g].named.id == *b)
            || y.group.is_some_and(|g| words.interests[g].named.id == *a)
    };
    let isco = |id: &String| &words.skills[words.skill(id).expect("known")].isco_group;
    let none = |mine: Option<&BTreeSet<String>>, theirs: &BTreeSet<String>, near: &dyn Fn(&String, &String) -> bool| {
        let mine = mine.filter(|m| !m.is_empty());
        mine.is_some_and(|mine| !mine.iter().any(|a| theirs.iter().any(|b| near(a, b))))
    };
    let no_interest = !it.interests.is_empty() && none(her.interests.as_ref(), &it.interests, &near);
    let wishes = her.wishes.as_ref().filter(|w| !w.is_empty());
    let no_goal = !it.domains.is_empty() && wishes.is_some_and(|w| w.is_disjoint(&it.domains));
    let no_skill = it.skills_wanted.is_empty()
        || none(her.skills.as_ref(), &it.skills_wanted, &|a, b| a == b || isco(a) == isco(b));
    no_interest && no_goal && no_skill
}

fn cost(it: &Opportunity) -> Option<f64> {
    let within = |s: &Schedule, from: NaiveDate| s.dates_between(from, from + Days::new(363)).len().max(1) as f64;
    let sessions = it.schedule.as_ref().map_or(52.0, |s| within(s, today()));
    // A month of a course is one like all others of it, or what is left of it.
    let at_its_pace =
        |s: &Schedule| within(&s.endless().unwrap_or_else(|| s.clone()), s.first_date.max(today())) / 12.0;
    let a_month = it.schedule.as_ref().map_or(52.0 / 12.0, at_its_pace).min(sessions);
    let euros = it.cost?.euros();
    Some(match it.cost_per {
        Some(CostPer::Month) => euros / a_month,
        Some(CostPer::Year) => euros / sessions,
        _ => euros,
    })
}

fn naive(her: &Person, it: &Opportunity) -> Option<Gate> {
    let no_child_of = |from: i32, to: i32| {
        her.children.as_ref().is_some_and(|c| !c.iter().any(|y| (from..=to).contains(&(2026 - y))))
    };
    let ages: Vec<(i32, i32)> = [("parent-and-baby", 0, 1), ("toddler-playgroup", 1, 4), ("teenagers", 12, 18)]
        .iter()
        .filter(|a| it.interests.contains(a.0))
        .map(|a| (a.1, a.2))
        .collect();
    let (from, to) = (ages.iter().map(|a| a.0).min(), ages.iter().map(|a| a.1).max());
    let hers = her.belongs_to.clone().unwrap_or_default();
    let is_for = |b: Belonging| it.audience.0.contains(&b);
    let sex = (is_for(Belonging::Women) && hers.contains(&Belonging::Women))
        || (is_for(Belonging::Men) && hers.contains(&Belonging::Men))
        || !(is_for(Belonging::Women) || is_for(Belonging::Men));
    let each = [Belonging::Parents, Belonging::Students].into_iter().all(|b| !is_for(b) || hers.contains(&b));
    let minutes = || {
        let (a, b) = (gazetteer().middle(her.postcode?)?, gazetteer().middle(it.postcode?)?);
        Some(60.0 * 1.3 * a.km_to(b) / her.travel?.speed() + 3.0)
    };
    let stays = her.stays_until.flatten().map(|m| (m.year() - 2026) * 12 + m.month() as i32 - 11);
    let checks = [
        (Gate::Closed, it.status != Status::Active),
        (Gate::Unconfirmed, it.confirmed_on.is_some_and(|c| c + Days::new(26 * 7) < today())),
        (Gate::Audience, !(sex && each)),
        (
            Gate::Child,
            (her.child_comes_along == Some(true) && it.children == Some(false))
                || from.zip(to).is_some_and(|(f, t)| no_child_of(f, t)),
        ),
        (Gate::Full, it.newcomer_places == Some(0)),
        (Gate::Language, language_fails(her, it)),
        (Gate::Stay, stays.is_some_and(|s| s < it.min_months.unwrap_or(0) as i32)),
        (Gate::Time, time_fails(her, it)),
        (Gate::Distance, minutes().zip(her.travel_minutes).is_some_and(|(m, most)| m > f64::from(most))),
        (Gate::Cost, cost(it).zip(her.cost_max_eur.flatten()).is_some_and(|(c, most)| c > most)),
        (Gate::Unrelated, unrelated(her, it)),
    ];
    checks.into_iter().find(|(_, fails)| *fails).map(|(gate, _)| gate)
}

fn feasible(her: &Person, listings: &[Opportunity]) -> BTreeSet<String> {
    catalogue(listings).rank(her, &Asked::default()).matches.into_iter().map(|m| m.id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_gates_do_what_the_rules_say(her in anybody(), it in anything()) {
        let ranking = catalogue(std::slice::from_ref(&it)).rank(&her, &Asked::default());
        let why = ranking.excluded.first().map(|e| e.why);
        prop_assert_eq!(why, naive(&her, &it), "{} {:#?}", serde_json::to_string(&her).expect("JSON"), it);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn one_more_free_daypart_never_removes_an_option(her in anybody(), more in 0_usize..21) {
        let mut freer = her.clone();
        let daypart = Daypart::all().nth(more).expect("21 of them");
        freer.free = her.free.map(|f| f.with(daypart));
        prop_assert!(feasible(&her, &LISTINGS).is_subset(&feasible(&freer, &LISTINGS)));
    }

    #[test]
    fn one_more_level_of_a_language_never_removes_an_option(her in anybody(), which in 0_usize..4) {
        let mut better = her.clone();
        let tags: Vec<_> = LISTINGS.iter().flat_map(|l| l.languages.iter()).chain(her.languages.keys()).cloned().collect();
        let tag = tags[which * 7 % tags.len()].clone();
        let next = buurten::kit::level::Level::ALL[(usize::from(her.level(&tag).number()) + 1).min(6)];
        better.languages.insert(tag, next);
        prop_assert!(feasible(&her, &LISTINGS).is_subset(&feasible(&better, &LISTINGS)));
    }
}
