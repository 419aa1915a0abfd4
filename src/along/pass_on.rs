//! The hourly round: three days of silence pass on to the next, a yes whose day is over makes room.

use super::{
    answer,
    going::State,
    letters::{self, Sender},
    store::{self, Key},
};
use crate::{listings::Stock, platform::db::Db, web::Error};

/// Passes on what is due. What another worker did meanwhile is due no more.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn pass_on(db: &Db, sender: &Sender<'_>, stock: &Stock) -> Result<(), Error> {
    store::end_what_is_over(db).await?;
    loop {
        let due = store::due(db).await?;
        if due.is_empty() {
            return Ok(());
        }
        for id in due {
            let mut tx = db.begin().await?;
            let Some(asked) = store::locked(&mut tx, Key::Due(id)).await? else { continue };
            store::close(&mut tx, asked.id, State::Lapsed).await?;
            match stock.public(asked.listing_id) {
                Some(item) if asked.state() == State::Yes => {
                    sender.send(&mut tx, letters::cannot_come(sender, &item.listing, &asked)).await?;
                }
                Some(item) => answer::pass_on(&mut tx, sender, &item.listing, &asked).await?,
                None => {}
            }
            tx.commit().await?;
        }
    }
}
