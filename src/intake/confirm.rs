//! From her letter: what was written down, to read, change, keep or throw away. The link opens no session: what it holds
//! is what she said, and a sign-in letter goes to the same address.

use super::{
    store::{self, Intake},
    write::Button,
};
use crate::{
    auth::{self, Next, Visit},
    kit::first_name::FirstName,
    newcomers::{self, Conversation, ConversationPart},
    platform::db::Db,
    web::{Error, Form, Slips, flash::Flash, needs::Part, see, show, show_again, taken_out},
};
use askama::Template;
use axum::{http::HeaderMap, response::Response};
use serde::Deserialize;

/// How to call her.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Head {
    first_name: String,
}

#[derive(Template)]
#[template(path = "intake/confirm.html")]
struct ConfirmPage {
    v: Visit,
    slips: Slips,
    token: String,
    head: Head,
    parts: Vec<ConversationPart>,
}

/// It is over: she said that it is right, or the link is old.
#[derive(Template)]
#[template(path = "intake/over.html")]
struct OverPage {
    v: Visit,
    confirmed: bool,
}

/// What waits behind a link; where nothing does, whether she said that it is right.
fn waits(found: Option<(Intake, bool)>) -> Result<Intake, bool> {
    match found {
        Some((intake, false)) => Ok(intake),
        other => Err(other.is_some()),
    }
}

/// `GET /by-phone/{token}`: what was written down; changes nothing.
pub async fn page(v: Visit, db: Db, Part(token): Part) -> Result<Response, Error> {
    let intake = match waits(store::of_link(&db, &token).await?) {
        Ok(intake) => intake,
        Err(confirmed) => return show(&OverPage { v, confirmed }),
    };
    let head = Head { first_name: intake.first_name.to_string() };
    let slips = Slips::default();
    let parts = Conversation::of(&intake.her).parts(&v, &slips, Some(&intake.her))?;
    show(&ConfirmPage { v, slips, token, head, parts })
}

/// `POST /by-phone/{token}`: what the form says now is hers, and the account of that address begins where there is none.
pub async fn submit(
    v: Visit,
    db: Db,
    headers: HeaderMap,
    Part(token): Part,
    Form(mut fields): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let button: Button = taken_out(&mut fields, &["then"])?;
    let head: Head = taken_out(&mut fields, &["first_name"])?;
    let mut said = Conversation::taken_out(&mut fields)?;
    if !fields.is_empty() {
        return Err(Error::Unreadable);
    }
    let intake = match waits(store::of_link(&db, &token).await?) {
        Ok(intake) => intake,
        Err(confirmed) => return show(&OverPage { v, confirmed }),
    };
    let mut slips = Slips::default();
    if let Some(button) = button.then {
        said.help(&button)?;
        let parts = said.parts(&v, &slips, Some(&intake.her))?;
        return show(&ConfirmPage { v, slips, token, head, parts });
    }
    let (name, her) = (slips.take("first_name", FirstName::parse(&head.first_name)), said.read(v.today(), &mut slips));
    let (Some(name), Some(her)) = (name, her) else {
        let parts = said.parts(&v, &slips, Some(&intake.her))?;
        return show_again(&ConfirmPage { v, slips, token, head, parts });
    };
    // The account before the intake, as erasing has them.
    let mut tx = db.begin().await?;
    let account = auth::account_of_address(&mut tx, intake.to.as_str(), v.lang.as_str()).await?;
    if let Err(confirmed) = waits(store::locked(&mut tx, &token).await?) {
        return show(&OverPage { v, confirmed });
    }
    auth::call_her(&mut tx, account, &name).await?;
    newcomers::add(&mut tx, account, &her).await?;
    store::confirm(&mut tx, intake.id).await?;
    let is_here = v.signed_in.as_ref().is_some_and(|who| who.account == account);
    let response = if is_here {
        see(&Next::ForYou.path(v.lang))
    } else {
        auth::ask_code(&v, &mut tx, &headers, intake.to, Next::ForYou).await?
    };
    tx.commit().await?;
    Ok(response)
}

/// `POST /by-phone/{token}/forget`: nothing of it is kept.
pub async fn forget(v: Visit, db: Db, Part(token): Part) -> Result<Response, Error> {
    store::forget(&db, &token).await?;
    Ok(Flash::on(see(&v.to("/")), &v.address, "flash-intake-forgotten", None))
}
