//! Unknown is not no, and does not pay: for every field that a component of a pair reads,
//! U with it blank is below U with its best value.

use crate::made::{anybody, anything, utility};
use buurten::{
    kit::{
        money::Euros,
        words::{Comfort, Domain, Travel},
    },
    matching::{opportunity::Opportunity, person::Person},
};
use proptest::prelude::*;

/// Blank and every answer: where the answers differ in U, the blank must stay below the best.
fn blank_does_not_pay<T: Clone>(
    field: &str,
    pair: &(Person, Opportunity),
    put: impl Fn(&mut Person, &mut Opportunity, Option<T>),
    answers: impl IntoIterator<Item = T>,
) {
    let with = |value: Option<T>| {
        let (mut her, mut it) = pair.clone();
        put(&mut her, &mut it, value);
        utility(&her, &it)
    };
    let known: Vec<f64> = answers.into_iter().filter_map(|v| with(Some(v))).collect();
    let (Some(blank), Some(best)) = (with(None), known.iter().copied().reduce(f64::max)) else { return };
    let worst = known.iter().copied().fold(f64::MAX, f64::min);
    // Where no answer moves U, no component reads the field; at the floor nothing can be below.
    if best > worst && best > 0.0501 {
        assert!(
            blank < best,
            "{field} blank pays {blank}, its best value {best}: {:?} {:#?}",
            serde_json::to_string(&pair.0),
            pair.1
        );
    }
}

fn persons_blanks(pair: &(Person, Opportunity)) {
    let (_, it) = pair;
    let nl = || ["nl".parse().expect("Dutch")].into();
    blank_does_not_pay("wants_to_learn", pair, |p, _, v| p.wants_to_learn = v, [[].into(), nl(), it.languages.clone()]);
    blank_does_not_pay(
        "interests",
        pair,
        |p, _, v| p.interests = v,
        [["chess".to_owned()].into(), it.interests.clone()],
    );
    blank_does_not_pay(
        "skills",
        pair,
        |p, _, v| p.skills = v,
        [["chess".to_owned()].into(), ["law".to_owned()].into(), it.skills_wanted.clone()],
    );
    blank_does_not_pay("wishes", pair, |p, _, v| p.wishes = v, Domain::ALL.iter().map(|d| [*d].into()));
    blank_does_not_pay("free", pair, |p, _, v| p.free = v, [Default::default(), buurten::kit::week::FreeWeek::ALWAYS]);
    let postcodes = ["5611", "5629", "5657"].map(|p| p.parse().expect("a postcode"));
    blank_does_not_pay("postcode", pair, |p, _, v| p.postcode = v, postcodes.into_iter().chain(it.postcode));
    blank_does_not_pay("travel", pair, |p, _, v| p.travel = v, Travel::ALL.to_vec());
    blank_does_not_pay(
        "children",
        pair,
        |p, _, v| p.children = v,
        [vec![], vec![2026], vec![2024], vec![2013], vec![2019]],
    );
    blank_does_not_pay("child_comes_along", pair, |p, _, v| p.child_comes_along = v, [true, false]);
    blank_does_not_pay("cost_max_eur", pair, |p, _, v| p.cost_max_eur = v, [None, Some(0.0), Some(5.0), Some(1000.0)]);
    blank_does_not_pay("comfort", pair, |p, _, v| p.comfort = v, Comfort::ALL.to_vec());
    let months = ["2026-11", "2027-03", "2030-01"].map(|m| m.parse().ok());
    blank_does_not_pay("stays_until", pair, |p, _, v| p.stays_until = v, months.into_iter().chain([None]));
}

fn listings_blanks(pair: &(Person, Opportunity)) {
    let (her, _) = pair;
    let chosen = her.interests.iter().flatten().take(3).map(|i| [i.clone()].into());
    blank_does_not_pay(
        "listing's interests",
        pair,
        |_, l, v| l.interests = v.unwrap_or_default(),
        chosen.chain([["chess".to_owned()].into()]),
    );
    blank_does_not_pay(
        "domains",
        pair,
        |_, l, v| l.domains = v.unwrap_or_default(),
        Domain::ALL.iter().map(|d| [*d].into()),
    );
    let spoken = her.languages.keys().cloned().chain(["nl", "en"].map(|t| t.parse().expect("a tag")));
    blank_does_not_pay("languages", pair, |_, l, v| l.languages = v.unwrap_or_default(), spoken.map(|t| [t].into()));
    blank_does_not_pay("dutch_needed", pair, |_, l, v| l.dutch_needed = v, buurten::kit::level::Level::ALL.to_vec());
    blank_does_not_pay("english_ok", pair, |_, l, v| l.english_ok = v, [true, false]);
    blank_does_not_pay("cost_eur", pair, |_, l, v| l.cost = v, [0, 300, 2000].map(Euros::of_cents));
    let postcodes = ["5611", "5629", "5657"].map(|p| p.parse().expect("a postcode"));
    blank_does_not_pay("listing's postcode", pair, |_, l, v| l.postcode = v, postcodes.into_iter().chain(her.postcode));
    blank_does_not_pay("listing's children", pair, |_, l, v| l.children = v, [true, false]);
    blank_does_not_pay("capacity", pair, |_, l, v| l.capacity = v, [1, 8, 15, 40]);
    blank_does_not_pay("take_along", pair, |_, l, v| l.take_along = v, [true, false]);
    blank_does_not_pay("local_share", pair, |_, l, v| l.local_share = v, [0, 50, 100]);
    blank_does_not_pay(
        "confirmed_on",
        pair,
        |_, l, v| l.confirmed_on = v,
        ["2026-11-23", "2026-08-01"].map(|d| d.parse().expect("a date")),
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn what_she_leaves_out_does_not_pay(pair in (anybody(), anything())) {
        persons_blanks(&pair);
    }

    #[test]
    fn what_a_listing_leaves_out_does_not_pay(pair in (anybody(), anything())) {
        listings_blanks(&pair);
    }
}
