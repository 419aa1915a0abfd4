//! Erasing everything we hold of somebody, in one transaction. Nobody can undo it: this is the one place that asks.

mod store;

use crate::{
    along::{self, Sender},
    auth::{AsSignedIn, Visit},
    gatherings, hosts, intake, introductions,
    listings::{self, Shelf, Stock},
    platform::db::Db,
    requests, together,
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
    shelf: Shelf,
    Form(_): Form<EraseForm>,
) -> Result<Response, Error> {
    let sender = Sender { city: &v.city, address: &v.address };
    let mut tx = db.begin().await?;
    match erase(&mut tx, &sender, &shelf.now(), who.account, v.visit_hash.as_deref()).await? {
        Erased::Done => tx.commit().await?,
        Erased::Refused => return show_again(&ErasePage { v, is_staff: who.is_staff, refused: true }),
    }
    let mut response = Flash::on(see(&v.to("/")), &v.address, "flash-erased", None);
    for cookie in [Cookie::Session, Cookie::Visit, Cookie::Challenge, Cookie::Language] {
        cookie.clear(response.headers_mut(), &v.address);
    }
    // Drafts of forms wait in the tab's storage.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    Ok(response)
}

/// What became of erasing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erased {
    /// Nothing is left.
    Done,
    /// A rule of the database keeps the account, such as: the city keeps an administrator. The transaction is over.
    Refused,
}

/// Erases the holder of this account: the account and all that goes with it, letters to her address and about her,
/// what waits for her to sign in, her name and address where a listing or its history has them, and what this
/// browser told us before (`visit`). Places that a yes kept for her are free again; whoever was to go along with her
/// is told that it does not work out.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn erase(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    stock: &Stock,
    account: Uuid,
    visit: Option<&[u8]>,
) -> Result<Erased, Error> {
    let Some(address) = store::locked(tx, account).await? else { return Ok(Erased::Done) };
    along::leave(tx, sender, stock, account).await?;
    introductions::leave(tx, sender, account).await?;
    gatherings::leave(tx, sender, account).await?;
    together::leave(tx, sender, stock, account).await?;
    requests::give_back_hers(tx, account).await?;
    // The account first: whoever is answering her just now has written their letter by then.
    match store::delete_account(tx, account).await {
        Err(e) if e.as_database_error().is_some_and(|d| d.is_check_violation()) => return Ok(Erased::Refused),
        done => done?,
    }
    store::delete_letters(tx, &address).await?;
    store::delete_challenges(tx, &address).await?;
    hosts::forget_claims_of(tx, &address).await?;
    hosts::forget_heartbeats_of(tx, &address).await?;
    intake::forget_of(tx, &address).await?;
    store::delete_imports(tx, &address).await?;
    listings::forget_contact(tx, &address).await?;
    if let Some(visit) = visit {
        store::delete_visit(tx, visit).await?;
    }
    Ok(Erased::Done)
}
