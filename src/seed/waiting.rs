//! Who waits in the sample for a host's answer, so that hosts and the desk have something to do. No letter is queued
//! for them.

use super::store;
use crate::{city::embedded, platform::chance::Token};
use anyhow::Context;
use serde::Deserialize;
use sqlx::PgTransaction;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Who would like to come where, and since how many days.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    newcomer_id: String,
    listing_id: String,
    days: i32,
}

/// Lets them wait; `accounts` by the ids of people.csv.
pub(super) async fn wait(
    tx: &mut PgTransaction<'_>,
    city: &str,
    accounts: &BTreeMap<String, Uuid>,
) -> anyhow::Result<()> {
    let sheet = embedded(city, "requests.csv")?;
    let wishes: Result<Vec<Wish>, _> = csv::Reader::from_reader(sheet.as_bytes()).deserialize().collect();
    for Wish { newcomer_id, listing_id, days } in wishes.with_context(|| format!("data/cities/{city}/requests.csv"))? {
        let her = accounts.get(&newcomer_id).with_context(|| format!("requests.csv: nobody is {newcomer_id}"))?;
        // Nobody was sent this link: her host answers on their own page.
        store::ask(tx, *her, &listing_id, days, &Token::new().hash()).await?;
    }
    Ok(())
}
