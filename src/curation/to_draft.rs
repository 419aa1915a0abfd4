//! Back to a draft: nobody but the desk sees it.

use super::act::{ActForm, act};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::words::Status,
    platform::db::Db,
    web::{Error, Form, Id},
};
use axum::response::Response;

/// `POST /desk/listings/{id}/draft`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<ActForm>,
) -> Result<Response, Error> {
    act((&v, &who, &db), id, &form, "flash-to-draft", |it| {
        let may = it.status != Status::Closed;
        if may {
            it.status = Status::Draft;
        }
        may
    })
    .await
}
