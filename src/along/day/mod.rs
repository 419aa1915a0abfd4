//! The day they go: the evening before both hear where and when, the day after each is asked how it was. Once, and what
//! is due is decided in the transaction that writes the letters: what was called off meanwhile is due no more.

mod letters;
mod store;

use super::{
    asked::Asked,
    going::{Side, State},
    letters::Sender,
    store::{self as goings, Key},
    went,
};
use crate::{
    letters::Reminder,
    listings::{Item, Stock},
    platform::{chance::Token, db::Db},
    web::Error,
};
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Amsterdam;
use sqlx::PgTransaction;

pub use store::{Moment, say};

/// Looks at what is to come, then at the evenings before and the days after, and believes whoever alone said that they
/// went. What another worker did meanwhile is due no more.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn evening_and_morning(db: &Db, sender: &Sender<'_>, stock: &Stock) -> Result<(), Error> {
    for moment in [Moment::ToCome, Moment::EveningBefore, Moment::DayAfter, Moment::Believed] {
        for due in store::due(db, moment).await? {
            let item = stock.public(due.listing_id);
            if moment == Moment::ToCome && item.is_some_and(|i| takes_place(i, due.starts_at) == due.starts_at) {
                continue;
            }
            let mut tx = db.begin().await?;
            let Some(asked) = goings::locked(&mut tx, Key::Day(moment, due.id)).await? else { continue };
            match (moment, item) {
                (Moment::Believed, _) => went::said(&mut tx, &asked).await?,
                (Moment::ToCome, Some(item)) => follow(&mut tx, sender, item, &asked).await?,
                (Moment::EveningBefore, Some(item)) => remind(&mut tx, sender, item, &asked).await?,
                (Moment::DayAfter, Some(item)) => ask_after(&mut tx, sender, item, &asked).await?,
                (_, None) => continue,
            }
            tx.commit().await?;
        }
    }
    Ok(())
}

/// When the session of that day begins by now; none where there is none any more.
fn takes_place(item: &Item, at: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    let day = at.filter(|_| item.listing.is_open())?.with_timezone(&Amsterdam).date_naive();
    item.sessions(day, day).first().map(|s| s.starts.with_timezone(&Utc))
}

/// The group moved the session to another hour of the day: theirs moves along. It does not take place: both hear of it.
async fn follow(tx: &mut PgTransaction<'_>, sender: &Sender<'_>, item: &Item, asked: &Asked) -> Result<(), Error> {
    if let Some(now) = takes_place(item, asked.starts_at) {
        return Ok(store::set_moment(tx, asked.id, now).await?);
    }
    goings::close(tx, asked.id, State::Lapsed).await?;
    for side in Side::ALL {
        sender.send(tx, letters::does_not_take_place(sender, item, asked, *side)).await?;
    }
    Ok(())
}

async fn remind(tx: &mut PgTransaction<'_>, sender: &Sender<'_>, item: &Item, asked: &Asked) -> Result<(), Error> {
    store::reminded(tx, asked.id).await?;
    let reminder = Reminder { of: asked.id, until: asked.starts_at };
    for side in Side::ALL {
        sender.remind(tx, letters::reminder(sender, item, asked, *side), reminder).await?;
    }
    Ok(())
}

async fn ask_after(tx: &mut PgTransaction<'_>, sender: &Sender<'_>, item: &Item, asked: &Asked) -> Result<(), Error> {
    // The day is over, and makes room; after that only an answer stops the letters.
    if asked.starts_at.is_some() && asked.state() == State::Yes {
        goings::close(tx, asked.id, State::Lapsed).await?;
    }
    let (hers, theirs) = (Token::new(), Token::new());
    let reminder = Reminder { of: asked.id, until: None };
    store::asked_after(tx, asked.id, &hers.hash(), asked.them.as_ref().map(|_| theirs.hash()).as_deref()).await?;
    for (side, token) in [(Side::Newcomer, &hers), (Side::Local, &theirs)] {
        sender.remind(tx, letters::how_was_it(sender, item, asked, side, token), reminder).await?;
    }
    Ok(())
}
