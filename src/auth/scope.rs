//! Whom a social worker sees: the people who live where their team looks after, and those who live in no known part.

use crate::kit::place::gazetteer;

/// The parts of town somebody of the desk looks after. Every read of people for the desk takes one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope(Option<Vec<String>>);

impl Scope {
    /// The parts of a team, by their slugs; `None` is the whole city.
    pub fn of(parts: Option<Vec<String>>) -> Self {
        Self(parts)
    }

    /// Whether it is the whole city.
    pub fn is_whole(&self) -> bool {
        self.0.is_none()
    }

    /// The parts of town it is made of, by their slugs; `None` is the whole city.
    pub fn parts(&self) -> Option<&[String]> {
        self.0.as_deref()
    }

    /// Whether whoever has this scope sees everybody whom that one sees.
    pub fn covers(&self, other: &Scope) -> bool {
        match (&self.0, &other.0) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(parts), Some(theirs)) => theirs.iter().all(|part| parts.contains(part)),
        }
    }

    /// The postcodes that others look after. For SQL: `coalesce(answers ->> 'postcode', '') <> all($1)`.
    pub fn beyond(&self) -> Vec<String> {
        let Some(parts) = &self.0 else { return Vec::new() };
        let town = gazetteer();
        let elsewhere = town.postcodes().filter(|p| town.part(*p).is_some_and(|part| !parts.contains(&part.slug)));
        elsewhere.map(|p| p.to_string()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_team_sees_its_parts_and_those_who_live_in_no_known_part() {
        let town = gazetteer();
        let (mine, other) = (&town.parts[0].slug, &town.parts[1].slug);
        let beyond = Scope::of(Some(vec![mine.clone()])).beyond();
        let of =
            |slug: &str| town.postcodes().filter(|p| town.part(*p).is_some_and(|x| x.slug == slug)).collect::<Vec<_>>();
        assert!(of(mine).iter().all(|p| !beyond.contains(&p.to_string())));
        assert!(of(other).iter().all(|p| beyond.contains(&p.to_string())));
        assert!(!beyond.contains(&"1011".to_owned()) && Scope::default().beyond().is_empty());
    }
}
