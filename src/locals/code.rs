//! The code of conduct for one to one: a short page, signed by a tick and a button.

use super::{
    asking::OWN_PATH,
    local::AsLocal,
    steps::{self, State, Stepped},
};
use crate::{
    auth::Visit,
    kit::text::Slip,
    platform::db::Db,
    web::{Error, Form, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "locals/code.html")]
struct CodePage {
    v: Visit,
    slips: Slips,
    state: State,
}

impl CodePage {
    fn can_sign(&self) -> bool {
        self.state == State::CertificateSeen
    }

    fn is_signed(&self) -> bool {
        self.state > State::CertificateSeen
    }
}

/// `GET /local/code`
pub async fn page(v: Visit, them: AsLocal) -> Result<Response, Error> {
    show(&CodePage { v, slips: Slips::default(), state: them.local.state })
}

/// The tick.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeForm {
    #[serde(default)]
    agree: String,
}

/// `POST /local/code`: after the certificate was seen; the database says so too.
pub async fn submit(v: Visit, them: AsLocal, db: Db, Form(form): Form<CodeForm>) -> Result<Response, Error> {
    let mut slips = Slips::default();
    match form.agree.as_str() {
        "yes" => {}
        "" => slips.add("agree", Slip::NotThis("slip-agree")),
        _ => return Err(Error::Unreadable),
    }
    if !slips.is_empty() {
        return show_again(&CodePage { v, slips, state: them.local.state });
    }
    let mut tx = db.begin().await?;
    match steps::sign(&mut tx, &them.local).await? {
        Stepped::NotYet => return Err(Error::Stale),
        Stepped::Already => {}
        Stepped::Done => tx.commit().await?,
    }
    Ok(Flash::on(see(&v.to(OWN_PATH)), &v.address, "flash-code-signed", None))
}
