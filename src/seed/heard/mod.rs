//! What is heard of the sample's listings: two whose hosts fell silent, and two that somebody says are not right.

mod store;

use sqlx::PgTransaction;

/// Lets it be heard. No letter is queued.
///
/// # Errors
/// Those of the database.
pub(super) async fn hear(tx: &mut PgTransaction<'_>) -> Result<(), sqlx::Error> {
    store::silence(tx, &["stargazers", "spanish-table"]).await?;
    store::correction(tx, "monday-soup", "De Kachel, eerste verdieping").await?;
    store::correction(tx, "chess-thursday", "De Stille Toren, achterzaal").await
}
