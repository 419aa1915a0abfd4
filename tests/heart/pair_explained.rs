//! Why these two: the gates one by one, the arithmetic of the reasons, what fits to do, and the smallest change.

use crate::{
    hundred_thousand::seed,
    made::{NEWCOMERS, anybody, today},
    pair::{LOCALS, city, ranked},
    pair_plain::Parts,
    properties::pair::Scene,
};
use buurten::{
    kit::{sentence::Sentence, words::Role},
    matching::{
        gates::Gate,
        go::Go,
        pair::{Candidate, Fit, Held, Meeting, One, Pool, Standing},
        person::Person,
        reason::Reason,
        signal::Signal,
        weights::Weights,
    },
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::Arc;

fn pool(people: Vec<Candidate>) -> Pool {
    Pool::new(people, today(), Arc::new(Weights::start()))
}

fn somebody(role: Role, answers: Value) -> Person {
    let mut person = json!({"id": if role == Role::Newcomer { "her" } else { "them" }, "role": role});
    person.as_object_mut().expect("an object").extend(answers.as_object().expect("an object").clone());
    Person::from_json(person.as_object().expect("an object")).expect("a person")
}

fn her(answers: Value) -> Person {
    somebody(Role::Newcomer, answers)
}

fn them(answers: Value) -> Person {
    somebody(Role::Local, answers)
}

fn only(her: &Person, candidate: Candidate) -> Result<Fit, (Gate, Sentence)> {
    let mut ranking = ranked(her, &pool(vec![candidate]));
    ranking.fits.pop().ok_or_else(|| ranking.excluded.pop().map(|e| (e.why, e.sentence)).expect("one or the other"))
}

fn reads_well(sentence: &Sentence) {
    for text in [&sentence.en, &sentence.nl] {
        assert!(text.ends_with('.') && text.split_whitespace().count() <= 15, "{text}");
        assert!(!text.contains("  ") && text.chars().next().is_some_and(char::is_uppercase), "{text}");
    }
    assert_ne!(sentence.en, sentence.nl);
}

#[test]
fn each_gate_keeps_out_whom_it_should_and_the_first_is_named() {
    let hers = json!({"languages": {"en": "C1"}, "free": ["mon-morning"], "interests": ["choir"], "wishes": ["sport"],
        "skills": ["gardening"], "postcode": "5611", "travel": "foot", "travel_minutes": 20, "stays_until": "2027-11"});
    let theirs = json!({"languages": {"nl": "C2", "en": "B1"}, "free": ["mon-morning", "sat-evening"], "interests": ["choir"],
        "skills": ["law"], "postcode": "5611", "offers": ["buddy"], "capacity": 1});
    let with = |base: &Value, key: &str, value: Value| {
        let mut changed = base.clone();
        changed[key] = value;
        changed
    };
    let one =
        |h: &Value, t: &Value| only(&her(h.clone()), Candidate::new(them(t.clone()))).map(|_| ()).map_err(|e| e.0);
    assert_eq!(one(&hers, &theirs), Ok(()));
    for (key, value, gate) in [
        ("languages", json!({"nl": "C2"}), Gate::Language),
        ("free", json!(["sat-evening"]), Gate::Time),
        ("postcode", json!("5657"), Gate::Distance),
        ("capacity", json!(0), Gate::Full),
        ("interests", json!(["chess"]), Gate::Unrelated),
    ] {
        assert_eq!(one(&hers, &with(&theirs, key, value)), Err(gate), "{key}");
        // What nobody said passes.
        let mut unsaid = theirs.clone();
        unsaid.as_object_mut().expect("an object").remove(key);
        if key != "languages" {
            assert_eq!(one(&hers, &unsaid), Ok(()), "{key} unknown");
        }
    }
    assert_eq!(one(&with(&hers, "stays_until", json!("2026-10")), &theirs), Err(Gate::Stay));
    // One step short is matched, two are not; whom somebody belongs to never counts.
    assert_eq!(one(&with(&hers, "languages", json!({"nl": "A1"})), &theirs), Ok(()));
    assert_eq!(one(&with(&hers, "languages", json!({"nl": "A0"})), &theirs), Err(Gate::Language));
    assert_eq!(one(&with(&hers, "belongs_to", json!(["women"])), &with(&theirs, "belongs_to", json!(["men"]))), Ok(()));
    // What is known beside the answers.
    let known = |standing: Standing, held: Option<Held>| {
        only(&her(hers.clone()), Candidate { standing, held, ..Candidate::new(them(theirs.clone())) }).map_err(|e| e.0)
    };
    let away = Standing { away: true, ..Standing::default() };
    assert_eq!(known(away, Some(Held::Blocked)).map(|_| ()), Err(Gate::Closed));
    let full = Standing { places_left: Some(0), ..Standing::default() };
    for held in Held::ALL {
        assert_eq!(known(full.clone(), Some(*held)).map(|_| ()), Err(Gate::Blocked), "{held}");
    }
    assert_eq!(known(full, None).map(|_| ()), Err(Gate::Full));
    // A wish for help that she can meet is something in common.
    let wish = Standing { wished_skill: Some("gardening".into()), ..Standing::default() };
    let gardener = her(with(&hers, "interests", json!(["chess"])));
    let asked = Candidate { standing: wish, ..Candidate::new(them(theirs.clone())) };
    assert!(only(&gardener, asked).is_ok());
    assert_eq!(
        only(&gardener, Candidate::new(them(theirs.clone()))).map(|_| ()).map_err(|e| e.0),
        Err(Gate::Unrelated)
    );
}

/// A newcomer who shares nothing with a gardener from here but a language to practise.
fn learner(dutch: &str) -> Person {
    her(json!({"languages": {"nl": dutch}, "wants_to_learn": ["nl"], "interests": ["chess"], "wishes": ["sport"],
        "skills": ["law"]}))
}

#[test]
fn who_learns_more_than_they_speak_still_shares_the_language() {
    let gardener = them(json!({"languages": {"nl": "B1"}, "interests": ["gardening"], "skills": ["gardening"],
        "offers": ["language-partner"]}));
    for dutch in ["A1", "A2", "B1", "B2", "C2"] {
        assert!(only(&learner(dutch), Candidate::new(gardener.clone())).is_ok(), "{dutch}");
    }
    // What is practised is still what they speak no worse than she does.
    let practises = |dutch: &str| {
        let fit = only(&learner(dutch), Candidate::new(gardener.clone())).expect("a fit");
        fit.offers.iter().any(|o| o.meeting == Meeting::LanguagePartner)
    };
    assert!(practises("B1") && !practises("B2"));
}

#[test]
fn a_skill_an_offer_or_a_language_that_nobody_named_keeps_nobody_apart() {
    let theirs = json!({"languages": {"nl": "C2"}, "interests": ["gardening"], "skills": ["gardening"],
        "offers": ["buddy"]});
    let hers = json!({"languages": {"nl": "B2"}, "wants_to_learn": ["nl"], "interests": ["chess"],
        "wishes": ["sport"], "skills": ["law"]});
    let without = |answers: &Value, key: &str| {
        let mut answers = answers.clone();
        answers.as_object_mut().expect("an object").remove(key);
        answers
    };
    let fits = |hers: &Value, theirs: &Value| {
        let found = only(&her(hers.clone()), Candidate::new(them(theirs.clone())));
        found.map(|_| ()).map_err(|(gate, _)| gate)
    };
    assert_eq!(fits(&hers, &theirs), Err(Gate::Unrelated));
    for key in ["skills", "offers", "interests"] {
        assert_eq!(fits(&hers, &without(&theirs, key)), Ok(()), "their {key}");
    }
    for key in ["skills", "wishes", "interests"] {
        assert_eq!(fits(&without(&hers, key), &theirs), Ok(()), "her {key}");
    }
    // Somebody who talks with her in a language of which one of the two said nothing.
    let mut partner = theirs.clone();
    partner["offers"] = json!(["language-partner"]);
    partner["languages"] = json!({"nl": "A2", "es": "C2"});
    assert_eq!(fits(&hers, &partner), Err(Gate::Unrelated));
    assert_eq!(fits(&without(&hers, "wants_to_learn"), &partner), Ok(()));
    partner["languages"] = json!({});
    assert_eq!(fits(&hers, &partner), Ok(()));
}

#[test]
fn who_left_open_what_she_learns_is_not_paid_for_an_answer_that_would_part_them() {
    // Nothing but Dutch relates them, and she speaks it better: to want none is no answer here.
    let gardener = them(json!({"languages": {"nl": "B2"}, "interests": ["gardening"], "skills": ["gardening"],
        "offers": ["language-partner"]}));
    let with = |wants: Option<Value>| {
        let mut answers =
            json!({"languages": {"nl": "C1"}, "interests": ["chess"], "wishes": ["sport"], "skills": ["law"]});
        wants.into_iter().for_each(|wants| answers["wants_to_learn"] = wants);
        only(&her(answers), Candidate::new(gardener.clone())).map(|fit| fit.u).map_err(|(gate, _)| gate)
    };
    assert_eq!(with(Some(json!([]))), Err(Gate::Unrelated));
    let (blank, dutch) = (with(None).expect("may want Dutch"), with(Some(json!(["nl"]))).expect("wants Dutch"));
    assert!(blank <= dutch, "{blank} {dutch}");
}

#[test]
fn what_nobody_speaks_there_is_no_best_answer() {
    // Spanish with somebody who speaks Dutch alone: no answer of hers makes it practice.
    let dutch = them(json!({"languages": {"nl": "C2"}}));
    let u = |languages: Value| {
        let her = her(json!({"languages": languages, "wants_to_learn": ["es"]}));
        only(&her, Candidate::new(dutch.clone())).expect("a fit").u
    };
    assert!(u(json!({})) < u(json!({"nl": "C2"})), "{} {}", u(json!({})), u(json!({"nl": "C2"})));
}

#[test]
fn what_the_local_gains_is_a_reason_and_each_side_reads_it_in_its_own_words() {
    let ana =
        her(json!({"languages": {"en": "B2", "es": "C2", "nl": "A1"}, "wants_to_learn": ["nl"], "can_teach": ["es"],
        "interests": ["choir"], "skills": ["law"], "wishes": ["work"]}));
    let spanish = them(json!({"languages": {"nl": "C2", "en": "C1"}, "wants_to_learn": ["es"], "interests": ["choir"],
        "skills": ["law"], "offers": ["language-partner", "mentor", "take-along"], "years_here": 30}));
    let mut others: Vec<Candidate> = LOCALS.iter().take(9).cloned().map(Candidate::new).collect();
    others.push(Candidate::new(spanish.clone()));
    let found = ranked(&ana, &pool(others.clone()));
    let fit = found.fits.iter().find(|f| f.id == "them").expect("a fit");
    let says = |reasons: &[Reason], text: &str| reasons.iter().any(|r| r.sentence.en == text);
    assert!(says(&fit.reasons, "They would like to practise Spanish; you speak it."), "{:?}", fit.reasons);
    assert!(says(&fit.theirs, "You would like to practise Spanish; they speak it."), "{:?}", fit.theirs);
    assert_eq!(fit.reasons.iter().filter(|r| r.signal == Signal::Reciprocity).count(), 1);
    let meetings: Vec<Meeting> = fit.offers.iter().map(|o| o.meeting).collect();
    assert_eq!(meetings, [Meeting::LanguagePartner, Meeting::Mentor, Meeting::Coffee, Meeting::TakeAlong]);
    assert_eq!(fit.offers[0].sentence.en, "Half the time Dutch, half the time Spanish: you both learn.");
    assert_eq!(fit.offers[0].sentence.nl, "De helft Nederlands, de helft Spaans: jullie leren allebei.");
    assert_eq!(
        found.fits[0].id,
        "them",
        "both gain most: {:?}",
        found.fits.iter().map(|f| (&f.id, f.score)).collect::<Vec<_>>()
    );
    // The local asks: the same pair in their words, and their own role is not theirs to meet.
    let people = NEWCOMERS.iter().take(5).chain([&ana, &LOCALS[0]]).cloned().map(Candidate::new).collect();
    let back = ranked(&spanish, &pool(people));
    let fit = back.fits.iter().find(|f| f.id == "her").expect("a fit");
    assert!(says(&fit.reasons, "You would like to practise Spanish; they speak it."), "{:?}", fit.reasons);
    let other = back.excluded.iter().find(|e| e.place == 6).expect("the other local");
    assert_eq!(
        (other.why, other.sentence.en.as_str()),
        (Gate::Unrelated, "You are both from here; we look for somebody new.")
    );
}

#[test]
fn one_step_short_is_for_later_unless_they_take_her_along() {
    let beginner = her(json!({"languages": {"nl": "A1"}}));
    let theirs = |offer: &str| Candidate::new(them(json!({"languages": {"nl": "C2"}, "offers": [offer]})));
    let buddy = only(&beginner, theirs("buddy")).expect("one step short");
    assert_eq!(
        (buddy.go, buddy.missing.map(|m| m.en)),
        (Go::Later, Some("A bit more Dutch first: short chats.".into()))
    );
    assert_eq!(only(&beginner, theirs("take-along")).expect("a fit").go, Go::WithSomebody);
    assert_eq!(only(&her(json!({"languages": {"nl": "A2"}})), theirs("buddy")).expect("a fit").go, Go::Now);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_reasons_are_the_arithmetic_of_ln_j(her in anybody()) {
        let ranking = ranked(&her, city());
        for fit in &ranking.fits {
            prop_assert!((1..=3).contains(&fit.reasons.len()), "{}: {:?}", fit.id, fit.reasons);
            prop_assert!(fit.reasons.windows(2).all(|w| w[0].contribution >= w[1].contribution));
            prop_assert!(fit.doubt.as_ref().is_none_or(|d| d.contribution < -0.05));
            prop_assert!((fit.score - (fit.u * fit.v).sqrt()).abs() < 2e-6);
            let all = fit.reasons.iter().chain(&fit.hers).chain(&fit.theirs).chain(&fit.doubt);
            all.map(|r| &r.sentence).chain(fit.offers.iter().map(|o| &o.sentence)).for_each(reads_well);
            fit.missing.iter().chain([&fit.bridges.sentence]).for_each(reads_well);
            prop_assert!(fit.theirs.iter().all(|r| r.signal == Signal::Reciprocity));
        }
        ranking.excluded.iter().for_each(|e| reads_well(&e.sentence));
        prop_assert_eq!(ranking.feasible + ranking.excluded.len(), LOCALS.len());
        let first_later = ranking.fits.iter().position(|f| f.go == Go::Later).unwrap_or(ranking.fits.len());
        prop_assert!(ranking.fits[first_later..].iter().all(|f| f.go == Go::Later));
    }

    #[test]
    fn one_of_them_says_the_same_as_the_list_and_the_smallest_change_admits(her in anybody()) {
        let all = city();
        let ranking = ranked(&her, all);
        for fit in ranking.fits.iter().take(3) {
            let one = all.explain_one(&her, &Standing::default(), fit.place);
            let Some(One::Fits { fit: found, weakest }) = one else { panic!("{one:?}") };
            prop_assert_eq!(&*found, fit);
            weakest.iter().for_each(|r| reads_well(&r.sentence));
        }
        for out in &ranking.excluded {
            let one = all.explain_one(&her, &Standing::default(), out.place);
            let Some(One::Excluded { excluded, opening }) = one else { panic!("{one:?}") };
            prop_assert_eq!(&excluded, out);
            if let Some(opening) = opening {
                reads_well(&opening.sentence);
                let after = ranked(&opening.changed, all);
                prop_assert!(after.fits.iter().any(|f| f.place == out.place), "{:?}", opening.sentence);
            }
        }
    }
}

/// The middle value, or the mean of the middle two.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    if n % 2 == 1 { values[n / 2] } else { (values[n / 2 - 1] + values[n / 2]) / 2.0 }
}

