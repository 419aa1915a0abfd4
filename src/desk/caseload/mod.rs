//! The caseload: who waits, first and on every opening; on choice also who does not, by where they stand. Nobody is
//! named and there is no search: this is no directory.

mod filters;
mod lines;
mod state;
mod store;

use super::{
    line::Line,
    people::{local_line, town},
};
use crate::{
    auth::{AsSocialWorker, Scope, Visit},
    kit::place::{PartOfTown, Postcode, gazetteer},
    listings::Shelf,
    locals,
    matching::{person::Person, window},
    platform::db::Db,
    web::{Error, Query, show},
};
use askama::Template;
use axum::response::Response;
use filters::{EVERYBODY, FilterForm, Filters, phase_name, phases};
use lines::{LocalLine, NewcomerLine, Waiting};
use state::{Local, LocalState, Newcomer, NewcomerState, Rows};
use std::cmp::Reverse;
use uuid::Uuid;

/// So many of each on a page.
const PAGE: usize = 50;

/// How many there are of something, and where they are listed.
struct Bar {
    label: String,
    link: String,
    count: usize,
}

#[derive(Template)]
#[template(path = "desk/people.html")]
struct PeoplePage {
    v: Visit,
    filters: Filters,
    parts: Vec<&'static PartOfTown>,
    newcomers: Vec<NewcomerLine>,
    locals: Vec<LocalLine>,
    last: usize,
    /// They are in a team: somebody may live beyond it.
    in_team: bool,
    /// The names of the three pictures, and their bars.
    bars: [(&'static str, Vec<Bar>); 3],
}

impl PeoplePage {
    /// The length of a whole bar.
    fn most(&self, bars: &[Bar]) -> usize {
        bars.iter().map(|bar| bar.count).max().unwrap_or_default().max(1)
    }
}

/// `GET /desk/people`
pub async fn page(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    db: Db,
    shelf: Shelf,
    Query(form): Query<FilterForm>,
) -> Result<Response, Error> {
    let filters = form.read()?;
    let (town, stock) = (town(&db).await?, shelf.now());
    let waiting = Waiting::now(&db, &who.scope).await?;
    let parts = town.parts(&who.scope);
    // A part of town with few people in it is not told apart from the city.
    let is_told = |slug: &str| parts.iter().any(|part| part.slug == slug);
    let lives = |postcode: Option<Postcode>| postcode.and_then(|p| gazetteer().part(p)).map(|part| part.slug.as_str());
    let here = |postcode| filters.part().is_none_or(|slug| is_told(slug) && lives(postcode) == Some(slug));

    let mut newcomers = newcomers(&v, &db, &who.scope, &waiting).await?;
    newcomers.retain(|her| here(her.postcode));
    let locals = locals::at_the_desk(&db, &who.scope).await?.into_iter().filter(|them| here(them.postcode));
    let mut locals: Vec<Local> = locals.map(|them| Local::of(&them, local_line(&v, &them))).collect();
    let bars = [
        ("newcomers", newcomer_bars(&v, &filters, &newcomers)),
        ("locals", local_bars(&v, &filters, &locals)),
        ("phases", phase_bars(&v, &filters, &newcomers)),
    ];
    newcomers.retain(|her| filters.shows_newcomer(her));
    locals.retain(|them| filters.shows_local(them.state));
    // Who waits comes first, and within them whoever waits longest.
    newcomers.sort_by_key(|her| (her.state != NewcomerState::Waits, her.since, her.account));
    locals.sort_by_key(|them| (them.state, Reverse(them.line.as_ref().map(Line::urgency)), them.since, them.account));
    let last = newcomers.len().max(locals.len()).div_ceil(PAGE).max(1);
    let from = (filters.page - 1) * PAGE;
    let newcomers = newcomers.into_iter().skip(from).take(PAGE);
    let newcomers = newcomers.map(|her| NewcomerLine::of(&v, &town, &stock, &waiting, her)).collect();
    let locals = locals.into_iter().skip(from).take(PAGE);
    let locals = locals.map(|them| LocalLine::of(&v, them)).collect();
    show(&PeoplePage { filters, parts, newcomers, locals, last, in_team: !who.scope.is_whole(), bars, v })
}

/// All newcomers of the scope.
async fn newcomers(v: &Visit, db: &Db, scope: &Scope, waiting: &Waiting) -> Result<Vec<Newcomer>, Error> {
    let all = store::newcomers(db, scope).await?;
    let of = |(account, person, rows): (Uuid, Person, Rows)| {
        let (state, since) = state::of_newcomer(&rows, waiting.since(account));
        Newcomer {
            account,
            postcode: person.postcode,
            phase: window::of(&person, v.today()).map(|w| w.phase),
            state,
            since,
        }
    };
    Ok(all.into_iter().map(of).collect())
}

/// The bars of these names, each with how many there are.
fn bars(v: &Visit, kind: &str, names: impl Iterator<Item = (&'static str, String, usize)>) -> Vec<Bar> {
    let bar = |(name, link, count)| Bar { label: v.t(format!("caseload-{kind}-{name}")), link, count };
    names.map(bar).collect()
}

fn newcomer_bars(v: &Visit, filters: &Filters, all: &[Newcomer]) -> Vec<Bar> {
    let count = |state: NewcomerState| all.iter().filter(|her| her.state == state).count();
    let each = NewcomerState::ALL.iter().map(|s| (s.as_str(), filters.link_to("state", s.as_str()), count(*s)));
    bars(v, "newcomer", each)
}

fn local_bars(v: &Visit, filters: &Filters, all: &[Local]) -> Vec<Bar> {
    let count = |state: LocalState| all.iter().filter(|them| them.state == state).count();
    let each = LocalState::ALL.iter().map(|s| (s.as_str(), filters.link_to("state", s.as_str()), count(*s)));
    bars(v, "local", each)
}

fn phase_bars(v: &Visit, filters: &Filters, all: &[Newcomer]) -> Vec<Bar> {
    let count = |name: &str| all.iter().filter(|her| phase_name(her.phase) == name).count();
    bars(v, "phase", phases().map(|name| (name, filters.link_to("phase", name), count(name))))
}
