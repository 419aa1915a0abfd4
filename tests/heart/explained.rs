//! What a reader is told: true to the score, short, and never an exam.

use crate::made::{LISTINGS, anybody, catalogue};
use buurten::{
    kit::sentence::Sentence,
    matching::{
        go::Go,
        leaning::{Leaning, Reason},
        rank::{Asked, One},
    },
};
use proptest::prelude::*;

fn reads_well(said: &Sentence) {
    for text in [&said.en, &said.nl] {
        let words = text.split_whitespace().count();
        assert!((1..=15).contains(&words), "{words} words: {text}");
        assert!(text.ends_with('.') && !text.contains(".."), "{text}");
        let never = ["expat", "spouse", "A1", "A2", "B1", "B2", "CEFR", "level"];
        assert!(never.iter().all(|n| !text.contains(n)), "{text}");
    }
    assert_ne!(said.en, said.nl);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_match_has_a_reason_and_every_sentence_is_short(her in anybody()) {
        let all = catalogue(&LISTINGS);
        let ranking = all.rank(&her, &Asked::default());
        for m in &ranking.matches {
            prop_assert!((1..=3).contains(&m.reasons.len()), "{}: {:?}", m.id, m.reasons);
            prop_assert!((0.05..=1.0).contains(&m.score));
            prop_assert!(m.doubt.as_ref().is_none_or(|d| d.contribution < -0.05));
            prop_assert!(m.reasons.windows(2).all(|w| w[0].contribution >= w[1].contribution));
            m.reasons.iter().chain(&m.doubt).for_each(|r| reads_well(&r.sentence));
            m.missing.iter().chain(&m.leaning).for_each(reads_well);
            reads_well(&m.bridges.sentence);
        }
        all.said(&her, &ranking.excluded).iter().for_each(reads_well);
        prop_assert_eq!(ranking.feasible + ranking.excluded.len(), LISTINGS.len());
    }

    #[test]
    fn later_stands_after_all_others_and_says_what_is_missing(her in anybody()) {
        let ranking = catalogue(&LISTINGS).rank(&her, &Asked::default());
        let first_later = ranking.matches.iter().position(|m| m.go == Go::Later).unwrap_or(ranking.matches.len());
        let later = &ranking.matches[first_later..];
        prop_assert!(later.iter().all(|m| m.go == Go::Later && m.missing.is_some()));
        prop_assert!(later.windows(2).all(|w| w[0].score >= w[1].score));
    }

    #[test]
    fn a_listings_own_page_says_the_same_as_the_list(her in anybody(), passed_over: bool, reason in 0..Reason::ALL.len()) {
        let all = catalogue(&LISTINGS);
        let best = all.rank(&her, &Asked::default()).matches.first().map(|m| m.place).filter(|_| passed_over);
        let leanings: Vec<Leaning> = best.into_iter().map(|place| Leaning { place, reason: Reason::ALL[reason] }).collect();
        let ranking = all.rank(&her, &Asked { leanings: leanings.clone(), ..Asked::default() });
        for m in ranking.matches.iter().take(3) {
            match all.explain_one(&her, m.place, &leanings) {
                Some(One::Matched { found, weakest }) => {
                    prop_assert_eq!(&*found, m);
                    weakest.iter().for_each(|r| reads_well(&r.sentence));
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }
        for e in ranking.excluded.iter().take(3) {
            let Some(One::Excluded { why, .. }) = all.explain_one(&her, e.place, &leanings) else { panic!("excluded") };
            prop_assert_eq!(why, e.why);
        }
    }
}
