//! "For you": what fits her, ranked on request, each with a reason.

use super::{
    card::Card,
    change::Changed,
    filters::{FilterForm, Filters, PAGE, pages},
    her_words::{self, NotNow},
    left_out::Summary,
    looked_for::Remark,
    shelf::{Shelf, Stock},
};
use crate::{
    auth::Visit,
    kit::words::{Rung, Travel},
    matching::{
        go::Go,
        leaning::{Leaning, Reason},
        rank::Listed,
        window,
    },
    newcomers::{self, Begun, Her, Newcomer},
    platform::db::Db,
    web::{Error, Form, Query, see, show},
};
use askama::Template;
use axum::response::Response;
use chrono::Timelike;
use serde::Deserialize;
use uuid::Uuid;

/// What one tap chooses between; hosting is chosen under "More about you".
const RUNGS: [Rung; 3] = [Rung::Bridging, Rung::Mixed, Rung::Safe];

#[derive(Template)]
#[template(path = "listings/for_you.html")]
struct ForYouPage {
    v: Visit,
    greeting: String,
    this_week: usize,
    undo: Option<(Uuid, String)>,
    filters: Filters,
    rungs: [Rung; 3],
    rung: Rung,
    found: usize,
    last: usize,
    cards: Vec<Card>,
    /// What the words found, where that is not quite what was asked.
    remark: Option<Remark>,
    /// What meets her words and does not fit her now.
    not_now: Vec<NotNow>,
    left_out: Option<Summary>,
    changed: Option<Changed>,
    /// What her time here means for the list.
    window: Option<String>,
}

/// `GET /for-you`
pub async fn page(v: Visit, her: Her, db: Db, shelf: Shelf, Query(form): Query<FilterForm>) -> Result<Response, Error> {
    let filters = form.read()?;
    let Some(newcomer) = her.0.filter(Newcomer::can_be_matched) else {
        return Ok(see(&v.to("/questions")));
    };
    let stock = shelf.now();
    let kept = newcomers::kept(&db, newcomer.id).await?;
    let passed = newcomers::passed_over(&db, newcomer.id).await?;
    let looked_for = stock.look_for(&filters);
    let listed = if looked_for.has_words() { Listed::All } else { Listed::Near };
    let leanings = leanings(&stock, &passed);
    let look = stock.catalogue.look(&newcomer.person, &leanings, listed);
    let shows = |place: usize, go: Go| looked_for.shows(place) && (!filters.only_now || go == Go::Now);
    let (mut this_week, mut found) = (0, 0);
    for (place, go) in look.fits() {
        this_week += usize::from(go != Go::Later && stock.is_within(place, v.now, 7));
        found += usize::from(shows(place, go));
    }
    let shown = look.in_order().filter(|(place, go)| shows(*place, *go)).map(|(place, _)| place);
    let skip = (filters.page - 1) * PAGE;
    let (first, page) = if looked_for.has_words() {
        let mut all: Vec<usize> = shown.collect();
        let first = her_words::sort(&mut all, &looked_for);
        (first, all.into_iter().skip(skip).take(PAGE).collect())
    } else {
        (None, shown.skip(skip).take(PAGE).collect::<Vec<_>>())
    };
    let remark = looked_for.remark(first);
    let ranking = look.ranking(page);
    let not_now = her_words::not_now(&v, &newcomer.person, &stock, &looked_for, &ranking.excluded);
    let travel = newcomer.person.travel.unwrap_or(Travel::Bike);
    let on_page = ranking.matches.iter();
    let cards = on_page.map(|m| Card::matched(&v, &stock.items[m.place], m, travel).kept(&kept)).collect();
    let window = window::of(&newcomer.person, v.today()).and_then(window::Window::to_her);
    show(&ForYouPage {
        remark,
        not_now,
        greeting: greeting(&v),
        this_week,
        undo: undo(&v, &stock),
        rungs: RUNGS,
        rung: newcomer.person.asked_rung(),
        found,
        last: pages(found),
        cards,
        left_out: Summary::of(&v, &stock, &newcomer, &ranking),
        changed: Changed::of(&v),
        window: window.map(|said| said.text(v.lang).to_owned()),
        filters,
        v,
    })
}

/// "Good evening, Ivana".
fn greeting(v: &Visit) -> String {
    let part = match v.now.with_timezone(&chrono_tz::Europe::Amsterdam).hour() {
        5..12 => "morning",
        12..18 => "afternoon",
        _ => "evening",
    };
    match v.signed_in.as_ref().and_then(|s| s.first_name.as_ref()) {
        Some(name) => v.t1(format!("greeting-{part}-name"), "name", name.as_str()),
        None => v.t(format!("greeting-{part}")),
    }
}

/// What she just said is not for her, so that she can take it back.
fn undo(v: &Visit, stock: &Stock) -> Option<(Uuid, String)> {
    let flash = v.flash.as_ref().filter(|f| f.key == "flash-passed-over")?;
    let item = stock.public(flash.subject?)?;
    Some((item.listing.id, item.listing.title(v.lang).text.to_owned()))
}

/// What her "not for me" teaches, as the heart reads it.
pub fn leanings(stock: &Stock, passed: &[(Uuid, String)]) -> Vec<Leaning> {
    let leaning = |(id, reason): &(Uuid, String)| {
        let place = stock.place(*id)?;
        let reason: Reason = reason.parse().ok()?;
        Some(Leaning { place, reason })
    };
    passed.iter().filter_map(leaning).collect()
}

/// One tap: with whom.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RungForm {
    rung: Rung,
    #[serde(default)]
    place: String,
}

/// `POST /for-you/rung`
pub async fn choose_rung(v: Visit, her: Her, db: Db, Form(form): Form<RungForm>) -> Result<Response, Error> {
    let begun = Begun::of(&db, &v, her).await?;
    newcomers::choose_rung(&db, begun.newcomer.id, form.rung).await?;
    let back = see(&v.to(&format!("/for-you{}", Filters::of_query(&form.place).suffix())));
    Ok(begun.keep(back, &v))
}
