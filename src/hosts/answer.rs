//! The host answers who asked, on their own page: by the same rules as the link of the letter.

use super::{host::AsHost, store};
use crate::{
    auth::Visit,
    platform::db::Db,
    requests::{self, Answer},
    web::{Error, Form, Id, flash::Flash, see},
};
use axum::response::Response;
use serde::Deserialize;

/// The host's answer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerForm {
    say: Answer,
}

/// `POST /host/requests/{id}`: may be changed until she went or took it back; the same answer twice does nothing more.
pub async fn submit(
    v: Visit,
    AsHost(who): AsHost,
    db: Db,
    Id(request): Id,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Error> {
    let listings = store::listings_of(&db, who.account).await?;
    let mut tx = db.begin().await?;
    if requests::answer(&v, &mut tx, &listings, request, form.say).await? {
        tx.commit().await?;
    }
    Ok(Flash::on(see(&v.to("/host")), &v.address, &format!("flash-host-said-{}", form.say), None))
}
