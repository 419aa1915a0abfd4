//! Her page of it: then and now, the three questions, deleting all in one tap and taking that back on the next page.

use super::{
    counted::{Counted, MOST},
    store,
};
use crate::{
    auth::{AsSignedIn, Visit},
    kit::text::{Slip, optional_line},
    newcomers::{AsNewcomer, Her},
    platform::db::Db,
    web::{Error, Form, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

/// What goes with "it is deleted" to that one page.
const DELETED: &str = "flash-circle-deleted";

/// Three numbers as they were typed.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CircleForm {
    #[serde(default)]
    people: String,
    #[serde(default)]
    rooted: String,
    #[serde(default)]
    favour: String,
}

impl CircleForm {
    fn of(it: &Counted) -> Self {
        Self { people: it.people.to_string(), rooted: it.rooted.to_string(), favour: it.favour.to_string() }
    }

    fn read(&self, today: NaiveDate, slips: &mut Slips) -> Option<Counted> {
        let people = slips.take("people", number(&self.people, MOST, "slip-circle-number"));
        let most = people.unwrap_or(MOST);
        let rooted = slips.take("rooted", number(&self.rooted, most, "slip-circle-of-them"));
        let favour = slips.take("favour", number(&self.favour, most, "slip-circle-of-them"));
        Some(Counted { asked_on: today, people: people?, rooted: rooted?, favour: favour? })
    }
}

/// A whole number from 0 to `most`.
fn number(text: &str, most: i32, slip: &'static str) -> Result<i32, Slip> {
    let text = optional_line(text, 10)?.ok_or(Slip::NotThis("slip-circle-number"))?;
    let number: u16 = text.parse().map_err(|_| Slip::NotThis("slip-circle-number"))?;
    Some(i32::from(number)).filter(|n| *n <= most).ok_or(Slip::NotThis(slip))
}

/// One of the three questions.
struct Field<'a> {
    name: &'static str,
    value: &'a str,
}

#[derive(Template)]
#[template(path = "me/circle.html")]
struct CirclePage {
    v: Visit,
    slips: Slips,
    form: CircleForm,
    counted: Vec<Counted>,
    /// She can count anew from this day on; until then a count is corrected.
    again_on: Option<NaiveDate>,
}

impl CirclePage {
    async fn of(v: Visit, db: &Db, her: Option<Uuid>) -> Result<Self, Error> {
        let (counted, again_on) = match her {
            Some(her) => (store::of(db, her).await?, store::again_on(db, her).await?),
            None => (Vec::new(), None),
        };
        let again_on = again_on.filter(|day| *day > v.today());
        let form = counted.last().filter(|_| again_on.is_some()).map(CircleForm::of).unwrap_or_default();
        Ok(Self { v, slips: Slips::default(), form, counted, again_on })
    }

    fn fields(&self) -> [Field<'_>; 3] {
        let form = &self.form;
        [("people", &form.people), ("rooted", &form.rooted), ("favour", &form.favour)]
            .map(|(name, value)| Field { name, value })
    }

    /// "Then", "Now"; a single one is "now".
    fn heading(&self, n: &usize) -> &'static str {
        if *n + 1 < self.counted.len() { "circle-then" } else { "circle-now" }
    }

    /// What was just deleted, for the undo of this page alone.
    fn was(&self) -> Option<&str> {
        self.v.flash.as_ref().filter(|f| f.key == DELETED).and_then(|f| f.detail.as_deref())
    }
}

/// `GET /me/circle`
pub async fn page(v: Visit, AsSignedIn(_): AsSignedIn, Her(her): Her, db: Db) -> Result<Response, Error> {
    show(&CirclePage::of(v, &db, her.map(|her| her.id)).await?)
}

/// `POST /me/circle`
pub async fn submit(v: Visit, her: AsNewcomer, db: Db, Form(form): Form<CircleForm>) -> Result<Response, Error> {
    let mut slips = Slips::default();
    let Some(counted) = form.read(v.today(), &mut slips) else {
        let page = CirclePage::of(v, &db, Some(her.newcomer.id)).await?;
        return show_again(&CirclePage { slips, form, ..page });
    };
    let mut tx = db.begin().await?;
    store::keep(&mut tx, her.newcomer.id, &counted).await?;
    tx.commit().await?;
    Ok(Flash::on(see(&v.to("/me/circle")), &v.address, "flash-circle-kept", None))
}

/// `POST /me/circle/delete`: all of it, at once. What it was goes with the answer to her and is nowhere else.
pub async fn delete(v: Visit, her: AsNewcomer, db: Db) -> Result<Response, Error> {
    let were: Vec<String> = store::delete(&db, her.newcomer.id).await?.iter().map(Counted::packed).collect();
    Ok(Flash::with_detail(see(&v.to("/me/circle")), &v.address, DELETED, &were.join("~")))
}

/// What she deleted, as that one page has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WasForm {
    #[serde(default)]
    was: String,
}

/// `POST /me/circle/back`
pub async fn bring_back(v: Visit, her: AsNewcomer, db: Db, Form(form): Form<WasForm>) -> Result<Response, Error> {
    let packed = form.was.split('~').filter(|text| !text.is_empty()).take(2);
    let were: Option<Vec<Counted>> = packed.map(Counted::unpacked).collect();
    let were = were.ok_or(Error::Unreadable)?;
    store::put_back(&db, her.newcomer.id, &were).await?;
    Ok(Flash::on(see(&v.to("/me/circle")), &v.address, "flash-circle-back", None))
}
