//! When they usually have time, how often they may be asked and about how many people at a time, and from where they
//! come. The days and the place may stay empty.

use super::{
    asking::{Asking, Here},
    local::{Begun, Local, Them},
    store,
};
use crate::{
    auth::Visit,
    kit::{place::Postcode, text::Slip, words::Travel},
    platform::db::Db,
    web::{Error, Form, Slips, availability, choices, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

/// How many requests a month, and how many people at a time, can be chosen.
const MANY: std::ops::RangeInclusive<u8> = 1..=4;

#[derive(Template)]
#[template(path = "locals/time.html")]
struct TimePage {
    v: Visit,
    slips: Slips,
    here: Here,
    form: TimeForm,
}

impl TimePage {
    /// More than the one that everybody begins with, or something is wrong.
    fn meets_more(&self) -> bool {
        self.form.people != "1" || !self.slips.is_empty()
    }

    /// What is said, or wrong, is shown.
    fn tells_where(&self) -> bool {
        !self.form.postcode.is_empty() || !self.form.travel.is_empty() || !self.slips.is_empty()
    }

    /// The numbers to choose from, and which one is chosen.
    fn many(&self, chosen: &str) -> Vec<(u8, bool)> {
        MANY.map(|n| (n, chosen == n.to_string())).collect()
    }

    /// A way to get around, and its icon.
    fn ways(&self) -> [(Travel, &'static str); 3] {
        [(Travel::Foot, "footprints"), (Travel::Bike, "bike"), (Travel::Bus, "bus")]
    }
}

/// What was ticked and typed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeForm {
    #[serde(default)]
    free: Vec<String>,
    times: String,
    #[serde(default)]
    people: String,
    #[serde(default)]
    postcode: String,
    #[serde(default)]
    travel: String,
}

impl TimeForm {
    /// One a month and one at a time, for whoever said nothing else.
    fn of(them: Option<&Local>) -> Self {
        let said = |text: Option<String>| text.unwrap_or_default();
        Self {
            free: availability::names(them.and_then(|l| l.person.free)),
            times: them.map_or(1, |l| l.requests_a_month).to_string(),
            people: them.map_or(1, Local::people_at_a_time).to_string(),
            postcode: said(them.and_then(|l| l.person.postcode).map(|p| p.to_string())),
            travel: said(them.and_then(|l| l.person.travel).map(|t| t.to_string())),
        }
    }
}

fn many(typed: &str) -> Result<u8, Slip> {
    typed.parse().ok().filter(|n| MANY.contains(n)).ok_or(Slip::NotThis("slip-choice"))
}

/// `GET /local/time`
pub async fn page(v: Visit, Them(them): Them) -> Result<Response, Error> {
    let here = Here::at(Asking::Time, them.as_ref());
    show(&TimePage { v, slips: Slips::default(), here, form: TimeForm::of(them.as_ref()) })
}

/// `POST /local/time`
pub async fn submit(v: Visit, them: Them, db: Db, Form(form): Form<TimeForm>) -> Result<Response, Error> {
    let here = Here::at(Asking::Time, them.0.as_ref());
    let mut slips = Slips::default();
    let free = slips.take("free", availability::read(&form.free));
    let postcode = slips.take("postcode", Postcode::typed(&form.postcode));
    let travel = slips.take("travel", choices::one::<Travel>(&form.travel));
    let times = slips.take("times", many(&form.times));
    let people = slips.take("people", many(&form.people));
    let (Some(free), Some(times), Some(people), Some(postcode), Some(travel)) = (free, times, people, postcode, travel)
    else {
        return show_again(&TimePage { v, slips, here, form });
    };
    let begun = Begun::of(&db, &v, them).await?;
    let mut tx = db.begin().await?;
    let mut local = store::locked(&mut tx, begun.local.id).await?.ok_or(Error::Stale)?;
    local.person.free = free;
    local.requests_a_month = times;
    local.person.capacity = Some(u32::from(people));
    local.person.postcode = postcode;
    local.person.travel = travel;
    store::update(&mut tx, &local).await?;
    tx.commit().await?;
    Ok(begun.keep(see(&v.to(here.on())), &v))
}
