//! Whom we look for now, for everybody: the calls that stand, and each as a poster. No people, no numbers of them.

use super::{store, text::Call};
use crate::{
    auth::Visit,
    hand_out::Paper,
    platform::db::Db,
    web::{Error, Id, show},
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "desk/wanted.html")]
struct WantedPage {
    v: Visit,
    calls: Vec<(Uuid, Call)>,
}

/// `GET /{lang}/wanted`
pub async fn page(v: Visit, db: Db) -> Result<Response, Error> {
    let call = |call: store::Call| (call.id, Call::of(call.cell, &v.w, v.lang));
    let calls = store::open(&db).await?.into_iter().map(call).collect();
    show(&WantedPage { v, calls })
}

#[derive(Template)]
#[template(path = "desk/poster.html")]
struct PosterPage {
    paper: Paper,
    call: Call,
}

impl PosterPage {
    /// What is asked.
    fn first(&self) -> &str {
        self.call.lines.first().map_or("", String::as_str)
    }

    /// What else there is to say.
    fn rest(&self) -> &[String] {
        self.call.lines.get(1..).unwrap_or_default()
    }
}

/// `GET /{lang}/wanted/{id}`: one of them as a poster, A4; its code leads to where a local says yes.
pub async fn poster(v: Visit, Id(id): Id, db: Db) -> Result<Response, Error> {
    let call = store::open(&db).await?.into_iter().find(|call| call.id == id).ok_or(Error::NotFound)?;
    let (call, path) = (Call::of(call.cell, &v.w, v.lang), v.to("/local"));
    show(&PosterPage { paper: Paper::leading_to(v, &path)?, call })
}
