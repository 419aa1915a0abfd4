//! "I don't want to meet this person any more": a page that says what happens, and one button.

use super::{between::Between, part::part};
use crate::{
    along::Other,
    auth::{AsSignedIn, Visit},
    introductions::Sender,
    listings::Shelf,
    platform::db::Db,
    web::{Error, Form, flash::Flash, see, show},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "safety/block.html")]
struct BlockPage {
    v: Visit,
    between: Between,
    name: String,
    /// The meeting they count on: when.
    expected: Option<String>,
    /// They host something together that is online: a block ends it as stepping back does.
    hosts: bool,
}

/// The words for a meeting that both count on.
fn expected(v: &Visit, other: &Other) -> Option<String> {
    let when = other.at.map_or_else(|| v.t("when-by-appointment"), |at| v.w.moment(at));
    other.is_expected.then_some(when)
}

/// `GET /meet/{id}/block`, and of whatever else two know each other from.
pub async fn page(v: Visit, AsSignedIn(who): AsSignedIn, between: Between, db: Db) -> Result<Response, Error> {
    let other = between.other(&db, who.account, v.now).await?;
    let hosts = matches!(between, Between::Begun(_)) && other.is_expected;
    show(&BlockPage { expected: expected(&v, &other).filter(|_| !hosts), hosts, name: other.name, between, v })
}

/// The one button, and whether they say that they cannot come.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BlockForm {
    call_off: Option<Tick>,
}

/// A ticked box.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Tick {
    Yes,
}

/// `POST /meet/{id}/block` and the others: at once, and nobody is told. The same again changes nothing.
pub async fn submit(
    v: Visit,
    AsSignedIn(who): AsSignedIn,
    between: Between,
    db: Db,
    shelf: Shelf,
    Form(form): Form<BlockForm>,
) -> Result<Response, Error> {
    let other = between.other(&db, who.account, v.now).await?;
    let (stock, sender) = (shelf.now(), Sender { city: &v.city, address: &v.address });
    let mut tx = db.begin().await?;
    if form.call_off.is_some() {
        between.call_off(&mut tx, &sender, &stock, who.account).await?;
    }
    part(&mut tx, &sender, &stock, who.account, other.account).await?;
    tx.commit().await?;
    Ok(Flash::on(see(&v.to("/me/safety")), &v.address, "flash-blocked", None))
}
