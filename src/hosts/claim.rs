//! "This is my group": a letter goes to the address we know of it; its link makes that address a host and opens
//! nothing by itself. The page that it opens changes nothing: mail scanners open links.

use super::{letters::is_it_yours, store};
use crate::{
    auth::{self, Next, Visit},
    kit::email_address::EmailAddress,
    letters,
    listings::{self, By, Listing, Role},
    platform::{chance::Token, db::Db},
    web::{Error, Id, flash::Flash, needs::Part, see, show, show_again},
};
use askama::Template;
use axum::{http::HeaderMap, response::Response};
use sqlx::PgTransaction;
use uuid::Uuid;

/// What visitors may set going in an hour, in all: nobody writes to every group of the town through us.
const MOST_AN_HOUR: i64 = 60;

/// The address we know of a listing; never shown to anybody who does not host it.
fn known_address(listing: &Listing) -> Option<EmailAddress> {
    EmailAddress::parse(listing.contact_email.as_deref()?).ok()
}

/// `POST /listings/{id}/claim`: the same answer whether or not we know an address.
pub async fn ask(v: Visit, db: Db, Id(id): Id) -> Result<Response, Error> {
    let found = listings::with_version(&db, id).await?;
    let (listing, _) = found.filter(|(l, _)| l.is_public() && !l.is_closed()).ok_or(Error::NotFound)?;
    let mut tx = db.begin().await?;
    if let Some(who) = &v.signed_in {
        let hosts_it = store::listings_of(&db, who.account).await?.contains(&id);
        // Their own address was confirmed by signing in.
        if hosts_it || known_address(&listing).as_ref() == Some(&who.email) {
            become_host(&v, &mut tx, who.account, id).await?;
            tx.commit().await?;
            return Ok(Flash::on(see(&v.to("/host")), &v.address, "flash-claimed", None));
        }
    }
    if store::claims_of_this_hour(&mut tx).await? < MOST_AN_HOUR {
        invite(&v, &mut tx, &listing).await?;
        tx.commit().await?;
    }
    Ok(Flash::on(see(&v.to(&format!("/listings/{id}"))), &v.address, "flash-claim-asked", None))
}

/// Sends the letter to the known address of a listing. `false`, and no letter, where there is none, or one went
/// there within a day.
///
/// # Errors
/// Those of the database and of the letter.
pub async fn invite(v: &Visit, tx: &mut PgTransaction<'_>, listing: &Listing) -> Result<bool, Error> {
    let Some(to) = known_address(listing) else { return Ok(false) };
    let token = Token::new();
    let sent = store::insert_claim(tx, listing.id, to.as_str(), &token.hash()).await?;
    if sent {
        letters::queue(tx, &v.city, &is_it_yours(v, listing, to, &token)).await?;
    }
    Ok(sent)
}

/// Makes an account a host of a listing; its address is known to be right as of today.
async fn become_host(v: &Visit, tx: &mut PgTransaction<'_>, account: Uuid, listing: Uuid) -> Result<(), Error> {
    let found = listings::with_version_locked(tx, listing).await?;
    let (mut listing, version) = found.filter(|(l, _)| !l.is_closed()).ok_or(Error::NotFound)?;
    store::become_host(tx, account, listing.id).await?;
    listing.contact_confirmed_on = listing.contact_email.as_ref().map(|_| v.today());
    listings::change(tx, By { account: Some(account), role: Role::Host }, &listing, version).await?;
    Ok(())
}

#[derive(Template)]
#[template(path = "hosts/claim.html")]
struct ClaimPage {
    v: Visit,
    token: String,
    listing: Listing,
    /// The link was used, is too old, or the address is another by now.
    is_over: bool,
}

/// Whether the link of a letter (still) makes its reader a host of this listing.
fn is_over(claim: &store::Claim, listing: &Listing) -> bool {
    let same = known_address(listing).is_some_and(|known| known.as_str() == claim.address);
    claim.is_over || !same || listing.is_closed()
}

/// `GET /claim/{token}`: says what it means, and changes nothing.
pub async fn page(v: Visit, db: Db, Part(token): Part) -> Result<Response, Error> {
    let claim = store::claim(&db, &token).await?.ok_or(Error::NotFound)?;
    let (listing, _) = listings::with_version(&db, claim.listing_id).await?.ok_or(Error::NotFound)?;
    let is_over = is_over(&claim, &listing);
    show(&ClaimPage { v, token, listing, is_over })
}

/// `POST /claim/{token}`: the account of that address hosts the listing from now on. It opens no session: a sign-in
/// letter goes to the same address.
pub async fn submit(v: Visit, db: Db, headers: HeaderMap, Part(token): Part) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let claim = store::claim_locked(&mut tx, &token).await?.ok_or(Error::NotFound)?;
    let found = listings::with_version_locked(&mut tx, claim.listing_id).await?;
    let (listing, _) = found.ok_or(Error::NotFound)?;
    let address = known_address(&listing).filter(|_| !is_over(&claim, &listing));
    let Some(address) = address else {
        return show_again(&ClaimPage { v, token, listing, is_over: true });
    };
    store::spend_claim(&mut tx, claim.id).await?;
    let account = auth::account_of_address(&mut tx, address.as_str(), v.lang.as_str()).await?;
    become_host(&v, &mut tx, account, listing.id).await?;
    let is_here = v.signed_in.as_ref().is_some_and(|who| who.account == account);
    let response = if is_here {
        Flash::on(see(&v.to("/host")), &v.address, "flash-claimed", None)
    } else {
        auth::ask_code(&v, &mut tx, &headers, address, Next::Host).await?
    };
    tx.commit().await?;
    Ok(response)
}
