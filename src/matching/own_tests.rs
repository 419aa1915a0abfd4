//! The own factors are all that stands between E, N and U.

use super::*;
use crate::{
    kit::words::{Kind, Role},
    matching::{
        catalogue::Catalogue,
        leaning::Taught,
        opportunity::Opportunity,
        person::Person,
        rank::Asked,
        weights::{FLOOR, NICE_SHARE},
    },
};
use proptest::prelude::*;

fn pick<T: Clone>(from: &[T], seed: u32, by: u32) -> T {
    from[(seed / by) as usize % from.len()].clone()
}

fn somebody(seed: u32) -> Person {
    let mut her = Person::new("her", Role::Newcomer);
    her.languages = [("en".parse().expect("English"), "C1".parse().expect("a level"))].into();
    her.comfort = pick(&[None, Some(Comfort::Alone), Some(Comfort::WithOne), Some(Comfort::SmallGroup)], seed, 1);
    her.rung = pick(&[None, Some(Rung::Safe), Some(Rung::Mixed), Some(Rung::Bridging), Some(Rung::Giving)], seed, 4);
    her
}

fn listing(n: usize, seed: u32) -> Opportunity {
    let mut it = Opportunity::new(format!("l{n}"), pick(Kind::ALL, seed, 1));
    it.english_ok = Some(true);
    it.take_along = pick(&[None, Some(true), Some(false)], seed, 4);
    it.capacity = pick(&[None, Some(6), Some(40)], seed, 12);
    it.rung = pick(&[None, Some(Rung::Safe), Some(Rung::Mixed), Some(Rung::Bridging), Some(Rung::Giving)], seed, 36);
    it.confirmed_on = pick(&[None, "2026-11-20".parse().ok(), "2026-07-20".parse().ok()], seed, 180);
    it.slow_to_answer = pick(&[false, true], seed, 540);
    it
}

proptest! {
    #[test]
    fn own_factors_times_e_times_the_part_of_n_is_u(who in any::<u32>(), what in proptest::collection::vec(any::<u32>(), 1..12)) {
        let her = somebody(who);
        let its = what.iter().enumerate().map(|(n, seed)| listing(n, *seed)).collect();
        let all = Catalogue::new(its, "2026-11-23".parse().expect("a date"));
        let seeker = Seeker::new(&her, &all);
        for found in all.rank(&her, &Asked::default()).matches {
            let it = &all.entries[found.place];
            let parts = super::super::score::Parts::of(&seeker, it, &Taught::default());
            let own: f64 = found.own.iter().map(|o| o.factor).product();
            let e_and_n = libm::exp(parts.ln_e()) * (1.0 - NICE_SHARE + NICE_SHARE * parts.n());
            let u = (e_and_n * own).clamp(FLOOR, 1.0);
            prop_assert!((u - found.score).abs() <= 5.1e-7, "{u} is not {}", found.score);
            prop_assert!(found.own.iter().all(|o| o.factor > 0.0 && o.factor < 1.0));
            prop_assert_eq!(found.own.iter().any(|o| o.what == Own::CheckFirst), it.check_first);
            prop_assert_eq!(found.own.iter().any(|o| o.what == Own::SlowToAnswer), it.it.slow_to_answer);
            for text in found.own.iter().flat_map(|o| [&o.sentence.en, &o.sentence.nl]) {
                prop_assert!(text.split_whitespace().count() <= 15 && text.ends_with('.'), "{text}");
            }
        }
    }
}
