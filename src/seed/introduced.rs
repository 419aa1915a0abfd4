//! Who is introduced to whom in the sample: one who has the question, two who both said yes and write to each other, once
//! with a number that the desk reads first, and two who met; and what somebody told the desk. No letter is queued for
//! them.

use super::store;
use crate::{
    introductions::{self, Side, Why},
    kit::sentence::Sentence,
    messages,
    platform::chance::Token,
    safety,
};
use anyhow::Context;
use chrono::NaiveDate;
use sqlx::PgTransaction;
use std::collections::BTreeMap;
use uuid::Uuid;

/// She has the question about this local.
const ASKED: (&str, &str) = ("n-3", "v-2");
/// These two said yes.
const BOTH: (&str, &str) = ("n-1", "v-4");

/// What the local of them writes, and whether the desk reads it first.
const WRITTEN: [(&str, bool); 2] = [
    ("Hoi! Leuk om je te ontmoeten. Zullen we bij de ingang afspreken? I speak some English too.", false),
    ("Mijn nummer is 06 12 34 56 78, als je later komt.", true),
];
/// Who told the desk of whom.
const TOLD: (&str, &str, &str) =
    ("n-18", "v-40", "Zei twee keer: ik heb geen tijd voor mensen die geen Nederlands spreken.");
/// These two met three weeks ago, and were asked whether they still do.
const MET: (&str, &str) = ("n-1", "v-1");

/// Introduces them; `accounts` by the ids of people.csv.
pub(super) async fn introduce(
    tx: &mut PgTransaction<'_>,
    accounts: &BTreeMap<String, Uuid>,
    today: NaiveDate,
) -> anyhow::Result<()> {
    let dates = introductions::spread(&introductions::to_propose(None, None, today), today, 3);
    let why = |to, en: &str, nl: &str| Why { to, said: Sentence::new(en, nl) };
    let reasons = [
        why(Side::Newcomer, "You both like to cook for others.", "Jullie koken allebei graag voor anderen."),
        why(Side::Local, "You both like to cook for others.", "Jullie koken allebei graag voor anderen."),
    ];
    let account = |id: &str| accounts.get(id).copied().with_context(|| format!("people.csv has no {id}"));
    for ((her, them), both) in [(ASKED, false), (BOTH, true)] {
        store::introduce(tx, (account(her)?, account(them)?), &reasons, &dates, both, &Token::new().hash()).await?;
    }
    for (text, held) in WRITTEN {
        messages::write_as_sample(tx, account(BOTH.1)?, account(BOTH.0)?, text, held).await?;
    }
    let (by, about, words) = TOLD;
    safety::tell(tx, account(by)?, account(about)?, safety::Cause::Unkind, Some(words)).await?;
    let links = [Token::new().hash(), Token::new().hash()];
    store::tie(tx, (account(MET.0)?, account(MET.1)?), [&links[0], &links[1]]).await?;
    Ok(())
}
