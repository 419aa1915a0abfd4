//! What somebody from here knows of what a newcomer would like to ask: from their trade, their own children, and what
//! they offer. Nothing is guessed: who told us nothing of it can still be asked, after those who did.

use crate::{
    kit::{
        sentence::Sentence,
        vocabulary::vocabulary,
        words::{Offer, Topic},
    },
    matching::person::Person,
};

/// Trades that know a topic, by the beginning of their ISCO-08 group.
fn trades(topic: Topic) -> &'static [&'static str] {
    match topic {
        Topic::School => &["23", "531"],
        Topic::Care => &["22", "32", "532", "134"],
        Topic::Work => &["242", "333"],
        Topic::House => &["71", "216"],
        Topic::Else => &[],
    }
}

/// A child goes to school here from this age to that.
const AT_SCHOOL: std::ops::RangeInclusive<i32> = 4..=17;

/// Why this one could answer; none where they told us nothing of it. `year` is that of today.
pub fn knows(topic: Topic, them: &Person, year: i32) -> Option<Sentence> {
    let words = vocabulary();
    let skills = them.skills.iter().flatten().filter_map(|id| words.skill(id)).map(|place| &words.skills[place]);
    let of_trade = |group: &Option<String>| {
        group.as_deref().is_some_and(|group| trades(topic).iter().any(|trade| group.starts_with(trade)))
    };
    if let Some(skill) = skills.into_iter().find(|skill| of_trade(&skill.isco_group)) {
        let (en, nl) = (&skill.named.en, &skill.named.nl);
        return Some(Sentence::new(
            format!("They know this from their work: {en}."),
            format!("De ander kent dit van het werk: {nl}."),
        ));
    }
    let has = |offer| them.offers.as_ref().is_some_and(|all| all.contains(&offer));
    let at_school = || them.children.iter().flatten().any(|born| AT_SCHOOL.contains(&(year - born)));
    match topic {
        Topic::School if at_school() => {
            Some(Sentence::new("They have a child at school here.", "De ander heeft hier een kind op school."))
        }
        Topic::Work if has(Offer::Mentor) => Some(Sentence::new(
            "They offered to help with finding work.",
            "De ander bood aan te helpen met werk vinden.",
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::words::Role;

    fn them(change: impl FnOnce(&mut Person)) -> Person {
        let mut person = Person::new("v", Role::Local);
        change(&mut person);
        person
    }

    #[test]
    fn who_said_nothing_of_it_is_no_reason() {
        for topic in Topic::ALL {
            assert_eq!(knows(*topic, &them(|_| ()), 2026), None, "{topic}");
        }
    }

    #[test]
    fn a_child_counts_while_it_is_at_school_and_only_for_that() {
        for (born, counts) in [(2023, false), (2022, true), (2009, true), (2008, false)] {
            let parent = them(|p| p.children = Some(vec![born]));
            assert_eq!(knows(Topic::School, &parent, 2026).is_some(), counts, "{born}");
            assert_eq!(knows(Topic::House, &parent, 2026), None);
        }
    }

    #[test]
    fn a_trade_knows_its_own_topic() {
        for topic in [Topic::School, Topic::Care, Topic::Work, Topic::House] {
            let of_trade = |skill: &crate::kit::vocabulary::Skill| {
                skill.isco_group.as_deref().is_some_and(|g| trades(topic).iter().any(|t| g.starts_with(t)))
            };
            let skill =
                vocabulary().skills.iter().find(|s| of_trade(s)).unwrap_or_else(|| panic!("a trade for {topic}"));
            let person = them(|p| p.skills = Some([skill.named.id.clone()].into()));
            assert!(knows(topic, &person, 2026).is_some(), "{topic}");
        }
        let mentor = them(|p| p.offers = Some([Offer::Mentor].into()));
        assert!(knows(Topic::Work, &mentor, 2026).is_some() && knows(Topic::Care, &mentor, 2026).is_none());
    }
}
