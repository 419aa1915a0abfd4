//! The days of one of them, put right by hand: a festival chooses its own, and a rule only expects them. The drafts that
//! nobody touched move along.

use super::{Named, at_desk::PATH, drafts};
use crate::{
    auth::{AsSocialWorker, Visit},
    city::{self, Coming, TheCity},
    kit::{text::Slip, typed},
    logbook::{self, Act},
    platform::db::Db,
    web::{Error, Form, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

/// Nothing here takes longer, in days.
const LONGEST: i64 = 60;
/// Nothing moves further from where the rule expects it, in days.
const FURTHEST: i64 = 45;

#[derive(Template)]
#[template(path = "seasons/days.html")]
struct DaysPage {
    v: Visit,
    slips: Slips,
    it: Coming,
    form: DaysForm,
}

/// The first and the last day; both empty: as the rule says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DaysForm {
    #[serde(default)]
    starts: String,
    #[serde(default)]
    ends: String,
}

impl DaysForm {
    fn of(it: &Coming) -> Self {
        let written = |day: NaiveDate| day.format("%-d-%-m-%Y").to_string();
        Self { starts: written(it.starts), ends: written(it.ends) }
    }

    /// The days as typed; `Some(None)` where the rule says them.
    fn read(&self, it: &Coming, slips: &mut Slips) -> Option<Option<(NaiveDate, NaiveDate)>> {
        let starts = slips.take("starts", typed::date(&self.starts))?;
        let ends = slips.take("ends", typed::date(&self.ends))?;
        let (starts, ends) = match (starts, ends) {
            (None, None) => return Some(None),
            (None, Some(_)) => return slips.take("starts", Err(Slip::Empty)),
            // What takes a day says its first day alone.
            (Some(starts), ends) => (starts, ends.unwrap_or(starts)),
        };
        let rule = it.by_rule().map_or(it.starts, |rule| rule.starts);
        let near = starts.year() == it.starts.year() && (starts - rule).num_days().abs() <= FURTHEST;
        slips.take("starts", near.then_some(()).ok_or(Slip::NotThis("slip-season-far")))?;
        let order = (0..=LONGEST).contains(&(ends - starts).num_days());
        slips.take("ends", order.then_some(Some((starts, ends))).ok_or(Slip::NotThis("slip-season-ends")))
    }
}

/// `GET /desk/seasons/{season}`
pub async fn page(v: Visit, _: AsSocialWorker, Named(it): Named) -> Result<Response, Error> {
    show(&DaysPage { v, slips: Slips::default(), form: DaysForm::of(&it), it })
}

/// `POST /desk/seasons/{season}`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Named(it): Named,
    db: Db,
    the_city: TheCity,
    Form(form): Form<DaysForm>,
) -> Result<Response, Error> {
    let mut slips = Slips::default();
    let Some(days) = form.read(&it, &mut slips) else {
        return show_again(&DaysPage { v, slips, form, it });
    };
    let mut tx = db.begin().await?;
    let mut facts = city::locked(&mut tx).await?;
    let before = facts.season_days.clone();
    facts.put_right(it, days);
    if facts.season_days == before {
        return Ok(see(PATH));
    }
    city::update(&mut tx, &facts).await?;
    logbook::write(&mut tx, &who, None, Act::CityChanged, None).await?;
    // What nobody touched is made anew on its new day.
    let keys: Vec<String> = it.season.parts.iter().map(|part| it.key_of(part)).collect();
    if !drafts::take_back(&mut tx, &keys).await?.is_empty() {
        let moved = facts.season_to_come(&it.season.id, v.today());
        drafts::prepare(&mut tx, &who, moved.as_slice(), v.today()).await?;
    }
    tx.commit().await?;
    // The other instances hear of it; here it shows at once.
    if let Some(city) = city::load(&db, v.address.host()).await? {
        the_city.swap(city);
    }
    Ok(Flash::on(see(PATH), &v.address, "flash-season-days", None))
}
