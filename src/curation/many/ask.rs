//! "Close 12 listings?" with their names, and what of the chosen ones stays as it is; and the yes.

use super::{ManyForm, says, store};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    curation::{
        act::{Act, by},
        filters::Filters,
        schedule_form::day,
    },
    kit::{text::Slip, typed},
    listings::{self, Edit, Listing, Shelf},
    platform::{clock::Clock, db::Db},
    web::{Error, Form, Query, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;

#[derive(Template)]
#[template(path = "curation/many.html")]
struct ManyPage {
    v: Visit,
    slips: Slips,
    form: ManyForm,
    /// Those to which it is done.
    changing: Vec<Listing>,
    /// The chosen ones that stay as they are.
    staying: Vec<Listing>,
}

impl ManyPage {
    async fn of(v: Visit, db: &Db, form: ManyForm, slips: Slips) -> Result<Self, Error> {
        let mut all: Vec<Listing> = listings::of_ids(db, &form.ids()?).await?.into_values().collect();
        all.sort_by_cached_key(|it| (listings::folded(it.title(v.lang).text), it.key.clone()));
        let (changing, staying) = all.into_iter().partition(|it| form.after(it, v.today(), &v).is_some());
        Ok(Self { v, slips, form, changing, staying })
    }

    fn back(&self) -> String {
        Filters::address_of(&self.form.place)
    }
}

/// `GET /desk/listings/many?act=…&listing=…`, or `…&all=found&place=…`: names them, and changes nothing. What is done
/// afterwards is done to those that are named.
pub async fn page(
    v: Visit,
    _: AsSocialWorker,
    db: Db,
    (shelf, clock): (Shelf, Clock),
    Query(mut form): Query<ManyForm>,
) -> Result<Response, Error> {
    if form.all == "found" {
        let stock = shelf.up_to_date(&db, &clock).await?;
        let (places, _) = Filters::of_query(&form.place).choose(&stock, v.lang);
        form.listing = places.into_iter().map(|place| stock.items[place].listing.id).collect();
    }
    if form.closed_on.is_empty() {
        form.closed_on = day(v.today());
    }
    show(&ManyPage::of(v, &db, form, Slips::default()).await?)
}

/// `POST /desk/listings/many`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    db: Db,
    Form(form): Form<ManyForm>,
) -> Result<Response, Error> {
    let mut slips = Slips::default();
    let read = typed::date(&form.closed_on).and_then(|d| d.ok_or(Slip::Empty));
    let read = if form.act == Act::Close { read } else { Ok(v.today()) };
    let Some(closed_on) = slips.take("closed_on", read).filter(|_| !form.listing.is_empty()) else {
        return show_again(&ManyPage::of(v, &db, form, slips).await?);
    };
    let back = see(&Filters::address_of(&form.place));
    Ok(match done(&v, &who, &db, &form, closed_on).await? {
        Some((count, id)) => says(back, &v, form.act, count, id),
        None => Flash::on(back, &v.address, "flash-many-nothing", None),
    })
}

/// All of it, or nothing; how many, and its name. `None` where nothing was left to do.
async fn done(
    v: &Visit,
    who: &SignedIn,
    db: &Db,
    form: &ManyForm,
    closed_on: NaiveDate,
) -> Result<Option<(usize, uuid::Uuid)>, Error> {
    let mut tx = db.begin().await?;
    let locked = listings::of_ids_locked(&mut tx, &form.ids()?).await?;
    let edit = |(before, version): (Listing, i32)| {
        form.after(&before, closed_on, v).map(|after| Edit { before, version, after })
    };
    let edits: Vec<Edit> = locked.into_iter().filter_map(edit).collect();
    if edits.is_empty() {
        return Ok(None);
    }
    listings::change_many(&mut tx, by(who), &edits).await?;
    let made = edits.iter().map(|edit| (edit.after.id, edit.version + 1)).collect();
    let id = store::insert(&mut tx, who.account, &made).await?;
    tx.commit().await?;
    Ok(Some((edits.len(), id)))
}
