//! What the sample's newcomer can do this week: somewhere everybody can walk in.

use super::store;
use crate::listings::Listing;
use chrono::{Days, NaiveDate, Utc};
use sqlx::PgTransaction;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Whose step.
const HERS: &str = "n-1";

/// Gives her a step; `accounts` by the ids of people.csv. Where nothing takes place this week she is given one hourly.
pub(super) async fn step(
    tx: &mut PgTransaction<'_>,
    accounts: &BTreeMap<String, Uuid>,
    all: &[Listing],
    today: NaiveDate,
) -> Result<(), sqlx::Error> {
    let (from, to) = (today + Days::new(2), today + Days::new(6));
    let walks_in = |l: &&Listing| l.is_open() && l.is_walk_in() && l.host_address(today).is_none();
    let sessions = |l: &Listing| l.schedule.as_ref().map(|s| s.sessions_between(from, to)).unwrap_or_default();
    let soonest =
        all.iter().filter(walks_in).filter_map(|l| Some((sessions(l).into_iter().next()?.starts, &l.key, l.id)));
    let (Some(her), Some((starts, _, listing))) = (accounts.get(HERS), soonest.min()) else { return Ok(()) };
    store::give_step(tx, *her, listing, starts.with_timezone(&Utc)).await
}
