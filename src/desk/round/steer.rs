//! A word of the social worker: these two, not these two, or as you were.

use super::{
    conflict,
    draft::{Act, Step},
    kept, path,
    pool::Solved,
    show::PageForm,
    store,
};
use crate::{
    auth::{AsSocialWorker, Visit},
    listings::Shelf,
    platform::db::Db,
    web::{Error, Form, Id, see},
};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// The word as it is sent: the two by their accounts, and the version of the round it was said of.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SteerForm {
    /// What.
    pub act: Act,
    /// She.
    pub newcomer: Uuid,
    /// The local.
    pub local: Uuid,
    version: i32,
    #[serde(default)]
    page: Option<usize>,
}

impl SteerForm {
    /// The version of the round that it was said of.
    pub fn version(&self) -> i32 {
        self.version
    }
}

/// `POST /desk/rounds/{id}/steer`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
    Form(form): Form<SteerForm>,
) -> Result<Response, Error> {
    if !form.act.steers() {
        return Err(Error::Unreadable);
    }
    let stock = shelf.now();
    let solved = Solved::open(&v, &who, &db, &stock, id).await?;
    let two = solved.gathered.newcomer_of(form.newcomer).zip(solved.gathered.local_of(form.local));
    // Somebody left, is busy or rests meanwhile: what there is now is what to look at.
    let Some((newcomer, local)) = two else { return conflict::page(v, &who, &db, &solved, &form, true).await };
    let step = Step {
        number: form.version + 1,
        act: form.act,
        newcomer: solved.gathered.newcomers[newcomer as usize].row,
        local: solved.gathered.locals[local as usize].id,
        accounts: (Some(form.newcomer), Some(form.local)),
        introduction: None,
        refused: None,
        by: None,
        at: v.now,
    };
    // Kept, it would do nothing and read as done.
    let Some(after) = solved.after(&step).await? else {
        return conflict::page(v, &who, &db, &solved, &form, false).await;
    };
    let mut tx = db.begin().await?;
    if !store::go_on(&mut tx, id, form.version, 1).await? {
        drop(tx);
        return conflict::page(v, &who, &db, &solved, &form, true).await;
    }
    store::put(&mut tx, id, &who, &step).await?;
    store::advise(&mut tx, id, step.number, &after.advice).await?;
    kept::moved(&mut tx, id, &after.moved).await?;
    tx.commit().await?;
    let page = PageForm { page: form.page };
    Ok(see(&(path(id) + &page.query())))
}
