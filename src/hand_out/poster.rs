//! A poster, A4: for a wall, for months. So it says what takes place every week, and no dates.

use super::{
    asked::{Asked, AskedForm},
    paper::Paper,
};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::words::{Audience, Kind},
    listings::{self, Listing, Shelf, Stock},
    web::{Error, Query, show},
};
use askama::Template;
use axum::response::Response;
use chrono::TimeDelta;

/// So many examples.
const MOST: usize = 4;
/// What hangs there is still on after so long.
const HANGS: TimeDelta = TimeDelta::weeks(8);
/// No example on a wall has a longer title.
const LONGEST: usize = 60;

/// What takes place there, and when.
struct Example {
    title: String,
    when: String,
    place: Option<String>,
}

#[derive(Template)]
#[template(path = "hand_out/poster.html")]
struct PosterPage {
    paper: Paper,
    examples: Vec<Example>,
}

/// `GET /desk/hand-out/poster`
pub async fn page(v: Visit, _: AsSocialWorker, shelf: Shelf, Query(form): Query<AskedForm>) -> Result<Response, Error> {
    let asked = Asked::read(form, v.lang)?;
    let paper = Paper::of(v, &asked)?;
    let examples = examples(&paper.v, &shelf.now(), &asked);
    show(&PosterPage { paper, examples })
}

/// Where one can walk in; where that is little, where one asks first too.
fn examples(v: &Visit, stock: &Stock, asked: &Asked) -> Vec<Example> {
    let mut examples: Vec<Example> = listings::open_to_everybody(stock, v.now, &[])
        .filter(|place| asked.pass(stock, *place))
        .filter_map(|place| example(v, &stock.items[place].listing))
        .take(MOST)
        .collect();
    let all = stock.items.by_place().enumerate().filter_map(|(place, item)| Some((place, &item?.listing)));
    let asks = all.filter(|(place, listing)| listing.host_address(v.today()).is_some() && asked.pass(stock, *place));
    examples.extend(asks.filter_map(|(_, listing)| example(v, listing)).take(MOST - examples.len()));
    examples
}

/// What is for everybody, was confirmed lately, comes back and goes on; in the language of the poster.
fn example(v: &Visit, listing: &Listing) -> Option<Example> {
    let schedule = listing.schedule.as_ref().filter(|it| !it.rrule.contains("COUNT"))?;
    schedule.next_sessions(v.now + HANGS, 1).first()?;
    let title = listing.title(v.lang);
    let is_one = listing.is_open()
        && listing.kind != Kind::VolunteerRole
        && listing.audience == Audience::default()
        && !listing.is_check_first(v.today())
        && title.in_other.is_none()
        && title.text.chars().count() <= LONGEST;
    is_one.then_some(())?;
    Some(Example {
        title: title.text.to_owned(),
        when: format!("{}, {}", listings::rhythm(v, schedule)?, v.w.time(schedule.starts)),
        place: listing.part_of_town().map(|part| part.name.clone()),
    })
}
