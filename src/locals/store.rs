//! All SQL of locals.

use crate::matching::person::Person;
use serde_json::Value;
use sqlx::{PgTransaction, types::Json};
use uuid::Uuid;

/// Stores what a local told us.
///
/// # Errors
/// `one_local_per_account` where the account has answers already.
pub async fn insert(tx: &mut PgTransaction<'_>, account: Uuid, person: &Person) -> Result<(), sqlx::Error> {
    let mut answers = serde_json::to_value(person).unwrap_or_default();
    if let Some(answers) = answers.as_object_mut() {
        answers.remove("id");
        answers.remove("role");
    }
    sqlx::query("insert into locals (id, account_id, answers) values ($1, $2, $3)")
        .bind(Uuid::new_v4())
        .bind(account)
        .bind(Json::<Value>(answers))
        .execute(&mut **tx)
        .await?;
    Ok(())
}
