//! Messages that the desk reads first: the first ones of somebody that hold a link, a number or an address. One of them
//! once somebody said why they look at its writer; then it goes on its way, or is kept back.

mod store;

use super::letters;
use crate::{introductions::Sender, logbook::Looked, named, web::Error};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

pub use store::{held, keep_back, waiting, written_by};

named! {
    /// What becomes of a message.
    Say {
        /// It goes on its way.
        LetThrough = "let-through",
        /// It does not.
        KeepBack = "keep-back",
    }
}

/// A message that nobody of the desk has read.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The message.
    pub id: Uuid,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// A message, for who looked at its writer.
#[derive(FromRow)]
pub struct Held {
    /// The message.
    pub id: Uuid,
    /// First name of its writer.
    pub name: String,
    /// What they wrote.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
    /// It went on its way.
    pub is_through: bool,
    /// It was kept back; it can still go on its way.
    pub is_kept_back: bool,
}

/// It goes on its way, and its reader gets a letter as of any message. `false` where it had, or nobody waits for it.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn let_through(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    by: Uuid,
    writer: Looked,
    message: Uuid,
) -> Result<bool, Error> {
    if !store::let_through(tx, by, writer, message).await? {
        return Ok(false);
    }
    if let Some(told) = super::store::tell(tx, message).await? {
        sender.send(tx, letters::waits(sender, &told)).await?;
    }
    Ok(true)
}
