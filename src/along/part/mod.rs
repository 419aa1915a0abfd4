//! Two who are not to meet any more: what is open between them ends, and looks to the other as a silence does. What a
//! yes promised stays as it looks, unless it is called off first in the usual way.

mod store;

use super::{
    answer,
    asked::Asked,
    going::State,
    letters::{self, Sender},
    store::{Key, close, locked},
};
use crate::{listings::Stock, web::Error};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

pub use store::the_other;

/// The other of two, as one of them knows them.
#[derive(Clone, FromRow)]
pub struct Other {
    /// Their account.
    pub account: Uuid,
    /// Their first name.
    pub name: String,
    /// Both count on meeting, and it is still to come.
    pub is_expected: bool,
    /// When.
    pub at: Option<DateTime<Utc>>,
}

/// Ends the questions between two people that nobody answered; they are asked of somebody else once [`ask_others`] is
/// called. Locks first her who asks, then the questions.
///
/// # Errors
/// Those of the database.
pub async fn end_between(tx: &mut PgTransaction<'_>, one: Uuid, other: Uuid) -> Result<Vec<Asked>, sqlx::Error> {
    let open = store::open_between(tx, one, other).await?;
    for asked in &open {
        close(tx, asked.id, State::Lapsed).await?;
    }
    Ok(open)
}

/// Asks somebody else what was asked there. She sees no difference.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn ask_others(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    stock: &Stock,
    ended: &[Asked],
) -> Result<(), Error> {
    for asked in ended {
        if let Some(item) = stock.public(asked.listing_id) {
            answer::pass_on(tx, sender, &item.listing, asked).await?;
        }
    }
    Ok(())
}

/// One of the two cannot come, and the other gets the usual letter.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn call_off(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    stock: &Stock,
    account: Uuid,
    id: Uuid,
) -> Result<(), Error> {
    let Some((newcomer, local)) = store::sides(tx, account, id).await? else { return Ok(()) };
    let key = newcomer.map(|her| Key::OfHer(her, id)).or(local.map(|them| Key::OfLocal(them, id)));
    let Some(key) = key else { return Ok(()) };
    let Some(asked) = locked(tx, key).await?.filter(|a| a.state() == State::Yes && !a.too_late) else { return Ok(()) };
    let state = if newcomer.is_some() { State::Withdrawn } else { State::Lapsed };
    close(tx, id, state).await?;
    if let Some(item) = stock.public(asked.listing_id) {
        let letter = match newcomer {
            Some(_) => letters::not_needed(sender, &item.listing, &asked),
            None => letters::cannot_come(sender, &item.listing, &asked),
        };
        sender.send(tx, letter).await?;
    }
    Ok(())
}
