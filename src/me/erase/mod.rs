//! Erasing everything we hold of somebody, in one transaction. Nobody can undo it: this is the one place that asks.

mod store;

use crate::{
    auth::{AsSignedIn, Visit},
    listings,
    platform::db::Db,
    requests,
    web::{Error, Form, cookies::Cookie, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::{http::HeaderValue, response::Response};
use serde::Deserialize;
use sqlx::PgTransaction;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "me/erase.html")]
struct ErasePage {
    v: Visit,
    is_staff: bool,
    /// The database refused: whoever keeps the accounts of the desk cannot leave it without anybody.
    refused: bool,
}

/// `GET /me/erase`: what goes and what stays; a button.
pub async fn page(v: Visit, AsSignedIn(who): AsSignedIn) -> Result<Response, Error> {
    show(&ErasePage { v, is_staff: who.is_staff, refused: false })
}

/// The button of the page: nothing else sends this.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EraseForm {
    #[serde(rename = "sure")]
    _sure: Sure,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Sure {
    Yes,
}

/// `POST /me/erase`
pub async fn submit(
    v: Visit,
    AsSignedIn(who): AsSignedIn,
    db: Db,
    Form(_): Form<EraseForm>,
) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    match erase(&mut tx, who.account, v.visit_hash.as_deref()).await {
        Ok(()) => tx.commit().await?,
        Err(e) if is_refusal(&e) => return show_again(&ErasePage { v, is_staff: who.is_staff, refused: true }),
        Err(e) => return Err(e.into()),
    }
    let mut response = Flash::on(see(&v.to("/")), &v.address, "flash-erased", None);
    for cookie in [Cookie::Session, Cookie::Visit, Cookie::Challenge, Cookie::Language] {
        cookie.clear(response.headers_mut(), &v.address);
    }
    // Drafts of forms wait in the tab's storage.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    Ok(response)
}

/// A rule of the database says no, such as: the city keeps an administrator.
fn is_refusal(e: &sqlx::Error) -> bool {
    e.as_database_error().is_some_and(|d| d.is_check_violation())
}

/// Erases the holder of this account: the account and all that goes with it, letters to her address and about her,
/// what waits for her to sign in, her name and address where a listing or its history has them, and what this
/// browser told us before (`visit`). Places that a yes kept for her are free again.
///
/// # Errors
/// Those of the database; a check violation where a rule of it keeps the account.
pub async fn erase(tx: &mut PgTransaction<'_>, account: Uuid, visit: Option<&[u8]>) -> Result<(), sqlx::Error> {
    let Some(address) = store::locked(tx, account).await? else { return Ok(()) };
    requests::give_back_hers(tx, account).await?;
    // The account first: whoever is answering her just now has written their letter by then.
    store::delete_account(tx, account).await?;
    store::delete_letters(tx, &address).await?;
    store::delete_challenges(tx, &address).await?;
    store::delete_claims(tx, &address).await?;
    store::forget_in_imports(tx, &address).await?;
    listings::forget_contact(tx, &address).await?;
    if let Some(visit) = visit {
        store::delete_visit(tx, visit).await?;
    }
    Ok(())
}
