//! The other of the two, for what one does about them: to meet them no more, to report them, to write to them.

use super::{
    introduction::{Seen, Side, State},
    letters::{self, Sender},
    store::{self, Key},
};
use crate::{along::Other, platform::db::Db, web::Error};
use chrono::{DateTime, Utc};
use sqlx::PgTransaction;
use uuid::Uuid;

/// The other, for whoever knows their first name: for her once both said yes, for the local since they were asked.
/// `None` for everybody else. Whoever blocked the other still knows them.
///
/// # Errors
/// Those of the database.
pub async fn the_other(db: &Db, account: Uuid, id: Uuid, now: DateTime<Utc>) -> Result<Option<Other>, sqlx::Error> {
    for side in Side::ALL {
        let Some(pair) = store::found(db, Key::Of(account, id, *side)).await? else { continue };
        let seen = pair.stands().seen_by(*side, now);
        let knows = if *side == Side::Local { seen.is_some() } else { seen == Some(Seen::Both) };
        return Ok(pair.other(*side).filter(|_| knows).map(|other| Other {
            account: other.account,
            name: other.name().to_owned(),
            is_expected: seen == Some(Seen::Both) && pair.meets_at.is_some_and(|at| at > now),
            at: pair.meets_at,
        }));
    }
    Ok(None)
}

/// One of the two cannot come that day, and the other gets the usual letter.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn call_off(tx: &mut PgTransaction<'_>, sender: &Sender<'_>, account: Uuid, id: Uuid) -> Result<(), Error> {
    for side in Side::ALL {
        let Some(mut pair) = store::locked(tx, Key::Of(account, id, *side)).await? else { continue };
        if pair.stands().state == State::BothYes && pair.meets_at.is_some() {
            store::set_date(tx, id, None).await?;
            pair.meets_at = None;
            if pair.hears(side.other()) {
                sender.send(tx, letters::date_changed(sender, *side, &pair)).await?;
            }
        }
    }
    Ok(())
}

/// What these two agreed on and is still to come does not take place, and both get the usual letter of it: for whoever
/// ends what is between them. Nothing where there is nothing to come.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn call_off_between(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    [one, other]: [Uuid; 2],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let Some(pair) = store::who_met(tx, one, other).await? else { return Ok(()) };
    if pair.meets_at.is_none_or(|at| at <= now) {
        return Ok(());
    }
    store::set_date(tx, pair.id, None).await?;
    for side in Side::ALL.iter().filter(|side| pair.hears(**side)) {
        sender.send(tx, letters::nobody_comes(sender, *side, &pair)).await?;
    }
    Ok(())
}