/// Every component there is: U's seven essentials, life phase, and each of their five wishes.
#[test]
fn a_component_at_its_median_takes_exactly_its_contribution_from_ln_u_or_ln_v() {
    let Scene { newcomers, locals, pool, .. } = Scene::new(seed("contributions"), 60, 80);
    let people: Vec<Person> = locals.iter().map(|c| c.person.clone()).collect();
    let mut seen = [0; 13];
    for her in &newcomers {
        let fits = ranked(her, &pool).fits;
        let plainly =
            |f: &Fit| Parts::of(her, &people[f.place], locals[f.place].standing.wished_skill.as_deref(), &people).0;
        let all: Vec<[Option<f64>; 13]> = fits.iter().map(plainly).collect();
        for (fit, parts) in fits.iter().zip(&all) {
            // Half the fall of ln U, or of ln V, with this one alone moved: nothing else of the pair changes.
            let fall = |k: usize| {
                let least = if k == 7 { 0.0 } else { 0.05 };
                let middle = median(all.iter().filter_map(|p| p[k]).map(|c| c.max(least)).collect());
                let mut moved = Parts(*parts);
                moved.0[k] = Some(middle);
                let whole = Parts(*parts);
                0.5 * (whole.ln_u() - moved.ln_u() + whole.ln_v() - moved.ln_v())
            };
            for reason in fit.reasons.iter().chain(&fit.hers).chain(&fit.theirs).chain(&fit.doubt) {
                let is_it = |k: &usize| {
                    let same = |a: f64, b: f64| (a - b).abs() < 1e-9;
                    parts[*k].is_some_and(|c| same(reason.score, c.max(0.05))) && same(reason.contribution, fall(*k))
                };
                let places = match reason.signal {
                    Signal::Reciprocity => 8..13,
                    Signal::Child => 7..8,
                    signal => Signal::ESSENTIALS.iter().position(|s| *s == signal).map(|k| k..k + 1).expect("of U"),
                };
                let found: Vec<usize> = places.filter(is_it).collect();
                assert!(!found.is_empty(), "{reason:?}: {} {parts:?}", fit.id);
                found.into_iter().for_each(|k| seen[k] += 1);
            }
        }
    }
    assert!(seen.iter().all(|times| *times > 0), "each of them: {seen:?}");
}
