//! What is begun together in the sample: one that a local is asked about, one that waits at the desk; and the next
//! evening for locals. No letter is queued for them.

use super::store;
use crate::platform::chance::Token;
use anyhow::Context;
use chrono::{Days, NaiveDate};
use sqlx::PgTransaction;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Something somebody would like to begin.
pub(super) struct Begins {
    /// The title, in English.
    pub title: &'static str,
    /// Of the vocabulary.
    pub interest: &'static str,
    /// When usually.
    pub daypart: &'static str,
    /// Where.
    pub part: &'static str,
}

const ASKED: (&str, &str, Begins) = (
    "n-6",
    "v-5",
    Begins {
        title: "A board game and a slice of cake",
        interest: "board-games",
        daypart: "sun-afternoon",
        part: "tongelre",
    },
);
// Not whom she is introduced to: whoever blocks one ends the other.
const AT_THE_DESK: (&str, &str, Begins) = (
    "n-1",
    "v-13",
    Begins { title: "Cooking from two kitchens", interest: "cooking-together", daypart: "thu-evening", part: "strijp" },
);

/// Begins them; `accounts` by the ids of people.csv.
pub(super) async fn begin(
    tx: &mut PgTransaction<'_>,
    accounts: &BTreeMap<String, Uuid>,
    today: NaiveDate,
) -> anyhow::Result<()> {
    for ((her, them, begins), yes) in [(ASKED, false), (AT_THE_DESK, true)] {
        let account = |id: &str| accounts.get(id).copied().with_context(|| format!("people.csv has no {id}"));
        store::begin(tx, (account(her)?, account(them)?), &begins, yes, &Token::new().hash()).await?;
    }
    store::evening(tx, today + Days::new(9)).await?;
    Ok(())
}
