//! Which gate keeps two people apart: a second, plain reading of the rules names the same one, for anybody and anybody.

use crate::{
    made::{anybody, today},
    pair::{LOCALS, any_local, city},
    pair_plain::gate,
};
use buurten::{
    kit::{level::Level, vocabulary::vocabulary, words::Domain},
    matching::{
        gates::Gate,
        pair::{Candidate, Held, Pool, Standing},
        weights::Weights,
    },
};
use proptest::{
    prelude::*,
    sample::Index,
    test_runner::{Config, TestRunner},
};
use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

#[test]
fn a_plain_reading_of_the_gates_names_the_same_one() {
    let how = (any::<bool>(), any::<bool>(), 0_u32..12, 0_u8..8, any::<[bool; 4]>(), any::<Index>());
    let seen = RefCell::new(BTreeMap::<Option<Gate>, u32>::new());
    let mut runner = TestRunner::new(Config::with_cases(6_000));
    let held = runner.run(&(anybody(), any_local(), how), |(mut her, mut them, how)| {
        let (away, held, places, strange, rare, skill) = how;
        // What the sample city seldom has.
        if strange == 0 {
            her.languages = [("fi".parse().expect("a tag"), Level::C2)].into();
        }
        if strange == 1 {
            her.stays_until = Some("2026-10".parse().ok());
        }
        if strange > 3 {
            (her.wishes, them.offers) = (Some([Domain::Sport].into()), Some([].into()));
            (her.interests, them.interests) =
                (Some(["chess".to_owned()].into()), Some(["gardening".to_owned()].into()));
            them.skills = her.skills.is_some().then(|| ["gardening".to_owned()].into());
            her.skills = Some(["law".to_owned()].into());
        }
        let skills = &vocabulary().skills;
        let standing = Standing {
            away: away && rare[0] && rare[1],
            places_left: (rare[2] && places < 3).then_some(places),
            wished_skill: rare[3].then(|| skills[skill.index(skills.len())].named.id.clone()),
        };
        let held = (held && rare[0] && rare[3]).then_some(Held::Declined);
        let candidate = Candidate { person: them.clone(), standing: standing.clone(), held };
        let alone =
            Pool::new(vec![candidate], today(), Arc::new(Weights::start())).with_rarity(city().rarity().clone());
        let found = alone.rank(&her, &Standing::default(), None);
        let why = found.excluded.first().map(|out| out.why);
        prop_assert_eq!(found.fits.len() + found.excluded.len(), 1);
        prop_assert_eq!(
            why,
            gate(&her, &them, &standing, held.is_some(), &LOCALS),
            "{:?} {:?} {:?}",
            serde_json::to_string(&her),
            serde_json::to_string(&them),
            standing
        );
        *seen.borrow_mut().entry(why).or_default() += 1;
        Ok(())
    });
    held.unwrap_or_else(|e| panic!("{e}"));
    let seen = seen.into_inner();
    let gates = [
        None,
        Some(Gate::Closed),
        Some(Gate::Blocked),
        Some(Gate::Full),
        Some(Gate::Language),
        Some(Gate::Stay),
        Some(Gate::Time),
        Some(Gate::Distance),
        Some(Gate::Unrelated),
    ];
    assert!(gates.iter().all(|gate| seen.get(gate).copied().unwrap_or(0) > 20), "each of them, often: {seen:?}");
}
