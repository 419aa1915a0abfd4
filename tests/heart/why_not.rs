//! "Why not?" and "why so low?": what is said would help does, and nothing smaller does.

use crate::made::{LISTINGS, anybody, anything, catalogue};
use buurten::{
    kit::{level::Level, money::Euros, month::Month, week::Daypart, words::Kind},
    matching::{
        catalogue::Catalogue,
        change::Change,
        gates::Gate,
        opportunity::Opportunity,
        person::Person,
        rank::{Asked, One},
        why_low::LOW,
        why_not::WhyNot,
    },
};
use proptest::prelude::*;

fn with(her: &Person, changes: &[&Change]) -> Person {
    changes.iter().fold(her.clone(), |her, change| change.apply(&her))
}

fn admits(all: &Catalogue, her: &Person, place: usize) -> bool {
    all.rank(her, &Asked::default()).matches.iter().any(|m| m.place == place)
}

/// A step less of the same.
fn less(change: &Change) -> Option<Change> {
    Some(match change {
        Change::Minutes(minutes) => Change::Minutes(minutes.checked_sub(5)?),
        Change::Cost(Some(most)) => Change::Cost(Some(Euros::of_cents(most.cents.checked_sub(50)?))),
        Change::Language(tag, level) => {
            Change::Language(tag.clone(), Level::ALL[usize::from(level.number().checked_sub(1)?)])
        }
        Change::Until(month) => Change::Until(month.plus(-1)),
        _ => return None,
    })
}

/// Everything that `why_not` says of this pair, held against rankings.
fn holds(her: &Person, it: &Opportunity) {
    let all = catalogue(std::slice::from_ref(it));
    let ranking = all.rank(her, &Asked::default());
    let Some(first) = ranking.excluded.first() else {
        assert_eq!(all.why_not(her, 0), None);
        return;
    };
    let why = all.why_not(her, 0).expect("what does not fit has a reason");
    assert_eq!(why.failing[0].0, first.why);
    assert!(why.failing.windows(2).all(|w| w[0].0 < w[1].0));
    assert_eq!(why.theirs.is_empty(), !why.changes.is_empty(), "{:?} {:?}", why.theirs, why.changes);
    if why.changes.is_empty() {
        return;
    }
    assert!(why.changes.len() >= why.failing.len(), "{:?}", why.changes);
    let whole: Vec<&Change> = why.changes.iter().collect();
    assert!(admits(&all, &with(her, &whole), 0), "{:?}", why.changes);
    for n in 0..whole.len() {
        let mut fewer = whole.clone();
        let left = fewer.remove(n);
        assert!(!admits(&all, &with(her, &fewer), 0), "{left} is not needed: {:?}", why.changes);
        if let Some(step) = less(left) {
            fewer.push(&step);
            assert!(!admits(&all, &with(her, &fewer), 0), "{step} would do instead of {left}");
        }
    }
    no_fewer_dayparts(&all, her, &why);
}

