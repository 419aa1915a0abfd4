//! A sheet of this week, A4: where one can walk in without asking, day by day.

use super::{
    asked::{Asked, AskedForm},
    paper::Paper,
};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::schedule::Session,
    listings::{self, Item, Shelf, Stock},
    web::{Error, Query, show},
};
use askama::Template;
use axum::response::Response;
use chrono::{Days, NaiveDate};

/// So many of one day; each place stands there once.
const MOST_OF_A_DAY: usize = 4;
/// Rows of text on the sheet, both columns together, and letters in a row.
const ROWS: usize = 68;
const LETTERS: usize = 28;

/// Where one can walk in.
struct Line {
    times: String,
    title: String,
    place: String,
    english: bool,
}

impl Line {
    /// The rows it takes, rather one too many.
    fn rows(&self) -> usize {
        let rows = |text: &str, more: usize| (text.chars().count() + more).div_ceil(LETTERS);
        // " · English is fine"
        rows(&self.title, 0) + rows(&self.place, if self.english { 19 } else { 0 }) + 1
    }
}

#[derive(Template)]
#[template(path = "hand_out/week.html")]
struct WeekPage {
    paper: Paper,
    until: NaiveDate,
    days: Vec<(NaiveDate, Vec<Line>)>,
}

/// `GET /desk/hand-out/week`
pub async fn page(v: Visit, _: AsSocialWorker, shelf: Shelf, Query(form): Query<AskedForm>) -> Result<Response, Error> {
    let asked = Asked::read(form, v.lang)?;
    let paper = Paper::of(v, &asked)?;
    let until = paper.v.today() + Days::new(6);
    let days = days(&paper.v, &shelf.now(), &asked, until);
    show(&WeekPage { paper, until, days })
}

/// The days of the week that have something, as much as one sheet holds.
fn days(v: &Visit, stock: &Stock, asked: &Asked, until: NaiveDate) -> Vec<(NaiveDate, Vec<Line>)> {
    let open = listings::open_to_everybody(stock, v.now, &[]).filter(|place| asked.pass(stock, *place));
    let begins = open.filter_map(|place| {
        let item = &stock.items[place];
        item.next(v.now).find(|session| session.starts > v.now).map(|session| (session, item))
    });
    let (mut days, mut rows) = (Vec::<(NaiveDate, Vec<Line>)>::new(), 0);
    let mut all: Vec<(Session, &Item)> = begins.take_while(|(session, _)| session.date <= until).collect();
    all.sort_by_key(|(session, _)| session.starts);
    for (session, item) in all {
        let is_new = days.last().is_none_or(|(date, _)| *date != session.date);
        let line = line(v, &session, item);
        let needs = 2 * usize::from(is_new) + line.rows();
        let is_full = !is_new && days.last().is_some_and(|(_, lines)| lines.len() >= MOST_OF_A_DAY);
        if is_full || rows + needs > ROWS {
            continue;
        }
        rows += needs;
        match days.last_mut().filter(|_| !is_new) {
            Some((_, lines)) => lines.push(line),
            None => days.push((session.date, vec![line])),
        }
    }
    days
}

fn line(v: &Visit, session: &Session, item: &Item) -> Line {
    let listing = &item.listing;
    let part = listing.part_of_town().map(|part| part.name.clone());
    let place: Vec<String> = listing.venue.clone().into_iter().chain(part).collect();
    Line {
        times: format!("{}–{}", v.w.time(session.starts.time()), v.w.time(session.ends.time())),
        title: listing.title(v.lang).text.to_owned(),
        place: place.join(" · "),
        english: listing.speaks_english(),
    }
}
