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

/// Who of the sample goes somewhere with somebody, if possible tomorrow.
const WHO_GOES: &str = "n-1";
/// Whoever is asked otherwise, by the first of the sample or by a walk through it.
const KEPT_FREE: [&str; 8] = ["v-1", "v-2", "v-3", "v-4", "v-5", "v-8", "v-12", "v-35"];

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
    let (local, key, at) = soonest(&rows, listings, today).context("nobody of the sample goes anywhere soon")?;
    along::go_as_sample(tx, account(WHO_GOES)?, account(local)?, key, at).await?;
    Ok(())
}

/// Who of those that may take somebody along goes somewhere first, from tomorrow on; whoever the tour asks is left free.
fn soonest<'a>(rows: &'a [Row], listings: &[Listing], today: NaiveDate) -> Option<(&'a str, &'a str, DateTime<Utc>)> {
    let may = |row: &&Row| {
        row.vouched == "yes"
            && row.state != State::Applied
            && row.paused != "yes"
            && !KEPT_FREE.contains(&row.local_id.as_str())
    };
    let mut all = Vec::new();
    for row in rows.iter().filter(may) {
        for key in row.listing_ids.split(';') {
            let schedule = listings.iter().find(|l| l.key == key && l.is_open()).and_then(|l| l.schedule.as_ref());
            let sessions = schedule.map(|s| s.sessions_between(today + Days::new(1), today + Days::new(14)));
            let first = sessions.and_then(|s| s.first().map(|s| s.starts.with_timezone(&Utc)));
            all.extend(first.map(|at| (row.local_id.as_str(), key, at)));
        }
    }
    all.into_iter().min_by_key(|(local, _, at)| (*at, *local))
}
