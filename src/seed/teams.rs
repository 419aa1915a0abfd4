//! The teams of the sample: who of its staff is in which. Whoever is in none sees the whole city.

use crate::{auth, city::embedded, kit::place::gazetteer};
use anyhow::{Context, ensure};
use serde::Deserialize;
use sqlx::PgTransaction;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    parts: String,
    people: String,
}

/// Makes the teams; answers the team of each person of `people.csv` who is in one.
pub(super) async fn make(tx: &mut PgTransaction<'_>, city: &str) -> anyhow::Result<BTreeMap<String, Uuid>> {
    let file = format!("data/cities/{city}/teams.csv");
    let mut of = BTreeMap::new();
    for row in csv::Reader::from_reader(embedded(city, "teams.csv")?.as_bytes()).deserialize() {
        let row: Row = row.with_context(|| file.clone())?;
        let parts: Vec<String> = row.parts.split(';').map(str::to_owned).collect();
        let unknown = parts.iter().find(|slug| !gazetteer().parts.iter().any(|p| p.slug == **slug));
        ensure!(unknown.is_none(), "{file}: {}: no part of town {unknown:?}", row.name);
        let id = auth::insert_team(tx, &row.name, &parts).await?;
        of.extend(row.people.split(';').map(|person| (person.to_owned(), id)));
    }
    Ok(of)
}
