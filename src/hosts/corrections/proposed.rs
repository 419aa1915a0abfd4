//! What somebody said is not right, as whoever looks at it reads it: what, what stands there now, and what should.

use super::store::{self, Correction};
use crate::{
    auth::Visit,
    listings::{self, Listing, column_label, unit_said},
    platform::db::Db,
    web::Error,
};
use uuid::Uuid;

/// So many stand on a page.
const MOST: i64 = 100;

/// One thing that somebody said.
pub struct Proposed {
    /// The row.
    pub id: Uuid,
    /// Of which listing.
    pub listing: Uuid,
    /// Its title.
    pub title: String,
    /// Which thing.
    pub label: String,
    /// What stands there now.
    pub now: String,
    /// What should.
    pub then: String,
    /// Since when it waits.
    pub since: String,
}

impl Proposed {
    fn of(v: &Visit, correction: &Correction, now: &Listing) -> Self {
        let then = changed(now, correction).unwrap_or_else(|| now.clone());
        let of = |it: &Listing| unit_said(v, &correction.unit, &listings::fields_of(it), it);
        Self {
            id: correction.id,
            listing: now.id,
            title: now.title(v.lang).text.to_owned(),
            label: column_label(v, &correction.unit),
            now: of(now),
            then: of(&then),
            since: v.w.moment(correction.proposed_at),
        }
    }
}

/// The listing as somebody said it should be; `None` where that makes no listing any more.
pub(super) fn changed(now: &Listing, correction: &Correction) -> Option<Listing> {
    let to = |(name, field): (&String, &serde_json::Value)| (name.clone(), field["to"].clone());
    listings::with_fields(now, &correction.fields.iter().map(to).collect()).ok()
}

/// What waits for the desk, listing by listing, and how many there are.
///
/// # Errors
/// Those of the database.
pub async fn open(db: &Db, v: &Visit) -> Result<(Vec<Proposed>, i64), Error> {
    Ok((read(db, v, store::waiting(db, None, MOST).await?).await?, store::count_open(db).await?.0))
}

/// What waits for the host of these listings.
///
/// # Errors
/// Those of the database.
pub async fn open_of(db: &Db, v: &Visit, listings: &[Uuid]) -> Result<Vec<Proposed>, Error> {
    read(db, v, store::waiting(db, Some(listings), MOST).await?).await
}

async fn read(db: &Db, v: &Visit, all: Vec<Correction>) -> Result<Vec<Proposed>, Error> {
    let of: Vec<Uuid> = all.iter().map(|correction| correction.listing_id).collect();
    let now = listings::of_ids(db, &of).await?;
    Ok(all.iter().filter_map(|it| Some(Proposed::of(v, it, now.get(&it.listing_id)?))).collect())
}
