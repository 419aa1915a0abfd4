//! One of the others who come, for what one does about them: to meet them no more, to report them.

use super::{
    gathering::State,
    leave::drop_out,
    store::{self, Key},
};
use crate::{
    along::{Other, Sender},
    platform::db::Db,
    web::Error,
};
use chrono::{DateTime, Utc};
use sqlx::PgTransaction;
use uuid::Uuid;

/// The one of this party, for whoever read their first name: both said yes, and it was to be. `None` for everybody else.
/// Whoever blocked the other still knows them.
///
/// # Errors
/// Those of the database.
pub async fn the_other(
    db: &Db,
    account: Uuid,
    id: Uuid,
    party: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<Other>, sqlx::Error> {
    let Some(it) = store::found(db, Key::Of(account, id)).await? else { return Ok(None) };
    let was_to_be = matches!(it.state(), State::On | State::Off) && it.me().was_to_come();
    let other = it.parties.iter().find(|p| p.id == party && p.id != it.me().id && p.was_to_come());
    Ok(other.filter(|_| was_to_be).map(|other| Other {
        account: other.person.account,
        name: other.person.name().to_owned(),
        is_expected: it.state() == State::On && it.me().comes() && it.row.meets_at > now,
        at: Some(it.row.meets_at),
    }))
}

/// They cannot come after all; where too few are left, whoever still would come gets the usual letter.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn call_off(tx: &mut PgTransaction<'_>, sender: &Sender<'_>, account: Uuid, id: Uuid) -> Result<(), Error> {
    let key = Key::Of(account, id);
    match store::locked(tx, key).await? {
        Some(it) if it.state() == State::On && it.me().comes() => drop_out(tx, sender, key).await,
        _ => Ok(()),
    }
}
