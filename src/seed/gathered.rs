//! What is wished for in the sample, a group that would like to meet a household, and three who go together. No letter
//! is queued for them.

use super::store;
use crate::{
    introductions::slots,
    kit::words::{Meet, Topic},
    platform::chance::Token,
};
use anyhow::Context;
use chrono::{Days, NaiveDate};
use sqlx::PgTransaction;
use std::collections::BTreeMap;
use uuid::Uuid;

/// She would like to ask somebody from here.
const ASKS: &str = "n-7";
/// They speak for a group.
const GROUP: &str = "v-4";
/// The first two said yes; the third has the question.
const THREE: [&str; 3] = ["n-1", "n-5", "n-6"];

/// Puts it there; `accounts` by the ids of people.csv.
pub(super) async fn bring(
    tx: &mut PgTransaction<'_>,
    accounts: &BTreeMap<String, Uuid>,
    today: NaiveDate,
) -> anyhow::Result<()> {
    let account = |id: &str| accounts.get(id).copied().with_context(|| format!("people.csv has no {id}"));
    store::wish(tx, account(ASKS)?, Meet::Question, Topic::School, "How do I choose a school?").await?;
    store::group(tx, account(GROUP)?, "De Lindestraat", "Samen koken en wandelen", 5).await?;
    let three = THREE.map(account).into_iter().collect::<Result<Vec<_>, _>>()?;
    let links: Vec<Vec<u8>> = three.iter().map(|_| Token::new().hash().to_vec()).collect();
    let day = slots(None, None, today + Days::new(7)).into_iter().next().context("a day")?;
    store::three(tx, &three, &links, day).await
}
