//! A local's steps to the two tiers, one button each, and taking one back. Of a certificate of conduct we keep the
//! dates, never a copy. The code of conduct is theirs to sign.

use super::{
    look,
    person::{self, Typed},
};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::{
        text::{Slip, line},
        typed,
    },
    listings::Shelf,
    locals::{self, Certificate, Local, Stepped},
    logbook::Looked,
    newcomers,
    platform::db::Db,
    web::{Error, Form, Id, Slips, flash::Flash, see},
};
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

/// The dates of a certificate, as they are typed.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateForm {
    /// When it was seen.
    #[serde(default)]
    pub seen_on: String,
    /// Until when it counts.
    #[serde(default)]
    pub valid_until: String,
}

impl CertificateForm {
    /// Seen today.
    pub fn of(today: NaiveDate) -> Self {
        Self { seen_on: today.to_string(), valid_until: String::new() }
    }

    fn read(&self, today: NaiveDate, slips: &mut Slips) -> Option<Certificate> {
        let seen_on = slips.take("seen_on", date(&self.seen_on));
        let (valid_until, seen_on) = (slips.take("valid_until", date(&self.valid_until))?, seen_on?);
        let certificate = Certificate::new(seen_on, valid_until, today);
        if certificate.is_none() {
            let field = if seen_on > today { "seen_on" } else { "valid_until" };
            slips.add(field, Slip::NotThis("slip-certificate-order"));
        }
        certificate
    }
}

/// A date, which must be there.
fn date(typed: &str) -> Result<NaiveDate, Slip> {
    typed::date(typed)?.ok_or(Slip::Empty)
}

/// Why a local is to stop.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopForm {
    /// In a line.
    #[serde(default)]
    pub why: String,
}

/// Most characters of why.
const LONGEST: usize = 200;

/// The local who was looked at.
async fn local(db: &Db, looked: Looked) -> Result<Local, Error> {
    locals::looked_at(db, looked).await?.ok_or(Error::NotFound)
}

fn to(account: Uuid) -> Response {
    see(&format!("{}#steps", person::path(account)))
}

/// What they did, with its undo; or a sentence where another step comes first.
async fn said(v: Visit, db: &Db, shelf: &Shelf, looked: Looked, stepped: Stepped) -> Result<Response, Error> {
    let account = looked.account();
    match stepped {
        Stepped::Done => Ok(Flash::on(to(account), &v.address, "flash-step", Some(account))),
        Stepped::Already => Ok(to(account)),
        Stepped::NotYet => {
            let mut slips = Slips::default();
            slips.add("steps", Slip::NotThis("slip-step-not-yet"));
            let certificate = CertificateForm::of(v.today());
            person::again(v, db, shelf, looked, Typed { slips, certificate, ..Typed::default() }).await
        }
    }
}

/// `POST /desk/people/{id}/talked-to`: the short call was had.
pub async fn talked_to(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
) -> Result<Response, Error> {
    let Some(looked) = look::proof(&db, &who, id).await? else { return Ok(see(&person::path(id))) };
    let local = local(&db, looked).await?;
    let mut tx = db.begin().await?;
    let stepped = locals::talked_to(&mut tx, &who, local.id).await?;
    tx.commit().await?;
    said(v, &db, &shelf, looked, stepped).await
}

/// `POST /desk/people/{id}/activate`: ready for one to one.
pub async fn activate(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
) -> Result<Response, Error> {
    let Some(looked) = look::proof(&db, &who, id).await? else { return Ok(see(&person::path(id))) };
    let local = local(&db, looked).await?;
    let mut tx = db.begin().await?;
    let stepped = locals::activate(&mut tx, &who, local.id).await?;
    tx.commit().await?;
    said(v, &db, &shelf, looked, stepped).await
}

/// `POST /desk/people/{id}/certificate`: one was seen, with these dates.
pub async fn certificate(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
    Form(form): Form<CertificateForm>,
) -> Result<Response, Error> {
    let Some(looked) = look::proof(&db, &who, id).await? else { return Ok(see(&person::path(id))) };
    let local = local(&db, looked).await?;
    let mut slips = Slips::default();
    let Some(certificate) = form.read(v.today(), &mut slips) else {
        return person::again(v, &db, &shelf, looked, Typed { slips, certificate: form, ..Typed::default() }).await;
    };
    let renews = local.valid_until.is_some();
    let mut tx = db.begin().await?;
    let stepped = locals::certificate_seen(&mut tx, &who, local.id, certificate).await?;
    tx.commit().await?;
    if renews && stepped == Stepped::Done {
        // Taking the last step back would take another one: the dates can be typed again.
        return Ok(Flash::on(to(id), &v.address, "flash-certificate", None));
    }
    said(v, &db, &shelf, looked, stepped).await
}

/// `POST /desk/people/{id}/undo-step`: they are as far as before the last step.
pub async fn undo(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let Some(looked) = look::proof(&db, &who, id).await? else { return Ok(see(&person::path(id))) };
    let local = local(&db, looked).await?;
    let mut tx = db.begin().await?;
    locals::undo_step(&mut tx, &who, local.id).await?;
    tx.commit().await?;
    Ok(Flash::on(to(id), &v.address, "flash-step-undone", None))
}

/// `POST /desk/people/{id}/stop`: what they do here ends, for a reason that they can read.
pub async fn stop(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
    Form(form): Form<StopForm>,
) -> Result<Response, Error> {
    let Some(looked) = look::proof(&db, &who, id).await? else { return Ok(see(&person::path(id))) };
    let local = local(&db, looked).await?;
    let mut slips = Slips::default();
    let Some(why) = slips.take("why", line(&form.why, LONGEST)) else {
        let certificate = CertificateForm::of(v.today());
        return person::again(v, &db, &shelf, looked, Typed { slips, certificate, stop: form, ..Typed::default() })
            .await;
    };
    let mut tx = db.begin().await?;
    locals::stop(&mut tx, &who, local.id, &why).await?;
    tx.commit().await?;
    Ok(Flash::on(to(id), &v.address, "flash-stopped", Some(id)))
}

/// `POST /desk/people/{id}/resume`: they begin again where they were.
pub async fn resume(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let Some(looked) = look::proof(&db, &who, id).await? else { return Ok(see(&person::path(id))) };
    let local = locals::looked_at(&db, looked).await?;
    let mut tx = db.begin().await?;
    if let Some(local) = &local {
        locals::resume(&mut tx, &who, local.id).await?;
    }
    // A newcomer who was kept apart after a report.
    let met = newcomers::let_meet_again(&mut tx, &who, looked).await?;
    if local.is_none() && !met {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    Ok(Flash::on(to(id), &v.address, "flash-local-resumed", None))
}
