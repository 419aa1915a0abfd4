//! The hourly round: seven days of silence pass on to the next; what nobody was asked about is asked; after fourteen
//! days without anybody it rests; a no of the desk shows when its days are over.

use super::{
    end, find, letters,
    proposal::{EndedBy, LOOKED_FOR, Proposal, State},
    store::{self, Key},
};
use crate::{along::Sender, listings::Stock, platform::db::Db, web::Error};
use chrono::{DateTime, Utc};
use sqlx::PgTransaction;

/// Passes on what is due, each once. What another worker did meanwhile is due no more.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn pass_on(db: &Db, sender: &Sender<'_>, stock: &Stock) -> Result<(), Error> {
    for id in store::due(db).await? {
        let mut tx = db.begin().await?;
        let Some(it) = store::locked(&mut tx, Key::Due(id)).await? else { continue };
        let now = store::now(&mut tx).await?;
        one(&mut tx, sender, stock, &it, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn one(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    stock: &Stock,
    it: &Proposal,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if it.stands().state != State::Proposed {
        match it.stands().state {
            State::CoHosted => store::end(tx, it.id, State::Lapsed, EndedBy::Desk).await?,
            // One of the two blocked the other: from now on it reads, and is, as if the desk had said not now.
            _ => end::end_as(tx, it.id, EndedBy::Desk).await?,
        }
        for (party, is_hers) in it.who_hear_of_its_end() {
            sender.send(tx, letters::off(sender, party, it, is_hers)).await?;
        }
        return Ok(());
    }
    if let Some(open) = store::open_question(tx, it.id).await? {
        store::close(tx, open, "lapsed").await?;
    }
    if now >= it.proposed_at + LOOKED_FOR {
        store::end(tx, it.id, State::Lapsed, EndedBy::Time).await?;
    } else {
        find::somebody(tx, sender, stock, (it.id, it.her.account), &it.what).await?;
    }
    Ok(())
}
