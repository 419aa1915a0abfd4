//! The desk's page: what comes within a year, and its drafts, prepared by one click and taken back by another.

use super::drafts;
use crate::{
    auth::{AsSocialWorker, Visit},
    city::Coming,
    kit::{schedule::Schedule, week::Daypart, words::Status},
    listings, locals,
    platform::db::Db,
    web::{Error, Form, flash::Flash, see, show},
};
use askama::Template;
use axum::response::Response;
use chrono::Datelike;
use serde::Deserialize;
use uuid::Uuid;

/// The page's address.
pub(super) const PATH: &str = "/desk/seasons";
/// Between two keys.
const AND: char = '~';

/// A draft, or what became of it.
struct Prepared {
    title: String,
    /// Its day, as the listing has it.
    day: Option<chrono::NaiveDate>,
    /// Where it is there: its id and its state.
    listing: Option<(Uuid, Status)>,
    /// Where somebody from here should go along: how many say that they do, and where they are asked for.
    along: Option<(i64, String)>,
}

/// Where the desk asks for somebody from here who does this then: the gap of that interest at that daypart.
fn ask(coming: &Coming, when: &Schedule) -> Option<String> {
    let daypart = Daypart::at(when.first_date.weekday(), when.start_minute())?;
    Some(format!("/desk/gaps/{}.{daypart}.any.any", coming.season.interest))
}

#[derive(Template)]
#[template(path = "seasons/desk.html")]
struct DeskPage {
    v: Visit,
    all: Vec<(Coming, Vec<Prepared>)>,
    /// How many drafts one click would make.
    missing: usize,
    /// What the last click made, and the keys that take it back.
    undo: Option<(usize, String)>,
}

/// `GET /desk/seasons`
pub async fn page(v: Visit, _: AsSocialWorker, db: Db) -> Result<Response, Error> {
    let (today, mut all, mut missing) = (v.today(), Vec::new(), 0);
    let coming = v.city.to_come(today);
    let keys: Vec<String> = coming.iter().flat_map(|it| it.season.parts.iter().map(|part| it.key_of(part))).collect();
    let there = listings::of_keys(&mut *db.acquire().await?, &keys).await?;
    let ids: Vec<Uuid> = there.values().map(|(listing, _)| listing.id).collect();
    let goes = locals::how_many_go(&db, &ids).await?;
    for it in coming {
        let mut prepared = Vec::new();
        for part in &it.season.parts {
            let found = there.get(&it.key_of(part)).map(|(listing, _)| listing);
            let still = it.day_of(part) > today;
            missing += usize::from(found.is_none() && still);
            if found.is_none() && !still {
                continue;
            }
            prepared.push(Prepared {
                title: found.map_or(part.title.text(v.lang), |it| it.title(v.lang).text).to_owned(),
                day: found.map_or(Some(it.day_of(part)), |it| it.schedule.as_ref().map(|when| when.first_date)),
                along: found.filter(|listing| part.along && still && !listing.is_closed()).and_then(|listing| {
                    let go = goes.get(&listing.id).copied().unwrap_or_default();
                    Some((go, ask(&it, listing.schedule.as_ref()?)?))
                }),
                listing: found.map(|it| (it.id, it.status)),
            });
        }
        all.push((it, prepared));
    }
    let made = v.flash.as_ref().filter(|flash| flash.key == "flash-season-prepared");
    let undo = made.and_then(|flash| flash.detail.clone()).map(|keys| (keys.split(AND).count(), keys));
    show(&DeskPage { v, all, missing, undo })
}

/// `POST /desk/seasons/prepare`: what is not there yet. The same click twice makes nothing.
pub async fn prepare(v: Visit, AsSocialWorker(who): AsSocialWorker, db: Db) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let keys = drafts::prepare(&mut tx, &who, &v.city.to_come(v.today()), v.today()).await?;
    tx.commit().await?;
    if keys.is_empty() {
        return Ok(Flash::on(see(PATH), &v.address, "flash-season-nothing", None));
    }
    Ok(Flash::with_detail(see(PATH), &v.address, "flash-season-prepared", &keys.join(&AND.to_string())))
}

/// The drafts that one click made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackForm {
    #[serde(default)]
    keys: String,
}

/// `POST /desk/seasons/take-back`: those that nobody touched since. Keys of other listings are nobody's draft of a year.
pub async fn take_back(v: Visit, _: AsSocialWorker, db: Db, Form(form): Form<BackForm>) -> Result<Response, Error> {
    let ours: Vec<String> = v
        .city
        .to_come(v.today())
        .iter()
        .flat_map(|it| it.season.parts.iter().map(|part| it.key_of(part)))
        .filter(|key| form.keys.split(AND).any(|asked| asked == key))
        .collect();
    let mut tx = db.begin().await?;
    let gone = drafts::take_back(&mut tx, &ours).await?.len();
    tx.commit().await?;
    let said = if gone == ours.len() { "flash-season-back" } else { "flash-season-back-in-part" };
    Ok(Flash::on(see(PATH), &v.address, said, None))
}
