//! Somebody leaves for good. Whoever counts on them is told that it does not work out, without a word of who left;
//! what waits for their answer is asked of somebody else.

use super::{
    answer,
    going::State,
    letters::{self, Sender},
    store,
};
use crate::{listings::Stock, web::Error};
use sqlx::PgTransaction;
use uuid::Uuid;

/// The holder of this account leaves; in the transaction that erases them, before they are gone.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn leave(tx: &mut PgTransaction<'_>, sender: &Sender<'_>, stock: &Stock, account: Uuid) -> Result<(), Error> {
    for asked in store::open_with(tx, account).await? {
        let Some(item) = stock.public(asked.listing_id) else { continue };
        let is_hers = asked.her.account == account;
        match asked.state() {
            State::Yes if is_hers => sender.send(tx, letters::nobody_comes(sender, &item.listing, &asked)).await?,
            State::Yes => sender.send(tx, letters::nobody_waits(sender, &item.listing, &asked)).await?,
            State::Sent if !is_hers => {
                store::close(tx, asked.id, State::Lapsed).await?;
                answer::pass_on(tx, sender, &item.listing, &asked).await?;
            }
            // A question that nobody answered yet: it is not there any more.
            _ => {}
        }
    }
    Ok(())
}
