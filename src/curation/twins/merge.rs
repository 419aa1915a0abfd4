//! Two listings side by side: which stays, which field comes from which, and what moves. One button does it.

use super::{
    merged::{differing, merged, stands_in_the_way},
    store,
};
use crate::{
    auth::{AsSocialWorker, Visit},
    curation::act::by,
    kit::words::Status,
    listings::{self, Changed, Listing, column_label, unit_said},
    platform::db::Db,
    web::{Error, Form, Id, Query, flash::Flash, see, show},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgTransaction;
use uuid::Uuid;

/// A field in which they differ.
struct Differs {
    unit: String,
    label: String,
    ours: String,
    theirs: String,
    /// Taken from the other, if nobody says anything.
    take: bool,
}

#[derive(Template)]
#[template(path = "curation/merge.html")]
struct MergePage {
    v: Visit,
    kept: Listing,
    lost: Listing,
    versions: (i32, i32),
    differs: Vec<Differs>,
    moves: Vec<(&'static str, i64)>,
    /// Why it cannot be done this way round; and whether the other way round it can.
    why_not: Option<&'static str>,
    can_turn: bool,
}

/// The other one; without it there is nothing to compare.
#[derive(Deserialize)]
pub struct With {
    with: Option<Uuid>,
}

/// `GET /desk/listings/{id}/merge?with={other}`: this one stays.
pub async fn page(
    v: Visit,
    _: AsSocialWorker,
    Id(id): Id,
    db: Db,
    Query(with): Query<With>,
) -> Result<Response, Error> {
    let Some(other) = with.with else { return Ok(see("/desk/twins")) };
    let (kept, kept_version) = listings::with_version(&db, id).await?.ok_or(Error::NotFound)?;
    let (lost, lost_version) =
        listings::with_version(&db, other).await?.filter(|(l, _)| l.id != id).ok_or(Error::NotFound)?;
    let (ours, theirs) = (listings::fields_of(&kept), listings::fields_of(&lost));
    let differ = |(unit, take): (String, bool)| Differs {
        label: column_label(&v, &unit),
        ours: unit_said(&v, &unit, &ours, &kept),
        theirs: unit_said(&v, &unit, &theirs, &lost),
        unit,
        take,
    };
    let differs = differing(&kept, &lost).into_iter().map(differ).collect();
    let moves = store::would_move(&db, kept.id, lost.id).await?;
    let (why_not, can_turn) = (stands_in_the_way(&kept, &lost), stands_in_the_way(&lost, &kept).is_none());
    show(&MergePage { versions: (kept_version, lost_version), kept, lost, differs, moves, why_not, can_turn, v })
}

/// The other one, as what versions both were read, and what is taken from the other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MergeForm {
    with: Uuid,
    version: i32,
    other_version: i32,
    #[serde(default)]
    take: Vec<String>,
}

/// `POST /desk/listings/{id}/merge`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<MergeForm>,
) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let (kept, lost) = both(&mut tx, id, &form).await?;
    let then = merged(&kept, &lost, &form.take).ok_or(Error::Unreadable)?;
    let over = Listing {
        status: Status::Closed,
        closed_on: Some(v.today()),
        successor: Some(kept.key.clone()),
        ..lost.clone()
    };
    let moved = store::move_all(&mut tx, kept.id, lost.id).await?;
    let version = |changed| match changed {
        Changed::Done(version) => Ok(Some(version)),
        Changed::Same => Ok(None),
        Changed::Stale(..) => Err(Error::Stale),
    };
    let kept_version = version(listings::change(&mut tx, by(&who), &then, form.version).await?)?;
    let lost_version = version(listings::change(&mut tx, by(&who), &over, form.other_version).await?)?;
    store::insert(&mut tx, (kept.id, kept_version), (lost.id, lost_version), who.account, &moved).await?;
    tx.commit().await?;
    Ok(Flash::on(see("/desk/twins"), &v.address, "flash-merged", None))
}

/// The two, locked in the order of their ids, as they were read.
async fn both(tx: &mut PgTransaction<'_>, id: Uuid, form: &MergeForm) -> Result<(Listing, Listing), Error> {
    if id == form.with {
        return Err(Error::NotFound);
    }
    let mut found = Vec::new();
    for id in [id.min(form.with), id.max(form.with)] {
        found.push(listings::with_version_locked(tx, id).await?.ok_or(Error::NotFound)?);
    }
    if found[0].0.id != id {
        found.swap(0, 1);
    }
    let versions: Vec<i32> = found.iter().map(|(_, version)| *version).collect();
    let not = stands_in_the_way(&found[0].0, &found[1].0);
    if versions != [form.version, form.other_version] || not.is_some() {
        return Err(Error::Stale);
    }
    let mut both = found.into_iter().map(|(listing, _)| listing);
    both.next().zip(both.next()).ok_or(Error::NotFound)
}
