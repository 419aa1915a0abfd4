//! Bringing rows in: some hundreds at a time, in one transaction of the caller's.

use super::{
    listing_sheet::key,
    plan::{Became, Keys, Known, Planned, plan_row},
    sheet::{Columns, Raw},
};
use crate::listings::{self, By, Edit, Listing};
use serde::{Deserialize, Serialize};
use sqlx::PgTransaction;
use uuid::Uuid;

/// Rows that one statement stores.
pub(super) const BATCH: usize = 500;

/// How many rows became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub stale: usize,
    pub wrong: usize,
}

impl Counts {
    /// Counts rows in.
    pub fn add(&mut self, rows: &[Planned]) {
        for row in rows {
            *match row.became {
                Became::New(_) => &mut self.new,
                Became::Changed(_) => &mut self.changed,
                Became::Unchanged => &mut self.unchanged,
                Became::Stale => &mut self.stale,
                Became::Wrong(_) => &mut self.wrong,
            } += 1;
        }
    }

    /// How many rows change something.
    pub fn to_bring_in(self) -> usize {
        self.new + self.changed
    }

    /// How many rows there are.
    pub fn all(self) -> usize {
        self.new + self.changed + self.unchanged + self.stale + self.wrong
    }
}

/// The keys of rows.
pub(super) fn keys_of(columns: &Columns, rows: &[Raw]) -> Vec<String> {
    // A key that no listing can have is of a row that cannot be read.
    rows.iter().map(|raw| key(columns, raw)).filter(|k| !k.starts_with('\0')).collect()
}

/// Says what becomes of rows; with `store` it is stored as well. Listings that change are locked first and looked at
/// again: somebody may have taken a place in the meantime.
pub(super) async fn rows(
    tx: &mut PgTransaction<'_>,
    by: By,
    (columns, keys): (&Columns, &mut Keys),
    rows: &[Raw],
    store: bool,
) -> Result<Vec<Planned>, sqlx::Error> {
    let known = listings::of_keys(tx, &keys_of(columns, rows)).await?;
    let mut planned = keys.plan(columns, rows, &known);
    if !store {
        return Ok(planned);
    }
    let is_changed = |p: &&Planned| matches!(p.became, Became::Changed(_));
    let changed: Vec<String> = planned.iter().filter(is_changed).map(|p| p.key.clone()).collect();
    if !changed.is_empty() {
        let locked: Known = listings::of_keys_locked(tx, &changed).await?;
        for (row, raw) in planned.iter_mut().zip(rows).filter(|(row, _)| is_changed(&&**row)) {
            *row = plan_row(columns, raw, row.key.clone(), &locked, false);
        }
    }
    own_ids(tx, &mut planned, rows).await?;
    let new = |p: &Planned| if let Became::New(listing) = &p.became { Some(Listing::clone(listing)) } else { None };
    let edit = |p: &Planned| match &p.became {
        Became::Changed(c) => Some(Edit { before: c.before.clone(), version: c.version, after: c.after.clone() }),
        _ => None,
    };
    listings::create_many(tx, by, &planned.iter().filter_map(new).collect::<Vec<_>>()).await?;
    listings::change_many(tx, by, &planned.iter().filter_map(edit).collect::<Vec<_>>()).await?;
    Ok(planned)
}

/// A package brings ids along. One that is another listing's here stays that one's; so does one that two rows spell
/// each their own way, in capitals and not: the rows have keys of their own, and are two.
async fn own_ids(tx: &mut PgTransaction<'_>, planned: &mut [Planned], rows: &[Raw]) -> Result<(), sqlx::Error> {
    let ids: Vec<Uuid> = rows.iter().filter_map(|raw| raw.id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let mut taken = listings::ids_there(tx, &ids).await?;
    for row in planned {
        if let Became::New(listing) = &mut row.became
            && !taken.insert(listing.id)
        {
            listing.id = Uuid::new_v4();
        }
    }
    Ok(())
}
