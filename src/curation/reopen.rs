//! What rested or was closed is open again.

use super::act::{ActForm, act, open};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::words::Status,
    platform::db::Db,
    web::{Error, Form, Id},
};
use axum::response::Response;

/// `POST /desk/listings/{id}/reopen`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<ActForm>,
) -> Result<Response, Error> {
    act((&v, &who, &db), id, &form, "flash-reopened", |it| {
        let may = it.status != Status::Draft;
        if matches!(it.status, Status::Paused | Status::Closed) {
            open(it, v.today());
        }
        may
    })
    .await
}
