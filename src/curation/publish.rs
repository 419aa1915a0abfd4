//! A draft becomes public.

use super::act::{ActForm, act, open};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::words::Status,
    platform::db::Db,
    web::{Error, Form, Id},
};
use axum::response::Response;

/// `POST /desk/listings/{id}/publish`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<ActForm>,
) -> Result<Response, Error> {
    act((&v, &who, &db), id, &form, "flash-published", |it| {
        let may = matches!(it.status, Status::Draft | Status::Active);
        if it.status == Status::Draft {
            open(it, v.today());
        }
        may
    })
    .await
}
