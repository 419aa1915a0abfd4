//! Asking: once in eight weeks an address, as soon as the first of its groups is a week from "check first". The eight
//! weeks between two letters go before that: whoever answers on the day itself is asked again on the day that "check
//! first" begins, and their groups are that until they answer again. Three letters without an answer are enough; then
//! the desk calls.

use super::{
    letter::is_it_still_on,
    store::{self, Due},
};
use crate::{
    city::City,
    kit::email_address::EmailAddress,
    letters::{self, Reminder},
    matching::gates::CHECK_FIRST_WEEKS,
    platform::{chance::Token, db::Db},
    web::PublicAddress,
};
use chrono::Duration;
use uuid::Uuid;

/// Weeks between two letters to one address, and how long the link of one works.
pub(super) const WEEKS: i64 = CHECK_FIRST_WEEKS;
/// A group is due so many days after somebody confirmed it.
const DUE_DAYS: i32 = 7 * CHECK_FIRST_WEEKS as i32 - 7;
/// So many letters without an answer, and no more goes out by itself.
const MOST_UNANSWERED: i64 = 3;
/// So many letters at a time: the rest an hour later.
const MOST: i64 = 200;

/// Asks every address that is due; answers how many letters were queued.
///
/// # Errors
/// Those of the database and of a letter; what was queued before stays queued.
pub async fn ask_still_on(db: &Db, city: &City, address: &PublicAddress) -> anyhow::Result<usize> {
    let mut queued = 0;
    for due in store::due(db, DUE_DAYS, MOST_UNANSWERED, MOST).await? {
        queued += usize::from(ask(db, city, address, &due).await?);
    }
    Ok(queued)
}

/// Asks whoever answers for this listing, once more; `false` where nobody does, or they were asked within eight weeks.
///
/// # Errors
/// Those of the database and of the letter.
pub async fn ask_this_one(db: &Db, city: &City, address: &PublicAddress, listing: Uuid) -> anyhow::Result<bool> {
    match store::who_answers_for(db, listing).await? {
        Some(due) => ask(db, city, address, &due).await,
        None => Ok(false),
    }
}

async fn ask(db: &Db, city: &City, address: &PublicAddress, due: &Due) -> anyhow::Result<bool> {
    let Ok(to) = EmailAddress::parse(&due.address) else { return Ok(false) };
    let token = Token::new();
    let mut tx = db.begin().await?;
    let Some((heartbeat, asked_at)) = store::insert(&mut tx, due, &token.hash()).await? else { return Ok(false) };
    let groups = store::open_of(&mut tx, &due.address).await?;
    let Some(letter) = is_it_still_on(address, to, due, &groups, &token) else { return Ok(false) };
    let reminder = Reminder { of: heartbeat, until: Some(asked_at + Duration::weeks(WEEKS)) };
    letters::remind(&mut tx, city, &letter, reminder).await?;
    tx.commit().await?;
    Ok(true)
}
