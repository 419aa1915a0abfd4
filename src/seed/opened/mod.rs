//! Somebody of one team opened the page of a newcomer of another: she reads it, and so do the administrators.

mod store;

use sqlx::PgTransaction;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Who opened whose page, by the ids of people.csv, and why.
const OPENED: (&str, &str, &str) = ("s-2", "n-4", "Joyce is away, and you called about Monday.");

/// Writes it down, three days ago.
pub(super) async fn open(tx: &mut PgTransaction<'_>, accounts: &BTreeMap<String, Uuid>) -> Result<(), sqlx::Error> {
    let (by, about, why) = OPENED;
    let (Some(by), Some(about)) = (accounts.get(by), accounts.get(about)) else { return Ok(()) };
    store::open(tx, *by, *about, why).await
}
