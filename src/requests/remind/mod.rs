//! A host who says nothing: reminded after three days, once; and again where the desk sees to it, perhaps at another
//! address. Each reminder has a link of its own, and that of the first letter still works. Nothing she sees changes.

mod store;

use super::{letters::again_to_host, request::State, store::Asked};
use crate::{
    city::City,
    kit::email_address::EmailAddress,
    letters::{self, Reminder},
    listings::{self, Listing, Stock},
    logbook::Looked,
    platform::{chance::Token, db::Db},
    web::{Error, PublicAddress},
};
use sqlx::PgTransaction;
use uuid::Uuid;

/// Reminds the hosts who are due. What was answered or taken back meanwhile is due no more; where no address is known to
/// be right, the desk sees to it.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn remind(db: &Db, city: &City, address: &PublicAddress, stock: &Stock) -> Result<(), Error> {
    for id in store::silent(db).await? {
        let mut tx = db.begin().await?;
        let Some(asked) = store::silent_locked(&mut tx, id).await? else { continue };
        let Some(item) = stock.public(asked.listing_id) else { continue };
        if write_again(&mut tx, city, address, &item.listing, &asked).await? {
            tx.commit().await?;
        }
    }
    Ok(())
}

/// Somebody of the desk asks the group again, at the address that is known by now. `false`, and nothing is done, where it
/// is answered, was asked again within a day, or no address is known to be right.
///
/// # Errors
/// As [`remind`].
pub async fn ask_again(
    tx: &mut PgTransaction<'_>,
    city: &City,
    address: &PublicAddress,
    stock: &Stock,
    (person, request): (Looked, Uuid),
) -> Result<bool, Error> {
    let Some(asked) = store::of_person_locked(tx, person, request).await? else { return Ok(false) };
    let Some(item) = stock.public(asked.listing_id) else { return Ok(false) };
    write_again(tx, city, address, &item.listing, &asked).await
}

async fn write_again(
    tx: &mut PgTransaction<'_>,
    city: &City,
    address: &PublicAddress,
    listing: &Listing,
    asked: &Asked,
) -> Result<bool, Error> {
    let host = listings::takes_requests(tx, asked.listing_id).await?.and_then(|a| EmailAddress::parse(&a).ok());
    let Some(host) = host.filter(|_| asked.state == State::Sent.as_str()) else { return Ok(false) };
    let token = Token::new();
    store::reminded(tx, asked.id, &token.hash()).await?;
    let reminder = Reminder { of: asked.id, until: None };
    letters::remind(tx, city, &again_to_host(address, listing, host, asked, &token), reminder).await?;
    Ok(true)
}
