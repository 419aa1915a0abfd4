//! What the desk does with a tie: ends it, with a reason, and both read that it is over; or says that it saw to one that
//! is silent or ended, of which the two see nothing.

use super::{
    look,
    person::{self, Typed},
    steps::CertificateForm,
};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    introductions::{self, Sender},
    kit::text::Slip,
    listings::Shelf,
    logbook::Looked,
    platform::db::Db,
    ties::{self, Reason},
    web::{Error, Form, Id, Slips, flash::Flash, see},
};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// One of the two at whom they said why they look; else where to say it. Who is beyond their scope does not exist.
async fn one_of(db: &Db, who: &SignedIn, id: Uuid) -> Result<Result<Looked, Response>, Error> {
    let mut ask = None;
    for account in ties::two_of(db, id).await?.ok_or(Error::NotFound)? {
        match look::proof(db, who, account).await {
            Ok(Some(looked)) => return Ok(Ok(looked)),
            Ok(None) => ask = ask.or(Some(account)),
            Err(Error::NotFound) => {}
            Err(e) => return Err(e),
        }
    }
    let account = ask.ok_or(Error::NotFound)?;
    Ok(Err(see(&person::path(account))))
}

/// Why it ends.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EndForm {
    reason: String,
}

/// `POST /desk/ties/{id}/end`
pub async fn end(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
    Form(form): Form<EndForm>,
) -> Result<Response, Error> {
    let looked = match one_of(&db, &who, id).await? {
        Ok(looked) => looked,
        Err(to) => return Ok(to),
    };
    let Ok(reason) = form.reason.parse::<Reason>() else {
        let mut slips = Slips::default();
        slips.add("tied", Slip::NotThis("slip-tie-reason"));
        let certificate = CertificateForm::of(v.today());
        return person::again(v, &db, &shelf, looked, Typed { slips, certificate, ..Typed::default() }).await;
    };
    let sender = Sender { city: &v.city, address: &v.address };
    let mut tx = db.begin().await?;
    if let Some(two) = ties::two_of(&db, id).await? {
        introductions::call_off_between(&mut tx, &sender, two, v.now).await?;
    }
    if ties::end(&mut tx, looked, id, reason).await? {
        tx.commit().await?;
    }
    Ok(Flash::on(see(&person::path(looked.account())), &v.address, "flash-told-tie-ended", None))
}

/// `POST /desk/ties/{id}/seen-to`
pub async fn see_to(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let looked = match one_of(&db, &who, id).await? {
        Ok(looked) => looked,
        Err(to) => return Ok(to),
    };
    let mut tx = db.begin().await?;
    let done = ties::see_to(&mut tx, looked, id).await?;
    tx.commit().await?;
    let to = see(&person::path(looked.account()));
    Ok(if done { Flash::on(to, &v.address, "flash-tie-seen-to", Some(id)) } else { to })
}

/// `POST /desk/ties/{id}/not-seen-to`: it waits again.
pub async fn undo(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let looked = match one_of(&db, &who, id).await? {
        Ok(looked) => looked,
        Err(to) => return Ok(to),
    };
    let mut tx = db.begin().await?;
    ties::wait_again(&mut tx, looked, id).await?;
    tx.commit().await?;
    Ok(Flash::on(see(&person::path(looked.account())), &v.address, "flash-not-seen-to", None))
}
