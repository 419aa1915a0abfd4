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

/// Letters to an address, sent or not.
pub async fn delete_letters(tx: &mut PgTransaction<'_>, address: &str) -> Result<(), sqlx::Error> {
    sqlx::query("delete from letters where lower(address) = $1").bind(address).execute(&mut **tx).await?;
    Ok(())
}

/// Sign-ins that wait for an address.
pub async fn delete_challenges(tx: &mut PgTransaction<'_>, address: &str) -> Result<(), sqlx::Error> {
    sqlx::query("delete from sign_in_challenges where email = $1").bind(address).execute(&mut **tx).await?;
    Ok(())
}

/// "That is my group" letters to an address.
pub async fn delete_claims(tx: &mut PgTransaction<'_>, address: &str) -> Result<(), sqlx::Error> {
    sqlx::query("delete from claims where lower(address) = $1").bind(address).execute(&mut **tx).await?;
    Ok(())
}

/// Sheets that wait for a yes at the desk name hosts: this one no more.
pub async fn forget_in_imports(tx: &mut PgTransaction<'_>, address: &str) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update imports set rows = (
             select jsonb_agg(case when lower(r ->> 'contact_email') = $1
                 then r || '{\"contact_name\": null, \"contact_email\": null, \"contact_confirmed_on\": null}' else r end order by n)
             from jsonb_array_elements(rows) with ordinality as all_rows(r, n))
         where exists (select from jsonb_array_elements(rows) r where lower(r ->> 'contact_email') = $1)",
    )
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
