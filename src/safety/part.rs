//! One of two does not want to meet the other any more, in whatever room they know each other from.

use super::store;
use crate::{
    along,
    introductions::{self, Sender},
    listings::Stock,
    ties, together,
    web::Error,
};
use sqlx::PgTransaction;
use uuid::Uuid;

/// The one blocks the other: all that is open between them ends, and nothing new begins. The other sees none of it.
/// What is open is locked and ended before the block takes the lock of the two, and what came in between after it.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn part(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    stock: &Stock,
    one: Uuid,
    other: Uuid,
) -> Result<(), Error> {
    store::hold_both(tx, one, other).await?;
    let mut asked = end(tx, sender, one, other).await?;
    store::block(tx, one, other).await?;
    asked.extend(end(tx, sender, one, other).await?);
    store::unsay(tx, one, other).await?;
    along::ask_others(tx, sender, stock, &asked).await
}

async fn end(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    one: Uuid,
    other: Uuid,
) -> Result<Vec<along::Asked>, Error> {
    let asked = along::end_between(tx, one, other).await?;
    introductions::end_between(tx, one, other).await?;
    ties::end_between(tx, one, other).await?;
    together::end_between(tx, sender, one, other).await?;
    Ok(asked)
}
