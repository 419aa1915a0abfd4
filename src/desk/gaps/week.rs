//! Which gap grew: the board is counted once a week for the whole city and for each team, and today's stands beside it.

use super::{board::Gap, cell::Cell, read, store};
use crate::{
    auth::{self, Scope},
    platform::db::Db,
    web::Error,
};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Amsterdam;
use std::collections::HashMap;

/// What the board was a week ago or more.
pub(super) struct Before(Option<(NaiveDate, HashMap<Cell, usize>)>);

/// By how many a gap grew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grew {
    /// So many more wait without a place than on that day: more came, or locals stopped.
    Since(NaiveDate, usize),
    /// So many began to wait within a week; how it was before nobody counted.
    New(usize),
}

impl Grew {
    /// How many.
    pub fn by(self) -> usize {
        match self {
            Grew::Since(_, more) | Grew::New(more) => more,
        }
    }
}

impl Before {
    /// For these parts of town.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn of(db: &Db, scope: &Scope, today: NaiveDate) -> Result<Self, Error> {
        Ok(Self(store::sums_before(db, scope, today).await?))
    }

    /// By how many a gap grew; `None` where it did not.
    pub fn grew(&self, gap: &Gap) -> Option<Grew> {
        let counted = self.0.as_ref().and_then(|(day, sums)| Some((*day, *sums.get(&gap.cell)?)));
        let grew = match counted {
            Some((day, before)) => Grew::Since(day, gap.short().saturating_sub(before)),
            // It was no gap of its own: who began to wait made it one.
            None if gap.short() > 0 => Grew::New(gap.new),
            None => return None,
        };
        (grew.by() > 0).then_some(grew)
    }
}

/// Counts the week for everybody who reads a board, where that was not done yet.
///
/// # Errors
/// Those of the database.
pub async fn count_the_week(db: &Db, now: DateTime<Utc>) -> Result<(), Error> {
    let teams = auth::teams(db).await?.into_iter().map(|team| Scope::of(Some(team.parts)));
    let today = now.with_timezone(&Amsterdam).date_naive();
    for scope in [Scope::default()].into_iter().chain(teams) {
        let waiting = read::waiting(db, &scope).await?;
        let gaps = read::board(db, &scope, &waiting, now).await?.gaps;
        let told = gaps.iter().filter(|gap| gap.can_be_counted() && gap.cell.can_be_called());
        let sums: Vec<(Cell, usize)> = told.map(|gap| (gap.cell, gap.short())).chain([(Cell::default(), 0)]).collect();
        let mut tx = db.begin().await?;
        store::keep_sums(&mut tx, &scope, today, &sums).await?;
        tx.commit().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_grows_when_more_wait_or_locals_stop_and_not_when_it_shrinks() {
        let cell = |name: &str| -> Cell { name.parse().expect("a cell") };
        let (cycling, choir) = (cell("leisure-cycling.tue-morning.any.a2"), cell("choir.any.any.any"));
        let day: NaiveDate = "2026-11-16".parse().expect("a day");
        let before = Before(Some((day, HashMap::from([(cycling, 3)]))));
        let gap = |cell, waiting, new, places| Gap { cell, waiting, new, places };
        for (gap, expected) in [
            (gap(cycling, 6, 0, 1), Some(Grew::Since(day, 2))),
            (gap(cycling, 5, 0, 2), None),
            (gap(cycling, 7, 4, 4), None),
            (gap(cycling, 5, 5, 3), None),
            (gap(choir, 6, 2, 0), Some(Grew::New(2))),
            (gap(choir, 6, 0, 0), None),
            (gap(choir, 6, 2, 6), None),
        ] {
            assert_eq!(before.grew(&gap), expected, "{gap:?}");
        }
        assert_eq!(Before(None).grew(&gap(cycling, 5, 1, 0)), Some(Grew::New(1)));
    }
}
