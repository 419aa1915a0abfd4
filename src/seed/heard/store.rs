//! SQL of what is heard of the sample's listings.

use sqlx::PgTransaction;

/// Asked three weeks ago whether their groups are still on, whoever answers for these has said nothing since.
pub(super) async fn silence(tx: &mut PgTransaction<'_>, listing_keys: &[&str]) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into heartbeats (id, address, token_hash, asked_at)
         select gen_random_uuid(), lower(contact_email), sha256(gen_random_uuid()::text::bytea), buurten_now() - interval '3 weeks'
         from listings where key = any($1) and contact_email is not null",
    )
    .bind(listing_keys)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Somebody said yesterday that this is not right there.
pub(super) async fn correction(tx: &mut PgTransaction<'_>, listing_key: &str, venue: &str) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into corrections (id, listing_id, unit, fields, proposed_at)
         select gen_random_uuid(), id, 'venue', jsonb_build_object('venue', jsonb_build_object('from', venue, 'to', $2::text)), buurten_now() - interval '1 day'
         from listings where key = $1",
    )
    .bind(listing_key)
    .bind(venue)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
