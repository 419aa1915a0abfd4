//! The hourly round: three days of silence pass on to the next, a yes whose day is over makes room.

use super::{
    answer,
    going::State,
    letters::{self, Sender},
    store,
};
use crate::{listings::Stock, platform::db::Db, web::Error};

/// Passes on what is due. What another worker has locked is left to it.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn pass_on(db: &Db, sender: &Sender<'_>, stock: &Stock) -> Result<(), Error> {
    store::end_what_is_over(db).await?;
    loop {
        let mut tx = db.begin().await?;
        let due = store::due(&mut tx).await?;
        for asked in &due {
            let promised = asked.state() == State::Yes;
            store::close(&mut tx, asked.id, State::Lapsed).await?;
            let Some(item) = stock.public(asked.listing_id) else { continue };
            if promised {
                sender.send(&mut tx, letters::cannot_come(sender, &item.listing, asked)).await?;
            } else {
                answer::pass_on(&mut tx, sender, &item.listing, asked).await?;
            }
        }
        tx.commit().await?;
        if due.is_empty() {
            return Ok(());
        }
    }
}
