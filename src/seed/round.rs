//! The sample's round: everybody who waits, since when, and where places are short.

use super::store;
use anyhow::Context;
use sqlx::PgTransaction;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Who made it.
const BY: &str = "s-1";
/// Where places are short in it, as the page of the round says it (a test looks); of four people no more than that.
const ADVICE: &str = r#"[{"people": 34, "places": 8, "daypart": "tue-morning", "language": "en"},
    {"people": 4, "places": 0}]"#;

/// Lets newcomers wait since some weeks, and begins a round; `accounts` by the ids of people.csv.
pub(super) async fn begin(tx: &mut PgTransaction<'_>, accounts: &BTreeMap<String, Uuid>) -> anyhow::Result<()> {
    for (id, her) in accounts.iter().filter(|(id, _)| id.starts_with("n-")) {
        let number: i32 = id.trim_start_matches("n-").parse().with_context(|| format!("people.csv: {id}"))?;
        store::tell_since(tx, *her, number * 11 % 60).await?;
    }
    let by = accounts.get(BY).with_context(|| format!("people.csv has no {BY}"))?;
    store::round(tx, *by, ADVICE).await?;
    Ok(())
}
