//! What she would like to begin, and the same in words: for her before she sends it, for a local who is asked, for the
//! desk. Nothing in it says who she is.

use crate::{
    kit::{
        lang::Lang,
        language_tag::LanguageTag,
        money::Euros,
        named::Unexpected,
        place::{Postcode, gazetteer},
        vocabulary::vocabulary,
        week::{Daypart, FreeWeek},
    },
    web::{availability::daypart, words::Words},
};
use sqlx::{FromRow, Row, postgres::PgRow};
use std::{collections::BTreeSet, str::FromStr};

/// What she would like to begin. No `Debug`: these are her words.
#[derive(Clone, PartialEq)]
pub struct What {
    /// The language she wrote it in.
    pub lang: Lang,
    /// In one line.
    pub title: String,
    /// One to three ids of the vocabulary.
    pub interests: BTreeSet<String>,
    /// When usually.
    pub free: FreeWeek,
    /// The slug of a part of town; none where anywhere is fine.
    pub part: Option<String>,
    /// A place she thinks of.
    pub place: Option<String>,
    /// How many people, all in all: 3 to 30.
    pub people: u32,
    /// What is spoken.
    pub languages: BTreeSet<LanguageTag>,
    /// What it costs a person, each time.
    pub cost: Euros,
}

fn all<T: FromStr<Err = Unexpected>, C: FromIterator<T>>(row: &PgRow, column: &str) -> Result<C, sqlx::Error> {
    let names: Vec<String> = row.try_get(column)?;
    let read = |name: &String| name.parse().map_err(|e: Unexpected| sqlx::Error::Decode(Box::new(e)));
    names.iter().map(read).collect()
}

impl FromRow<'_, PgRow> for What {
    fn from_row(row: &PgRow) -> Result<Self, sqlx::Error> {
        let interests: Vec<String> = row.try_get("interests")?;
        let number = |column: &str| row.try_get::<i32, _>(column).map(|n| u32::try_from(n).unwrap_or_default());
        Ok(Self {
            lang: row.try_get::<&str, _>("language")?.parse().unwrap_or_default(),
            title: row.try_get("title")?,
            interests: interests.into_iter().collect(),
            free: all::<Daypart, _>(row, "free")?,
            part: row.try_get("part")?,
            place: row.try_get("place")?,
            people: number("people")?,
            languages: all(row, "languages")?,
            cost: Euros::of_cents(number("cost_cents")?),
        })
    }
}

/// One line of it: the end of the name of its label, and what it says.
pub struct Fact {
    /// `title`, `interests`, …
    pub name: &'static str,
    /// In words.
    pub said: String,
}

impl What {
    /// "Tuesday evening, Wednesday evening".
    pub fn when(&self, w: &Words) -> String {
        self.free.iter().map(|d| daypart(w, d)).collect::<Vec<_>>().join(", ")
    }

    /// "The library, Strijp"; none where anywhere is fine.
    pub fn place(&self) -> Option<String> {
        let part = self.part.as_deref().and_then(part_of_town);
        crate::web::choices::listed(self.place.clone().into_iter().chain(part.map(str::to_owned)))
    }

    /// All of it but the title, line by line.
    pub fn facts(&self, w: &Words) -> Vec<Fact> {
        let words = vocabulary();
        let listed = |all: Vec<&str>| all.join(", ");
        let interests = self.interests.iter().filter_map(|id| words.interest(id));
        let fact = |name, said| Fact { name, said };
        let cost = if self.cost == Euros::FREE {
            w.t("together-free")
        } else {
            w.t1("together-cost", "cost", self.cost.text(w.lang))
        };
        vec![
            fact("interests", listed(interests.map(|n| words.interests[n].named.name(w.lang)).collect())),
            fact("free", self.when(w)),
            fact("part", self.place().unwrap_or_else(|| w.t("together-anywhere"))),
            fact("people", w.t1("together-people-said", "count", self.people)),
            fact("languages", listed(self.languages.iter().map(|t| words.language_name(t, w.lang)).collect())),
            fact("cost", cost),
        ]
    }

    /// The postcode nearest to the middle of its part of town: where a local's way is measured to.
    pub fn postcode(&self) -> Option<Postcode> {
        let (town, slug) = (gazetteer(), self.part.as_deref()?);
        let here = |p: &Postcode| town.part(*p).is_some_and(|part| part.slug == slug);
        let all: Vec<_> = town.postcodes().filter(here).filter_map(|p| Some((p, town.middle(p)?))).collect();
        let far = |at: &(Postcode, crate::kit::place::Coordinates)| all.iter().map(|to| at.1.km_to(to.1)).sum::<f64>();
        all.iter().min_by(|a, b| far(a).total_cmp(&far(b))).map(|(postcode, _)| *postcode)
    }
}

/// The name of a part of town; none where there is no such part.
pub fn part_of_town(slug: &str) -> Option<&'static str> {
    gazetteer().parts.iter().find(|p| p.slug == slug).map(|p| p.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn what(part: Option<&str>) -> What {
        What {
            lang: Lang::En,
            title: "Chess in the park".to_owned(),
            interests: ["chess".to_owned()].into(),
            free: FreeWeek::ALWAYS,
            part: part.map(str::to_owned),
            place: None,
            people: 6,
            languages: [LanguageTag::english()].into(),
            cost: Euros::FREE,
        }
    }

    #[test]
    fn every_part_of_town_has_a_middle_and_anywhere_has_none() {
        for part in &gazetteer().parts {
            let postcode = what(Some(&part.slug)).postcode().expect("a postcode");
            assert_eq!(gazetteer().part(postcode), Some(part));
        }
        assert_eq!(what(None).postcode(), None);
    }
}
