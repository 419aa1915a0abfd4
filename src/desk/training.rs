//! The short evenings for locals: when, where, how many come. Nobody is named here; a local is known by their page.

use crate::{
    auth::{AsSocialWorker, Visit},
    kit::{
        text::{Slip, line},
        typed,
    },
    letters,
    locals::{self, Training},
    platform::db::Db,
    web::{Error, Form, Id, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use serde::Deserialize;
use uuid::Uuid;

const PATH: &str = "/desk/training";
/// The longest place.
const PLACE: usize = 120;

#[derive(Template)]
#[template(path = "desk/training.html")]
struct TrainingPage {
    v: Visit,
    slips: Slips,
    form: TrainingForm,
    to_come: Vec<Training>,
}

/// A new evening; its name, so that sending twice makes one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrainingForm {
    entry: Uuid,
    #[serde(default)]
    date: String,
    #[serde(default)]
    times: String,
    #[serde(default)]
    place: String,
}

fn moment(date: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    chrono_tz::Europe::Amsterdam.from_local_datetime(&date.and_time(time)).earliest().map(|at| at.with_timezone(&Utc))
}

/// From when until when, and where.
type Evening = ((DateTime<Utc>, DateTime<Utc>), String);

impl TrainingForm {
    fn empty() -> Self {
        Self { entry: Uuid::new_v4(), date: String::new(), times: String::new(), place: String::new() }
    }

    /// When and where; to come, and the same day.
    fn read(&self, now: DateTime<Utc>, slips: &mut Slips) -> Option<Evening> {
        let date = slips.take("date", typed::date(&self.date).and_then(|d| d.ok_or(Slip::Empty)));
        let times = slips.take("times", typed::times(&self.times).and_then(|t| t.ok_or(Slip::Empty)));
        let place = slips.take("place", line(&self.place, PLACE));
        let (date, (from, to)) = (date?, times?);
        let both = moment(date, from)
            .zip(moment(date, to))
            .filter(|(from, to)| from < to && *to - *from <= locals::LONGEST_TRAINING);
        let when = slips.take("times", both.ok_or(Slip::NotThis("slip-times")))?;
        let when = slips
            .take("date", Some(when).filter(|(from, _)| *from > now).ok_or(Slip::NotThis("slip-training-date")))?;
        Some((when, place?))
    }
}

/// `GET /desk/training`
pub async fn page(v: Visit, _: AsSocialWorker, db: Db) -> Result<Response, Error> {
    let to_come = locals::trainings(&db).await?;
    show(&TrainingPage { v, slips: Slips::default(), form: TrainingForm::empty(), to_come })
}

/// `POST /desk/training`
pub async fn submit(v: Visit, _: AsSocialWorker, db: Db, Form(form): Form<TrainingForm>) -> Result<Response, Error> {
    let mut slips = Slips::default();
    let Some((when, place)) = form.read(v.now, &mut slips) else {
        let to_come = locals::trainings(&db).await?;
        return show_again(&TrainingPage { v, slips, form, to_come });
    };
    locals::insert_training(&db, form.entry, when, &place).await?;
    Ok(Flash::on(see(PATH), &v.address, "flash-training-set", None))
}

/// `POST /desk/training/{id}/call-off`: whoever had said that they come gets a letter.
pub async fn call_off(v: Visit, _: AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    for letter in locals::call_training_off(&mut tx, id)
        .await?
        .iter()
        .filter_map(|who| locals::training_called_off(&v.address, who))
    {
        letters::queue(&mut tx, &v.city, &letter).await?;
    }
    tx.commit().await?;
    Ok(Flash::on(see(PATH), &v.address, "flash-training-off", None))
}
