//! Setting a second factor: a picture for the app, and one code to show that it works.
//!
//! The secret is made when the invitation is spent and waits in the row of that session: a GET writes nothing, two
//! looks show the same picture, the browser never says which secret is to be set, and it goes with the session. What
//! could be derived from the session's token would let whoever once saw that token make codes for ever.

use super::{
    AsStaff,
    second::{signed_in_whole, uninvited},
    store,
    totp::{self, Secret},
};
use crate::{
    auth::{Next, SignedIn, Visit},
    kit::text::Slip,
    platform::{chance::Token, db::Db},
    web::{Error, Form, Slips, code, flash::Flash, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "auth/enrol.html")]
struct EnrolPage {
    v: Visit,
    slips: Slips,
    code: String,
    /// For a camera.
    picture: String,
    /// For an app on this telephone.
    address: String,
    /// For typing.
    groups: String,
    /// There is a factor already; this one takes its place.
    replaces: bool,
}

async fn of(v: Visit, who: &SignedIn, secret: &Secret, db: &Db) -> Result<EnrolPage, Error> {
    let address = secret.address(&v.city.name, &who.email)?;
    let picture = code::picture(&address, &v.t("enrol-picture"))?;
    let replaces = store::has_factor(db, who.account).await?;
    Ok(EnrolPage {
        slips: Slips::default(),
        code: String::new(),
        picture,
        address,
        groups: secret.in_groups(),
        replaces,
        v,
    })
}

/// `GET /sign-in/enrol`
pub async fn page(v: Visit, AsStaff(who): AsStaff, db: Db) -> Result<Response, Error> {
    match store::secret_to_set(&db, who.session).await? {
        Some(secret) => show(&of(v, &who, &secret, &db).await?),
        None => show(&uninvited(v, &db).await?),
    }
}

/// One code that the app shows now.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolForm {
    code: String,
}

/// `POST /sign-in/enrol`
pub async fn submit(v: Visit, AsStaff(who): AsStaff, db: Db, Form(form): Form<EnrolForm>) -> Result<Response, Error> {
    let Some(secret) = store::secret_to_set(&db, who.session).await? else {
        return show_again(&uninvited(v, &db).await?);
    };
    let mut tx = db.begin().await?;
    let is_set = match totp::typed(&form.code) {
        Some(code) => store::set(&mut tx, who.session, &code).await?,
        None => false,
    };
    if !is_set {
        drop(tx);
        let mut page = of(v, &who, &secret, &db).await?;
        page.slips.add("code", Slip::NotThis("slip-enrol"));
        page.code = form.code.chars().take(40).collect();
        return show_again(&page);
    }
    let token = Token::new();
    store::make_whole(&mut tx, who.session, &token).await?;
    tx.commit().await?;
    let response = signed_in_whole(&v, &token, Next::Desk);
    Ok(Flash::on(response, &v.address, "flash-second-factor-set", None))
}
