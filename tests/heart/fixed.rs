//! What may not move a score: other listings (but through rarity), names, the order of keys, the order of the file.

use crate::made::{LISTINGS, NEWCOMERS, anybody, catalogue, file};
use buurten::matching::{
    leaning::{LEANS_AWAY, Leaning, Reason},
    person::Person,
    rank::{Asked, Ranking},
};
use proptest::prelude::*;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

fn scores(ranking: &Ranking) -> BTreeMap<String, u64> {
    ranking.matches.iter().map(|m| (m.id.clone(), m.score.to_bits())).collect()
}

fn ranked(her: &Person) -> Ranking {
    catalogue(&LISTINGS).rank(her, &Asked::default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn taking_a_listing_away_moves_others_through_rarity_alone(her in anybody(), gone in 0..LISTINGS.len()) {
        let all = catalogue(&LISTINGS);
        let mut fewer = LISTINGS.clone();
        let id = fewer.remove(gone).id;
        let without = catalogue(&fewer).with_rarity(all.rarity().clone());
        let mut before = scores(&all.rank(&her, &Asked::default()));
        before.remove(&id);
        prop_assert_eq!(before, scores(&without.rank(&her, &Asked::default())));
    }

    #[test]
    fn what_is_closed_is_not_counted_in_rarity(her in anybody()) {
        let mut fewer = LISTINGS.clone();
        fewer.retain(|l| l.status == buurten::kit::words::Status::Active);
        prop_assert_eq!(scores(&ranked(&her)), scores(&catalogue(&fewer).rank(&her, &Asked::default())));
    }

    #[test]
    fn a_name_moves_nothing(her in anybody()) {
        let mut renamed = her.clone();
        renamed.id = "zzz".into();
        prop_assert_eq!(ranked(&her).matches, ranked(&renamed).matches);
    }

    #[test]
    fn what_she_belongs_to_moves_nothing_where_no_audience_is_named(her in anybody()) {
        let mut open = LISTINGS.clone();
        open.iter_mut().for_each(|l| l.audience = Default::default());
        let all = catalogue(&open);
        let mut other = her.clone();
        other.belongs_to = match &her.belongs_to {
            Some(_) => None,
            None => Some(buurten::kit::words::Belonging::ALL.iter().copied().collect()),
        };
        prop_assert_eq!(all.rank(&her, &Asked::default()).matches, all.rank(&other, &Asked::default()).matches);
    }

    #[test]
    fn the_order_of_the_file_moves_nothing(her in anybody(), by in 1..LISTINGS.len()) {
        let mut turned = LISTINGS.clone();
        turned.rotate_left(by);
        let ids = |r: Ranking| r.matches.into_iter().map(|m| (m.id, m.score.to_bits(), m.reasons)).collect::<Vec<_>>();
        prop_assert_eq!(ids(ranked(&her)), ids(catalogue(&turned).rank(&her, &Asked::default())));
    }

    #[test]
    fn what_she_passed_over_is_left_out_and_what_is_like_it_says_so(her in anybody(), reason in 0_usize..4) {
        let all = catalogue(&LISTINGS);
        let before = all.rank(&her, &Asked::default());
        prop_assume!(before.matches.len() > 1);
        let place = before.matches[0].place;
        let asked = Asked { limit: None, leanings: vec![Leaning { place, reason: Reason::ALL[reason] }] };
        let after = all.rank(&her, &asked);
        prop_assert!(after.matches.iter().all(|m| m.place != place));
        let was = scores(&before);
        for m in &after.matches {
            let before = f64::from_bits(was[&m.id]);
            let expected = if m.leaning.is_some() { (before * LEANS_AWAY).max(0.05) } else { before };
            prop_assert!((m.score - expected).abs() < 2e-6, "{} {} {}", m.id, before, m.score);
        }
    }
}

#[test]
fn a_key_that_is_none_of_ours_is_refused_by_name() {
    for key in ["nationality", "religion", "age", "name", "country", "gender", "partner", "photo"] {
        let mut json: Map<String, Value> =
            serde_json::from_str(&serde_json::to_string(&NEWCOMERS[0]).expect("JSON")).expect("a person");
        json.insert(key.into(), "x".into());
        let refused = Person::from_json(&json).expect_err(key);
        assert_eq!(refused.field, key);
        assert!(refused.to_string().contains("expected"), "{refused}");
    }
}

#[test]
fn a_person_comes_back_as_it_went() {
    let people: Vec<Value> = serde_json::from_str(&file("data/cities/eindhoven/newcomers.json")).expect("persons");
    for json in people {
        let her = Person::from_json(json.as_object().expect("an object")).expect("a person");
        let again: Person = serde_json::from_value(serde_json::to_value(&her).expect("JSON")).expect("a person");
        assert!(her == again, "{json}");
        assert_eq!(json.get("stays_until").is_some(), her.stays_until.is_some(), "{json}");
    }
}
