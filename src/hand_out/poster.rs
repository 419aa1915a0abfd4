//! A poster, A4: for a wall, for months. So it says what takes place every week, and no dates.

use super::{
    asked::{Asked, AskedForm},
    paper::Paper,
};
use crate::{
    auth::{AsSocialWorker, Visit},
    listings::{self, Shelf, Stock},
    web::{Error, Query, show},
};
use askama::Template;
use axum::response::Response;

/// So many examples.
const MOST: usize = 4;
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

fn examples(v: &Visit, stock: &Stock, asked: &Asked) -> Vec<Example> {
    let open = listings::open_to_everybody(stock, v.now, &[]).filter(|place| asked.pass(stock, *place));
    let example = |place: usize| {
        let listing = &stock.items[place].listing;
        let schedule = listing.schedule.as_ref().filter(|it| !it.rrule.contains("COUNT"))?;
        let title = listing.title(v.lang);
        let reads = title.in_other.is_none() && title.text.chars().count() <= LONGEST;
        reads.then_some(())?;
        Some(Example {
            title: title.text.to_owned(),
            when: format!("{}, {}", listings::rhythm(v, schedule)?, v.w.time(schedule.starts)),
            place: listing.part_of_town().map(|part| part.name.clone()),
        })
    };
    open.filter_map(example).take(MOST).collect()
}
