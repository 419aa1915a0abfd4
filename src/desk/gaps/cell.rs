//! A cell of the board: an activity, a daypart, a part of town and a level of Dutch, each of them or any.

use crate::{
    auth::Scope,
    kit::{
        lang::Lang,
        level::Level,
        place::{PartOfTown, gazetteer},
        vocabulary::{Interest, vocabulary},
        week::Daypart,
    },
    web::{Error, availability, needs::path_part, speech, words::Words},
};
use axum::{extract::FromRequestParts, http::request::Parts};
use std::{fmt, str::FromStr};

/// Which people: `None` is any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The place of an interest or a group of them in the vocabulary.
    pub interest: Option<usize>,
    /// When.
    pub daypart: Option<Daypart>,
    /// The place of a part of town in the gazetteer.
    pub part: Option<usize>,
    /// How much Dutch they speak: [`Level::A0`] to [`Level::B2`], which stands for more too.
    pub level: Option<Level>,
}

/// With a capital: Dutch writes its days without.
fn at_the_beginning(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What stands for any of them in an address.
const ANY: &str = "any";

impl Cell {
    /// The interest.
    pub fn interest(self) -> Option<&'static Interest> {
        vocabulary().interests.get(self.interest?)
    }

    /// The part of town.
    pub fn part(self) -> Option<&'static PartOfTown> {
        gazetteer().parts.get(self.part?)
    }

    /// Whether who has this scope looks after it: it is in no part of town, or in one of theirs.
    pub fn is_within(self, scope: &Scope) -> bool {
        let (part, mine) = (self.part(), scope.parts());
        part.is_none_or(|part| mine.is_none_or(|mine| mine.contains(&part.slug)))
    }

    /// Whether there is enough to ask for.
    pub fn can_be_called(self) -> bool {
        self.interest.is_some() || self.daypart.is_some()
    }

    /// "Tuesday morning: cycling".
    pub fn heading(self, w: &Words, lang: Lang) -> String {
        let when = self.daypart.map(|d| at_the_beginning(&availability::daypart(w, d)));
        let what = self.interest().map(|i| i.named.name(lang));
        match (when, what) {
            (Some(when), Some(what)) => w.t2("gap-when-what", "when", when, "what", what),
            (Some(when), None) => when,
            (None, Some(what)) => what.to_owned(),
            (None, None) => w.t("gap-rest"),
        }
    }

    /// Where, and with how much Dutch: for the desk.
    pub fn beside(self, w: &Words) -> Vec<String> {
        let level = self.level.map(|level| w.t1("gap-dutch", "level", speech::level_words(w, level)));
        self.part().map(|part| part.name.clone()).into_iter().chain(level).collect()
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let daypart = self.daypart.map(|d| d.to_string());
        let level = self.level.map(|l| l.as_str().to_ascii_lowercase());
        let interest = self.interest().map_or(ANY, |i| &i.named.id);
        let part = self.part().map_or(ANY, |p| &p.slug);
        write!(f, "{interest}.{}.{part}.{}", daypart.as_deref().unwrap_or(ANY), level.as_deref().unwrap_or(ANY))
    }
}

/// The part of an address that names a cell for which there can be a call. Every other name is not found.
impl<S: Send + Sync> FromRequestParts<S> for Cell {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let cell: Option<Cell> = path_part(parts, state, "cell").await?.parse().ok();
        cell.filter(|cell| cell.can_be_called()).ok_or(Error::NotFound)
    }
}

/// Not the name of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoCell;

impl FromStr for Cell {
    type Err = NoCell;

    fn from_str(name: &str) -> Result<Self, NoCell> {
        fn or_any<T>(part: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, NoCell> {
            if part == ANY { Ok(None) } else { read(part).map(Some).ok_or(NoCell) }
        }
        let parts: Vec<&str> = name.split('.').collect();
        let [interest, daypart, part, level] = parts[..] else { return Err(NoCell) };
        let cell = Self {
            interest: or_any(interest, |id| vocabulary().interest(id))?,
            daypart: or_any(daypart, |d| d.parse().ok())?,
            part: or_any(part, |slug| gazetteer().parts.iter().position(|p| p.slug == slug))?,
            level: or_any(level, |l| l.to_ascii_uppercase().parse::<Level>().ok().filter(|l| *l <= Level::B2))?,
        };
        // One name for one cell.
        if cell.to_string() == name { Ok(cell) } else { Err(NoCell) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_one_name_and_the_name_is_read_again() {
        for name in ["leisure-cycling.tue-morning.any.a2", "any.any.any.any", "any.sun-evening.any.b2"] {
            let cell: Cell = name.parse().unwrap_or_else(|e| panic!("{name}: {e:?}"));
            assert_eq!(cell.to_string(), name);
        }
        for name in
            ["", "any", "any.any.any", "flying.any.any.any", "any.any.any.A2", "any.any.any.c1", "any.any.x.any"]
        {
            assert_eq!(name.parse::<Cell>(), Err(NoCell), "{name}");
        }
        let whole = Cell { part: Some(0), interest: Some(1), daypart: Daypart::all().nth(4), level: Some(Level::A0) };
        assert_eq!(whole.to_string().parse(), Ok(whole));
    }
}
