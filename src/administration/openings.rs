//! Every try of the desk to open the page of somebody outside a team. Of whom, the person alone reads.

use crate::{
    auth::{AsAdministrator, Visit},
    logbook::{self, Opening},
    platform::db::Db,
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "administration/openings.html")]
struct OpeningsPage {
    v: Visit,
    openings: Vec<Opening>,
}

/// `GET /desk/openings`
pub async fn page(v: Visit, AsAdministrator(_): AsAdministrator, db: Db) -> Result<Response, Error> {
    show(&OpeningsPage { openings: logbook::openings(&db).await?, v })
}
