//! A tie by who its two are, for the rooms in which they meet it: what they write to each other, what they begin, and to
//! meet each other no more.

mod store;

use super::{
    store::{Key, found},
    tie::{Party, Tie},
};
use crate::platform::db::Db;
use uuid::Uuid;

pub(super) use store::of_two;

/// The tie of two accounts, as the first of them has it: the living one, else the last; `None` where there is none, or
/// where they blocked the other.
///
/// # Errors
/// Those of the database.
pub async fn between(db: &Db, account: Uuid, other: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    Ok(of_two(db, account, other).await?.filter(|tie| !tie.no_more).map(|tie| tie.id))
}

/// A tie as one of the two sees it; `None` for everybody else, and for whoever blocked the other.
///
/// # Errors
/// Those of the database.
pub async fn seen_by(db: &Db, account: Uuid, id: Uuid) -> Result<Option<Tie>, sqlx::Error> {
    Ok(found(db, Key::Of(account, id)).await?.filter(|tie| !tie.no_more))
}

/// The other of a tie, for each of the two; also for whoever blocked them.
///
/// # Errors
/// Those of the database.
pub async fn the_other(db: &Db, account: Uuid, id: Uuid) -> Result<Option<Party>, sqlx::Error> {
    Ok(found(db, Key::Of(account, id)).await?.map(|tie| tie.other.0))
}
