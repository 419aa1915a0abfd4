//! All SQL of locals.

use crate::matching::person::Person;
use serde_json::Value;
use sqlx::{PgTransaction, types::Json};
use uuid::Uuid;

fn answers_of(person: &Person) -> Json<Value> {
    let mut answers = serde_json::to_value(person).unwrap_or_default();
    if let Some(answers) = answers.as_object_mut() {
        answers.remove("id");
        answers.remove("role");
    }
    Json(answers)
}

/// Stores what a local told us.
///
/// # Errors
/// `one_local_per_account` where the account has answers already.
pub async fn insert(tx: &mut PgTransaction<'_>, account: Uuid, person: &Person) -> Result<(), sqlx::Error> {
    insert_many(tx, std::iter::once((Uuid::new_v4(), account, person))).await
}

/// The same of many: id, account, answers; some hundreds at a time.
///
/// # Errors
/// As [`insert`].
pub async fn insert_many<'a>(
    tx: &mut PgTransaction<'_>,
    people: impl Iterator<Item = (Uuid, Uuid, &'a Person)>,
) -> Result<(), sqlx::Error> {
    let people = people.map(|(id, account, person)| ((id, account), answers_of(person)));
    let (keys, answers): (Vec<_>, Vec<_>) = people.unzip();
    let (ids, accounts): (Vec<Uuid>, Vec<Uuid>) = keys.into_iter().unzip();
    sqlx::query(
        "insert into locals (id, account_id, answers) select * from unnest($1::uuid[], $2::uuid[], $3::jsonb[])",
    )
    .bind(ids)
    .bind(accounts)
    .bind(answers)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
