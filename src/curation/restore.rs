//! Bringing back what was: a field, a whole change (undo), or the listing as of a version. Itself a change.

use super::act::{back, by};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    listings::{self, Changed, Field, Fields, Listing, columns_of, unit_of},
    named,
    platform::db::Db,
    web::{Error, Form, Id, flash::Flash},
};
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgTransaction;
use uuid::Uuid;

named! {
    /// What comes back.
    What {
        /// One field, as it was before a change.
        Field = "field",
        /// What a change changed, as far as nobody changed it since.
        Change = "change",
        /// The whole listing as of a version.
        Listing = "listing",
    }
}

/// What to bring back, and the page it was asked on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestoreForm {
    what: What,
    version: i32,
    #[serde(default)]
    field: String,
    #[serde(default)]
    back: String,
    #[serde(default)]
    place: String,
}

/// `POST /desk/listings/{id}/restore`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<RestoreForm>,
) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let (now, version) = listings::with_version_locked(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let current = listings::fields_of(&now);
    let known = if form.what == What::Field { false } else { form.field.is_empty() };
    if form.version < 1 || form.version > version || !known && !current.contains_key(&form.field) {
        return Err(Error::Unreadable);
    }
    let since = listings::changes_since(&mut tx, id, form.version - 1).await?;
    let wanted = match form.what {
        What::Listing => {
            let newer = &since[..since.iter().position(|c| c.version <= form.version).unwrap_or(since.len())];
            if newer.len() != usize::try_from(version - form.version).unwrap_or_default() {
                return Err(Error::Stale); // the way back is forgotten
            }
            let mut then = listings::fields_before(&current, newer);
            // Who may still come is counted, not edited: an old count would promise places that are taken.
            then.insert("newcomer_places".to_owned(), current["newcomer_places"].clone());
            then
        }
        what => {
            // What made it has nothing before it.
            let change = since.iter().find(|c| c.version == form.version && c.version > 1).ok_or(Error::Stale)?;
            before(&current, &change.fields, (what == What::Field).then_some(form.field.as_str()))
        }
    };
    let done = match restored(&now, &wanted) {
        Some(listing) => match listings::change(&mut tx, by(&who), &listing, version).await {
            Ok(Changed::Done(_)) => {
                tx.commit().await?;
                ("flash-restored", (form.what != What::Change).then_some(id))
            }
            Ok(_) => ("flash-listing-same", None),
            // An old value that no longer goes with the others, such as a listing without any title.
            Err(sqlx::Error::Database(d)) if d.constraint().is_some() => ("flash-not-restored", None),
            Err(e) => return Err(e.into()),
        },
        None => ("flash-not-restored", None),
    };
    Ok(Flash::on(back(id, &form.back, &form.place), &v.address, done.0, done.1))
}

/// The columns before a change: one field of it, or all that nobody changed since.
fn before(current: &Fields, fields: &[Field], only: Option<&str>) -> Fields {
    let mut wanted = current.clone();
    for field in fields {
        let asked = match only {
            Some(name) => columns_of(unit_of(name)).contains(&field.name.as_str()),
            None => current.get(&field.name).is_some_and(|now| listings::same_value(now, &field.to)),
        };
        if asked {
            wanted.insert(field.name.clone(), field.from.clone());
        }
    }
    wanted
}

fn restored(now: &Listing, wanted: &Fields) -> Option<Listing> {
    let mut listing = listings::with_fields(now, wanted).ok()?;
    if listing.contact_email.is_none() {
        listing.contact_confirmed_on = None;
    }
    Some(listing)
}

/// Takes the change back that made this version, as far as nobody changed the same since; `false` where nothing of it
/// could be, or the listing is gone.
pub(super) async fn revert(
    tx: &mut PgTransaction<'_>,
    who: &SignedIn,
    listing: Uuid,
    made: i32,
) -> Result<bool, Error> {
    let Some((now, version)) = listings::with_version_locked(tx, listing).await? else { return Ok(false) };
    let since = listings::changes_since(tx, listing, made - 1).await?;
    let Some(change) = since.iter().find(|c| c.version == made) else { return Ok(false) };
    let then = restored(&now, &before(&listings::fields_of(&now), &change.fields, None)).ok_or(Error::Stale)?;
    Ok(matches!(listings::change(tx, by(who), &then, version).await?, Changed::Done(_)))
}
