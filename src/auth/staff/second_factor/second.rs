//! The second step of signing in, for staff alone: the code from their telephone.

use super::{AsStaff, store, totp};
use crate::{
    auth::{Next, Visit, sign_in::Asked, staff},
    kit::text::Slip,
    platform::{chance::Token, db::Db},
    web::{Error, Form, Query, Slips, cookies::Cookie, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "auth/second.html")]
struct SecondPage {
    v: Visit,
    slips: Slips,
    code: String,
    next: Next,
}

/// They have no second factor, and this session may not set one.
#[derive(Template)]
#[template(path = "auth/uninvited.html")]
pub(super) struct UninvitedPage {
    v: Visit,
    /// Whom to ask.
    administrators: Vec<String>,
}

/// What somebody reads who needs an invitation.
pub(super) async fn uninvited(v: Visit, db: &Db) -> Result<UninvitedPage, Error> {
    Ok(UninvitedPage { administrators: staff::administrators(db).await?, v })
}

/// Keeps the session for as long as it can live.
pub(super) fn signed_in_whole(v: &Visit, token: &Token, next: Next) -> Response {
    let mut response = see(&next.path(v.lang));
    Cookie::Session.set(response.headers_mut(), &v.address, token.as_str(), Some(12 * 3600));
    response
}

/// `GET /sign-in/second?next=…`
pub async fn page(v: Visit, AsStaff(who): AsStaff, db: Db, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let next = asked.next().of_staff();
    if who.second_factor {
        return Ok(see(&next.path(v.lang)));
    }
    if store::has_factor(&db, who.account).await? {
        return show(&SecondPage { v, slips: Slips::default(), code: String::new(), next });
    }
    if who.may_enrol {
        return Ok(see(&v.to("/sign-in/enrol")));
    }
    show(&uninvited(v, &db).await?)
}

/// The code, and where to go afterwards.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecondForm {
    code: String,
    #[serde(default)]
    next: String,
}

/// `POST /sign-in/second`: the same sentence for a code that is wrong, was used, or comes while it is locked.
pub async fn submit(v: Visit, AsStaff(who): AsStaff, db: Db, Form(form): Form<SecondForm>) -> Result<Response, Error> {
    let next = form.next.parse::<Next>().unwrap_or_default().of_staff();
    let mut tx = db.begin().await?;
    let fits = match totp::typed(&form.code) {
        Some(code) => store::try_code(&mut tx, who.account, &code).await?,
        None => false,
    };
    if !fits {
        tx.commit().await?;
        let mut slips = Slips::default();
        slips.add("code", Slip::NotThis("slip-second"));
        return show_again(&SecondPage { v, slips, code: form.code.chars().take(40).collect(), next });
    }
    let token = Token::new();
    store::make_whole(&mut tx, who.session, &token).await?;
    tx.commit().await?;
    Ok(signed_in_whole(&v, &token, next))
}
