//! All SQL of erasing: what no foreign key takes along.

use sqlx::PgTransaction;
use uuid::Uuid;

/// The address of an account, locked; `None` where it is gone already.
pub async fn locked(tx: &mut PgTransaction<'_>, account: Uuid) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("select email from accounts where id = $1 for update")
        .bind(account)
        .fetch_optional(&mut **tx)
        .await
}

/// The account; foreign keys take along what belongs to it.
pub async fn delete_account(tx: &mut PgTransaction<'_>, account: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("delete from accounts where id = $1").bind(account).execute(&mut **tx).await?;
    Ok(())
}

/// Letters to an address, sent or not, and that they came back.
pub async fn delete_letters(tx: &mut PgTransaction<'_>, address: &str) -> Result<(), sqlx::Error> {
    sqlx::query("delete from bounces where address = $1").bind(address).execute(&mut **tx).await?;
    sqlx::query("delete from letters where lower(address) = $1").bind(address).execute(&mut **tx).await?;
    Ok(())
}

/// Sign-ins that wait for an address.
pub async fn delete_challenges(tx: &mut PgTransaction<'_>, address: &str) -> Result<(), sqlx::Error> {
    sqlx::query("delete from sign_in_challenges where email = $1").bind(address).execute(&mut **tx).await?;
    Ok(())
}

/// Sheets that wait at the desk and name this address: whoever brought them reads them in again.
pub async fn delete_imports(tx: &mut PgTransaction<'_>, address: &str) -> Result<(), sqlx::Error> {
    sqlx::query("delete from imports i where position($1 in lower(i::text)) > 0")
        .bind(address)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// What a browser told us before it was signed in.
pub async fn delete_visit(tx: &mut PgTransaction<'_>, visit_hash: &[u8]) -> Result<(), sqlx::Error> {
    sqlx::query("delete from newcomers where visit_hash = $1").bind(visit_hash).execute(&mut **tx).await?;
    sqlx::query("delete from locals where visit_hash = $1").bind(visit_hash).execute(&mut **tx).await?;
    Ok(())
}
