//! The window clock: a phase for every stay, and nobody is first offered what takes longer than they stay.

use crate::made::{LISTINGS, NEWCOMERS, anybody, anything, catalogue, today};
use buurten::{
    kit::{month::Month, schedule::Schedule},
    matching::{
        opportunity::Opportunity,
        person::Person,
        rank::Asked,
        window::{self, Phase},
    },
};
use proptest::prelude::*;

fn stay(here: Option<i32>, left: Option<Option<i32>>) -> Person {
    let now = Month::of(today());
    let mut her = NEWCOMERS[0].clone();
    her.arrived = here.map(|months| now.plus(-months));
    her.stays_until = left.map(|left| left.map(|months| now.plus(months)));
    her
}

#[test]
fn each_stay_has_its_phase() {
    use Phase::*;
    for (here, left, phase) in [
        (None, None, None),
        (None, Some(None), None),
        (None, Some(Some(30)), Some(Open)),
        (None, Some(Some(6)), Some(LastMonths)),
        (Some(0), Some(None), Some(Arriving)),
        (Some(2), Some(Some(24)), Some(Arriving)),
        (Some(3), None, Some(Settling)),
        (Some(17), Some(None), Some(Settling)),
        (Some(18), Some(None), Some(Open)),
        (Some(71), None, Some(Open)),
        (Some(72), Some(None), Some(Staying)),
        (Some(80), Some(Some(60)), Some(Open)),
        // The last fifth of five years is a year; of one year it is no less than half.
        (Some(48), Some(Some(12)), Some(LastMonths)),
        (Some(46), Some(Some(14)), Some(Open)),
        (Some(7), Some(Some(5)), Some(LastMonths)),
        (Some(100), Some(Some(13)), Some(Open)),
        (Some(20), Some(Some(-1)), Some(LastMonths)),
    ] {
        assert_eq!(window::of(&stay(here, left), today()).map(|w| w.phase), phase, "{here:?} {left:?}");
    }
}

#[test]
fn she_reads_one_kind_sentence_where_it_helps() {
    let to_her = |here, left| window::of(&stay(here, left), today()).and_then(window::Window::to_her);
    let five = to_her(Some(20), Some(Some(5))).expect("a sentence");
    assert_eq!(five.en, "You have about five months here: what meets often stands higher.");
    assert_eq!(five.nl, "Je bent hier nog ongeveer vijf maanden: wat vaak samenkomt, staat hoger.");
    assert!(to_her(Some(20), None).is_none() && to_her(None, None).is_none());
    for left in -3..=12 {
        let said = to_her(Some(70), Some(Some(left))).expect("the last months");
        for text in [said.en, said.nl] {
            assert!(text.split_whitespace().count() <= 16 && text.ends_with(['.', '?']), "{text}");
        }
    }
    assert!(to_her(Some(0), Some(None)).is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_takes_longer_than_she_stays_is_matched(her in anybody(), left in 0_i32..24) {
        let mut her = her;
        her.stays_until = Some(Some(Month::of(today()).plus(left)));
        let all = catalogue(&LISTINGS);
        let its: Vec<&Opportunity> = all.opportunities().collect();
        for m in all.rank(&her, &Asked::default()).matches {
            prop_assert!(its[m.place].min_months.unwrap_or(0) <= left as u32);
        }
    }

    #[test]
    fn a_series_of_a_year_stands_behind_the_same_every_week(her in anybody(), it in anything(), left in 1_i32..=5) {
        let mut her = her;
        her.free = None;
        her.stays_until = Some(Some(Month::of(today()).plus(left)));
        let every = |id: &str, rule: &str| {
            let time = |text: &str| text.parse().expect("a time");
            let schedule = Schedule::new(rule, today(), Default::default(), time("19:00:00"), time("21:00:00"));
            let schedule = schedule.expect("a rule");
            Opportunity { id: id.to_owned(), schedule: Some(schedule), cost: None, ..it.clone() }
        };
        // The year's series comes first by id, so that a tie would show.
        let all = catalogue(&[every("a-year", "FREQ=MONTHLY;BYDAY=1TU;COUNT=12"), every("every-week", "FREQ=WEEKLY;BYDAY=TU")]);
        let first = all.rank(&her, &Asked::default()).matches.into_iter().next();
        prop_assert!(first.is_none_or(|m| m.id == "every-week"));
    }
}
