//! What was left out adds up, and what a change would open is what a ranking with it finds: no more, no fewer.

use crate::made::{LISTINGS, anybody, anything, catalogue};
use buurten::{
    kit::{vocabulary::vocabulary, week::Daypart, words::Travel},
    matching::{
        catalogue::Catalogue,
        change::Change,
        gates::Gate,
        opening::LeftOut,
        person::Person,
        rank::{Asked, Ranking},
    },
};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn fit(all: &Catalogue, her: &Person) -> BTreeSet<usize> {
    ranked(all, her).matches.iter().map(|m| m.place).collect()
}

fn ranked(all: &Catalogue, her: &Person) -> Ranking {
    all.rank(her, &Asked::default())
}

/// How many more fit with a change; none may be lost by it.
fn opened(all: &Catalogue, her: &Person, change: &Change) -> usize {
    let (before, after) = (fit(all, her), fit(all, &change.apply(her)));
    assert!(before.is_subset(&after), "{change} takes something away");
    after.len() - before.len()
}

fn opens(left: &[LeftOut], change: &Change) -> usize {
    let all = left.iter().flat_map(|l| &l.openings);
    all.filter(|o| o.change == *change).map(|o| o.opens).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_counts_add_up_to_all(her in anybody()) {
        let all = catalogue(&LISTINGS);
        let ranking = ranked(&all, &her);
        let left = all.left_out(&her, &ranking);
        let counts: Vec<_> = left.iter().map(|l| (l.why, l.count)).collect();
        prop_assert_eq!(&counts, &ranking.counts());
        prop_assert_eq!(counts.iter().map(|(_, n)| n).sum::<usize>() + ranking.feasible, all.len());
        for l in &left {
            prop_assert!(l.alone <= l.count && l.openings.iter().all(|o| (1..=l.alone).contains(&o.opens)));
            let at_most = if l.why == Gate::Time { l.alone } else { 0 };
            prop_assert!(l.only_in.iter().sum::<usize>() <= at_most);
            prop_assert_eq!(l.best().is_some(), !l.openings.is_empty());
            let mut behind = all.behind_gate(&her, &ranking, l.why);
            behind.sort_unstable();
            let expected: Vec<_> = ranking.excluded.iter().filter(|e| e.why == l.why).map(|e| e.place).collect();
            prop_assert_eq!(behind, expected);
        }
    }

    #[test]
    fn a_change_opens_exactly_what_a_ranking_with_it_finds(her in anybody()) {
        let all = catalogue(&LISTINGS);
        for opening in all.left_out(&her, &ranked(&all, &her)).iter().flat_map(|l| &l.openings) {
            prop_assert_eq!(opened(&all, &her, &opening.change), opening.opens, "{}", opening.change);
        }
    }

    #[test]
    fn a_daypart_a_group_or_a_level_that_is_not_named_opens_nothing(her in anybody(), n in 0_usize..1000) {
        let all = catalogue(&LISTINGS);
        let left = all.left_out(&her, &ranked(&all, &her));
        let groups: Vec<_> = vocabulary().groups().map(|(group, _)| group.named.id.clone()).collect();
        let mut changes = vec![];
        if her.free.is_some() {
            changes.push(Change::Free(Daypart::all().nth(n % 21).expect("21 of them"), true));
        }
        if her.interests.as_ref().is_some_and(|i| !i.is_empty()) {
            changes.push(Change::Interest(groups[n % groups.len()].clone(), true));
        }
        let dutch = "nl".parse().expect("Dutch");
        if let Some(more) = buurten::kit::level::Level::ALL.get(usize::from(her.level(&dutch).number()) + 1) {
            changes.push(Change::Language(dutch, *more));
        }
        for change in changes {
            prop_assert_eq!(opens(&left, &change), opened(&all, &her, &change), "{}", change);
        }
    }

    #[test]
    fn listings_of_any_sort_are_counted_the_same(her in anybody(), its in proptest::collection::vec(anything(), 30)) {
        let its: Vec<_> = its.into_iter().enumerate().map(|(n, mut it)| { it.id = n.to_string(); it }).collect();
        let all = catalogue(&its);
        for left in all.left_out(&her, &ranked(&all, &her)) {
            for opening in &left.openings {
                prop_assert_eq!(opened(&all, &her, &opening.change), opening.opens, "{}", opening.change);
            }
        }
    }

    #[test]
    fn a_choice_is_named_and_taken_back(her in anybody(), n in 0_usize..21, yes in any::<bool>(), minutes in 5_u16..=120) {
        let daypart = Daypart::all().nth(n).expect("21 of them");
        let interest = vocabulary().interests[n].named.id.clone();
        for change in [
            Change::Free(daypart, yes),
            Change::Minutes(minutes),
            Change::Travel(Travel::ALL[n % 3]),
            Change::Cost(None),
            Change::Cost("7.50".parse().ok()),
            Change::Child(yes),
            Change::Interest(interest, yes),
        ] {
            prop_assert_eq!(change.to_string().parse(), Ok(change.clone()));
            let changed = change.apply(&her);
            prop_assert!(change.apply(&changed) == changed, "{change} twice is once");
            match change.undo(&her) {
                Some(undo) => prop_assert!(undo.apply(&changed) == her, "{undo} takes {change} back"),
                None => prop_assert!(changed == her || change.undo(&changed).is_none(), "{change}"),
            }
        }
    }
}

#[test]
fn what_is_no_choice_is_not_read() {
    for text in
        ["", "free", "free:", "free:monday", "minutes:4", "minutes:121", "cost:-1", "cost:1e3", "child:maybe", "x:1"]
    {
        assert!(text.parse::<Change>().is_err(), "{text}");
    }
    for text in ["interest:politics", "language:nl:B2", "until:2030-01", "belongs:women", "skill:law", "wish:work"] {
        assert!(text.parse::<Change>().is_err(), "{text}");
    }
}
