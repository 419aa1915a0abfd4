//! Somebody leaves for good, or wants to see somebody no more: what is open ends, and what the other sees stays as it
//! is until their days are over. Only a meeting that both count on is called off, without a word of who left.

use super::{
    introduction::{Side, State},
    letters::{self, Sender},
    store,
};
use crate::web::Error;
use sqlx::PgTransaction;
use uuid::Uuid;

/// The holder of this account leaves; in the transaction that erases them, before they are gone.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn leave(tx: &mut PgTransaction<'_>, sender: &Sender<'_>, account: Uuid) -> Result<(), Error> {
    for pair in store::open_with(tx, account).await? {
        let stays = if pair.her.account == account { Side::Local } else { Side::Newcomer };
        if pair.stands().state == State::BothYes && !pair.hears(stays) {
            continue;
        } else if pair.stands().state == State::BothYes {
            sender.send(tx, letters::nobody_comes(sender, stays, &pair)).await?;
        } else {
            store::end(tx, pair.id).await?;
        }
    }
    Ok(())
}
