//! What a local is up for: which ways to meet somebody. They are asked for nothing else, from this moment on.

use super::{asking::OWN_PATH, local::AsLocal, store};
use crate::{
    auth::Visit,
    kit::{text::Slip, words::Meet},
    platform::db::Db,
    web::{Error, Form, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "locals/kinds.html")]
struct KindsPage {
    v: Visit,
    slips: Slips,
    form: KindsForm,
}

/// What was ticked.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KindsForm {
    kinds: Vec<String>,
}

impl KindsForm {
    fn has(&self, kind: &Meet) -> bool {
        self.kinds.iter().any(|k| k == kind.as_str())
    }
}

/// `GET /local/kinds`
pub async fn page(v: Visit, them: AsLocal) -> Result<Response, Error> {
    let kinds = them.local.up_for.iter().map(|kind| kind.as_str().to_owned()).collect();
    show(&KindsPage { v, slips: Slips::default(), form: KindsForm { kinds } })
}

/// `POST /local/kinds`: none is an answer too.
pub async fn submit(v: Visit, them: AsLocal, db: Db, Form(form): Form<KindsForm>) -> Result<Response, Error> {
    let mut slips = Slips::default();
    let read: Result<Vec<Meet>, _> = form.kinds.iter().map(|kind| kind.parse()).collect();
    let Some(kinds) = slips.take("kinds", read.map_err(|_| Slip::NotThis("slip-choice"))) else {
        return show_again(&KindsPage { v, slips, form });
    };
    let names: Vec<String> = kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
    store::set_up_for(&db, them.local.id, &names).await?;
    Ok(Flash::on(see(&v.to(OWN_PATH)), &v.address, "flash-kinds", None))
}
