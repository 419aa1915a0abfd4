//! Where somebody lives, as a list may say it: a part of town, and only where enough people live in it.

use crate::{
    auth::Scope,
    kit::place::{PartOfTown, Postcode, gazetteer},
};
use std::collections::BTreeMap;

/// With fewer people than this in a part of town, its name could point at one of them.
const ENOUGH: i64 = 5;

/// How many newcomers with an account live in each part of town.
pub struct Town(BTreeMap<&'static str, i64>);

impl Town {
    /// From how many there are at each postcode. Those outside the city's table live in no part of it.
    pub fn of(counts: impl IntoIterator<Item = (String, i64)>) -> Self {
        let mut people = BTreeMap::new();
        for (postcode, count) in counts {
            if let Some(part) = postcode.parse().ok().and_then(|p| gazetteer().part(p)) {
                *people.entry(part.slug.as_str()).or_default() += count;
            }
        }
        Self(people)
    }

    fn hides(&self, part: &PartOfTown) -> bool {
        self.0.get(part.slug.as_str()).is_some_and(|n| *n >= ENOUGH)
    }

    /// The name of the part of town, where it hides somebody among enough others.
    pub fn part(&self, postcode: Option<Postcode>) -> Option<&'static str> {
        gazetteer().part(postcode?).filter(|part| self.hides(part)).map(|part| part.name.as_str())
    }

    /// The parts of town of this scope that can be told apart.
    pub fn parts(&self, scope: &Scope) -> Vec<&'static PartOfTown> {
        let mine = |part: &PartOfTown| scope.parts().is_none_or(|mine| mine.contains(&part.slug));
        gazetteer().parts.iter().filter(|part| mine(part) && self.hides(part)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn four_people_hide_nobody_and_five_do() {
        let (one, other) = ("5612".to_owned(), "5613".to_owned());
        let at = |p: &str| p.parse::<Postcode>().ok();
        let same =
            gazetteer().part(at(&one).expect("four digits")) == gazetteer().part(at(&other).expect("four digits"));
        let four = Town::of([(one.clone(), 4)]);
        assert_eq!(four.part(at("5612")), None);
        let five = Town::of([(one.clone(), 5)]);
        assert_eq!(five.part(at("5612")), gazetteer().part(at("5612").expect("it")).map(|p| p.name.as_str()));
        let together = Town::of([(one, 4), (other, 1)]);
        assert_eq!(together.part(at("5612")).is_some(), same, "a part counts all its postcodes");
        assert_eq!(five.part(None), None);
        assert_eq!(Town::of([("1011".to_owned(), 9)]).part(at("1011")), None, "outside the table");
    }

    proptest! {
        #[test]
        fn a_part_with_fewer_than_five_is_never_named(counts in prop::collection::vec((5600u16..5660, 0i64..7), 0..40)) {
            let town = Town::of(counts.iter().map(|(p, n)| (p.to_string(), *n)));
            for postcode in (5600u16..5660).filter_map(|p| p.to_string().parse::<Postcode>().ok()) {
                let Some(name) = town.part(Some(postcode)) else { continue };
                let lives = |p: &u16| p.to_string().parse().ok().and_then(|p| gazetteer().part(p)).is_some_and(|x| x.name == name);
                prop_assert!(counts.iter().filter(|(p, _)| lives(p)).map(|(_, n)| n).sum::<i64>() >= ENOUGH);
            }
        }
    }
}
