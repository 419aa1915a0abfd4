//! A report, for somebody of the desk who said why they look at whom it is about: what is wrong, what came of it, and
//! the answer to whoever told us.

use super::{
    look::{self, Then},
    person, store,
};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    introductions::Sender,
    kit::{
        lang::Lang,
        text::{Slip, lines},
    },
    locals,
    logbook::Looked,
    newcomers,
    platform::db::Db,
    safety::{self, Answer, Outcome, Told},
    web::{Error, Form, Id, Slips, flash::Flash, see, show, show_again, words::Words},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgTransaction;
use uuid::Uuid;

/// Most characters of the answer.
const LONGEST: usize = 2_000;

/// The page's address.
pub fn path(report: Uuid) -> String {
    format!("/desk/reports/{report}")
}

/// What came of it, as it is typed.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    outcome: String,
    words: String,
}

impl AnswerForm {
    fn read(&self, slips: &mut Slips) -> Option<Answer> {
        let outcome = self.outcome.parse::<Outcome>().map_err(|_| Slip::NotThis("slip-report-outcome"));
        let outcome = slips.take("outcome", outcome);
        let words = lines(&self.words, LONGEST).and_then(|words| words.ok_or(Slip::NotThis("slip-report-answer")));
        let (words, outcome) = (slips.take("words", words)?, outcome?);
        Some(Answer { outcome, words })
    }
}

#[derive(Template)]
#[template(path = "desk/report.html")]
struct ReportPage {
    v: Visit,
    slips: Slips,
    told: Told,
    /// First name and page of whom it is about.
    name: String,
    about: String,
    /// The page of who told it.
    by: Option<String>,
    at: String,
    until: String,
    is_late: bool,
    form: AnswerForm,
}

/// Whom it is about, where they said why they look at them.
async fn proof(db: &Db, who: &SignedIn, report: Uuid) -> Result<(Uuid, Option<Looked>), Error> {
    let about = safety::about(db, report).await?.ok_or(Error::NotFound)?;
    // Nobody decides about themselves.
    if about == who.account {
        return Err(Error::NotFound);
    }
    Ok((about, look::proof(db, who, about).await?))
}

async fn whole(v: Visit, db: &Db, looked: Looked, report: Uuid) -> Result<ReportPage, Error> {
    let told = safety::looked_at(db, looked, report).await?.ok_or(Error::NotFound)?;
    let person = store::person(db, looked).await?.ok_or(Error::NotFound)?;
    Ok(ReportPage {
        slips: Slips::default(),
        name: person.first_name.unwrap_or_else(|| v.t("person-nameless")),
        about: person::path(looked.account()),
        by: told.by.map(person::path),
        at: v.w.moment(told.at),
        until: v.w.moment(told.answer_by),
        is_late: told.answer_by <= v.now,
        form: AnswerForm::default(),
        told,
        v,
    })
}

/// `GET /desk/reports/{id}`: the report, or first the question why.
pub async fn page(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let (about, looked) = proof(&db, &who, id).await?;
    let Some(looked) = looked else { return look::page(v, about, Some(Then::Report(id))) };
    show(&whole(v, &db, looked, id).await?)
}

/// `POST /desk/reports/{id}`: what came of it, once; whoever told it gets the answer.
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Error> {
    let (_, looked) = proof(&db, &who, id).await?;
    let Some(looked) = looked else { return Ok(see(&path(id))) };
    let mut slips = Slips::default();
    let Some(answer) = form.read(&mut slips) else {
        return show_again(&ReportPage { slips, form, ..whole(v, &db, looked, id).await? });
    };
    let sender = Sender { city: &v.city, address: &v.address };
    let mut tx = db.begin().await?;
    let done = safety::answer(&mut tx, &sender, &who, looked, id, &answer).await?;
    if done && answer.outcome == Outcome::Stopped {
        stop(&mut tx, &db, &who, looked).await?;
    }
    tx.commit().await?;
    let key = if done { "flash-report-answered" } else { "flash-report-before" };
    Ok(Flash::on(see(&path(id)), &v.address, key, None))
}

/// They meet nobody new any more, as whatever they are here; they can read why, in their language.
async fn stop(tx: &mut PgTransaction<'_>, db: &Db, who: &SignedIn, looked: Looked) -> Result<(), Error> {
    let lang = store::language_within(db, &who.scope, looked.account()).await?.ok_or(Error::NotFound)?;
    let why = Words::of(lang.parse::<Lang>().unwrap_or_default()).t("report-stopped-why");
    if let Some(local) = locals::looked_at(db, looked).await? {
        locals::stop(tx, who, local.id, &why).await?;
    }
    newcomers::stop(tx, who, looked, &why).await?;
    Ok(())
}
