//! Explanation is arithmetic: with a component at its median, ln U falls by exactly its contribution.

use super::*;
use crate::{
    kit::words::{Kind, Role},
    matching::{gates, leaning::Taught, opportunity::Opportunity, person::Person},
};
use proptest::prelude::*;

fn somebody() -> Person {
    let mut her = Person::new("her", Role::Newcomer);
    her.languages = [("en".parse().expect("English"), "C1".parse().expect("a level"))].into();
    her.interests = Some(["choir".to_owned(), "football".to_owned()].into());
    her.skills = Some(["singing".to_owned()].into());
    her
}

fn listing(n: usize, seed: u64) -> Opportunity {
    let pick = |from: &[&str], by: u64| from[((seed / by) % from.len() as u64) as usize].to_owned();
    let kind = Kind::ALL[((seed / 3) % 4) as usize];
    let mut it = Opportunity::new(format!("l{n}"), kind);
    it.interests = [pick(&["choir", "acting", "football", "volleyball", "chess"], 1)].into();
    it.languages = [pick(&["en", "nl"], 5).parse().expect("a tag")].into();
    it.english_ok = Some(true);
    it.postcode = pick(&["5611", "5629", "5657"], 7).parse().ok();
    it.capacity = Some((seed % 40) as u32);
    it.local_share = Some((seed % 101) as u8);
    if seed.is_multiple_of(2) {
        it.skills_wanted = [pick(&["music", "singing", "law"], 11)].into();
    }
    it
}

proptest! {
    #[test]
    fn at_its_median_a_component_takes_back_its_contribution(seeds in proptest::collection::vec(any::<u64>(), 2..20)) {
        let her = somebody();
        let day = "2026-11-23".parse().expect("a date");
        let all = Catalogue::new(seeds.iter().enumerate().map(|(n, s)| listing(n, *s)).collect(), day);
        let seeker = Seeker::new(&her, &all);
        let taught = Taught::default();
        let open = all.entries.iter().enumerate().filter_map(|(n, it)| Some((n, it, gates::pass(&seeker, it).ok()?)));
        let options: Vec<Scored> = open.map(|(n, it, open)| Scored::of(n, &seeker, it, open, &taught)).collect();
        let medians = Medians::over(&options);
        for option in &options {
            let all = contributions(&option.parts, &medians);
            for (k, contribution) in all.into_iter().enumerate() {
                let mut parts = option.parts.clone();
                match k {
                    0..7 if parts.weights[k] > 0.0 => parts.essentials[k] = medians.essentials[k],
                    0..7 => continue,
                    _ => parts.nice[k - 7] = medians.nice[k - 7],
                }
                let fall = libm::log(option.parts.utility()) - libm::log(parts.utility());
                prop_assert!((fall - contribution).abs() < 1e-9, "component {k}: {fall} is not {contribution}");
            }
        }
    }
}
