//! Takes back what was handed over last: all of it, as long as no letter of it has left, whatever was said of others
//! since. Once one has, somebody knows, and each is taken back on their own page.

use super::{
    conflict,
    draft::{Act, Step, last_introduced},
    hand_over, kept,
    names::Names,
    path,
    pool::Solved,
    store,
};
use crate::{
    auth::{AsSocialWorker, Visit},
    introductions,
    listings::Shelf,
    platform::db::Db,
    web::{Error, Form, Id, flash::Flash, see},
};
use axum::response::Response;
use serde::Deserialize;

/// The version of the round that offered it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndoForm {
    version: i32,
}

/// `POST /desk/rounds/{id}/undo`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
    Form(form): Form<UndoForm>,
) -> Result<Response, Error> {
    let solved = Solved::open(&v, &who, &db, &shelf.now(), id).await?;
    let done = last_introduced(&solved.steps).into_iter();
    let mut done: Vec<Step> = done.filter(|step| step.introduction.is_some()).cloned().collect();
    // Rows of introductions in one order, before anything else of them.
    done.sort_by_key(|step| step.introduction);
    if solved.round.version != form.version || done.is_empty() {
        return conflict::of_many(v, &who, &db, &solved, form.version).await;
    }
    let names = Names::of(&db, &who, &solved).await?;
    let mut tx = db.begin().await?;
    if !store::go_on(&mut tx, id, form.version, done.len()).await? {
        drop(tx);
        return conflict::of_many(v, &who, &db, &solved, form.version).await;
    }
    let looked = hand_over::look_at(&mut tx, &who, &names, done.iter().filter_map(|step| step.accounts.0)).await?;
    for (number, step) in (form.version + 1..).zip(done) {
        let her = step.accounts.0.and_then(|account| looked.get(&account));
        let unsaid = match (her, step.introduction) {
            (Some(her), Some(introduction)) => introductions::unpropose(&mut tx, *her, introduction).await?,
            _ => false,
        };
        if !unsaid {
            tx.rollback().await?;
            return Ok(Flash::on(see(&path(id)), &v.address, "flash-round-too-late", None));
        }
        store::put(&mut tx, id, &who, &Step { number, act: Act::TakenBack, ..step }).await?;
    }
    tx.commit().await?;
    kept::anew(&v, &who, &db, &shelf, id).await;
    Ok(see(&path(id)))
}
