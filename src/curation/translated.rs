//! A text changed in one language alone, and the other says the same all the same: somebody looked. Or takes that back.

use super::{act::back, store};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::lang::Lang,
    platform::db::Db,
    web::{Error, Form, Id, flash::Flash},
};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// The page it was said on; and the language that is behind after all.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TranslatedForm {
    back: String,
    place: String,
    behind: String,
}

const DONE: &str = "flash-translated";

/// `POST /desk/listings/{id}/translated`
pub async fn submit(
    v: Visit,
    _: AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<TranslatedForm>,
) -> Result<Response, Error> {
    let again: Option<Lang> = form.behind.parse().ok();
    let was = store::behind(&db, id).await?;
    if !store::set_behind(&db, id, again.map(Lang::as_str)).await? {
        return Err(Error::NotFound);
    }
    let to = back(id, &form.back, &form.place);
    Ok(match (again, was) {
        (None, Some(was)) => Flash::with_detail(to, &v.address, DONE, &format!("{id}~{was}")),
        (None, None) => Flash::on(to, &v.address, DONE, None),
        (Some(_), _) => Flash::on(to, &v.address, "flash-not-translated", None),
    })
}

/// What was just said so, and which language was behind: for the button that takes it back.
pub(super) fn just_said(v: &Visit) -> Option<(Uuid, String)> {
    let detail = v.flash.as_ref().filter(|f| f.key == DONE)?.detail.as_ref()?;
    let (id, was) = detail.split_once('~')?;
    Some((id.parse().ok()?, was.parse::<Lang>().ok()?.to_string()))
}
