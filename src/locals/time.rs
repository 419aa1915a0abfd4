//! When they usually have time, and from where they come. All of it may stay empty.

use super::{
    asking::{Asking, Here},
    local::{Begun, Local, Them},
    store,
};
use crate::{
    auth::Visit,
    kit::{place::Postcode, words::Travel},
    platform::db::Db,
    web::{Error, Form, Slips, availability, choices, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "locals/time.html")]
struct TimePage {
    v: Visit,
    slips: Slips,
    here: Here,
    form: TimeForm,
}

impl TimePage {
    /// A way to get around, and its icon.
    fn ways(&self) -> [(Travel, &'static str); 3] {
        [(Travel::Foot, "footprints"), (Travel::Bike, "bike"), (Travel::Bus, "bus")]
    }
}

/// What was ticked and typed.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TimeForm {
    free: Vec<String>,
    postcode: String,
    travel: String,
}

impl TimeForm {
    fn of(them: &Local) -> Self {
        let said = |text: Option<String>| text.unwrap_or_default();
        Self {
            free: availability::names(them.person.free),
            postcode: said(them.person.postcode.map(|p| p.to_string())),
            travel: said(them.person.travel.map(|t| t.to_string())),
        }
    }
}

/// `GET /local/time`
pub async fn page(v: Visit, Them(them): Them) -> Result<Response, Error> {
    let here = Here::at(Asking::Time, them.as_ref());
    show(&TimePage { v, slips: Slips::default(), here, form: them.as_ref().map(TimeForm::of).unwrap_or_default() })
}

/// `POST /local/time`
pub async fn submit(v: Visit, them: Them, db: Db, Form(form): Form<TimeForm>) -> Result<Response, Error> {
    let here = Here::at(Asking::Time, them.0.as_ref());
    let mut slips = Slips::default();
    let free = slips.take("free", availability::read(&form.free));
    let postcode = slips.take("postcode", Postcode::typed(&form.postcode));
    let travel = slips.take("travel", choices::one::<Travel>(&form.travel));
    let (Some(free), Some(postcode), Some(travel)) = (free, postcode, travel) else {
        return show_again(&TimePage { v, slips, here, form });
    };
    let begun = Begun::of(&db, &v, them).await?;
    let mut tx = db.begin().await?;
    let mut local = store::locked(&mut tx, begun.local.id).await?.ok_or(Error::Stale)?;
    local.person.free = free;
    local.person.postcode = postcode;
    local.person.travel = travel;
    store::update(&mut tx, &local).await?;
    tx.commit().await?;
    Ok(begun.keep(see(&v.to(here.on())), &v))
}
