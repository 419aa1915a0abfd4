//! Back to a draft: nobody but the desk sees it.

use super::act::{Act, ActForm, act};
use crate::{
    auth::{AsSocialWorker, Visit},
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
    act((&v, &who, &db), id, &form, "flash-to-draft", |it| Act::Draft.does(it, v.today())).await
}
