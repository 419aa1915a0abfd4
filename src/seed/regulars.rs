//! Where the locals of the sample go, how far each has come, and the question that waits for the first of them.

use super::dates::Shift;
use crate::{
    along,
    city::embedded,
    listings::Listing,
    locals::{self, Standing, State},
};
use anyhow::{Context, ensure};
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::PgTransaction;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    local_id: String,
    listing_ids: String,
    vouched: String,
    state: State,
    valid_until: Option<NaiveDate>,
    paused: String,
}

/// Who asks the first local of the sample.
const WHO_ASKS: &str = "n-2";

/// Puts all of it there. `accounts` by the ids of the sheets.
pub async fn regulars(
    tx: &mut PgTransaction<'_>,
    city: &str,
    shift: Shift,
    accounts: &BTreeMap<String, Uuid>,
    listings: &[Listing],
    today: NaiveDate,
) -> anyhow::Result<()> {
    let sheet = embedded(city, "regulars.csv")?;
    let rows: Result<Vec<Row>, _> = csv::Reader::from_reader(sheet.as_bytes()).deserialize().collect();
    let rows = rows.with_context(|| format!("data/cities/{city}/regulars.csv"))?;
    let account = |id: &str| accounts.get(id).copied().with_context(|| format!("regulars.csv: no person {id}"));
    for row in &rows {
        let keys: Vec<&str> = row.listing_ids.split(';').filter(|k| !k.is_empty()).collect();
        for key in &keys {
            ensure!(listings.iter().any(|l| l.key == *key), "regulars.csv: {}: no listing {key}", row.local_id);
        }
        let standing = Standing {
            vouched: row.vouched == "yes",
            state: row.state,
            valid_until: row.valid_until.map(|d| shift.day(d)),
            paused: row.paused == "yes",
        };
        locals::stand(tx, account(&row.local_id)?, &keys, &standing).await?;
    }
    let first = rows.first().context("regulars.csv is empty")?;
    let key = first.listing_ids.split(';').next().unwrap_or_default();
    let schedule = listings.iter().find(|l| l.key == key).and_then(|l| l.schedule.as_ref());
    let sessions = schedule.map(|s| s.sessions_between(today + Days::new(4), today + Days::new(30)));
    let at: Option<DateTime<Utc>> = sessions.and_then(|s| s.first().map(|s| s.starts.with_timezone(&Utc)));
    along::ask_as_sample(tx, account(WHO_ASKS)?, account(&first.local_id)?, key, at).await?;
    Ok(())
}
