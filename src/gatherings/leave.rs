//! Somebody who said yes cannot come after all, or leaves for good: where too few are left, it is called off, and whoever
//! still would come gets a letter.

use super::{
    gathering::{ENOUGH, Seen},
    letters,
    store::{self, Key},
    who_comes::One,
};
use crate::{
    along::Sender,
    auth::Visit,
    platform::db::Db,
    web::{Error, flash::Flash, see},
};
use axum::response::Response;
use sqlx::PgTransaction;
use uuid::Uuid;

/// `POST /gathering/{id}/cannot`
pub async fn cannot(v: Visit, one: One, db: Db) -> Result<Response, Error> {
    let sender = Sender { city: &v.city, address: &v.address };
    let mut tx = db.begin().await?;
    let it = store::locked(&mut tx, one.key()).await?.ok_or(Error::NotFound)?;
    let to = see(&one.path(&v));
    if it.seen(v.now).ok_or(Error::NotFound)? != Seen::On || it.row.meets_at <= v.now {
        return Ok(to);
    }
    drop_out(&mut tx, &sender, one.key()).await?;
    tx.commit().await?;
    Ok(Flash::on(to, &v.address, "flash-gather-cannot", None))
}

/// They said yes, and do not come.
pub(super) async fn drop_out(tx: &mut PgTransaction<'_>, sender: &Sender<'_>, key: Key<'_>) -> Result<(), Error> {
    let Some(it) = store::locked(tx, key).await? else { return Ok(()) };
    store::cannot(tx, it.me().id).await?;
    if it.others_who_come().count() < ENOUGH {
        store::call_off(tx, it.row.id).await?;
        for other in it.others_who_come() {
            sender.send(tx, letters::called_off(sender, &it, other)).await?;
        }
    }
    Ok(())
}

/// The holder of this account leaves; in the transaction that erases them, before they are gone.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn leave(tx: &mut PgTransaction<'_>, sender: &Sender<'_>, account: Uuid) -> Result<(), Error> {
    for id in store::to_come_of(tx, account).await? {
        drop_out(tx, sender, Key::Of(account, id)).await?;
    }
    Ok(())
}
