//! People from here who say that they come to this group and take somebody along: the host knows them, or does not.
//! Nobody is told of a no.

use super::host::Hosted;
use crate::{
    auth::Visit,
    locals, named,
    platform::db::Db,
    web::{Error, Form, flash::Flash, see},
};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

named! {
    /// What the host says of somebody.
    Word {
        /// They may take people along here, as far as the host is concerned.
        Knows = "knows",
        /// A kind no.
        DoesNotKnow = "does-not-know",
        /// The host takes their word back, whichever it was.
        TakesBack = "takes-back",
    }
}

/// Of whom, and what.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VouchForm {
    local: Uuid,
    say: Word,
}

/// `POST /host/listings/{id}/vouch`
pub async fn submit(v: Visit, hosted: Hosted, db: Db, Form(form): Form<VouchForm>) -> Result<Response, Error> {
    let listing = hosted.listing.id;
    let mut tx = db.begin().await?;
    let goes_there = match form.say {
        Word::Knows => locals::vouch(&mut tx, form.local, listing, hosted.who.account).await?,
        Word::DoesNotKnow => locals::does_not_know(&mut tx, form.local, listing).await?,
        Word::TakesBack => locals::take_word_back(&mut tx, form.local, listing).await?,
    };
    if !goes_there {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    let subject = Some(form.local).filter(|_| form.say != Word::TakesBack);
    // The page says where, for the undo.
    let path = v.to(&format!("/host?at={listing}"));
    Ok(Flash::on(see(&path), &v.address, &format!("flash-host-{}", form.say), subject))
}
