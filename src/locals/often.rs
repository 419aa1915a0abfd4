//! How often they may be asked, and which language they would like to practise in return.

use super::{
    asking::{Asking, Here},
    languages::{Ticks, tags},
    local::{Begun, Local, Them},
    store,
};
use crate::{
    auth::Visit,
    kit::text::Slip,
    platform::db::Db,
    web::{Error, Form, Slips, choices, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

/// How many requests a month can be chosen.
const TIMES: std::ops::RangeInclusive<u8> = 1..=4;

#[derive(Template)]
#[template(path = "locals/often.html")]
struct OftenPage {
    v: Visit,
    slips: Slips,
    here: Here,
    form: OftenForm,
    ticks: Ticks,
}

impl OftenPage {
    fn new(v: Visit, slips: Slips, here: Here, form: OftenForm) -> Self {
        let mut ticks = Ticks::new(&v, &form.wants_to_learn);
        // Most locals have no need to practise Dutch.
        ticks.first.retain(|t| t.tag != "nl" || t.chosen);
        Self { v, slips, here, form, ticks }
    }

    fn times(&self) -> Vec<(u8, bool)> {
        TIMES.map(|n| (n, self.form.times == n.to_string())).collect()
    }
}

/// What was chosen.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OftenForm {
    times: String,
    #[serde(default)]
    wants_to_learn: Vec<String>,
}

impl OftenForm {
    /// One a month, for whoever said nothing else.
    fn of(them: Option<&Local>) -> Self {
        Self {
            times: them.map_or(1, |l| l.requests_a_month).to_string(),
            wants_to_learn: choices::names(them.and_then(|l| l.person.wants_to_learn.as_ref())),
        }
    }
}

/// `GET /local/often`
pub async fn page(v: Visit, Them(them): Them) -> Result<Response, Error> {
    let here = Here::at(Asking::Often, them.as_ref());
    show(&OftenPage::new(v, Slips::default(), here, OftenForm::of(them.as_ref())))
}

/// `POST /local/often`
pub async fn submit(v: Visit, them: Them, db: Db, Form(form): Form<OftenForm>) -> Result<Response, Error> {
    let here = Here::at(Asking::Often, them.0.as_ref());
    let mut slips = Slips::default();
    let times = form.times.parse::<u8>().ok().filter(|n| TIMES.contains(n)).ok_or(Slip::NotThis("slip-choice"));
    let times = slips.take("times", times);
    let wants = slips.take("wants_to_learn", tags(&form.wants_to_learn));
    let (Some(times), Some(wants)) = (times, wants) else {
        return show_again(&OftenPage::new(v, slips, here, form));
    };
    let begun = Begun::of(&db, &v, them).await?;
    let mut tx = db.begin().await?;
    let mut local = store::locked(&mut tx, begun.local.id).await?.ok_or(Error::Stale)?;
    local.requests_a_month = times;
    local.person.wants_to_learn = choices::unless_empty(wants);
    store::update(&mut tx, &local).await?;
    tx.commit().await?;
    Ok(begun.keep(see(&v.to(here.on())), &v))
}
