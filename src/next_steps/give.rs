//! Hourly: whoever is due a step gets one, in small batches. A second instance and a jump of the clock give nobody two.

use super::{
    choose::choose,
    store::{self, end_what_is_over},
};
use crate::{listings::Stock, platform::db::Db};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// So many at a time.
const BATCH: i64 = 100;

/// Gives everybody who is due a step one. Answers how many.
///
/// # Errors
/// Those of the database; what was given stays.
pub async fn give_what_is_due(db: &Db, stock: &Stock, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let mut load = store::load(db).await?;
    let gone = |id: &&Uuid| stock.public(**id).is_none_or(|item| !item.listing.is_open());
    let gone: Vec<Uuid> = load.keys().filter(gone).copied().collect();
    end_what_is_over(db, &gone).await?;
    let (mut behind, mut given) = (Uuid::nil(), 0);
    loop {
        let due = store::due(db, behind, BATCH).await?;
        let Some(last) = due.last() else { return Ok(given) };
        behind = last.id;
        for her in &due {
            let choice = choose(stock, now, her, &load);
            if store::give(db, her.id, &choice).await? {
                given += 1;
                if let Some((listing, _)) = choice.to {
                    *load.entry(listing).or_default() += 1;
                }
            }
        }
        // Choosing is arithmetic: others may go on meanwhile.
        tokio::task::yield_now().await;
    }
}