/// No smaller set of dayparts would do, of all that there are.
fn no_fewer_dayparts(all: &Catalogue, her: &Person, why: &WhyNot) {
    let (dayparts, others): (Vec<&Change>, Vec<&Change>) =
        why.changes.iter().partition(|c| matches!(c, Change::Free(..)));
    let her = with(her, &others);
    let free = |d: Daypart| Change::Free(d, true);
    if dayparts.len() > 1 {
        assert!(Daypart::all().all(|d| !admits(all, &free(d).apply(&her), 0)));
    }
    if dayparts.len() > 2 {
        for a in Daypart::all() {
            let her = free(a).apply(&her);
            assert!(Daypart::all().all(|b| !admits(all, &free(b).apply(&her), 0)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_smallest_change_admits_and_nothing_smaller_does(her in anybody(), it in anything()) {
        holds(&her, &it);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_same_for_every_listing_of_the_sample_city(her in anybody()) {
        for it in LISTINGS.iter() {
            holds(&her, it);
        }
    }

    #[test]
    fn what_lifts_a_listing_lifts_it_to_the_place_that_is_said(her in anybody()) {
        let all = catalogue(&LISTINGS);
        let asked = Asked::default();
        let ranking = all.rank(&her, &asked);
        let place_in = |her: &Person, place| {
            all.rank(her, &asked).matches.iter().position(|m| m.place == place).map(|n| n + 1)
        };
        for (n, m) in ranking.matches.iter().enumerate().step_by(7) {
            let Some(One::Matched { weakest, .. }) = all.explain_one(&her, m.place, &[]) else { panic!("it fits") };
            let low = all.why_low(&her, m.place, &asked, &weakest);
            prop_assert_eq!(low.is_some(), n >= LOW);
            let Some(low) = low else { continue };
            prop_assert_eq!(low.stands, n + 1);
            prop_assert!((1..=2).contains(&low.weak.len()));
            for lift in low.weak.iter().filter_map(|w| w.lift.as_ref()) {
                prop_assert!(lift.stands < low.stands);
                prop_assert_eq!(place_in(&lift.change.apply(&her), m.place), Some(lift.stands), "{}", lift.change);
            }
        }
    }
}

#[test]
fn what_is_theirs_is_said_to_be_theirs() {
    let her = crate::made::NEWCOMERS[0].clone();
    let mut it = LISTINGS[0].clone();
    it.newcomer_places = Some(0);
    let why = catalogue(&[it]).why_not(&her, 0).expect("full");
    assert!(why.changes.is_empty() && why.theirs.contains(&Gate::Full), "{why:?}");
}

#[test]
fn who_shares_no_language_is_told_so_and_which_one_would_do() {
    let mut her = crate::made::NEWCOMERS[0].clone();
    her.languages = [("pt".parse().expect("a tag"), Level::C2)].into();
    let with_languages = |tags: &[&str], english_ok: bool| {
        let mut it = Opportunity::new("a-club", Kind::Club);
        it.languages = tags.iter().map(|tag| tag.parse().expect("a tag")).collect();
        it.english_ok = Some(english_ok);
        catalogue(&[it]).why_not(&her, 0).expect("no language in common")
    };
    let said = |why: &WhyNot| why.failing.iter().map(|(_, said)| said.en.clone()).collect::<Vec<_>>();
    for (why, opens) in [(with_languages(&["en"], true), "en"), (with_languages(&["pl"], false), "pl")] {
        assert_eq!(said(&why), ["You do not share a language there yet."]);
        // A club asks A2, and one step short is still matched.
        assert_eq!(why.changes, [Change::Language(opens.parse().expect("a tag"), Level::A1)]);
    }
    let mut dutch = Opportunity::new("a-club", Kind::Club);
    (dutch.languages, dutch.dutch_needed) = (["nl".parse().expect("a tag")].into(), Some(Level::B1));
    dutch.english_ok = Some(false);
    let why = catalogue(&[dutch]).why_not(&her, 0).expect("too much Dutch");
    assert_eq!(said(&why), ["More Dutch is needed than you speak now."]);
    assert_eq!(why.changes, [Change::Language("nl".parse().expect("a tag"), Level::A2)]);
}

#[test]
fn whose_stay_is_over_is_told_so_and_what_would_change_it() {
    let mut her = crate::made::NEWCOMERS[0].clone();
    her.stays_until = Some(Some("2026-09".parse().expect("a month")));
    let it = Opportunity::new("a-club", Kind::Club);
    let why = catalogue(&[it]).why_not(&her, 0).expect("she has left");
    let stay = why.failing.iter().find(|(gate, _)| *gate == Gate::Stay).expect("her stay is over");
    assert_eq!(stay.1.en, "You told us that your stay is over.");
    assert!(why.changes.contains(&Change::Until(Month::of(crate::made::today()))), "{:?}", why.changes);
}
