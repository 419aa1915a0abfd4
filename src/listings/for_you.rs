//! "For you": what fits her, ranked on request, each with a reason.

use super::{
    card::Card,
    change::Changed,
    filters::{FilterForm, Filters, PAGE, pages},
    left_out::Summary,
    looked_for::{LookedFor, Remark},
    shelf::{Is, Shelf, Stock},
};
use crate::{
    auth::Visit,
    kit::{
        sentence::Sentence,
        words::{Rung, Travel},
    },
    matching::{
        go::Go,
        leaning::{Leaning, Reason},
        person::Person,
        rank::{Asked, Excluded, Match},
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
use std::cmp::Reverse;
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
    let leanings = leanings(&stock, &passed);
    let looked_for = stock.look_for(&filters);
    let (mut this_week, mut fitting) = (0, Vec::new());
    let asked = Asked { limit: Some(if filters.q().is_empty() { PAGE } else { 0 }), leanings };
    let skip = (filters.page - 1) * PAGE;
    let ranking = stock.catalogue.rank_where(&newcomer.person, &asked, skip, |place, go| {
        this_week += usize::from(go != Go::Later && stock.is_within(place, v.now, 7));
        let shows = looked_for.shows(place) && (!filters.only_now || go == Go::Now);
        if shows {
            fitting.push(place);
        }
        shows
    });
    let left_out = Summary::of(&v, &stock, &newcomer, &ranking);
    let not_now = not_now(&v, &newcomer.person, &stock, &looked_for, &ranking.excluded);
    let matches = match filters.q() {
        "" => ranking.matches,
        _ => of_her_words(&newcomer.person, &stock, &looked_for, asked.leanings, &mut fitting, skip),
    };
    let found = fitting.len();
    let travel = newcomer.person.travel.unwrap_or(Travel::Bike);
    let on_page = matches.iter();
    let cards = on_page.map(|m| Card::matched(&v, &stock.items[m.place], m, travel).kept(&kept)).collect();
    let window = window::of(&newcomer.person, v.today()).and_then(window::Window::to_her);
    show(&ForYouPage {
        remark: looked_for.remark(matches.first().map(|m| m.place).or(fitting.first().copied())),
        not_now,
        greeting: greeting(&v),
        this_week,
        undo: undo(&v, &stock),
        rungs: RUNGS,
        rung: newcomer.person.asked_rung(),
        found,
        last: pages(found),
        cards,
        left_out,
        changed: Changed::of(&v),
        window: window.map(|said| said.text(v.lang).to_owned()),
        filters,
        v,
    })
}

/// A page of what meets her words. The joint order: first the class of the words (all met without a typing error; about
/// them, or only mentioning one), and within a class her own order of "For you": what she can go to before what is for
/// later, then U. A sum or product of both would let a poor match that suits her well pass the thing that she asked for.
fn of_her_words(
    her: &Person,
    stock: &Stock,
    looked_for: &LookedFor,
    leanings: Vec<Leaning>,
    fitting: &mut [usize],
    skip: usize,
) -> Vec<Match> {
    // Stable: her own order stays within a class.
    fitting.sort_by_key(|place| Reverse(looked_for.score(*place).class()));
    let page: Vec<usize> = fitting.iter().copied().skip(skip).take(PAGE).collect();
    let asked = Asked { limit: Some(PAGE), leanings };
    let mut matches = stock.catalogue.rank_where(her, &asked, 0, |place, _| page.contains(&place)).matches;
    matches.sort_by_key(|m| page.iter().position(|place| *place == m.place));
    matches
}

/// What meets her words and does not fit her now: title, and why in one sentence.
struct NotNow {
    id: Uuid,
    title: String,
    why: String,
}

/// So many of them are shown; all groups show the rest.
const NOT_NOW: usize = 5;

/// Browsing never hides: what she asked for by name is shown, with what stands in its way.
fn not_now(v: &Visit, her: &Person, stock: &Stock, looked_for: &LookedFor, excluded: &[Excluded]) -> Vec<NotNow> {
    if !looked_for.has_words() {
        return Vec::new();
    }
    let hers = |e: &&Excluded| stock.brief(e.place).is(Is::Open) && looked_for.shows(e.place);
    let mut found: Vec<Excluded> = excluded.iter().filter(hers).copied().collect();
    let order = |e: &Excluded| (Reverse(looked_for.score(e.place).rank()), &stock.items[e.place].listing.key);
    found.sort_by(|a, b| order(a).cmp(&order(b)));
    found.truncate(NOT_NOW);
    let why = stock.catalogue.said(her, &found);
    let one = |(e, why): (&Excluded, Sentence)| {
        let listing = &stock.items[e.place].listing;
        NotNow { id: listing.id, title: listing.title(v.lang).text.to_owned(), why: why.text(v.lang).to_owned() }
    };
    found.iter().zip(why).map(one).collect()
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
pub(super) fn leanings(stock: &Stock, passed: &[(Uuid, String)]) -> Vec<Leaning> {
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
