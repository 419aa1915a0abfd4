//! What comes next in this city, for everybody: the soonest first.

use crate::{
    auth::Visit,
    city::Coming,
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "seasons/all.html")]
struct AllPage {
    v: Visit,
    all: Vec<Coming>,
}

/// `GET /{lang}/seasons`
pub async fn page(v: Visit) -> Result<Response, Error> {
    let all = v.city.to_come(v.today());
    show(&AllPage { v, all })
}
